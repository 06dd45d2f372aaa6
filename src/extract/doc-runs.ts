/**
 * Which text of a Word 97 document is deleted, inserted or hidden: the character properties that say so.
 *
 * Source: [MS-DOC] 2.8.5 (PlcBteChpx), 2.9.33 (ChpxFkp), 2.9.32 (Chpx), 2.6.1 (character properties), 2.9.214 (Prm),
 * 2.2.5.1 (Sprm). What a style hides is not followed.
 */
import type { Place } from '../document/document.ts';

/** One for each character or byte: 0, or what it is. A deletion that is hidden too is a deletion. */
export type Marks = Uint8Array;

const [PLAIN, INSERTED, HIDDEN, DELETED] = [0, 1, 2, 3];

/** The place of marked text, or undefined where it stands in its story's own. */
export function placeOfMark(mark: number): Place | undefined {
  if (mark === DELETED) return 'deletion';
  if (mark === HIDDEN) return 'hidden';
  return mark === INSERTED ? 'insertion' : undefined;
}

const PAGE_BYTES = 512;
const PAGE_NUMBER = 0x003f_ffff;

/** Takes the main stream and the table of property pages, whose numbers were of two bytes before Word 97; gives a mark for each byte of the stream. */
export function byteMarks(main: Buffer, table: Buffer, isOld = false): Marks {
  const marks = new Uint8Array(main.length);
  const numberBytes = isOld ? 2 : 4;
  const count = Math.max(0, Math.floor((table.length - 4) / (4 + numberBytes)));
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const number = table.readUIntLE((count + 1) * 4 + index * numberBytes, numberBytes);
    const at = (number & PAGE_NUMBER) * PAGE_BYTES;
    const page = main.subarray(at, at + PAGE_BYTES);
    // INVARIANT: ranges only go forward, so that a hostile table cannot paint the file again and again.
    if (page.length === PAGE_BYTES) from = paintPage(marks, page, from, isOld ? oldMarkOf : markOf);
  }
  return marks;
}

function paintPage(marks: Marks, page: Buffer, least: number, markOfRun: (modifiers: Buffer) => number): number {
  const runs = page.readUInt8(PAGE_BYTES - 1);
  let from = least;
  for (let run = 0; run < runs && (run + 2) * 4 + runs <= PAGE_BYTES; run += 1) {
    const start = Math.max(from, page.readUInt32LE(run * 4));
    const end = Math.min(marks.length, page.readUInt32LE((run + 1) * 4));
    if (end <= start) continue;
    from = end;
    const at = page.readUInt8((runs + 1) * 4 + run) * 2;
    if (at === 0 || at >= PAGE_BYTES - 1) continue;
    const mark = markOfRun(page.subarray(at + 1, at + 1 + page.readUInt8(at)));
    if (mark !== PLAIN) marks.fill(mark, start, end);
  }
  return from;
}

/** Modifiers (Sprm) by their number, and the single-byte form that a piece may carry (2.9.215). */
const MARK_BY_MODIFIER: Readonly<Record<number, number>> = { 2048: DELETED, 2049: INSERTED, 2108: HIDDEN };
const MARK_BY_SHORT_MODIFIER: Readonly<Record<number, number>> = { 65: DELETED, 66: INSERTED, 92: HIDDEN };
/** Bytes of the operand by the three highest bits; a variable one tells its length itself. */
const OPERAND_BYTES: readonly (number | undefined)[] = [1, 1, 2, 4, 2, 2, undefined, 3];

/** What a list of modifiers makes of the text that it stands for. */
function markOf(modifiers: Buffer): number {
  let mark = PLAIN;
  for (let at = 0; at + 3 <= modifiers.length; ) {
    const modifier = modifiers.readUInt16LE(at);
    const bytes = OPERAND_BYTES[modifier >> 13] ?? 1 + modifiers.readUInt8(at + 2);
    if (isOn(modifiers.readUInt8(at + 2))) mark = Math.max(mark, MARK_BY_MODIFIER[modifier] ?? PLAIN);
    at += 2 + bytes;
  }
  return mark;
}

/** Bytes of the operands of modifiers in one byte, as Word 6 and 95 have them; all others of characters tell their own. */
const OLD_OPERAND_BYTES: Readonly<Record<number, number>> = {
  ...Object.fromEntries([65, 66, 67, 71, 75, 85, 86, 87, 88, 89, 90, 91, 92, 94].map((each) => [each, 1])),
  ...Object.fromEntries([98, 99, 100, 101, 102, 104, 117, 118].map((each) => [each, 1])),
  ...Object.fromEntries([69, 72, 80, 93, 96, 97, 107, 109, 110].map((each) => [each, 2])),
  70: 4,
  83: 0,
  95: 3,
};

/** The same of a list of theirs. Source: Microsoft's Word 6.0 and 95 binary file formats, the table of SPRMs. */
function oldMarkOf(modifiers: Buffer): number {
  let mark = PLAIN;
  for (let at = 0; at + 2 <= modifiers.length; ) {
    const modifier = modifiers.readUInt8(at);
    const operand = modifiers.readUInt8(at + 1);
    if (isOn(operand)) mark = Math.max(mark, MARK_BY_SHORT_MODIFIER[modifier] ?? PLAIN);
    at += 1 + (OLD_OPERAND_BYTES[modifier] ?? 1 + operand);
  }
  return mark;
}

/** Takes the modifier of a piece: one of its own, or the number of a list in `lists`. */
export function markOfPiece(modifier: number, lists: readonly Buffer[], isOld: boolean): number {
  if (modifier & 1) return (isOld ? oldMarkOf : markOf)(lists[modifier >> 1] ?? Buffer.alloc(0));
  return isOn(modifier >> 8) ? (MARK_BY_SHORT_MODIFIER[(modifier >> 1) & 0x7f] ?? PLAIN) : PLAIN;
}

/** 0x81 is the opposite of the style's, and styles seldom hide. */
function isOn(operand: number): boolean {
  return operand === 1 || operand === 0x81;
}
