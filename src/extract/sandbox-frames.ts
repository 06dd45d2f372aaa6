/**
 * Frames on the pipe between sandbox and child: four bytes of length, little-endian, then a structured clone. The bytes that
 * a request is about follow it as they are, so that no copy is made of them.
 */
import { readSync, writeSync } from 'node:fs';
import { DefaultSerializer, deserialize } from 'node:v8';
import type { Document, UnscannableReason } from '../document/document.ts';
import type { Limits } from '../policy/policy.ts';
import type { ExtractSource } from './extract.ts';
import type { Drawing, PageImage } from './page-image.ts';

/** The descriptor of the pipe in the child. */
export const PIPE = 3;

export interface Request {
  readonly bytes: Uint8Array;
  readonly source: ExtractSource;
  readonly limits: Limits;
  readonly lost: readonly (readonly [path: string, reason: UnscannableReason])[];
  readonly giveUpAt?: string;
  /** Draws a page of a part instead of reading. */
  readonly draw?: WantedPage;
}

/** A page of a part. */
export interface WantedPage extends Drawing {
  readonly part: string;
}

export type Answer =
  | { readonly kind: 'enter'; readonly path: string }
  | { readonly kind: 'done'; readonly document: Document }
  | { readonly kind: 'drawn'; readonly image: PageImage | null };

/** A request on the pipe: how many bytes follow. */
type Announced = Omit<Request, 'bytes'> & { readonly sizeBytes: number };

const HEAD = Buffer.alloc(4);

/** The frame and the bytes that follow it; to be written at once. */
export function framesOf({ bytes, ...rest }: Request): readonly Uint8Array[] {
  return [toFrame({ ...rest, sizeBytes: bytes.length }), bytes];
}

/** In one piece, so that it is one write, and whoever reads is woken once. */
function toFrame(value: Announced | Answer): Buffer {
  const serializer = new DefaultSerializer();
  serializer.writeRawBytes(HEAD);
  serializer.writeHeader();
  serializer.writeValue(value);
  const frame = serializer.releaseBuffer();
  frame.writeUInt32LE(frame.length - HEAD.length);
  return frame;
}

/** Writes a frame, waiting until all of it is taken. */
export function writeFrame(descriptor: number, value: Answer): void {
  const frame = toFrame(value);
  for (let at = 0; at < frame.length; ) at += writeSync(descriptor, frame, at);
}

/** Waits for a request; undefined at the end of the pipe. */
export function readRequest(descriptor: number): Request | undefined {
  const head = readExactly(descriptor, 4);
  const body = head && readExactly(descriptor, head.readUInt32LE(0));
  if (!body) return undefined;
  const { sizeBytes, ...rest } = deserialize(body) as Announced;
  const bytes = readExactly(descriptor, sizeBytes);
  return bytes && { ...rest, bytes };
}

function readExactly(descriptor: number, size: number): Buffer | undefined {
  const buffer = Buffer.allocUnsafe(size);
  for (let at = 0; at < size; ) {
    const count = readSync(descriptor, buffer, at, size - at, null);
    if (count === 0) return undefined;
    at += count;
  }
  return buffer;
}

/** Cuts a stream of chunks into frames. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #size = 0;

  *push(chunk: Buffer): Generator<Answer> {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size >= 4) {
      const first = this.#chunks[0];
      if (!first || first.length < 4) this.#join();
      const length = this.#chunks[0]?.readUInt32LE(0) ?? 0;
      if (this.#size < 4 + length) return;
      this.#join();
      const all = this.#chunks[0] ?? Buffer.alloc(0);
      const rest = all.subarray(4 + length);
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#size = rest.length;
      yield deserialize(all.subarray(4, 4 + length)) as Answer;
    }
  }

  #join(): void {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#size)];
  }
}
