/**
 * Files that a PDF carries and that stand in no list of attachments: those of a page, of a film, of the document itself, and
 * those that were deleted from the list.
 *
 * Source: ISO 32000-2, 7.11.4 (embedded file streams), 14.13 (associated files). A search in the bytes, since PDFium tells
 * only what the list names; a stream never lies within an object stream.
 */
import { createHash } from 'node:crypto';
import type { Found } from './extractor.ts';
import { endsIn, streamAt, unpackedStream } from './pdf-info.ts';

const TYPE = '/EmbeddedFile';

/** By which a file is known again, without keeping it. */
export function sumOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Takes the sums of what the list gave; tells each other file once. */
export function* unlistedFiles(bytes: Uint8Array, listed: Set<string>, bytesLeft: number): Generator<Found> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endOf = endsIn(buffer);
  let looked = 0;
  // No stream lies within another: what a hostile one says there is not looked at again and again.
  let done = 0;
  let count = 0;
  for (let at = buffer.indexOf(TYPE); at >= 0; at = buffer.indexOf(TYPE, at + 1)) {
    // The name of the list is this one with an s.
    if (/^[A-Za-z]/.test(buffer.toString('latin1', at + TYPE.length, at + TYPE.length + 1))) continue;
    const within = buffer.subarray(looked, at).lastIndexOf(' obj');
    const start = looked + within;
    looked = at;
    if (within < 0 || start < done) continue;
    done = endOf(at);
    const content = unpackedStream(buffer, start, endOf, Math.max(1, bytesLeft)) ?? plainStream(buffer, start, endOf);
    if (!content || content.length === 0) continue;
    const sum = sumOf(content);
    if (listed.has(sum)) continue;
    listed.add(sum);
    count += 1;
    yield { kind: 'child', name: `file-${count}`, open: async () => content };
  }
}

/** Of a stream that is not packed. */
function plainStream(buffer: Buffer, from: number, endOf: (start: number) => number): Buffer | undefined {
  const stream = streamAt(buffer, from);
  if (!stream || stream.dictionary.includes('/Filter')) return undefined;
  const end = endOf(stream.start);
  return buffer.subarray(stream.start, buffer[end - 1] === 0x0a ? end - 1 : end);
}
