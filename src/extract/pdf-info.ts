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
  for (const reference of references(buffer, 'Info')) {
    for (const key of keysOf(objectText(buffer, reference) ?? '')) if (!TECHNICAL.has(key)) keys.add(key);
  }
  return [...keys];
}

/** Metadata streams that are packed; one that is not stands in the bytes for everybody to find. */
export function* packedXmp(bytes: Uint8Array): Generator<Buffer> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { number, generation } of references(buffer, 'Metadata')) {
    const at = objectAt(buffer, number, generation);
    const stream = at < 0 ? undefined : unpackedStream(buffer, at);
    if (stream) yield stream;
  }
}

/** What the object streams unpack to, each once, however often one calls itself so. */
export function* objectStreams(buffer: Buffer): Generator<Buffer> {
  let looked = 0;
  for (let at = buffer.indexOf('/ObjStm'); at >= 0; at = buffer.indexOf('/ObjStm', at + 1)) {
    const within = buffer.subarray(looked, at).lastIndexOf(' obj');
    const stream = within < 0 ? undefined : unpackedStream(buffer, looked + within);
    looked = at;
    if (stream) yield stream;
  }
}

interface Reference {
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

/** Where an object begins, the last one of its number: later revisions stand behind. */
function objectAt(buffer: Buffer, number: number, generation: number): number {
  const head = `${number} ${generation} obj`;
  for (let at = buffer.lastIndexOf(head); at >= 0; at = at === 0 ? -1 : buffer.lastIndexOf(head, at - 1)) {
    const before = at === 0 ? 0x0a : (buffer[at - 1] ?? 0);
    if (before < 0x30 || before > 0x39) return at + head.length;
  }
  return -1;
}

function objectText(buffer: Buffer, { number, generation }: Reference): string | undefined {
  const at = objectAt(buffer, number, generation);
  if (at >= 0) {
    const end = buffer.indexOf('endobj', at);
    return buffer.toString('latin1', at, end < 0 ? undefined : end);
  }
  for (let type = buffer.indexOf('/ObjStm'); type >= 0; type = buffer.indexOf('/ObjStm', type + 1)) {
    const start = buffer.lastIndexOf(' obj', type);
    const stream = start < 0 ? undefined : unpackedStream(buffer, start);
    const text = stream && memberOf(stream, number, buffer.toString('latin1', start, type + 400));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** One object of an object stream: pairs of number and offset stand before the first. */
function memberOf(stream: Buffer, number: number, dictionary: string): string | undefined {
  const first = Number(/\/First\s{0,9}(\d{1,9})/.exec(dictionary)?.[1] ?? 0);
  const pairs = (stream.toString('latin1', 0, first).match(/\d+/g) ?? []).map(Number);
  for (let index = 0; index + 1 < pairs.length; index += 2) {
    if (pairs[index] !== number) continue;
    const next = pairs[index + 3];
    return stream.toString('latin1', first + (pairs[index + 1] ?? 0), next === undefined ? undefined : first + next);
  }
  return undefined;
}

/** The deflated stream of the object that begins before `from`, or undefined where it is another or encrypted. */
function unpackedStream(buffer: Buffer, from: number): Buffer | undefined {
  const dictionaryBytes = buffer.subarray(from, from + MAX_DICTIONARY_BYTES).indexOf('stream');
  const keyword = from + dictionaryBytes;
  if (dictionaryBytes < 0 || !buffer.toString('latin1', from, keyword).includes('/FlateDecode')) return undefined;
  const start = keyword + 'stream'.length + (buffer[keyword + 6] === 0x0d ? 2 : 1);
  const end = buffer.indexOf('endstream', start);
  try {
    return inflateSync(buffer.subarray(start, end < 0 ? undefined : end), { maxOutputLength: MAX_UNPACKED_BYTES });
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
