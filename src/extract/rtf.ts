/**
 * RTF: the whole document, each destination at its place. No library reads it whole (docs/decisions/0006).
 *
 * Source: Rich Text Format 1.9.1. Groups carry formatting and destination; `\*` marks a destination that an old reader
 * may leave out, `\uN` a character with `\ucN` bytes of stand-in after it. Hidden and struck-by-revision text is read at
 * its own place; pictures and fonts are not text.
 */
import iconv from 'iconv-lite';
import type { Place } from '../document/document.ts';
import { signatureType } from './detect.ts';
import type { Extractor, Found } from './extractor.ts';
import { embeddedObject } from './ole.ts';
import { PlaceTexts } from './place-texts.ts';

/** Destination → place of its text; `null` holds no words of a person. */
const DESTINATIONS: Readonly<Record<string, Place | null>> = {
  header: 'header',
  headerl: 'header',
  headerr: 'header',
  headerf: 'header',
  footer: 'footer',
  footerl: 'footer',
  footerr: 'footer',
  footerf: 'footer',
  footnote: 'footnote',
  shptxt: 'text-box',
  do: 'text-box',
  dptxbxtext: 'text-box',
  annotation: 'comment',
  atnauthor: 'comment',
  atnid: null,
  atndate: null,
  atnref: null,
  atntime: null,
  atnparent: null,
  title: 'property',
  subject: 'property',
  author: 'property',
  keywords: 'property',
  comment: 'property',
  doccomm: 'property',
  manager: 'property',
  company: 'property',
  category: 'property',
  operator: 'property',
  userprops: 'property',
  propname: null,
  staticval: 'property',
  fldinst: 'annotation',
  bkmkstart: null,
  bkmkend: null,
  fonttbl: null,
  colortbl: null,
  stylesheet: null,
  listtable: null,
  listoverridetable: null,
  rsidtbl: null,
  generator: null,
  pict: null,
  objdata: null,
  themedata: null,
  colorschememapping: null,
  latentstyles: null,
  datastore: null,
  xmlnstbl: null,
  blipuid: null,
  filetbl: null,
  revtbl: null,
  mmathPr: null,
  wgrffmtfilter: null,
  pgdsctbl: null,
  sp: null,
  sn: null,
  shpinst: 'text-box',
  falt: null,
  panose: null,
  listtext: null,
  pntext: null,
  nonshppict: null,
  background: null,
  docvar: 'hidden',
  formfield: 'annotation',
  ffname: null,
  ffformat: null,
  ffentrymcr: null,
  ffexitmcr: null,
  ffdeftext: 'hidden',
  ffhelptext: 'hidden',
  ffstattext: 'hidden',
  ffl: 'hidden',
};

/** ANSI code pages of `\ansicpg`, and of a font's `\fcharset` (Rich Text Format 1.9.1, font table). */
const CHARSETS: Readonly<Record<number, number>> = {
  0: 1252,
  77: 10000,
  128: 932,
  129: 949,
  134: 936,
  136: 950,
  161: 1253,
  162: 1254,
  163: 1258,
  177: 1255,
  178: 1256,
  186: 1257,
  204: 1251,
  222: 874,
  238: 1250,
};
/** Deeper than any writer nests; a bomb of braces ends here. */
const MAX_DEPTH = 1_000;

interface Group {
  readonly place: Place | null;
  readonly isHidden: boolean;
  readonly revision: 'insertion' | 'deletion' | null;
  readonly standIns: number;
  readonly codePage: number;
  readonly isFontTable: boolean;
  /** What its text is where it is no text: the name of a property that follows, or bytes in hexadecimal. */
  readonly holds: 'name' | 'object' | 'picture' | null;
}

const HOLDS: Readonly<Record<string, Group['holds']>> = {
  propname: 'name',
  sn: 'name',
  objdata: 'object',
  pict: 'picture',
};
/** Properties of shapes that people write: words as a drawing (a watermark), and what is told instead of a picture. */
const SHAPE_TEXTS: Readonly<Record<string, Place>> = {
  gtextUNICODE: 'text-box',
  wzDescription: 'hidden',
  wzTooltip: 'hidden',
};

export const rtf: Extractor = {
  format: 'rtf',
  types: ['application/rtf', 'text/rtf'],

  *extract(bytes): Generator<Found> {
    const texts = new PlaceTexts();
    const objects: Found[] = [];
    const isWhole = readRtf(withoutRawBytes(Buffer.from(bytes).toString('latin1')), texts, objects);
    yield* texts.segments();
    yield* objects;
    if (!isWhole) yield { kind: 'unscannable', reason: 'corrupt' };
  },
};

/** Bytes that stand as they are, braces among them, as the hexadecimal digits that other writers use. */
function withoutRawBytes(source: string): string {
  if (!source.includes('\\bin')) return source;
  const pieces: string[] = [];
  let done = 0;
  const control = /\\(?:bin(\d{1,10}) ?|[^b]|b(?!in\d))/gs;
  for (let found = control.exec(source); found; found = control.exec(source)) {
    if (found[1] === undefined) continue;
    const from = control.lastIndex;
    const to = Math.min(source.length, from + Number(found[1]));
    pieces.push(source.slice(done, found.index), ' ', Buffer.from(source.slice(from, to), 'latin1').toString('hex'));
    done = to;
    control.lastIndex = to;
  }
  return pieces.join('') + source.slice(done);
}

const TOKEN = /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z'])|([{}])|([^\\{}]+)/gi;

