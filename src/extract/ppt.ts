/**
 * PowerPoint 95 to 2003: text of slides, notes, masters and comments, by its records; embedded objects as parts.
 *
 * Source: [MS-PPT] 2.3 (record header), 2.9.42 and 2.9.43 (text atoms), 2.6.6 (SlideShowSlideInfoAtom), 2.10.34 (ExOleObjStg).
 */
import { constants, inflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { Place } from '../document/document.ts';
import { blips } from './blips.ts';
import { entryNamed, openCompound } from './cfb.ts';
import { drawingWords } from './drawing-words.ts';
import type { Extractor, Found } from './extractor.ts';
import { codePageOf, oleProperties } from './ole-properties.ts';
import { PlaceTexts, withoutControls } from './place-texts.ts';
import { topRecords } from './ppt-records.ts';

const CONTAINERS: Readonly<Record<number, Place>> = {
  1006: 'body', // slide
  1008: 'notes',
  1016: 'header', // main master
  4041: 'header', // handout
  12000: 'comment',
};
/** Places of strings by the container that they stand in, and which of its strings each is. */
const STRINGS: Readonly<Record<number, readonly Place[]>> = {
  4055: ['annotation', 'annotation', 'annotation', 'annotation'], // a link: how it is called, where it leads
  4057: ['header', 'header', 'footer'], // above and below slides: date, header, footer
};
const COMMENTED: readonly Place[] = ['comment', 'comment', 'comment'];
const SLIDE = 0x03ee;
const SLIDE_INFO = 0x03f9;
const TEXT_WIDE = 0x0fa0;
const TEXT_BYTES = 0x0fa8;
const STRING = 0x0fba;
const OBJECT = 0x1011;
const HIDDEN = 0x0004;
/** Comments lie in the extensions of a slide, as records inside what calls itself an atom (2.3.18). */
const EXTENSION = 0x138b;
/** Slides repeat their texts in the list of the document (0x0ff0); it is read only for what is nowhere else. */
const SLIDE_LIST = 0x0ff0;
const ENCRYPTED_MAGIC = 0xf3d1c4df;
const MAX_DEPTH = 64;

export const ppt: Extractor = {
  format: 'ppt',
  types: ['application/vnd.ms-powerpoint'],

  *extract(bytes, { bytesLeft }): Generator<Found> {
    const file = openCompound(bytes);
    if (file.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    // Saved for PowerPoint 95 and for 97: the second stands in a storage of the first.
    const root = entryNamed(file, 'PP97_DUALSTORAGE') ?? file;
    const stream = (name: string) => entryNamed(root, name)?.read();
    const user = stream('Current User');
    if (user && user.length >= 16 && user.readUInt32LE(12) === ENCRYPTED_MAGIC) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    const texts = new PlaceTexts();
    const objects: Buffer[] = [];
    const gathered: Gathered = { texts, objects, slides: 0, isCut: false };
    const { records, isWhole } = topRecords(stream('PowerPoint Document') ?? Buffer.alloc(0));
    const old = records.length === 0 ? stream('Text_Content') : undefined;
    if (old) addText(texts, 'body', iconv.decode(old, codePageOf(root) ?? 'cp1252'));
    for (const record of records) readRecords(record, 'body', gathered, 0);
    yield* texts.segments();
    for (const record of records) if (record.readUInt16LE(2) !== SLIDE_LIST) yield* drawingWords(record);
    // Of PowerPoint 95 only the words are known.
    if (!isWhole) yield { kind: 'unscannable', reason: old ? 'unsupported' : 'corrupt' };
    yield { kind: 'count', of: 'slides', there: gathered.slides, read: gathered.slides };
    if (gathered.isCut) yield { kind: 'unscannable', reason: 'too-deep' };
    yield* oleProperties(root);
    for (const [index, object] of objects.entries()) {
      yield { kind: 'child', name: `object-${index + 1}`, open: async () => inflated(object, bytesLeft) };
    }
    yield* blips(stream('Pictures') ?? Buffer.alloc(0));
  },
};

interface Gathered {
  readonly texts: PlaceTexts;
  /** Storages of embedded objects: their length, and a stream of zlib. */
  readonly objects: Buffer[];
  slides: number;
  /** Records lay deeper than they were followed. */
  isCut: boolean;
}

function readRecords(buffer: Buffer, place: Place, gathered: Gathered, depth: number, parent = 0): void {
  const { texts, objects } = gathered;
  for (let at = 0; at + 8 <= buffer.length; ) {
    const version = buffer.readUInt16LE(at) & 0x000f;
    const instance = buffer.readUInt16LE(at) >> 4;
    const type = buffer.readUInt16LE(at + 2);
    const length = buffer.readUInt32LE(at + 4);
    const data = buffer.subarray(at + 8, at + 8 + length);
    at += 8 + length;
    if (version === 0x0f || type === EXTENSION) {
      if (depth >= MAX_DEPTH) gathered.isCut = true;
      else if (type !== SLIDE_LIST) {
        if (type === SLIDE) gathered.slides += 1;
        const own = type === SLIDE && isHidden(data) ? 'hidden' : (CONTAINERS[type] ?? place);
        readRecords(data, own, gathered, depth + 1, type);
      } else readRecords(data, 'body', gathered, depth + 1);
    } else if (type === STRING) {
      const where = place === 'comment' ? COMMENTED : STRINGS[parent];
      const own = where?.[instance];
      if (own) addText(texts, own, data.toString('utf16le'));
    } else if (type === TEXT_WIDE) addText(texts, place, data.toString('utf16le'));
    else if (type === TEXT_BYTES) addText(texts, place, iconv.decode(data, 'latin1'));
    else if (type === OBJECT && instance === 1) objects.push(data);
  }
}

/** What stands before the deflated bytes: a length, and the head of a stream of zlib. */
const PACKED_AT = 6;

/**
 * The length says whether it is whole: many a stream ends without the sum that zlib asks for, has another, or begins with a
 * head that allows less distance than is used. PowerPoint opens all of them.
 */
function inflated(object: Buffer, bytesLeft: number): Buffer {
  const bytes = inflateRawSync(object.subarray(PACKED_AT), {
    maxOutputLength: Math.max(1, bytesLeft),
    finishFlush: constants.Z_SYNC_FLUSH,
  });
  if (object.length < PACKED_AT || bytes.length < object.readUInt32LE(0)) throw new RangeError('the object is cut off');
  return bytes;
}

function isHidden(slide: Buffer): boolean {
  for (let at = 0; at + 8 <= slide.length; at += 8 + slide.readUInt32LE(at + 4)) {
    if (slide.readUInt16LE(at + 2) === SLIDE_INFO && at + 20 <= slide.length)
      return (slide.readUInt16LE(at + 18) & HIDDEN) !== 0;
  }
  return false;
}

/** 0x0D ends a paragraph, 0x0B a line. */
function addText(texts: PlaceTexts, place: Place, text: string): void {
  texts.add(place, `${withoutControls(text.replace(/[\r\v]/g, '\n'))}\n`);
}
