/**
 * Records and strings of binary sheets (xlsb).
 *
 * Source: [MS-XLSB] 2.1.4 (records), 2.5.168 and 2.5.166 (strings), 2.5.122 (rich strings).
 */
export interface Record12 {
  readonly type: number;
  readonly data: Buffer;
}

/** All records of a member, to its end or to where it breaks off. */
export function* records(stream: Buffer): Generator<Record12> {
  for (let at = 0; at < stream.length; ) {
    let type = stream.readUInt8(at++);
    if (type & 0x80 && at < stream.length) type = (type & 0x7f) | ((stream.readUInt8(at++) & 0x7f) << 7);
    let size = 0;
    for (let byte = 0; byte < 4 && at < stream.length; byte += 1) {
      const bits = stream.readUInt8(at++);
      size |= (bits & 0x7f) << (7 * byte);
      if (!(bits & 0x80)) break;
    }
    yield { type, data: stream.subarray(at, at + size) };
    at += size;
  }
}

/** A string behind its number of characters, with where it ends; absent ones (0xFFFFFFFF) and broken ones are empty. */
export function wideString(data: Buffer, at: number): { readonly text: string; readonly end: number } {
  if (at + 4 > data.length) return { text: '', end: data.length };
  const characters = data.readUInt32LE(at);
  if (characters === 0xffffffff) return { text: '', end: at + 4 };
  const end = at + 4 + characters * 2;
  return { text: data.toString('utf16le', at + 4, Math.min(end, data.length)), end };
}

/** As many strings as stand one behind the other. */
export function wideStrings(data: Buffer, at: number, count: number): string[] {
  const found: string[] = [];
  for (let from = at; found.length < count; ) {
    const { text, end } = wideString(data, from);
    found.push(text);
    from = end;
  }
  return found;
}
