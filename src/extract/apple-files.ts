/**
 * What macOS leaves beside files in archives: `._name` (AppleDouble), files with both forks (AppleSingle), `.DS_Store`.
 *
 * Source: RFC 1740, appendix A and B. A data fork is a file of its own; of the rest the print is read: names, comments, where
 * a file was fetched from. Without this reader every archive made on a Mac held a file that nobody could read.
 */
import type { Extractor, Found } from './extractor.ts';

export const appleFiles: Extractor = {
  format: 'apple-files',
  types: ['application/applefile', 'application/x-ds-store'],

  *extract(bytes, { type }): Generator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (type === 'application/x-ds-store') yield* printFound(buffer);
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
