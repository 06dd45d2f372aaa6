/**
 * The pictures of an animated GIF, each as a GIF of its own: the engine that reads words reads the first one only.
 *
 * Source: GIF89a, 17 to 27 (blocks). A picture that is too small for words is left out.
 */

const [EXTENSION, CONTROL, PICTURE] = [0x21, 0xf9, 0x2c];
const TRAILER = Buffer.from([0x3b]);

/** Takes a whole file; `isLarge` tells of a width and height whether words fit. */
export function gifFrames(gif: Buffer, isLarge: (width: number, height: number) => boolean): Buffer[] {
  const head = gif.subarray(0, 13 + tableBytes(gif[10] ?? 0));
  const frames: Buffer[] = [];
  let control: Buffer = Buffer.alloc(0);
  for (let at = head.length; at + 10 < gif.length; ) {
    const start = at;
    if (gif[at] === EXTENSION) {
      at = afterBlocks(gif, at + 2);
      if (gif[start + 1] === CONTROL) control = gif.subarray(start, at);
      continue;
    }
    if (gif[at] !== PICTURE) break;
    const [width, height] = [gif.readUInt16LE(at + 5), gif.readUInt16LE(at + 7)];
    at = afterBlocks(gif, at + 10 + tableBytes(gif[at + 9] ?? 0) + 1);
    if (isLarge(width, height)) frames.push(Buffer.concat([head, control, gif.subarray(start, at), TRAILER]));
    control = Buffer.alloc(0);
  }
  return frames;
}

/** A table of colours, where the flags say that one follows: three bytes each. */
function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * (2 << (flags & 7)) : 0;
}

/** Behind the blocks that begin here, each with its length; the last is empty. */
function afterBlocks(gif: Buffer, from: number): number {
  let at = from;
  for (let length = gif[at] ?? 0; length > 0; length = gif[at] ?? 0) at += 1 + length;
  return at + 1;
}
