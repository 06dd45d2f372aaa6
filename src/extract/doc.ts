/**
 * Word 97 to 2003: the text of every story, by the piece table. Where it lies in older documents, another file knows.
 *
 * Source: [MS-DOC] 2.5 (Fib), 2.9.38 (Clx), 2.4.1 (retrieving text), 2.8.13 (headers and footers). Stories lie one behind
 * the other: body, footnotes, headers, comments, endnotes, text boxes. Embedded objects are parts of their own.
 */
import type { Place } from '../document/document.ts';
import { blips } from './blips.ts';
import { entryNamed, openCompound } from './cfb.ts';
import { OLD_STORIES, oldText } from './doc-old.ts';
import { DocError, type Text, textOf } from './doc-pieces.ts';
import { byteMarks, placeOfMark } from './doc-runs.ts';
import { drawingWords } from './drawing-words.ts';
import type { Extractor, Found } from './extractor.ts';
import { fieldWords } from './field-words.ts';
import { objectsOf, storageFound } from './ole.ts';
import { codePageOf, oleProperties } from './ole-properties.ts';
import { PlaceTexts, withoutControls } from './place-texts.ts';

/** The first version whose text may be Unicode, and the second byte of what begins a document of any. */
const [WORD_97, DOCUMENT] = [0x6a, 0xa5];
const [FIB_BYTES, OLD_FIB_BYTES, FLAGS_AT] = [0x01aa, 0x58, 0x0a];
const ENCRYPTED = 0x0100;
const TABLE_ONE = 0x0200;
/** Lengths of the stories in characters, and where their text stands. */
const STORIES: Stories = [
  [0x4c, 'body'],
  [0x50, 'footnote'],
  [0x54, 'header'],
  [0x5c, 'comment'],
  [0x60, 'footnote'],
  [0x64, 'text-box'],
  [0x68, 'text-box'],
];
/** Where the main stream tells place and length of a table: of headers, of pages of character properties, of pieces, of drawings. */
const [HEADERS_AT, PROPERTIES_AT, CLX_AT, DRAWINGS_AT] = [0x00f2, 0x00fa, 0x01a2, 0x022a];

export const doc: Extractor = {
  format: 'doc',
  types: ['application/msword'],

  *extract(bytes): Generator<Found> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Before Word 6 the document is the file.
    if (file.length > 1 && file.readUInt8(1) === DOCUMENT) {
      yield* ofOldDocument(file);
      return;
    }
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const stream = (name: string) => entryNamed(root, name)?.read();
    const main = stream('WordDocument');
    if (!main || main.length < FIB_BYTES) throw new DocError('there is no word document in it');
    if (main.readUInt16LE(2) < WORD_97) yield* ofOldDocument(main, codePageOf(root));
    else yield* ofDocument(main, stream(main.readUInt16LE(FLAGS_AT) & TABLE_ONE ? '1Table' : '0Table'));
    if (main.readUInt16LE(FLAGS_AT) & ENCRYPTED) return;
    yield* oleProperties(root);
    yield* objectsOf(entryNamed(root, 'ObjectPool'));
    // Pictures in the text stand in a stream of their own, those of drawings behind the text.
    for (const pictures of [stream('Data'), main]) if (pictures) yield* blips(pictures);
    const macros = entryNamed(root, 'Macros');
    if (macros) yield* storageFound(macros);
  },
};

function* ofDocument(main: Buffer, tables: Buffer | undefined): Generator<Found> {
  if (main.readUInt16LE(FLAGS_AT) & ENCRYPTED) {
    yield { kind: 'unscannable', reason: 'encrypted' };
    return;
  }
  if (!tables) throw new DocError('its table stream is missing');
  const table = (at: number) => {
    const from = main.readUInt32LE(at);
    return tables.subarray(from, from + main.readUInt32LE(at + 4));
  };
  const text = textOf(main, table(CLX_AT), byteMarks(main, table(PROPERTIES_AT)));
  yield* stories(main, text, STORIES, table(HEADERS_AT));
  if (main.length >= DRAWINGS_AT + 8) yield* drawingWords(table(DRAWINGS_AT));
}

