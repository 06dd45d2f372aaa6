/**
 * The text of a Word document by its piece table: what was typed later stands behind, and the table says in which order.
 *
 * Source: [MS-DOC] 2.9.38 (Clx), 2.4.1 (retrieving text).
 */
import iconv from 'iconv-lite';
import { type Marks, markOfPiece } from './doc-runs.ts';

/** Not a document of Word, or its tables do not hold together. `extract.ts` makes it `corrupt`. */
export class DocError extends Error {
  override readonly name = 'DocError';
}

/** All stories in one, and what each character is. */
export interface Text {
  readonly characters: string;
  readonly marks: Marks;
  /** What a run says whose characters are bytes of a code page. */
  readonly decoded?: (run: string) => string;
}

interface PlaceOfPiece {
  readonly start: number;
  /** Bytes of a character. */
  readonly width: number;
}

/** How the pieces tell where they lie, and what the bytes of narrow ones are. */
interface PiecesAre {
  readonly placed: (told: number) => PlaceOfPiece;
  readonly narrow: string;
  readonly isOld: boolean;
}

/** Takes what a piece tells of its place ([MS-DOC] 2.9.73). */
function placeOfPiece(told: number): PlaceOfPiece {
  const isCompressed = (told & 0x4000_0000) !== 0;
  const at = told & 0x3fff_ffff;
  return isCompressed ? { start: at / 2, width: 1 } : { start: at, width: 2 };
}

/** Reads the pieces: their offsets in characters, and where each lies in the main stream. */
export function textOf(
  main: Buffer,
  clx: Buffer,
  ofBytes: Marks,
  { placed, narrow, isOld }: PiecesAre = { placed: placeOfPiece, narrow: 'cp1252', isOld: false },
): Text {
  const lists: Buffer[] = [];
  let at = 0;
  for (; clx[at] === 1; at += 3 + clx.readUInt16LE(at + 1)) {
    lists.push(clx.subarray(at + 3, at + 3 + clx.readUInt16LE(at + 1)));
  }
  if (clx[at] !== 2) throw new DocError('its piece table is missing');
  const pieces = clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1));
  const count = Math.floor((pieces.length - 4) / 12);
  const texts: string[] = [];
  const marks: Marks[] = [];
  for (let index = 0; index < count; index += 1) {
    const characters = pieces.readUInt32LE((index + 1) * 4) - pieces.readUInt32LE(index * 4);
    const piece = (count + 1) * 4 + index * 8;
    const place = pieces.readUInt32LE(piece + 2);
    const { start, width } = placed(place);
    const bytes = main.subarray(start, start + characters * width);
    const text = width === 1 ? iconv.decode(bytes, narrow) : bytes.toString('utf16le');
    const own = markOfPiece(pieces.readUInt16LE(piece + 6), lists, isOld);
    texts.push(text);
    marks.push(Uint8Array.from(text, (_, character) => Math.max(own, ofBytes[start + character * width] ?? 0)));
  }
  return { characters: texts.join(''), marks: Buffer.concat(marks) };
}