/** False where groups do not close: what stands behind was read as far as it goes. */
function readRtf(source: string, texts: PlaceTexts, objects: Found[]): boolean {
  let group: Group = {
    place: 'body',
    isHidden: false,
    revision: null,
    standIns: 1,
    codePage: 1252,
    isFontTable: false,
    holds: null,
  };
  let named = '';
  let held: string[] = [];
  const outer: Group[] = [];
  const fonts = new Map<number, number>();
  let font = 0;
  let isOptional = false;
  let isFirst = false;
  let skip = 0;
  let pending: number[] = [];
  const set = (change: Partial<Group>) => {
    group = { ...group, ...change };
  };
  const place = (): Place | null => {
    if (group.place === null || group.place === 'property' || group.place === 'label') return group.place;
    if (group.revision === 'deletion') return 'deletion';
    if (group.isHidden) return 'hidden';
    return group.revision ?? group.place;
  };
  const write = (text: string) => {
    const where = place();
    if (where !== null) texts.add(where, text);
  };
  const flush = () => {
    if (pending.length > 0) write(iconv.decode(Buffer.from(pending), `cp${group.codePage}`));
    pending = [];
  };
  const part = (mark: '\t' | '\n') => {
    if (group.place !== null) texts.part(group.place, mark);
  };

  for (const [, word, number, hex, symbol, brace, plain] of source.matchAll(TOKEN)) {
    if (hex) {
      if (skip > 0) skip -= 1;
      else pending.push(Number.parseInt(hex, 16));
      continue;
    }
    flush();
    if (plain) {
      const text = plain.replace(/[\r\n]+/g, '');
      if (group.holds === 'name') named += text;
      else if (group.holds !== null) held.push(text);
      write(skip > 0 ? text.slice(skip) : text);
      skip = Math.max(0, skip - text.length);
      if (text !== '') isFirst = false;
    } else if (brace === '{') {
      if (outer.length >= MAX_DEPTH) return false;
      outer.push(group);
      isFirst = true;
      isOptional = false;
      skip = 0;
    } else if (brace === '}') {
      const where = place();
      if (where !== null && group.place !== outer.at(-1)?.place) texts.endLine(where);
      if (group.holds !== outer.at(-1)?.holds) endHeld();
      const last = outer.pop();
      if (!last) return true; // what follows the last brace is not RTF
      group = last;
      skip = 0;
    } else if (symbol) {
      if (symbol === '*') isOptional = true;
      else if (symbol === '~') write(' ');
      else if (symbol === '_') write('-');
      else if (symbol === '\n' || symbol === '\r') part('\n');
      else if (symbol === '\\' || symbol === '{' || symbol === '}') write(symbol);
    } else if (word) {
      const value = number === undefined ? undefined : Number(number);
      const destination = isFirst ? DESTINATIONS[word] : undefined;
      if (isFirst && word === 'sv') set({ place: SHAPE_TEXTS[named] ?? null });
      else if (isFirst && destination !== undefined) {
        const place = group.place === null ? null : destination;
        const holds = HOLDS[word] ?? group.holds;
        set({ place, isFontTable: word === 'fonttbl', isHidden: false, holds });
        if (holds === 'name') named = '';
        if (word === 'staticval' && named.startsWith('MSIP_Label_')) set({ place: 'label' });
        if (word === 'staticval') write(`${named}: `);
      } else if (isFirst && isOptional) set({ place: null }); // a destination that we do not know
      isFirst = false;
      isOptional = false;
      control(word, value);
    }
  }
  flush();
  return outer.length === 0;

  function endHeld(): void {
    const bytes = Buffer.from(held.join(''), 'hex');
    held = [];
    if (bytes.length === 0) return;
    if (group.holds === 'object') objects.push(embeddedObject(bytes));
    // A format that nobody here knows comes beside a picture of another kind.
    else if (signatureType(bytes)?.startsWith('image/')) {
      objects.push({ kind: 'child', name: `picture-${objects.length + 1}`, open: async () => bytes });
    }
  }

  function control(word: string, value: number | undefined): void {
    const character = CHARACTERS[word];
    if (character !== undefined) write(character);
    else if (LINE_ENDS.has(word)) part('\n');
    else if (word === 'cell' || word === 'nestcell') part('\t');
    else if (word === 'u') {
      write(String.fromCharCode(((value ?? 0) + 65_536) % 65_536));
      skip = group.standIns;
    } else if (word === 'uc') set({ standIns: value ?? 1 });
    else if (word === 'v') set({ isHidden: value !== 0 });
    else if (word === 'plain') set({ isHidden: false, revision: null });
    else if (word === 'revised') set({ revision: value === 0 ? null : 'insertion' });
    else if (word === 'deleted') set({ revision: value === 0 ? null : 'deletion' });
    else if (word === 'ansicpg') set({ codePage: iconv.encodingExists(`cp${value}`) ? (value ?? 1252) : 1252 });
    else if (word === 'f') {
      font = value ?? 0;
      const codePage = fonts.get(font);
      if (!group.isFontTable && codePage !== undefined) set({ codePage });
    } else if (word === 'fcharset') {
      const codePage = CHARSETS[value ?? 0];
      if (codePage !== undefined) fonts.set(font, codePage);
    }
  }
}

const LINE_ENDS = new Set(['par', 'sect', 'page', 'line', 'row', 'nestrow']);
const CHARACTERS: Readonly<Record<string, string>> = {
  tab: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
};
