/**
 * What is left of a ZIP whose directory is gone or wrong: its local headers, one after another.
 *
 * Source: PKWARE APPNOTE 4.3.7 (local header), 4.4.4 bit 0 (encryption) and bit 3 (sizes follow the data). Sizes of the
 * header are hints: a deflated member ends where its stream ends.
 */
import { createInflateRaw } from 'node:zlib';
import type { Found } from './extractor.ts';

const LOCAL = Buffer.from('PK\x03\x04', 'latin1');
const STORED = 0;
const DEFLATED = 8;

/** Yields every member whose local header can be found, in the order of the bytes. */
export function* salvage(buffer: Buffer): Generator<Found> {
  for (let at = buffer.indexOf(LOCAL); at >= 0; ) {
    if (at + 30 > buffer.length) return;
    const flags = buffer.readUInt16LE(at + 6);
    const method = buffer.readUInt16LE(at + 8);
    const told = buffer.readUInt32LE(at + 18);
    const nameEnd = at + 30 + buffer.readUInt16LE(at + 26);
    const name = buffer.toString('utf8', at + 30, nameEnd);
    const start = nameEnd + buffer.readUInt16LE(at + 28);
    const next = buffer.indexOf(LOCAL, start);
    const hasSize = (flags & 8) === 0 && told > 0 && start + told <= buffer.length;
    const content = buffer.subarray(start, hasSize ? start + told : next < 0 ? buffer.length : next);

    if (name.endsWith('/')) yield { kind: 'segment', place: 'file-name', text: name };
    else if (flags & 1) yield { kind: 'unscannable', name, sizeBytes: content.length, reason: 'encrypted' };
    else if (method === STORED) yield { kind: 'child', name, open: async () => content };
    else if (method === DEFLATED) yield { kind: 'child', name, open: async () => createInflateRaw().end(content) };
    else yield { kind: 'unscannable', name, sizeBytes: content.length, reason: 'unsupported' };
    at = hasSize ? buffer.indexOf(LOCAL, start + told) : next;
  }
}
