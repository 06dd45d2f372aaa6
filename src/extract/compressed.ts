/**
 * One compressed file: gzip, bzip2, xz, Zstandard. What is inside becomes the only child, under the name without suffix.
 *
 * Source: RFC 1952 (the name in the header is text too), RFC 8878; bzip2 and xz by `seek-bzip` and `xz-decompress`
 * (`docs/decisions/0004-archive-readers.md`). Files of several members are read to their last.
 */
import { createRequire } from 'node:module';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { TooLargeError } from './budget.ts';
import type { Extractor, Found } from './extractor.ts';

type Open = (bytes: Uint8Array, bytesLeft: number) => Promise<Uint8Array | AsyncIterable<Uint8Array>>;

const OPENERS: Readonly<Record<string, Open>> = {
  'application/gzip': async (bytes) => createGunzip().end(bytes),
  'application/zstd': async (bytes) => readZstd(bytes),
  'application/x-bzip2': async (bytes, bytesLeft) => readBzip2(bytes, bytesLeft),
  'application/x-xz': async (bytes) => readXz(bytes),
};

export const compressed: Extractor = {
  format: 'compressed',
  types: Object.keys(OPENERS),

  *extract(bytes, { name, type, bytesLeft }): Generator<Found> {
    const told = type === 'application/gzip' ? nameInGzip(bytes) : undefined;
    const inner = withoutSuffix(name);
    if (told && told !== inner) yield { kind: 'segment', place: 'file-name', text: told };
    const open = OPENERS[type];
    if (open) yield { kind: 'child', name: told || inner, open: () => open(bytes, bytesLeft) };
  },
};

function withoutSuffix(name: string): string {
  return name.replace(/\.t(?:gz|bz2?|xz|zst)$/i, '.tar').replace(/\.(?:gz|bz2?|xz|zst)$/i, '') || 'unnamed';
}

/** RFC 1952 2.3.1: FEXTRA (bit 2) stands before FNAME (bit 3), which ends with a zero. */
function nameInGzip(bytes: Uint8Array): string | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = buffer[3] ?? 0;
  if (!(flags & 8) || buffer.length < 12) return undefined;
  const start = 10 + (flags & 4 ? 2 + buffer.readUInt16LE(10) : 0);
  const end = buffer.indexOf(0, start);
  return end > start && end - start < 1024 ? buffer.toString('latin1', start, end) : undefined;
}

const require = createRequire(import.meta.url);

/** Node ends at the end of a frame; a file may have several (RFC 8878 3.1). */
async function* readZstd(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const frame = createZstdDecompress();
    yield* frame.end(bytes.subarray(at)) as AsyncIterable<Uint8Array>;
    if (frame.bytesWritten === 0) return;
    at += frame.bytesWritten;
  }
}

/** `seek-bzip` writes byte by byte and cannot wait, so the limit stands where it writes. */
async function* readBzip2(bytes: Uint8Array, bytesLeft: number): AsyncGenerator<Uint8Array> {
  const bzip2: { decode: (input: Uint8Array, output: object, multistream: boolean) => void } = require('seek-bzip');
  const chunks: Buffer[] = [];
  let chunk = Buffer.allocUnsafe(1 << 16);
  let used = 0;
  let size = 0;
  const output = {
    writeByte(byte: number) {
      if (used === chunk.length) {
        chunks.push(chunk);
        chunk = Buffer.allocUnsafe(1 << 16);
        used = 0;
      }
      chunk[used++] = byte;
      if (++size > bytesLeft) throw new TooLargeError(size);
    },
  };
  try {
    bzip2.decode(bytes, output, true);
  } finally {
    // What came before a broken block is read too; the error goes on behind it.
    yield* chunks;
    yield chunk.subarray(0, used);
  }
}

async function* readXz(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  const { XzReadableStream }: typeof import('xz-decompress') = require('xz-decompress');
  const source = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  // A chunk is a view of memory that the next one overwrites.
  for await (const chunk of new XzReadableStream(source)) yield Uint8Array.from(chunk);
}
