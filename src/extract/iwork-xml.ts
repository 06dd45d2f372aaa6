/**
 * Pages, Numbers and Keynote as they were from 2005 to 2013: one XML file, of which most says how things look.
 *
 * Source: the files themselves; Apple described Keynote's alone (Technical Note TN2067). A cell tells how far it stands
 * behind the one before, in rows of 256.
 */
import type { Place } from '../document/document.ts';
import type { SegmentFound } from './extractor.ts';
import { dateOf } from './iwork-table.ts';
import { PlaceTexts } from './place-texts.ts';
import { scanXml } from './xml-scan.ts';

/** What the text within an element is, whatever it says itself. */
const WITHIN: Readonly<Record<string, Place>> = {
  annotation: 'comment',
  'sticky-note': 'comment',
  header: 'header',
  footer: 'footer',
  footnote: 'footnote',
  notes: 'notes',
};
/** What a text says of itself. */
const KINDS: Readonly<Record<string, Place>> = { header: 'header', footnote: 'footnote', note: 'notes' };

/** Attributes that hold what a cell shows. */
const VALUES: Readonly<Record<string, string>> = {
  ct: 's',
  rct: 's',
  n: 'v',
  rn: 'v',
  d: 'cell-date',
  rd: 'cell-date',
};
const DATES: ReadonlySet<string> = new Set(['d', 'rd']);
/** Numbers of Numbers have 17 digits. */
const DIGITS = 15;
const COLUMNS = 256;

export function* readIworkXml(xml: string): Generator<SegmentFound> {
  const texts = new PlaceTexts();
  const open: string[] = [];
  const places: Place[] = ['body'];
  const names: string[] = [];
  let table: Map<number, string[]> | undefined;
  let at = 0;
  let cell: string[] | undefined;
  let inText = 0;
  // Of a menu in a cell the choice is shown, which it names; later menus name those of the first one.
  const choices = new Map<string, string>();
  let choice = '';

  const say = (text: string) => (cell ? cell.push(text) : texts.add(places.at(-1) ?? 'body', text));
  const ends = (name: string) => {
    if (name === 'p') {
      inText -= 1;
      if (!cell) texts.endLine(places.at(-1) ?? 'body');
    }
    if (name in WITHIN || name === 'text-storage') places.pop();
    if (name === 'datasource' && table) {
      for (const line of linesOf(table)) texts.add('cell', `${line}\n`);
      table = undefined;
    }
    if (open.at(-1) === 'datasource' && table && cell) {
      const shown = cell.join(' ').replace(/\s+/g, ' ').trim();
      const row = table.get(Math.floor(at / COLUMNS)) ?? [];
      row[at % COLUMNS] = shown;
      table.set(Math.floor(at / COLUMNS), row);
      cell = undefined;
    }
  };

  scanXml(xml, {
    open: (name, attribute) => {
      if (open.at(-1) === 'datasource' && table) {
        at += Number(attribute('ct') ?? 1);
        cell = [];
      }
      const value = cell && VALUES[name] ? attribute(VALUES[name]) : undefined;
      if (open.includes('menu-choices')) {
        choice = attribute('ID') ?? choice;
        if (value !== undefined) choices.set(choice, shownAs(name, value));
      } else if (value !== undefined) say(shownAs(name, value));
      if (name === 'proxied-cell-ref') say(choices.get(attribute('IDREF') ?? '') ?? '');
      if (name === 'p') inText += 1;
      if (inText > 0 && BREAKS.has(name)) say(name === 'tab' ? '\t' : '\n');
      if (name in WITHIN) places.push(WITHIN[name] ?? 'body');
      if (name === 'text-storage') {
        const around = places.at(-1) ?? 'body';
        places.push(around === 'body' ? (KINDS[attribute('kind') ?? ''] ?? 'body') : around);
      }
      if (name === 'datasource') [table, at] = [new Map(), 0];
      if (name === 'workspace') names.push(attribute('workspace-name') ?? '');
      if (name === 'tabular-model') names.push(attribute('name') ?? '');
      if (name === 'string' && open.includes('metadata')) texts.add('metadata', `${attribute('string') ?? ''}\n`);
      open.push(name);
    },
    close: (name) => {
      if (open.at(-1) === name) open.pop();
      ends(name);
    },
    text: (text) => {
      if (inText > 0) say(text);
    },
  });
  for (const text of names) if (text !== '') yield { kind: 'segment', place: 'sheet-name', text };
  yield* texts.segments();
}

const BREAKS: ReadonlySet<string> = new Set(['br', 'lnbr', 'crbr', 'pgbr', 'sectbr', 'contbr', 'tab']);

function shownAs(name: string, value: string): string {
  if (DATES.has(name)) return dateOf(Number(value));
  if (VALUES[name] !== 'v') return value;
  const number = Number(value);
  return Number.isFinite(number) ? String(Number(number.toPrecision(DIGITS))) : value;
}

function linesOf(table: ReadonlyMap<number, string[]>): string[] {
  const rows = [...table].sort(([one], [other]) => one - other);
  return rows.map(([, row]) =>
    Array.from(row, (shown) => shown ?? '')
      .join('\t')
      .trimEnd(),
  );
}
