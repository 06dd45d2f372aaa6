/** Compound files written entry by entry, for what no free program saves. */
import type { CompoundEntry } from '../../src/extract/cfb.ts';
import { writeCompound } from '../../src/extract/cfb-write.ts';

export const stream = (name: string, ...pieces: readonly Buffer[]): CompoundEntry => ({
  name,
  kind: 'stream',
  children: [],
  read: () => Buffer.concat(pieces),
});

export const storage = (name: string, ...children: readonly CompoundEntry[]): CompoundEntry => ({
  name,
  kind: 'storage',
  children,
  read: () => Buffer.alloc(0),
});

export const compound = (...children: readonly CompoundEntry[]) => writeCompound(storage('Root Entry', ...children));

/** A record as [MS-XLS] 2.1.4 has it. */
export function biff(type: number, ...pieces: (readonly number[] | string)[]): Buffer {
  const data = Buffer.concat(
    pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'latin1') : Buffer.from(piece))),
  );
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(data.length, 2);
  return Buffer.concat([head, data]);
}
