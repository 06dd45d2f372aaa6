/**
 * Sealed chunks of a message that still comes, in a file without a name: who sends slowly keeps no connection to the
 * database meanwhile, and the file goes with whoever has it open, however that one ends (docs/decisions/0086).
 */
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealedChunk } from './chunks.ts';
import { NoSpoolError } from './errors.ts';

export interface Spool {
  readonly add: (chunk: Pick<SealedChunk, 'bytes'>) => Promise<void>;
  /** All that were added, in their order, one in memory at a time. */
  readonly chunks: () => AsyncGenerator<SealedChunk>;
  /** Forgets them. */
  readonly close: () => Promise<void>;
}

/** In the folder for temporary files. It and its members throw `NoSpoolError`. */
export async function openSpool(): Promise<Spool> {
  const file = await told(openNameless(join(tmpdir(), `reticent-${randomUUID()}`)));
  const sizes: number[] = [];
  return {
    add: async ({ bytes }) => {
      await told(file.appendFile(bytes));
      sizes.push(bytes.length);
    },
    chunks: async function* () {
      let position = 0;
      for (const [ordinal, size] of sizes.entries()) {
        const { buffer: bytes, bytesRead } = await told(file.read({ buffer: Buffer.allocUnsafe(size), position }));
        if (bytesRead !== size) throw new RangeError(`chunk ${ordinal} has ${bytesRead} bytes of ${size} on the disk`);
        position += size;
        yield { ordinal, bytes };
      }
    },
    close: () => file.close(),
  };
}

async function openNameless(path: string): Promise<FileHandle> {
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}

async function told<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    throw new NoSpoolError(error);
  }
}
