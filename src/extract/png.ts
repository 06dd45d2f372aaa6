/**
 * PNG: what is shown to people is written by us, and what Leptonica decoded is read back.
 *
 * Source: Portable Network Graphics (Third Edition), 4 to 11. Reading covers what Leptonica writes (no interlace, no more
 * than 8 bits a channel but for 16-bit greys, which lose their lower half); writing is 8-bit grey or RGB.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Three bytes a pixel, rows from the top, nothing between them. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** The bytes are no PNG of the kind that is read here. */
export class PngError extends Error {
  override readonly name = 'PngError';
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const [GREY, RGB, PALETTE, GREY_ALPHA, RGBA] = [0, 2, 3, 4, 6];
/** Samples of a pixel by colour type. */
const SAMPLES: Readonly<Record<number, number>> = {
  [GREY]: 1,
  [RGB]: 3,
  [PALETTE]: 1,
  [GREY_ALPHA]: 2,
  [RGBA]: 4,
};

/** Where red, green and blue are alike everywhere, one channel says it all. */
export function toPng({ width, height, rgb }: Pixels): Buffer {
  const isGrey = everyPixelIsGrey(rgb);
  const size = isGrey ? 1 : 3;
  const rows = Buffer.alloc(height * (1 + width * size));
  for (let y = 0, at = 0; y < height; y += 1) {
    rows[at++] = 2; // filter "up": print and paper repeat from row to row
    for (let x = 0; x < width * size; x += 1) {
      const here = y * width * 3 + (isGrey ? x * 3 : x);
      rows[at++] = (rgb[here] ?? 0) - (y > 0 ? (rgb[here - width * 3] ?? 0) : 0);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, isGrey ? GREY : RGB, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function everyPixelIsGrey(rgb: Uint8Array): boolean {
  for (let at = 0; at + 2 < rgb.length; at += 3) if (rgb[at] !== rgb[at + 1] || rgb[at] !== rgb[at + 2]) return false;
  return true;
}

function chunk(type: string, bytes: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), bytes]);
  const whole = Buffer.alloc(named.length + 8);
  whole.writeUInt32BE(bytes.length, 0);
  whole.set(named, 4);
  whole.writeUInt32BE(crc32(named), whole.length - 4);
  return whole;
}

/** Throws `PngError`. What is transparent lies on white. */
export function fromPng(png: Buffer): Pixels {
  if (!png.subarray(0, 8).equals(SIGNATURE)) throw new PngError('no signature');
  let head: Buffer | undefined;
  let palette = Buffer.alloc(0);
  let clear = Buffer.alloc(0);
  const packed: Buffer[] = [];
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 8, at + 8 + length);
    const type = png.toString('latin1', at + 4, at + 8);
    if (type === 'IHDR') head = body;
    else if (type === 'PLTE') palette = Buffer.from(body);
    else if (type === 'tRNS') clear = Buffer.from(body);
    else if (type === 'IDAT') packed.push(body);
    at += 12 + length;
  }
  if (!head || head.length < 13) throw new PngError('no header');
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [bits = 0, colour = 0, , , interlace] = head.subarray(8);
  const samples = SAMPLES[colour];
  if (!samples || ![1, 2, 4, 8, 16].includes(bits) || interlace !== 0) throw new PngError('another kind');
  const rowBytes = Math.ceil((width * samples * bits) / 8);
  const rows = inflateSync(Buffer.concat(packed), { maxOutputLength: height * (rowBytes + 1) });
  if (rows.length < height * (rowBytes + 1)) throw new PngError('rows are missing');
  unfilter(rows, height, rowBytes, Math.max(1, (samples * bits) / 8));

  const rgb = new Uint8Array(width * height * 3);
  const most = 2 ** Math.min(bits, 8) - 1;
  for (let y = 0, to = 0; y < height; y += 1) {
    const from = y * (rowBytes + 1) + 1;
    const sample = (index: number) => {
      if (bits >= 8) return rows[from + (index * bits) / 8] ?? 0;
      const bit = index * bits;
      return ((rows[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & most;
    };
    for (let x = 0; x < width; x += 1, to += 3) {
      const first = sample(x * samples);
      let alpha = 255;
      for (let channel = 0; channel < 3; channel += 1) {
        if (colour === PALETTE) rgb[to + channel] = palette[first * 3 + channel] ?? 0;
        else if (samples >= 3) rgb[to + channel] = sample(x * samples + channel);
        else rgb[to + channel] = (first * 255) / most;
      }
      if (colour === PALETTE) alpha = clear[first] ?? 255;
      else if (colour === RGBA || colour === GREY_ALPHA) alpha = sample(x * samples + samples - 1);
      if (alpha < 255)
        for (let channel = 0; channel < 3; channel += 1)
          rgb[to + channel] = 255 - ((255 - (rgb[to + channel] ?? 0)) * alpha) / 255;
    }
  }
  return { width, height, rgb };
}

/** Undoes the filters in place (9.2); `step` is the distance to the byte at the left. */
function unfilter(rows: Buffer, height: number, rowBytes: number, step: number): void {
  const stride = rowBytes + 1;
  for (let y = 0; y < height; y += 1) {
    const start = y * stride + 1;
    const filter = rows[start - 1] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const at = start + x;
      const left = x >= step ? (rows[at - step] ?? 0) : 0;
      const up = y > 0 ? (rows[at - stride] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (rows[at - stride - step] ?? 0) : 0;
      rows[at] = (rows[at] ?? 0) + predicted(filter, left, up, corner);
    }
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      if (toLeft <= toUp && toLeft <= toCorner) return left;
      return toUp <= toCorner ? up : corner;
    }
    default:
      return 0;
  }
}
