/**
 * Pointers, packing and chunks of old Visio files. Source: as `vsd.ts` says.
 */
export interface Pointer {
  readonly type: number;
  readonly offset: number;
  readonly length: number;
  readonly format: number;
  readonly holds: 'pointers' | 'chunks' | 'strings' | 'other';
}

export interface Chunk {
  readonly type: number;
  readonly data: Buffer;
}

const TRAILER = 20;
/** From this version on, numbers have four bytes. */
const VISIO_2000 = 6;
const VISIO_2003 = 11;

export function pointerAt(bytes: Buffer, at: number, version: number): Pointer {
  const isWide = version >= VISIO_2000;
  const type = isWide ? bytes.readUInt32LE(at) : bytes.readUInt16LE(at);
  const format = bytes.readUInt16LE(isWide ? at + 16 : at + 2);
  const offset = bytes.readUInt32LE(at + 8);
  return { type, format, offset, length: bytes.readUInt32LE(at + 12), holds: holdsOf(type, format, isWide) };
}

function holdsOf(type: number, format: number, isWide: boolean): Pointer['holds'] {
  if (type === TRAILER) return 'pointers';
  const isPointers = format === 0x1d || format === 0x1e || (format >= 0x50 && format < 0x60);
  if (isPointers && (isWide || type !== 22)) return 'pointers';
  if ((format >= 0xd0 && format < 0xdf) || (!isWide && (type === 21 || type === 24))) return 'chunks';
  return format >= 0x40 && format < 0x50 ? 'strings' : 'other';
}

export function isPacked({ format }: Pointer): boolean {
  return (format & 2) !== 0;
}

/** Where a stream of pointers tells how many it has, by the kind of what leads to it, before Visio 2000. */
const COUNT_AT: Readonly<Record<number, number>> = { 29: 30, 78: 30, 30: 54, [TRAILER]: 130 };

export function* pointersIn(bytes: Buffer, parent: Pointer, version: number): Generator<Pointer> {
  const isWide = version >= VISIO_2000;
  if (bytes.length < 4) return;
  const at = isWide ? bytes.readUInt32LE(0) : (COUNT_AT[parent.type] ?? 10);
  if (at + 4 > bytes.length) return;
  const count = isWide ? bytes.readUInt32LE(at) : bytes.readUInt16LE(at);
  const pointerBytes = isWide ? 18 : 16;
  let from = at + (isWide ? 8 : 2);
  for (let index = 0; index < count && from + pointerBytes <= bytes.length; index += 1) {
    yield pointerAt(bytes, from, version);
    from += pointerBytes;
  }
}

const WINDOW_BYTES = 4096;
/** The window is filled from here on, and distances count from there. */
const WINDOW_FROM = 18;

/** Runs of a window of 4,096 bytes: of eight things, a byte says which are bytes and which are runs (place, length - 3). */
export function unpacked(packed: Buffer, most: number): Buffer {
  const window = Buffer.alloc(WINDOW_BYTES);
  const blocks: Buffer[] = [];
  let block = Buffer.alloc(Math.min(65_536, packed.length * 9 + 8));
  let size = 0;
  let total = 0;
  let to = 0;
  const put = (byte: number) => {
    if (size === block.length) {
      blocks.push(block);
      block = Buffer.alloc(65_536);
      size = 0;
    }
    block[size++] = byte;
    window[to++ & (WINDOW_BYTES - 1)] = byte;
    total += 1;
  };
  for (let at = 0; at < packed.length && total <= most; ) {
    const flags = packed[at++] ?? 0;
    for (let bit = 1; bit < 0x100 && at < packed.length; bit <<= 1) {
      if (flags & bit) {
        put(packed[at++] ?? 0);
        continue;
      }
      if (at + 2 > packed.length) break;
      const [low, high] = [packed[at] ?? 0, packed[at + 1] ?? 0];
      at += 2;
      const from = low + ((high & 0xf0) << 4) + WINDOW_FROM;
      // What a run copies may be what it has just written.
      for (let index = 0; index < (high & 0x0f) + 3; index += 1) put(window[(from + index) & (WINDOW_BYTES - 1)] ?? 0);
    }
  }
  return Buffer.concat([...blocks, block.subarray(0, size)]);
}

/** Kinds that have eight bytes more behind them. */
const WITH_TRAILER: ReadonlySet<number> = new Set([0x2c, 0x65, 0x66, 0x69, 0x6a, 0x6b, 0x70, 0x71]);

export function* chunksOf(bytes: Buffer, version: number): Generator<Chunk> {
  const isWide = version >= VISIO_2000;
  const headBytes = isWide ? 19 : 12;
  for (let at = 0; at + headBytes <= bytes.length; ) {
    const type = isWide ? bytes.readUInt32LE(at) : bytes.readUInt16LE(at);
    const length = bytes.readUInt32LE(at + (isWide ? 12 : 8));
    const from = at + headBytes;
    yield { type, data: bytes.subarray(from, from + length) };
    at = from + length + (isWide ? behind(bytes, at, type, version) : 0);
  }
}

/** How many bytes stand behind a chunk: a trailer, and from Visio 2003 on a separator. */
function behind(bytes: Buffer, at: number, type: number, version: number): number {
  const trailer = WITH_TRAILER.has(type) || bytes.readUInt32LE(at + 8) !== 0 ? 8 : 0;
  return trailer + (version >= VISIO_2003 && isSeparated(bytes, at, type, trailer > 0) ? 4 : 0);
}

function isSeparated(bytes: Buffer, at: number, type: number, hasTrailer: boolean): boolean {
  const [level, kind] = [bytes.readUInt16LE(at + 16), bytes.readUInt8(at + 18)];
  if (type === 0x1f || type === 0xc9) return false;
  if (type === 0x69 || hasTrailer) return true;
  if (level === 2 && kind === 0x54 && [0xa9, 0xaa, 0xb4, 0xb6].includes(type)) return true;
  return (level === 2 && kind === 0x55) || (level === 3 && kind !== 0x50);
}
