/**
 * Files that a PDF carries and that stand in no list of attachments: those of a page, of a film, of the document itself, and
 * those that were deleted from the list.
 *
 * Source: ISO 32000-2, 7.11.4 (embedded file streams), 14.13 (associated files). A search in the bytes, since PDFium tells
 * only what the list names, and not where name and file stand under different keys; a stream never lies within an object
 * stream.
 */
import { createHash } from 'node:crypto';
import type { Found } from './extractor.ts';
import {
  ascending,
  endsIn,
  nameOf,
  objectStreams,
  objectsAt,
  type Reference,
  streamAt,
  unpackedStream,
} from './pdf-info.ts';

const TYPE = '/EmbeddedFile';
const OBJECT = ' obj';

/** What PDFium told of attached files. */
export interface Attached {
  /** Sums of those that it gave. */
  readonly listed: Set<string>;
  /** Names of those that it did not. */
  readonly unread: string[];
}

/** By which a file is known again, without keeping it. */
export function sumOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Each file that PDFium did not give, once; those that cannot be found either are told as unscannable. */
export function* unlistedFiles(bytes: Uint8Array, { listed, unread }: Attached, bytesLeft: number): Generator<Found> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endOf = endsIn(buffer);
  const wanted = unread.length > 0 ? namedFiles(buffer) : [];
  const places = objectsAt(buffer, wanted);
  const named = new Set(places.values());
  const names = [...unread];
  let isMissed = wanted.length === 0 || wanted.some((each) => !places.has(nameOf(each)));
  // No stream lies within another: what a hostile one says there is not looked at again and again.
  let done = 0;
  let count = 0;
  for (const start of ascending([...named, ...typedStreams(buffer)])) {
    const isWithin = start < done;
    if (!isWithin) done = endOf(start);
    const file = isWithin
      ? undefined
      : (unpackedStream(buffer, start, endOf, Math.max(1, bytesLeft)) ?? plainStream(buffer, start, endOf));
    if (!file) isMissed ||= named.has(start);
    if (!file || file.length === 0) continue;
    const sum = sumOf(file);
    if (listed.has(sum)) continue;
    listed.add(sum);
    count += 1;
    yield { kind: 'child', name: names.shift() ?? `file-${count}`, open: async () => file };
  }
  // Which of them is which nobody knows: one that was found does not stand for one that was not.
  if (!isMissed || unread.length === 0) return;
  for (const name of names) yield { kind: 'unscannable', name, reason: 'corrupt' };
  yield { kind: 'unscannable', reason: 'corrupt' };
}

/** Where the objects begin that call themselves files. */
function* typedStreams(buffer: Buffer): Generator<number> {
  let looked = 0;
  for (let at = buffer.indexOf(TYPE); at >= 0; at = buffer.indexOf(TYPE, at + 1)) {
    // The name of the list is this one with an s.
    if (/^[A-Za-z]/.test(buffer.toString('latin1', at + TYPE.length, at + TYPE.length + 1))) continue;
    const within = buffer.subarray(looked, at).lastIndexOf(OBJECT);
    if (within >= 0) yield looked + within + OBJECT.length;
    looked = at;
  }
}

const MOST_NAMES_BYTES = 400;

/** Those that an entry `/EF` names, whatever they call themselves. */
function namedFiles(buffer: Buffer): Reference[] {
  return [buffer, ...objectStreams(buffer)].flatMap((bytes) => [...filesNamedIn(bytes)]);
}

function* filesNamedIn(buffer: Buffer): Generator<Reference> {
  for (let at = buffer.indexOf('/EF'); at >= 0; at = buffer.indexOf('/EF', at + 1)) {
    const [names = ''] = /^\/EF\s*<<[^>]*/.exec(buffer.toString('latin1', at, at + MOST_NAMES_BYTES)) ?? [];
    for (const [, number, generation] of names.matchAll(/(\d{1,9})\s{1,9}(\d{1,5})\s{1,9}R\b/g)) {
      yield { number: Number(number), generation: Number(generation) };
    }
  }
}

const LENGTH = /\/Length\s{0,9}(\d{1,12})(?!\s{1,9}\d{1,5}\s{1,9}R|\d)/;

/** Of a stream that is not packed. It may hold a PDF with streams of its own, so that its length counts where it is told. */
function plainStream(buffer: Buffer, from: number, endOf: (start: number) => number): Buffer | undefined {
  const stream = streamAt(buffer, from);
  if (!stream || stream.dictionary.includes('/Filter')) return undefined;
  const told = stream.start + Number(LENGTH.exec(stream.dictionary)?.[1] ?? 0);
  if (/^\s{0,4}endstream/.test(buffer.toString('latin1', told, told + 16))) return buffer.subarray(stream.start, told);
  const end = endOf(stream.start);
  return buffer.subarray(stream.start, buffer[end - 1] === 0x0a ? end - 1 : end);
}