function* ofOldDocument(main: Buffer, codePage?: string): Generator<Found> {
  if (main.length < OLD_FIB_BYTES) throw new DocError('its head breaks off');
  if (main.readUInt16LE(FLAGS_AT) & ENCRYPTED) yield { kind: 'unscannable', reason: 'encrypted' };
  else yield* stories(main, oldText(main, codePage), OLD_STORIES);
}

type Stories = readonly (readonly [lengthAt: number, place: Place])[];

function* stories(main: Buffer, text: Text, order: Stories, headers?: Buffer): Generator<Found> {
  const texts = new PlaceTexts();
  let from = 0;
  for (const [lengthAt, place] of order) {
    const length = main.readUInt32LE(lengthAt);
    if (headers && place === 'header') addHeaders(texts, slice(text, from, from + length), headers);
    else addStory(texts, place, slice(text, from, from + length));
    from += length;
  }
  yield* texts.segments();
}

function slice(text: Text, from: number, to: number): Text {
  return { ...text, characters: text.characters.slice(from, to), marks: text.marks.subarray(from, to) };
}

/** Six separators of notes, then of each section: header of even and odd pages, footer of even and odd, both of the first. */
const SEPARATORS = 6;
const HEADER_PLACES: readonly Place[] = ['header', 'header', 'footer', 'footer', 'header', 'footer'];

function addHeaders(texts: PlaceTexts, story: Text, offsets: Buffer): void {
  let from = 0;
  const count = Math.floor(offsets.length / 4);
  for (let index = 0; index + 1 < count; index += 1) {
    const end = Math.max(from, offsets.readUInt32LE((index + 1) * 4));
    const place = index < SEPARATORS ? 'footnote' : HEADER_PLACES[(index - SEPARATORS) % 6];
    addStory(texts, place ?? 'header', slice(story, from, end));
    from = end;
  }
  addStory(texts, 'header', slice(story, from, story.characters.length));
}

/** Special characters ([MS-DOC] 2.4.1 and 2.8.25). */
const [CELL, LINE, PAGE, PARAGRAPH, FIELD, FIELD_RESULT, FIELD_END, HYPHEN] = [
  7, 0x0b, 0x0c, 0x0d, 0x13, 0x14, 0x15, 0x1e,
];

/** A field is its code, a mark, and what it shows. The code of one tells of links, and is no part of the sentence. */
function addStory(texts: PlaceTexts, place: Place, { characters, marks, decoded = asItIs }: Text): void {
  const codes: string[] = [];
  let inCode = 0;
  let run = '';
  let runPlace = place;
  const flush = () => {
    if (run !== '') texts.add(runPlace, shown(decoded(run)));
    run = '';
  };
  for (let at = 0; at < characters.length; at += 1) {
    const code = characters.charCodeAt(at);
    if (code === FIELD) {
      codes.push('');
      inCode += 1;
    } else if (code === FIELD_RESULT || code === FIELD_END) {
      // A field without result ends in its code; a mark without field is nothing.
      const own = codes.at(-1);
      if (own !== undefined && inCode === codes.length) {
        for (const { place: where, text } of fieldWords(withoutControls(decoded(own)))) {
          // Where it has a result, that is what shows.
          if (where === 'shown') run += code === FIELD_END ? text : '';
          else texts.add(where, `${text}\n`);
        }
        inCode -= 1;
      }
      if (code === FIELD_END) codes.pop();
      inCode = Math.min(inCode, codes.length);
    } else if (inCode > 0) {
      codes[codes.length - 1] += characters[at] ?? '';
    } else if (code === CELL || code === PARAGRAPH) {
      flush();
      texts.part(place, code === CELL ? '\t' : '\n');
      // A row ends with a mark of its own.
      if (code === CELL && characters.charCodeAt(at + 1) === CELL) {
        texts.part(place, '\n');
        at += 1;
      }
    } else {
      const here = placeOfMark(marks[at] ?? 0) ?? place;
      if (here !== runPlace) flush();
      runPlace = here;
      run += characters[at];
    }
  }
  flush();
  texts.endLine(place);
}

const asItIs = (run: string) => run;

function shown(run: string): string {
  const [line, page, hyphen] = [LINE, PAGE, HYPHEN].map((code) => String.fromCharCode(code ?? 0));
  const lines = run.replaceAll(line ?? '', '\n').replaceAll(page ?? '', '\n');
  return withoutControls(lines.replaceAll(hyphen ?? '', '-'));
}
