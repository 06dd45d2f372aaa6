/**
 * Rows of a membership list as the keys by which the roll knows a member. Pure.
 *
 * Columns are told by their heading where there is one, else by what they hold.
 */
import { type FieldKind, kindOf } from './fields.ts';
import { type HeadingKind, headingsOf } from './headings.ts';
import { namePostcode, type RollKind } from './roll.ts';

export interface MemberRow {
  /** Counted from 1. */
  readonly line: number;
  readonly keys: readonly (readonly [RollKind, string])[];
  /** The same for all rows that tell the same member. */
  readonly identity: string;
  /** What of the row the roll cannot know. */
  readonly problem: string | null;
}

/** A row for each line that tells a person or should; `text` is a table with tabs, as extraction gives it. */
export function* membersOf(text: string): Generator<MemberRow> {
  const { head, rows } = tableOf(text);
  const headings = head.map(headingsOf);
  const column = (...kinds: readonly HeadingKind[]) =>
    headings.findIndex((heading) => heading.some((kind) => kinds.includes(kind)));
  const numbered = column('member-number');
  const first = column('first-name');
  const last = column('surname');
  const whole = column('name');
  for (const { line, cells } of rows) {
    const keys: [RollKind, string][] = [];
    const kinds = cells.map(kindOf);
    const of = (kind: FieldKind) => cells[kinds.indexOf(kind)];
    const number = of('member-number');
    const email = of('email');
    const postcode = of('postcode');
    const name = cells[first] && cells[last] ? `${cells[first]} ${cells[last]}` : (cells[whole] ?? of('name'));
    if (number) keys.push(['number', number]);
    if (email) keys.push(['email', email]);
    if (name && postcode) keys.push(['name-postcode', namePostcode(name, postcode)]);
    for (const [index, kind] of kinds.entries())
      if (kind === 'phone' && cells[index]) keys.push(['phone', cells[index]]);
    const identity = number?.toUpperCase() ?? keys.join('\n');
    yield { line, keys, identity, problem: problemOf(keys.length, number ? undefined : cells[numbered]) };
  }
}

function problemOf(keys: number, unread: string | undefined): string | null {
  if (keys === 0) return 'nothing that a member could be known by';
  return unread ? 'the membership number is not a letter and six or seven digits' : null;
}

/** What no head of a list holds. */
const OF_PERSONS: readonly FieldKind[] = ['member-number', 'email', 'phone', 'postcode'];

export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A list, its cells parted by tabs: its head, empty where no line is one, and what stands in the lines below it. */
export function tableOf(text: string): { readonly head: readonly string[]; readonly rows: Iterable<TableRow> } {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => isHead(cellsOf(line)));
  return { head: at < 0 ? [] : cellsOf(lines[at] ?? ''), rows: { [Symbol.iterator]: () => rowsIn(lines, at + 1) } };
}

/** One at a time, because a list has millions of cells. */
function* rowsIn(lines: readonly string[], from: number): Generator<TableRow> {
  for (let at = from; at < lines.length; at++) {
    const cells = cellsOf(lines[at] ?? '');
    if (cells.some((cell) => cell !== '')) yield { line: at + 1, cells };
  }
}

function cellsOf(line: string): string[] {
  return line.split('\t').map((cell) => cell.trim());
}

/** `yes` and `no` head ballots, and are in the rows of many a list. */
function isHead(cells: readonly string[]): boolean {
  return (
    cells.filter((cell) => headingsOf(cell).length > 0).length >= 2 &&
    !cells.some((cell) => OF_PERSONS.includes(kindOf(cell)))
  );
}
