/**
 * What macOS leaves beside files in archives: `._name` (AppleDouble), files with both forks (AppleSingle), `.DS_Store`,
 * and property lists in their binary form, which Safari's archives of pages are too.
 *
 * Source: RFC 1740, appendix A and B; Apple's CFBinaryPList.c. A data fork is a file of its own; of the rest the print is read: names, comments, where
 * a file was fetched from. Without this reader every archive made on a Mac held a file that nobody could read.
 */
import type { Extractor, Found } from './extractor.ts';

export const appleFiles: Extractor = {
  format: 'apple-files',
  types: ['application/applefile', 'application/x-ds-store', 'application/x-bplist'],

  *extract(bytes, { type }): Generator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (type === 'application/x-ds-store') yield* printFound(buffer);
    else if (type === 'application/x-bplist') yield* propertyList(buffer);
    else yield* forks(buffer);
  },
};

const [HEADER_BYTES, ENTRY_BYTES, DATA_FORK] = [26, 12, 1];

function* forks(file: Buffer): Generator<Found> {
  const entries = file.length >= HEADER_BYTES ? file.readUInt16BE(24) : 0;
  for (let index = 0; index < entries; index += 1) {
    const at = HEADER_BYTES + index * ENTRY_BYTES;
    if (at + ENTRY_BYTES > file.length) {
      yield { kind: 'unscannable', reason: 'corrupt' };
      return;
    }
    const from = file.readUInt32BE(at + 4);
    const fork = file.subarray(from, from + file.readUInt32BE(at + 8));
    if (file.readUInt32BE(at) === DATA_FORK) yield { kind: 'child', name: 'data', open: async () => fork };
    else yield* printFound(fork);
  }
}

/** Runs of print, as UTF-8 or big-endian UTF-16. */
function* printFound(bytes: Buffer): Generator<Found> {
  const raw = bytes.toString('latin1');
  const wide = raw.match(/(?:\0[\x20-\x7e\xa0-\xff]){3,}/g) ?? [];
  const narrow = raw.match(/[\x20-\x7e\x80-\xff]{4,}/g) ?? [];
  const texts = [
    ...wide.map((text) => text.replaceAll('\0', '')),
    ...narrow.map((text) => Buffer.from(text, 'latin1').toString('utf8').replaceAll('\ufffd', '')),
  ];
  const text = texts.filter((each) => /[\p{L}\p{N}]{3}/u.test(each)).join('\n');
  if (text !== '') yield { kind: 'segment', place: 'metadata', text };
}

const TRAILER_BYTES = 32;
/** Kinds of values, in the upper half of their first byte. */
const [DATA, ASCII, UTF16] = [4, 5, 6];
/** Below this, data are an id or a sum. */
const LEAST_DATA_BYTES = 64;

/** Its strings, and its data as files. A table at the end tells where each value begins. */
function* propertyList(file: Buffer): Generator<Found> {
  const trailer = file.subarray(-TRAILER_BYTES);
  const [width, count, table] = [trailer[6] ?? 0, trailer.readUInt32BE(12), trailer.readUInt32BE(28)];
  if (width < 1 || width > 4 || table + count * width > file.length) throw new RangeError('no table of values');
  const seen = new Set<number>();
  for (let index = 0; index < count; index += 1) {
    const at = file.readUIntBE(table + index * width, width);
    if (seen.has(at)) continue;
    seen.add(at);
    const kind = (file[at] ?? 0) >> 4;
    if (kind < DATA || kind > UTF16) continue;
    const { start, length } = sizeOf(file, at);
    const value = file.subarray(start, start + length * (kind === UTF16 ? 2 : 1));
    if (kind === ASCII) yield { kind: 'segment', place: 'body', text: value.toString('latin1') };
    else if (kind === UTF16) yield { kind: 'segment', place: 'body', text: new TextDecoder('utf-16be').decode(value) };
    else if (length >= LEAST_DATA_BYTES) yield { kind: 'child', name: `data-${index}`, open: async () => value };
  }
}

/** A length below 15 stands in the first byte itself, any other behind it as a number of its own. */
function sizeOf(file: Buffer, at: number): { readonly start: number; readonly length: number } {
  const short = (file[at] ?? 0) & 0x0f;
  if (short < 0x0f) return { start: at + 1, length: short };
  const bytes = 1 << ((file[at + 1] ?? 0) & 0x03);
  if (bytes > 4) throw new RangeError('a value longer than the file');
  return { start: at + 2 + bytes, length: file.readUIntBE(at + 2, bytes) };
}
