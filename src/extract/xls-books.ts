/**
 * What an old workbook keeps of other books that its formulas look into: their paths, sheets, and cells as they last were.
 *
 * Source: [MS-XLS] 2.4.271 (SupBook), 2.4.65 (CRN), 2.5.240 (SerAr and what it holds).
 */
import { type BiffRecord, countedString, unicodeString } from './biff.ts';
import { errorName } from './sheet-lines.ts';

const [BOOK, CELLS] = [0x1ae, 0x5a];
const [NUMBER, STRING, BOOLEAN, ERROR] = [1, 2, 4, 16];
/** Every kind but strings has as many bytes behind its own. */
const FIXED_BYTES = 8;
/** Own sheets and functions of add-ins stand where a path has its length. */
const MOST_PATH = 0xff;

/** A line for the record, or an empty text where it is another: a book with its sheets, or a row of cells. */
export function keptOfBooks({ type, data, more }: BiffRecord): string {
  const whole = more.length > 0 ? Buffer.concat([data, ...more]) : data;
  if (type === BOOK) return bookOf(whole);
  return type === CELLS ? cellsOf(whole) : '';
}

function bookOf(data: Buffer): string {
  const length = data.length >= 5 ? data.readUInt16LE(2) : 0;
  if (length === 0 || length > MOST_PATH) return '';
  const names = [unicodeString(data, 4, length)];
  let at = 5 + sizeOf(length, data[4]);
  for (let sheet = data.readUInt16LE(0); sheet > 0 && at + 3 <= data.length; sheet -= 1) {
    names.push(countedString(data, at));
    at += 3 + sizeOf(data.readUInt16LE(at), data[at + 2]);
  }
  // Control characters stand for separators of folders and volumes (2.5.277).
  return names.map((name) => name.replace(/\p{Cc}+/gu, '/')).join('\t');
}

function cellsOf(data: Buffer): string {
  const values: string[] = [];
  for (let at = 4; at + 3 <= data.length; ) {
    const kind = data.readUInt8(at);
    if (kind === STRING) {
      values.push(countedString(data, at + 1));
      at += 4 + sizeOf(data.readUInt16LE(at + 1), data[at + 3]);
      continue;
    }
    if (at + 1 + FIXED_BYTES > data.length) break;
    if (kind === NUMBER) values.push(String(data.readDoubleLE(at + 1)));
    else if (kind === BOOLEAN) values.push(data.readUInt8(at + 1) ? 'TRUE' : 'FALSE');
    else values.push(kind === ERROR ? errorName(data.readUInt8(at + 1)) : '');
    at += 1 + FIXED_BYTES;
  }
  return values.join('\t');
}

function sizeOf(characters: number, flags = 0): number {
  return characters * (flags & 1 ? 2 : 1);
}
