/**
 * What one message has cost of what it may: expanded bytes, pages read, pages' worth of OCR.
 *
 * Limits stop named attacks: `expandedBytes` and `ratio` zip bombs (nested, overlapping), `depth` archives that hold
 * themselves, `parts` directories of a million entries, `pages` and `ocrPages` long scans.
 */
import type { Limits } from '../policy/policy.ts';

/** Below this an archive may expand at any ratio: short runs of one letter compress well without being an attack. */
const RATIO_COUNTS_FROM_BYTES = 1_000_000;

export interface Spent {
  pages: number;
  ocrPages: number;
  expandedBytes: number;
}

/** An archive or message whose members are being opened: what it weighs itself, and what has come out of it. */
export interface Container {
  readonly sizeBytes: number;
  expandedBytes: number;
}

/** Bytes that may still come out of this container before a limit is reached. */
export function bytesLeft(spent: Spent, limits: Limits, container?: Container): number {
  const inAll = limits.expandedBytes - spent.expandedBytes;
  if (!container) return Math.max(0, inAll);
  const byRatio = Math.max(RATIO_COUNTS_FROM_BYTES, container.sizeBytes * limits.ratio) - container.expandedBytes;
  return Math.max(0, Math.min(inAll, byRatio));
}

export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
  /** Bytes that had come out when the limit was reached. */
  readonly seenBytes: number;

  constructor(seenBytes: number) {
    super('expands over the limit');
    this.seenBytes = seenBytes;
  }
}

/**
 * The whole of an opened child, charged to the message and its container as it comes, whatever a header claims of its
 * size. Throws TooLargeError at the first byte over the limit, and stops reading there. A stream that breaks gives what
 * came until then, with `fault`.
 */
export async function collect(
  opened: Uint8Array | AsyncIterable<Uint8Array>,
  spent: Spent,
  limits: Limits,
  container: Container,
): Promise<{ readonly bytes: Uint8Array; readonly fault?: unknown }> {
  let size = 0;
  const charge = (bytes: number) => {
    if (bytes > bytesLeft(spent, limits, container)) throw new TooLargeError(size + bytes);
    size += bytes;
    spent.expandedBytes += bytes;
    container.expandedBytes += bytes;
  };
  if (opened instanceof Uint8Array) {
    charge(opened.length);
    return { bytes: opened };
  }
  const chunks: Uint8Array[] = [];
  let fault: unknown;
  try {
    for await (const chunk of opened) {
      charge(chunk.length);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof TooLargeError || size === 0) throw error;
    fault = error;
  }
  const bytes = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
  return fault === undefined ? { bytes } : { bytes, fault };
}
