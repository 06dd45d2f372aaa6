/**
 * What PDFium does not tell of a PDF: which entries the Info dictionary has, and XMP packets that are packed.
 *
 * Source: ISO 32000-2, 7.5.5 (trailer), 7.5.7 (object streams), 14.3.2 (metadata streams), 14.3.3 (Info). A search in the
 * bytes and no parser: names alone are taken from it, and PDFium reads their values.
 */
import { inflateSync } from 'node:zlib';

/** Written by programs about themselves. */
const TECHNICAL = new Set(['Producer', 'Creator', 'CreationDate', 'ModDate', 'Trapped', 'SourceModified', 'AAPL']);
/** An object stream that unpacks to more is no dictionary of properties; a packet that does is no description. */
const MAX_UNPACKED_BYTES = 20_000_000;
/** Before its stream an object has a few entries. */
const MAX_DICTIONARY_BYTES = 16_384;

/** The names of the entries, those of every program's own included. */
export function infoKeys(bytes: Uint8Array): string[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const keys = new Set<string>();
  for (const text of objectTexts(buffer, references(buffer, 'Info')))
    for (const key of keysOf(text)) if (!TECHNICAL.has(key)) keys.add(key);
  return [...keys];
}

/** Metadata streams that are packed; one that is not stands in the bytes for everybody to find. */
export function* packedXmp(bytes: Uint8Array): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endOf = endsIn(buffer);
  for (const at of ascending(objectsAt(buffer, references(buffer, 'Metadata')).values())) {
    const stream = unpackedStream(buffer, at, endOf);
    if (stream) yield stream;
  }
}

/** What the object streams unpack to, each once, however often one calls itself so. */
export function* objectStreams(buffer: Buffer): Generator<Buffer> {
  for (const { stream } of describedStreams(buffer)) yield stream;
}

/** With what stands around the name of their type. */
function* describedStreams(buffer: Buffer): Generator<{ readonly stream: Buffer; readonly dictionary: string }> {
  const endOf = endsIn(buffer);
  let looked = 0;
  for (let at = buffer.indexOf('/ObjStm'); at >= 0; at = buffer.indexOf('/ObjStm', at + 1)) {
    const within = buffer.subarray(looked, at).lastIndexOf(' obj');
    const start = looked + within;
    const stream = within < 0 ? undefined : unpackedStream(buffer, start, endOf);
    looked = at;
    if (stream) yield { stream, dictionary: buffer.toString('latin1', start, at + 400) };
  }
}

export interface Reference {
  readonly number: number;
  readonly generation: number;
}

/** `/Info 12 0 R`, once each: the trailer of every revision has one. */
function references(buffer: Buffer, key: string): Reference[] {
  const found = new Map<string, Reference>();
  for (let at = buffer.indexOf(`/${key}`); at >= 0; at = buffer.indexOf(`/${key}`, at + 1)) {
    const match = /^\s{0,9}(\d{1,9})\s{1,9}(\d{1,5})\s{1,9}R\b/.exec(
      buffer.toString('latin1', at + key.length + 1, at + 60),
    );
    if (match) found.set(`${match[1]} ${match[2]}`, { number: Number(match[1]), generation: Number(match[2]) });
  }
  return [...found.values()];
}

/** Where objects begin, by their names, each the last one of its name: later revisions stand behind. In one pass for all. */
export function objectsAt(buffer: Buffer, wanted: readonly Reference[]): Map<string, number> {
  const names = new Set(wanted.map(nameOf));
  const found = new Map<string, number>();
  if (names.size === 0) return found;
  for (let at = buffer.indexOf(' obj'); at >= 0; at = buffer.indexOf(' obj', at + 1)) {
    const [name] = /\d{1,9} \d{1,5}$/.exec(buffer.toString('latin1', Math.max(0, at - 16), at)) ?? [];
    if (name && names.has(name)) found.set(name, at + ' obj'.length);
  }
  return found;
}

export function nameOf({ number, generation }: Reference): string {
  return `${number} ${generation}`;
}

/** Each once. */
export function ascending(numbers: Iterable<number>): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** What stands in objects, by themselves or within object streams; nothing twice, whatever says that it begins there. */
function* objectTexts(buffer: Buffer, wanted: readonly Reference[]): Generator<string> {
  const places = objectsAt(buffer, wanted);
  const starts = ascending(places.values());
  for (const [index, at] of starts.entries()) {
    const rest = buffer.subarray(at, starts[index + 1]);
    const end = rest.indexOf('endobj');
    yield rest.toString('latin1', 0, end < 0 ? undefined : end);
  }
  const packed = new Set(wanted.filter((each) => !places.has(nameOf(each))).map(({ number }) => number));
  if (packed.size === 0) return;
  for (const { stream, dictionary } of describedStreams(buffer)) yield* membersOf(stream, packed, dictionary);
}

/** Those objects of an object stream: pairs of number and offset stand before the first. */
function* membersOf(stream: Buffer, wanted: ReadonlySet<number>, dictionary: string): Generator<string> {
  const first = Number(/\/First\s{0,9}(\d{1,9})/.exec(dictionary)?.[1] ?? 0);
  const pairs = (stream.toString('latin1', 0, first).match(/\d+/g) ?? []).map(Number);
  const offsets = pairs.filter((_pair, index) => index % 2 === 1);
  const begins = new Set(offsets.filter((_offset, index) => wanted.has(pairs[2 * index] ?? -1)));
  const starts = ascending(offsets);
  for (const [index, at] of starts.entries()) {
    const next = starts[index + 1];
    if (begins.has(at)) yield stream.toString('latin1', first + at, next === undefined ? undefined : first + next);
  }
}

/** Finds where streams end, asked for one behind the other: what lies far behind many is looked for once. */
export function endsIn(buffer: Buffer): (start: number) => number {
  let end = 0;
  return (start) => {
    if (end < start) {
      const found = buffer.indexOf('endstream', start);
      end = found < 0 ? buffer.length : found;
    }
    return end;
  };
}

interface RawStream {
  readonly dictionary: string;
  readonly start: number;
}

/** Where the stream of the object that begins before `from` stands, or undefined where it has none. */
export function streamAt(buffer: Buffer, from: number): RawStream | undefined {
  const dictionaryBytes = buffer.subarray(from, from + MAX_DICTIONARY_BYTES).indexOf('stream');
  if (dictionaryBytes < 0) return undefined;
  const keyword = from + dictionaryBytes;
  const start = keyword + 'stream'.length + (buffer[keyword + 6] === 0x0d ? 2 : 1);
  return { dictionary: buffer.toString('latin1', from, keyword), start };
}

/** What it deflates to, or undefined where it is packed otherwise or encrypted. */
export function unpackedStream(
  buffer: Buffer,
  from: number,
  endOf: (start: number) => number,
  mostBytes = MAX_UNPACKED_BYTES,
): Buffer | undefined {
  const { dictionary, start } = streamAt(buffer, from) ?? { dictionary: '', start: from };
  if (!dictionary.includes('/FlateDecode')) return undefined;
  try {
    return inflateSync(buffer.subarray(start, endOf(start)), { maxOutputLength: mostBytes });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw error;
    return undefined; // encrypted, or no stream of zlib: PDFium reads what it holds for the page all the same
  }
}

/** Names with a string behind them. */
function* keysOf(dictionary: string): Generator<string> {
  for (const [, name = ''] of dictionary.matchAll(/\/([^\s/<>()[\]]{1,200})\s*(?:\(|<(?!<))/g)) {
    yield name.replace(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}
