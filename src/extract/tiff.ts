/**
 * The chain of pages of a TIFF: how large they are, and whether all of them are there with all of their pixels.
 *
 * Source: TIFF 6.0, sections 2 (folders of twelve-byte entries), 8 (strips) and 15 (tiles).
 */
export interface TiffPages {
  readonly pages: readonly { readonly width: number; readonly height: number }[];
  /** The file ends before its chain, or before the pixels of a page. */
  readonly isCut: boolean;
}

const [WIDTH, HEIGHT] = [256, 257];
const [STRIPS, STRIP_BYTES, TILES, TILE_BYTES] = [273, 279, 324, 325];
const [SHORT, LONG] = [3, 4];
/** A ring of folders ends here. */
const MAX_PAGES = 10_000;

export function tiffPages(buffer: Buffer): TiffPages {
  const pages: { width: number; height: number }[] = [];
  if (buffer.length < 8) return { pages, isCut: true };
  const isLittle = buffer[0] === 0x49;
  const u16 = (at: number) => (isLittle ? buffer.readUInt16LE(at) : buffer.readUInt16BE(at));
  const u32 = (at: number) => (isLittle ? buffer.readUInt32LE(at) : buffer.readUInt32BE(at));

  /** Undefined where the values lie behind the end. */
  const values = (entry: number): number[] | undefined => {
    const type = u16(entry + 2);
    const bytes = type === SHORT ? 2 : type === LONG ? 4 : 0;
    const count = bytes === 0 ? 0 : u32(entry + 4);
    const from = count * bytes <= 4 ? entry + 8 : u32(entry + 8);
    if (from + count * bytes > buffer.length) return undefined;
    return Array.from({ length: count }, (_, index) => (bytes === 2 ? u16(from + index * 2) : u32(from + index * 4)));
  };

  let isCut = false;
  let folder = u32(4);
  while (folder > 0 && pages.length < MAX_PAGES) {
    const end = folder + 2 <= buffer.length ? folder + 2 + u16(folder) * 12 : buffer.length;
    if (end + 4 > buffer.length) return { pages, isCut: true };
    const told = new Map<number, number[]>();
    for (let entry = folder + 2; entry < end; entry += 12) {
      const found = values(entry);
      if (found) told.set(u16(entry), found);
      else isCut = true;
    }
    const places = told.get(STRIPS) ?? told.get(TILES) ?? [];
    const sizes = told.get(STRIP_BYTES) ?? told.get(TILE_BYTES) ?? [];
    isCut ||= places.some((place, index) => place + (sizes[index] ?? 0) > buffer.length);
    pages.push({ width: told.get(WIDTH)?.[0] ?? 0, height: told.get(HEIGHT)?.[0] ?? 0 });
    folder = u32(end);
  }
  return { pages, isCut: isCut || pages.length === 0 };
}
