/**
 * Pages, Numbers and Keynote: since 2013 a package of archives of numbered objects, before it one of XML (`iwork-xml.ts`).
 * Texts by what they are (body, header, note …), tables by rows, comments, names of sheets; pictures and other files are
 * parts of their own.
 *
 * Source: see `iwa.ts`. Texts that tracking marks as deleted stand among the others.
 */
import type { Place } from '../document/document.ts';
import type { Extractor, Found, SegmentFound } from './extractor.ts';
import { fieldsOf, type IwaObject, numberIn, objectsOf, textIn } from './iwa.ts';
import { type Met, type Objects, tableName, tableRows } from './iwork-table.ts';
import { readIworkXml } from './iwork-xml.ts';
import { restOf } from './package-rest.ts';
import { openPackage, type Package } from './package-zip.ts';

const [STORAGE, COMMENT, TABLE] = [2001, 3056, 6001];
/** Of Numbers; in other programs something else has the number. */
const SHEET = 2;
/** By the kind of a storage of text. */
const PLACES: readonly Place[] = ['body', 'header', 'footnote', 'text-box', 'notes', 'cell', 'body', 'body'];

/** Where everything stood before 2013. */
const OLD = ['index.xml', 'index.apxl'];

export const iwork: Extractor = {
  format: 'iwork',
  types: ['application/vnd.apple.iwork'],

  *extract(bytes, { bytesLeft }): Generator<Found> {
    const pack = openPackage(bytes, bytesLeft);
    if (pack.names.some((name) => /(?:^|\/)\.iwp[hv]\d?$/.test(name))) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const old = OLD.find((name) => pack.names.includes(name));
    if (old !== undefined) {
      yield* readIworkXml(pack.text(old) ?? '');
      yield* restOf(pack);
      return;
    }
    const objects = objectsIn(pack, bytesLeft);
    const met: Met = { texts: new Set(), isMissing: false };
    for (const { type, bytes: model } of objects.values()) {
      if (type !== TABLE) continue;
      const name = tableName(model);
      yield { kind: 'segment', place: 'sheet-name', text: name };
      let mark: string | undefined = `sheet ${name}`;
      for (const text of tableRows(model, objects, met)) {
        yield { kind: 'segment', place: 'cell', text, ...(mark !== undefined && { mark }) };
        if (text !== '') mark = undefined;
      }
    }
    // Masters say the same on and on.
    const told = new Set<string>();
    for (const object of objects.values()) {
      const found = met.texts.has(object.id) ? undefined : textOf(object);
      if (!found || told.has(`${found.place} ${found.text}`)) continue;
      told.add(`${found.place} ${found.text}`);
      yield found;
    }
    if (met.isMissing) yield { kind: 'unscannable', reason: 'unsupported' };
    yield* restOf(pack);
  },
};

/** Masters come last, since what they say is the form's. */
function objectsIn(pack: Package, bytesLeft: number): Objects {
  const archives = pack.names.filter((name) => name.endsWith('.iwa'));
  const isMaster = (name: string) => /(?:Master|Template)Slide/.test(name);
  const inOrder = [...archives.filter((name) => !isMaster(name)), ...archives.filter(isMaster)];
  const objects = new Map<number, IwaObject>();
  let left = bytesLeft;
  for (const name of inOrder) {
    for (const object of objectsOf(pack.read(name) ?? Buffer.alloc(0), left)) {
      left -= object.bytes.length;
      if (!objects.has(object.id)) objects.set(object.id, object);
    }
  }
  return objects;
}

function textOf({ type, bytes }: IwaObject): SegmentFound | undefined {
  const fields = [STORAGE, COMMENT, SHEET].includes(type) ? fieldsOf(bytes) : undefined;
  if (!fields) return undefined;
  if (type === STORAGE) {
    const place = fields.has(1) ? PLACES[numberIn(fields, 1)] : undefined;
    return { kind: 'segment', place: place ?? 'body', text: plain(textIn(fields, 3)) };
  }
  const text = textIn(fields, 1);
  if (type === COMMENT) return { kind: 'segment', place: 'comment', text };
  return /^[^\p{Cc}\uFFFD]+$/u.test(text) ? { kind: 'segment', place: 'sheet-name', text } : undefined;
}

/** Characters that break lines, pages, columns and sections. */
const BREAKS = '\n\u0004\u0005\u0006\u000B\u000C\u2028\u2029';

/** Places of pictures and notes have characters of their own, too. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}|[\u2028\u2029\uFFFC]/gu, (mark) => (BREAKS.includes(mark) ? '\n' : mark === '\t' ? mark : ''))
    .trim();
}
