/**
 * The records at the top of a PowerPoint document, and text fields beside the text of slides.
 *
 * Source: [MS-PPT] 2.3.1 (record header), 2.3.4 (PersistDirectoryAtom). They need not touch: a program may leave a gap where
 * an old one was, and only the directory of what was saved tells where the next begins.
 */
export const HEADER_BYTES = 8;
/** The least number of a record. */
const LEAST_TYPE = 1000;
const DIRECTORY = Buffer.from([0x00, 0x00, 0x72, 0x17]);

/** Records in the order in which they lie; `isWhole` is false where words may lie in a gap that nothing leads to. */
export function topRecords(stream: Buffer): { readonly records: readonly Buffer[]; readonly isWhole: boolean } {
  const records: Buffer[] = [];
  let end = 0;
  const take = (from: number) => {
    end = from + HEADER_BYTES + stream.readUInt32LE(from + 4);
    records.push(stream.subarray(from, end));
  };
  while (isRecord(stream, end)) take(end);
  const offsets = end < stream.length ? savedOffsets(stream) : [];
  // INVARIANT: only what lies behind the last record is taken, so that a hostile directory reads nothing twice.
  for (const offset of offsets) {
    if (offset < end || !isRecord(stream, offset)) continue;
    take(offset);
    while (isRecord(stream, end)) take(end);
  }
  return { records, isWhole: offsets.length > 0 || stream.subarray(end).every((byte) => byte === 0) };
}

function isRecord(stream: Buffer, at: number): boolean {
  if (at + HEADER_BYTES > stream.length || stream.readUInt16LE(at + 2) < LEAST_TYPE) return false;
  return at + HEADER_BYTES + stream.readUInt32LE(at + 4) <= stream.length;
}

/** Of every edit: a number of 20 bits and how many follow it, then their places. */
function savedOffsets(stream: Buffer): number[] {
  const offsets: number[] = [];
  for (let at = stream.indexOf(DIRECTORY); at >= 0; at = stream.indexOf(DIRECTORY, at + 1)) {
    if (!isRecord(stream, at)) continue;
    const end = at + HEADER_BYTES + stream.readUInt32LE(at + 4);
    for (let entry = at + HEADER_BYTES; entry + 4 <= end; ) {
      const count = stream.readUInt32LE(entry) >>> 20;
      entry += 4;
      for (let index = 0; index < count && entry + 4 <= end; index += 1, entry += 4)
        offsets.push(stream.readUInt32LE(entry));
    }
    at = end - 1;
  }
  return offsets.sort((a, b) => a - b);
}
