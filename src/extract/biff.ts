/**
 * Records and strings of BIFF8, which old Excel files are made of.
 *
 * Source: [MS-XLS] 2.1.4 (records), 2.5.293 (rich strings that run on in Continue records), 2.4.265 (SST).
 */
export interface BiffRecord {
  readonly type: number;
  readonly data: Buffer;
  /** What stands in the Continue records behind it. */
  readonly more: readonly Buffer[];
}

const CONTINUE = 0x003c;

/** From an offset to the end of the stream; whoever reads stops where the substream ends. */
export function* biffRecords(stream: Buffer, from: number): Generator<BiffRecord> {
  for (let at = from; at + 4 <= stream.length; ) {
    const type = stream.readUInt16LE(at);
    const data = body(stream, at);
    at += 4 + data.length;
    const more: Buffer[] = [];
    while (at + 4 <= stream.length && stream.readUInt16LE(at) === CONTINUE) {
      more.push(body(stream, at));
      at += 4 + stream.readUInt16LE(at + 2);
    }
    yield { type, data, more };
  }
}

function body(stream: Buffer, at: number): Buffer {
  return stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
}

/** A string whose characters follow a byte of flags: 8 bits each, or with bit 0 UTF-16. */
export function unicodeString(data: Buffer, at: number, characters: number): string {
  if (at >= data.length) return '';
  const isWide = ((data[at] ?? 0) & 1) !== 0;
  const bytes = data.subarray(at + 1, at + 1 + characters * (isWide ? 2 : 1));
  return bytes.toString(isWide ? 'utf16le' : 'latin1');
}

/** The same with its length in two bytes before it. */
export function countedString(data: Buffer, at: number): string {
  return at + 3 > data.length ? '' : unicodeString(data, at + 2, data.readUInt16LE(at));
}

const [IS_WIDE, HAS_PHONETIC, IS_RICH] = [0x01, 0x04, 0x08];

/** Takes the record of shared strings; a string that breaks off is given as far as it goes, and is the last. */
export function sharedStrings({ data, more }: BiffRecord): string[] {
  const blocks = [data, ...more];
  const strings: string[] = [];
  const count = data.length >= 8 ? data.readUInt32LE(4) : 0;
  let block = 0;
  let at = 8;

  const current = () => blocks[block] ?? Buffer.alloc(0);
  const turn = () => {
    while (block < blocks.length && at >= current().length) {
      at -= current().length;
      block += 1;
    }
  };
  const number = (bytes: 1 | 2 | 4): number => {
    turn();
    const value = at + bytes <= current().length ? current().readUIntLE(at, bytes) : 0;
    at += bytes;
    return value;
  };

  while (strings.length < count && block < blocks.length) {
    let left = number(2);
    let flags = number(1);
    const runs = flags & IS_RICH ? number(2) : 0;
    const phonetic = flags & HAS_PHONETIC ? number(4) : 0;
    let text = '';
    while (left > 0 && block < blocks.length) {
      if (at >= current().length) {
        // The rest begins with flags of its own: it may be of the other width.
        at = 0;
        block += 1;
        flags = current()[at++] ?? 0;
        continue;
      }
      const width = flags & IS_WIDE ? 2 : 1;
      const bytes = current().subarray(at, at + Math.min(left * width, current().length - at));
      text += bytes.toString(width === 2 ? 'utf16le' : 'latin1');
      // INVARIANT: each turn takes at least one character, also of a block that ends in half of one.
      left -= Math.max(1, Math.floor(bytes.length / width));
      at += bytes.length;
    }
    strings.push(text);
    at += runs * 4 + phonetic;
    turn();
  }
  return strings;
}

/** A number in 30 bits: the upper ones of a float, or an integer, perhaps of hundredths ([MS-XLS] 2.5.217). */
export function compactNumber(packed: number): number {
  const scale = packed & 1 ? 100 : 1;
  if (packed & 2) return (packed >> 2) / scale;
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(packed & ~3, 4);
  return bytes.readDoubleLE(0) / scale;
}
