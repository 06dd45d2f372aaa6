/** Device-independent bitmaps, which stand in metafiles and old documents without the header of a `.bmp` file. */

/** Takes the bitmap's own header and what follows it; gives a file. Source: [MS-WMF] 2.2.2.9, BITMAPFILEHEADER. */
export function bitmapOf(dib: Buffer): Buffer {
  const head = Buffer.alloc(14);
  head.write('BM');
  head.writeUInt32LE(head.length + dib.length, 2);
  const headerBytes = dib.length >= 40 ? dib.readUInt32LE(0) : 40;
  const bits = dib.length >= 40 ? dib.readUInt16LE(14) : 24;
  const used = dib.length >= 40 ? dib.readUInt32LE(32) : 0;
  const colours = used > 0 ? used : bits <= 8 ? 1 << bits : 0;
  const masks = headerBytes === 40 && dib.length >= 40 && dib.readUInt32LE(16) === 3 ? 12 : 0;
  head.writeUInt32LE((head.length + headerBytes + masks + colours * 4) >>> 0, 10);
  return Buffer.concat([head, dib]);
}
