/**
 * What a sheet of Excel 97 to 2003 says beside its cells: further headers, validations, shapes and comments, links.
 *
 * Source: [MS-XLS], by the section that each function names.
 */
import type { Place } from '../document/document.ts';
import { type BiffRecord, countedString, unicodeString } from './biff.ts';
import { parsedLiterals } from './formula-literals.ts';
import type { PlaceTexts } from './place-texts.ts';
import { withoutCodes } from './sheet-lines.ts';

/** Headers and footers of even pages and of the first ([MS-XLS] 2.4.137). */
export function addOtherHeaders(texts: PlaceTexts, data: Buffer): void {
  const places: readonly Place[] = ['header', 'footer', 'header', 'footer'];
  if (data.length < 38) return;
  let at = 38;
  for (const [index, place] of places.entries()) {
    const characters = data.readUInt16LE(30 + index * 2);
    if (characters === 0) continue;
    const text = countedString(data, at);
    texts.add(place, `${withoutCodes(text)}\n`);
    at += 3 + sizeOf(text, data[at + 2]);
  }
}

/** What is told to whoever fills in a cell, then what may stand there ([MS-XLS] 2.4.98); a NUL parts choices. */
export function addValidation(texts: PlaceTexts, data: Buffer): void {
  let at = 4;
  for (let told = 0; told < 4 && at + 3 <= data.length; told += 1) {
    const text = countedString(data, at);
    if (text !== '\0') texts.add('annotation', `${text}\n`);
    at += 3 + sizeOf(text, data[at + 2]);
  }
  if (at + 4 > data.length) return;
  const tokens = data.subarray(at + 4, at + 4 + data.readUInt16LE(at));
  for (const literal of parsedLiterals(tokens, 'xls')) texts.add('hidden', `${literal.replaceAll('\0', '\n')}\n`);
}

/** In bytes, of a string with these flags. */
export function sizeOf(text: string, flags = 0): number {
  return text.length * (flags & 1 ? 2 : 1);
}

/** The text of a comment or shape stands in the first Continue records, each with flags ([MS-XLS] 2.4.329). */
export function drawnText({ data, more }: BiffRecord): string {
  if (data.length < 14) return '';
  let left = data.readUInt16LE(10);
  let text = '';
  for (const block of more) {
    if (left <= 0) break;
    const piece = unicodeString(block, 0, left);
    text += piece;
    left -= Math.max(1, piece.length);
  }
  return text.replace(/\r/g, '\n');
}

/** URL monikers ([MS-OSHARED] 2.3.7.6): their id, a length in bytes, UTF-16. */
const URL_MONIKER = Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex');

export function linkOf(data: Buffer): string {
  const at = data.indexOf(URL_MONIKER);
  if (at < 0 || at + 20 > data.length) return '';
  const text = data.toString('utf16le', at + 20, at + 20 + data.readUInt32LE(at + 16));
  return `${text.split('\0')[0] ?? ''}\n`;
}
