/**
 * Visio 5 to 2010: what stands on shapes, what else is in words, pictures, and what is embedded.
 *
 * Source: none is published; as Apache POI's HDGF and libvisio found out. Pointers lead from the trailer to streams, packed or
 * not, of further pointers or of chunks; a chunk of one kind is the text of a shape. Before Visio 2003 text has a byte a letter.
 */
import iconv from 'iconv-lite';
import { type CompoundEntry, entryNamed, openCompound } from './cfb.ts';
import { signatureType } from './detect.ts';
import type { Extractor, Found } from './extractor.ts';
import { storageFound } from './ole.ts';
import { oleProperties } from './ole-properties.ts';
import { PlaceTexts, withoutControls } from './place-texts.ts';
import { type Chunk, chunksOf, isPacked, type Pointer, pointerAt, pointersIn, unpacked } from './vsd-streams.ts';

const SIGNATURE = 'Visio (TM) Drawing';
const [VERSION_AT, TRAILER_AT] = [0x1a, 0x24];
/** Text as one unit of two bytes a letter. */
const VISIO_2003 = 11;
const [OLDEST, MAX_DEPTH] = [5, 32];
/** Kinds of chunks; a piece of an object may be a stream of that kind, too. */
const [TEXT, FOREIGN, OBJECT] = [0x0e, 0x0c, 0x1f];
/** Before a text: what paragraph and what else it belongs to. */
const TEXT_FROM = 8;

interface Reading {
  readonly stream: Buffer;
  readonly version: number;
  readonly texts: PlaceTexts;
  /** Names, data of shapes, links. */
  readonly others: Set<string>;
  /** Pictures, macros and objects. */
  readonly children: Buffer[];
  /** Places that were read: pointers of a hostile file lead in circles. */
  readonly seen: Set<number>;
  /** Pieces of the object that goes on. */
  readonly object: Buffer[];
  chunks: number;
  bytesLeft: number;
  isWhole: boolean;
}

export const vsd: Extractor = {
  format: 'vsd',
  types: ['application/vnd.visio'],

  *extract(bytes, { bytesLeft }): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const stream = entryNamed(root, 'VisioDocument')?.read() ?? Buffer.alloc(0);
    const isVisio = stream.length > TRAILER_AT + 18 && stream.toString('latin1', 0, SIGNATURE.length) === SIGNATURE;
    const version = isVisio ? stream.readUInt8(VERSION_AT) : 0;
    if (version < OLDEST) yield { kind: 'unscannable', reason: isVisio ? 'unsupported' : 'corrupt' };
    else yield* readDrawing(stream, version, bytesLeft);
    yield* oleProperties(root);
    yield* embedded(root);
  },
};

function* readDrawing(stream: Buffer, version: number, bytesLeft: number): Generator<Found> {
  const texts = new PlaceTexts();
  const reading: Reading = {
    stream,
    version,
    texts,
    others: new Set(),
    children: [],
    object: [],
    chunks: 0,
    seen: new Set(),
    bytesLeft,
    isWhole: true,
  };
  readStream(reading, pointerAt(stream, TRAILER_AT, version), 0);
  yield* texts.segments();
  if (reading.others.size > 0) yield { kind: 'segment', place: 'hidden', text: [...reading.others].join('\n') };
  if (reading.bytesLeft < 0) yield { kind: 'unscannable', reason: 'too-large' };
  else if (!reading.isWhole || reading.chunks === 0) yield { kind: 'unscannable', reason: 'corrupt' };
  for (const [index, child] of reading.children.entries()) {
    yield { kind: 'child', name: `object-${index + 1}`, open: async () => child };
  }
}

function readStream(reading: Reading, pointer: Pointer, depth: number): void {
  const { stream, version, seen } = reading;
  if (pointer.length === 0 || seen.has(pointer.offset) || reading.bytesLeft < 0) return;
  seen.add(pointer.offset);
  const packed = stream.subarray(pointer.offset, pointer.offset + pointer.length);
  if (depth > MAX_DEPTH || packed.length < pointer.length) {
    reading.isWhole = false;
    return;
  }
  const bytes = isPacked(pointer) ? unpacked(packed, Math.max(0, reading.bytesLeft)) : packed;
  reading.bytesLeft -= isPacked(pointer) ? bytes.length : 0;
  // What is packed begins with four bytes of its own.
  const plain = isPacked(pointer) && pointer.holds !== 'chunks' ? bytes.subarray(4) : bytes;
  if (pointer.type === OBJECT) reading.object.push(plain);
  else endObject(reading);
  if (pointer.holds === 'pointers') {
    for (const each of pointersIn(plain, pointer, version)) readStream(reading, each, depth + 1);
    endObject(reading);
  } else if (pointer.holds === 'chunks') {
    for (const chunk of chunksOf(bytes, version)) readChunk(reading, chunk);
    endObject(reading);
  } else if (pointer.type !== OBJECT) addOthers(reading, plain);
}

/** Macros and objects are compound files, cut in pieces of 8 KiB that follow one another. */
function endObject({ object, children }: Reading): void {
  if (object.length > 0) children.push(Buffer.concat(object.splice(0)));
}

function readChunk(reading: Reading, { type, data }: Chunk): void {
  reading.chunks += 1;
  if (type === OBJECT) {
    reading.object.push(data);
    return;
  }
  endObject(reading);
  const { texts, version } = reading;
  if (type === TEXT) {
    const bytes = data.subarray(TEXT_FROM);
    const text = version >= VISIO_2003 ? bytes.toString('utf16le') : iconv.decode(bytes, 'cp1252');
    texts.add('body', `${withoutControls((text.split('\0')[0] ?? '').replace(/[\r\v\u2028]\n?/g, '\n'))}\n`);
  } else if (type === FOREIGN && signatureType(data)) reading.children.push(data);
  else addOthers(reading, data);
}

/** Runs of print in UTF-16; of older files a byte may be anything. */
function addOthers({ others, version }: Reading, bytes: Buffer): void {
  if (version < VISIO_2003) return;
  for (const run of bytes.toString('latin1').match(/(?:[\x20-\x7e\xa0-\xff]\0){4,}/g) ?? []) {
    others.add(run.replaceAll('\0', ''));
  }
}

function* embedded(root: CompoundEntry): Generator<Found> {
  for (const entry of root.children) if (entry.kind === 'storage') yield* storageFound(entry);
}
