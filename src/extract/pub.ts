/**
 * Publisher 98 and later: the text of every story, where its links lead, what stands in its drawings, and what is embedded.
 *
 * Source: none is published; as Apache POI's HPBF and libmspub found out. The stream of Quill begins with a list of chunks,
 * each with a name of four letters, a place and a length. `TEXT` holds all stories, one behind the other, in UTF-16.
 */
import { blips } from './blips.ts';
import { entryNamed, openCompound } from './cfb.ts';
import { drawingWords } from './drawing-words.ts';
import type { Extractor, Found } from './extractor.ts';
import { objectsOf, storageFound } from './ole.ts';
import { oleProperties } from './ole-properties.ts';
import { PlaceTexts, withoutControls } from './place-texts.ts';

const SIGNATURE = 'CHNKINK';
const [LIST_AT, ENTRY_BYTES] = [0x20, 24];

export const pub: Extractor = {
  format: 'pub',
  types: ['application/x-mspublisher'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const quill = entryNamed(root, 'Quill');
    const stories = quill && entryNamed(quill, 'QuillSub');
    const stream = stories && entryNamed(stories, 'CONTENTS')?.read();
    if (stream?.toString('latin1', 0, SIGNATURE.length) === SIGNATURE) yield* readStories(stream);
    else yield { kind: 'unscannable', reason: 'corrupt' };
    yield* oleProperties(root);
    yield* objectsOf(entryNamed(root, 'Objects'));
    for (const { kind, read } of entryNamed(root, 'Escher')?.children ?? []) {
      if (kind !== 'stream') continue;
      const drawings = read();
      yield* drawingWords(drawings);
      yield* blips(drawings);
    }
    const macros = entryNamed(root, 'VBA');
    if (macros) yield* storageFound(macros);
  },
};

function* readStories(stream: Buffer): Generator<Found> {
  const texts = new PlaceTexts();
  for (let at = LIST_AT; at + ENTRY_BYTES <= stream.length; at += ENTRY_BYTES) {
    const name = stream.toString('latin1', at + 2, at + 6);
    const from = stream.readUInt32LE(at + 16);
    const data = stream.subarray(from, from + stream.readUInt32LE(at + 20));
    if (stream.readUInt16LE(at) !== ENTRY_BYTES) break;
    if (name === 'TEXT') texts.add('body', shown(data));
    else if (name === 'TOKN') for (const link of linksOf(data)) texts.add('annotation', `${link}\n`);
  }
  yield* texts.segments();
}

/** 0x0D ends a paragraph, 0x0B a line, 0x0C a story or a page, 0x07 a cell. */
function shown(data: Buffer): string {
  const text = data.toString('utf16le').replace(/[\r\v\f]/g, '\n');
  return withoutControls(text.replaceAll('\u0007', '\t'));
}

const [SHORTEST_LINK, LONGEST_LINK] = [6, 2000];

/** Addresses stand in their chunk among numbers: how many units of UTF-16, then those. */
function linksOf(data: Buffer): string[] {
  const links: string[] = [];
  for (let at = 0; at + 2 <= data.length; ) {
    const length = data.readUInt16LE(at);
    const link =
      length < SHORTEST_LINK || length > LONGEST_LINK ? '' : data.toString('utf16le', at + 2, at + 2 + length * 2);
    const isLink = link.length === length && /^[\x20-\x7e]+$/.test(link);
    if (isLink) links.push(link);
    at += isLink ? 2 + length * 2 : 1;
  }
  return links;
}
