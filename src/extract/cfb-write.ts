/**
 * A storage of a compound file as a compound file of its own: so that a message inside an Outlook message is a part with
 * bytes, charged, limited and killed like any other.
 *
 * Source: [MS-CFB], in the simplest form: no mini stream (cutoff 0), siblings in a list instead of a balanced tree. Only
 * `cfb.ts` reads it.
 */
import type { CompoundEntry } from './cfb.ts';

const SECTOR = 512;
const END = 0xfffffffe;
const NONE = 0xffffffff;

interface Placed {
  readonly entry: CompoundEntry;
  readonly type: 1 | 2 | 5;
  next: number;
  child: number;
  start: number;
  size: number;
}

/** Writes the storage and everything in it. */
export function writeCompound(root: CompoundEntry): Buffer {
  const placed: Placed[] = [];
  const place = (entry: CompoundEntry, type: 1 | 2 | 5): number => {
    const at = placed.push({ entry, type, next: NONE, child: NONE, start: END, size: 0 }) - 1;
    const ids = entry.children.map((each) => place(each, each.kind === 'stream' ? 2 : 1));
    const own = placed[at];
    if (own) own.child = ids[0] ?? NONE;
    for (const [index, id] of ids.entries()) {
      const sibling = placed[id];
      if (sibling) sibling.next = ids[index + 1] ?? NONE;
    }
    return at;
  };
  place(root, 5);

  const fat: number[] = [];
  const sectors: Buffer[] = [];
  const append = (bytes: Buffer): number => {
    if (bytes.length === 0) return END;
    const start = fat.length;
    for (let at = 0; at < bytes.length; at += SECTOR) {
      const sector = Buffer.alloc(SECTOR);
      bytes.copy(sector, 0, at, at + SECTOR);
      sectors.push(sector);
      fat.push(at + SECTOR < bytes.length ? fat.length + 1 : END);
    }
    return start;
  };
  for (const each of placed) {
    if (each.type !== 2) continue;
    const bytes = each.entry.read();
    each.size = bytes.length;
    each.start = append(bytes);
  }
  // Entries tell where streams begin, behind the tables, whose size depends on that of the directory.
  const directorySectors = Math.ceil((placed.length * 128) / SECTOR);
  const sizes = tableSectors(fat.length + directorySectors);
  const shift = sizes.fat + sizes.index;
  const directory = append(Buffer.concat(placed.map((each) => directoryEntry(each, shift))));
  return Buffer.concat([...tables(fat, sizes, directory), ...sectors]);
}

function directoryEntry({ entry, type, next, child, start, size }: Placed, shift: number): Buffer {
  const bytes = Buffer.alloc(128);
  const name = Buffer.from(`${entry.name.slice(0, 31)}\0`, 'utf16le');
  name.copy(bytes);
  bytes.writeUInt16LE(name.length, 64);
  bytes.writeUInt8(type, 66);
  bytes.writeUInt32LE(NONE, 68);
  bytes.writeUInt32LE(next, 72);
  bytes.writeUInt32LE(child, 76);
  bytes.writeUInt32LE(start === END ? END : start + shift, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

interface TableSectors {
  readonly fat: number;
  readonly index: number;
}

/** Table sectors hold entries for themselves too: counted until it fits. */
function tableSectors(count: number): TableSectors {
  let sizes: TableSectors = { fat: 0, index: 0 };
  for (let before = -1; before !== sizes.fat + sizes.index; ) {
    before = sizes.fat + sizes.index;
    const fat = Math.ceil((count + before) / 128);
    sizes = { fat, index: Math.ceil(Math.max(0, fat - 109) / 127) };
  }
  return sizes;
}

/** Header, then the sectors of the allocation table and its own index, which stand before all others. */
function tables(fat: readonly number[], sizes: TableSectors, directory: number): Buffer[] {
  const { fat: fatSectors, index: indexSectors } = sizes;
  const shift = fatSectors + indexSectors;
  const moved = (id: number) => (id >= END ? id : id + shift);

  const header = Buffer.alloc(SECTOR);
  header.writeUInt32BE(0xd0cf11e0, 0);
  header.writeUInt32BE(0xa1b11ae1, 4);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(moved(directory), 48);
  header.writeUInt32LE(0, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(indexSectors > 0 ? fatSectors : END, 68);
  for (let i = 0; i < 109; i++) header.writeUInt32LE(i < fatSectors ? i : NONE, 76 + i * 4);

  const table = Buffer.alloc(fatSectors * SECTOR, 0xff);
  for (const [id, next] of fat.entries()) table.writeUInt32LE(moved(next), (id + shift) * 4);
  const index = Buffer.alloc(indexSectors * SECTOR, 0xff);
  for (let i = 109; i < fatSectors; i++) {
    const at = i - 109;
    index.writeUInt32LE(i, Math.floor(at / 127) * SECTOR + (at % 127) * 4);
  }
  for (let i = 0; i < indexSectors; i++) {
    index.writeUInt32LE(i + 1 < indexSectors ? fatSectors + i + 1 : END, i * SECTOR + 127 * 4);
  }
  return [header, table, index];
}
