/**
 * Compound files (OLE2): a small file system in a file, which Outlook messages and old Office documents are.
 *
 * Source: [MS-CFB] 2.2 (header), 2.3 to 2.5 (sectors and chains), 2.6 (directory). Takes the whole file. A chain that runs
 * in a circle or out of the file ends there, so that a damaged file gives what is left of it.
 */
const FREE = 0xfffffffa; // this and above are marks, no sectors: [MS-CFB] 2.1
const ENTRY_BYTES = 128;

export interface CompoundEntry {
  readonly name: string;
  readonly kind: 'storage' | 'stream';
  /** Of a storage. */
  readonly children: readonly CompoundEntry[];
  /** Of a stream: its bytes, read when asked for. */
  readonly read: () => Buffer;
}

/** The root of a file. */
export interface Compound extends CompoundEntry {
  /** The file ends before a sector that a chain goes to: entries or bytes of streams may be missing. */
  readonly isCut: boolean;
}

/** What is of this name in a storage. [MS-CFB] 2.6.4: names that differ in case alone are one; some programs write capitals. */
export function entryNamed(storage: CompoundEntry, name: string): CompoundEntry | undefined {
  const wanted = name.toUpperCase();
  return storage.children.find((each) => each.name.toUpperCase() === wanted);
}

/** Reads the directory; throws RangeError where the bytes are no compound file. */
export function openCompound(bytes: Uint8Array): Compound {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length < 512 || file.readUInt32BE(0) !== 0xd0cf11e0) throw new RangeError('no compound file');
  const sectorBytes = 1 << Math.min(file.readUInt16LE(30), 16);
  const miniBytes = 1 << Math.min(file.readUInt16LE(32), 12);
  const cutoff = file.readUInt32LE(56);
  const sector = (id: number) => file.subarray((id + 1) * sectorBytes, (id + 2) * sectorBytes);

  const tables = difat(file, sector, sectorBytes).map(sector);
  const fat = numbersOf(tables);
  const directory = chain(file.readUInt32LE(48), fat, sector);
  const miniFat = numbersOf([chain(file.readUInt32LE(60), fat, sector)]);
  const raw = entriesOf(directory);
  const isBehind = (id: number) => (id + 1) * sectorBytes >= file.length;
  // Entries of the table behind the file mean nothing: some programs fill them with marks. A chain that goes there does.
  const isCut =
    tables.some(({ length }) => length < sectorBytes) ||
    fat.some((next, id) => next < FREE && (isBehind(id) || isBehind(next))) ||
    raw.some(({ type, start, size }) => (type === 5 || size >= cutoff) && size > 0 && start < FREE && isBehind(start));
  const root = raw[0];
  if (!root) throw new RangeError('a compound file without a directory');
  let miniStream: Buffer | undefined;
  const mini = (id: number) => {
    miniStream ??= chain(root.start, fat, sector);
    return miniStream.subarray(id * miniBytes, (id + 1) * miniBytes);
  };

  const seen = new Set<number>();
  const entry = (each: RawEntry): CompoundEntry => ({
    name: each.name,
    kind: each.type === 2 ? 'stream' : 'storage',
    children: each.type === 2 ? [] : siblings(each.child).map(entry),
    read: () => {
      const isMini = each.size < cutoff;
      return (isMini ? chain(each.start, miniFat, mini) : chain(each.start, fat, sector)).subarray(0, each.size);
    },
  });
  /** Entries of one storage stand in a binary tree; `seen` ends the circles of a hostile one. */
  const siblings = (first: number): RawEntry[] => {
    const found: RawEntry[] = [];
    const open = [first];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      const each = raw[id];
      if (!each || each.type === 0 || seen.has(id)) continue;
      seen.add(id);
      found.push(each);
      open.push(each.right, each.left);
    }
    return found;
  };
  return { ...entry(root), isCut };
}

interface RawEntry {
  readonly name: string;
  /** 0 unused, 1 storage, 2 stream, 5 root. */
  readonly type: number;
  readonly left: number;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

function entriesOf(directory: Buffer): RawEntry[] {
  const entries: RawEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
    const nameBytes = Math.min(64, Math.max(2, directory.readUInt16LE(at + 64))) - 2;
    entries.push({
      name: directory.toString('utf16le', at, at + nameBytes),
      type: directory.readUInt8(at + 66),
      left: directory.readUInt32LE(at + 68),
      right: directory.readUInt32LE(at + 72),
      child: directory.readUInt32LE(at + 76),
      start: directory.readUInt32LE(at + 116),
      size: directory.readUInt32LE(at + 120),
    });
  }
  return entries;
}

/** Sectors of the allocation table: 109 in the header, the rest in a chain of their own. */
function difat(file: Buffer, sector: (id: number) => Buffer, sectorBytes: number): number[] {
  const ids: number[] = [];
  for (let at = 76; at < 512; at += 4) ids.push(file.readUInt32LE(at));
  const perSector = sectorBytes / 4 - 1;
  let next = file.readUInt32LE(68);
  for (let count = 0; next < FREE && count < file.length / sectorBytes; count++) {
    const block = sector(next);
    if (block.length < sectorBytes) break;
    for (let i = 0; i < perSector; i++) ids.push(block.readUInt32LE(i * 4));
    next = block.readUInt32LE(perSector * 4);
  }
  return ids.filter((id) => id < FREE);
}

function numbersOf(blocks: readonly Buffer[]): Uint32Array {
  const joined = Buffer.concat(blocks);
  const numbers = new Uint32Array(joined.length >> 2);
  for (let i = 0; i < numbers.length; i++) numbers[i] = joined.readUInt32LE(i * 4);
  return numbers;
}

function chain(start: number, table: Uint32Array, sector: (id: number) => Buffer): Buffer {
  const blocks: Buffer[] = [];
  let id = start;
  // INVARIANT: no chain has more sectors than the table has entries, so a circle ends.
  for (let count = 0; id < FREE && count <= table.length; count++) {
    const block = sector(id);
    if (block.length === 0) break;
    blocks.push(block);
    id = table[id] ?? FREE;
  }
  return Buffer.concat(blocks);
}
