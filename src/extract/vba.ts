/**
 * Macros of office documents: their source is text that nobody sees who does not open the editor.
 *
 * Source: [MS-OVBA] 2.3.4.3 (module streams), 2.4.1 (compression). A module's source stands behind its compiled form, and
 * begins with the packed word `Attribute`; captions of its forms are print in their streams.
 */
import { type CompoundEntry, openCompound } from './cfb.ts';
import type { Extractor, Found } from './extractor.ts';
import { printIn } from './print-in.ts';

export const vba: Extractor = {
  format: 'vba',
  types: ['application/vnd.ms-office.vbaproject'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    for (const { name, bytes: stream } of streamsOf(root.children)) {
      const source = sourceOf(stream);
      if (source !== undefined) yield { kind: 'segment', place: 'hidden', text: source, mark: `macro ${name}` };
      else if (name === 'o' || name === 'f') {
        const text = printIn(stream).join('\n');
        if (text !== '') yield { kind: 'segment', place: 'hidden', text, mark: 'form of a macro' };
      }
    }
  },
};

function* streamsOf(entries: readonly CompoundEntry[]): Generator<{ readonly name: string; readonly bytes: Buffer }> {
  for (const { kind, name, children, read } of entries) {
    if (kind === 'stream') yield { name, bytes: read() };
    else yield* streamsOf(children);
  }
}

/** Behind the signature of a container (1 byte), the head of a chunk (2) and its first flags (1), all literal. */
const FIRST_WORD = Buffer.from('\0Attribut', 'latin1');

function sourceOf(stream: Buffer): string | undefined {
  const word = stream.indexOf(FIRST_WORD);
  return word < 3 || stream[word - 3] !== 1 ? undefined : unpacked(stream.subarray(word - 2)).toString('latin1');
}

const CHUNK_BYTES = 4096;

/** Chunks of up to 4,096 bytes; in a packed one, a byte of flags stands before eight literals or copies. */
function unpacked(packed: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 2 <= packed.length; ) {
    const head = packed.readUInt16LE(at);
    const end = Math.min(packed.length, at + (head & 0xfff) + 3);
    const data = packed.subarray(at + 2, end);
    chunks.push(head & 0x8000 ? unpackedChunk(data) : data.subarray(0, CHUNK_BYTES));
    at = end;
  }
  return Buffer.concat(chunks);
}

function unpackedChunk(data: Buffer): Buffer {
  const out = Buffer.alloc(CHUNK_BYTES);
  let size = 0;
  for (let at = 0; at < data.length && size < CHUNK_BYTES; ) {
    const flags = data.readUInt8(at++);
    for (let bit = 0; bit < 8 && at < data.length && size < CHUNK_BYTES; bit += 1) {
      if (!((flags >> bit) & 1)) {
        out[size++] = data.readUInt8(at++);
        continue;
      }
      if (at + 2 > data.length) return out.subarray(0, size);
      const token = data.readUInt16LE(at);
      at += 2;
      // The further it has come, the more bits the distance has (2.4.1.3.19.1).
      const bits = Math.max(4, Math.ceil(Math.log2(Math.max(size, 1))));
      const distance = (token >> (16 - bits)) + 1;
      for (let left = (token & (0xffff >> bits)) + 3; left > 0 && size < CHUNK_BYTES && distance <= size; left -= 1) {
        out[size] = out[size - distance] ?? 0;
        size += 1;
      }
    }
  }
  return out.subarray(0, size);
}
