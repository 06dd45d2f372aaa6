/**
 * Property sets of compound files: title, subject, author, keywords, comments, and custom ones.
 *
 * Source: [MS-OLEPS] 2.21 (PropertySetStream), 2.20 (PropertySet), 2.15 (TypedPropertyValue).
 */
import iconv from 'iconv-lite';
import { type CompoundEntry, entryNamed } from './cfb.ts';
import type { Found } from './extractor.ts';

const STREAMS = ['\u0005SummaryInformation', '\u0005DocumentSummaryInformation'];
const CODE_PAGE = 1;
const DICTIONARY = 0;
const TYPE_STRING = 0x1e;
const TYPE_WIDE_STRING = 0x1f;
/** Application name, template, revision and editing time are the program's own words. */
const TECHNICAL = new Set([7, 8, 9, 18]);

export function* oleProperties(root: CompoundEntry): Generator<Found> {
  for (const name of STREAMS) {
    const stream = entryNamed(root, name);
    if (!stream) continue;
    const buffer = stream.read();
    if (buffer.length < 48) continue;
    const sections = Math.min(buffer.readUInt32LE(24), 2);
    for (let index = 0; index < sections && 48 + index * 20 <= buffer.length; index += 1) {
      yield* section(buffer.subarray(buffer.readUInt32LE(28 + index * 20 + 16)));
    }
  }
}

/** The code page of whoever wrote the file, where it says so. */
export function codePageOf(root: CompoundEntry): string | undefined {
  const buffer = entryNamed(root, STREAMS[0] ?? '')?.read();
  if (!buffer || buffer.length < 48) return undefined;
  const first = buffer.subarray(buffer.readUInt32LE(44));
  const at = first.length < 8 ? undefined : offsetsOf(first).get(CODE_PAGE);
  const page = at !== undefined && at + 6 <= first.length ? `cp${first.readUInt16LE(at + 4)}` : '';
  return iconv.encodingExists(page) ? page : undefined;
}

function* section(buffer: Buffer): Generator<Found> {
  if (buffer.length < 8) return;
  const at = offsetsOf(buffer);
  const pageAt = at.get(CODE_PAGE);
  const codePage = pageAt !== undefined && pageAt + 6 <= buffer.length ? buffer.readUInt16LE(pageAt + 4) : 1252;
  const names = namesOf(buffer, at.get(DICTIONARY), codePage);
  for (const [id, offset] of at) {
    if (id === CODE_PAGE || id === DICTIONARY || (names.size === 0 && TECHNICAL.has(id))) continue;
    const text = stringAt(buffer, offset, codePage);
    if (text === '') continue;
    const name = names.get(id);
    const place = name?.startsWith('MSIP_Label_') ? 'label' : 'property';
    yield { kind: 'segment', place, text: name ? `${name}: ${text}` : text };
  }
}

/** Properties by their numbers. */
function offsetsOf(buffer: Buffer): Map<number, number> {
  const count = buffer.readUInt32LE(4);
  const at = new Map<number, number>();
  for (let index = 0; index < count && 16 + index * 8 <= buffer.length; index += 1) {
    at.set(buffer.readUInt32LE(8 + index * 8), buffer.readUInt32LE(12 + index * 8));
  }
  return at;
}

function stringAt(buffer: Buffer, offset: number, codePage: number): string {
  if (offset + 8 > buffer.length) return '';
  const type = buffer.readUInt16LE(offset);
  const length = buffer.readUInt32LE(offset + 4);
  if (type === TYPE_WIDE_STRING) return trimmed(buffer.toString('utf16le', offset + 8, offset + 8 + length * 2));
  return type === TYPE_STRING ? trimmed(decode(buffer.subarray(offset + 8, offset + 8 + length), codePage)) : '';
}

/** Ids of custom properties to their names. */
function namesOf(buffer: Buffer, offset: number | undefined, codePage: number): Map<number, string> {
  const names = new Map<number, string>();
  if (offset === undefined || offset + 4 > buffer.length) return names;
  const count = buffer.readUInt32LE(offset);
  let at = offset + 4;
  for (let index = 0; index < count && at + 8 <= buffer.length; index += 1) {
    const length = buffer.readUInt32LE(at + 4);
    const bytes = codePage === UTF16 ? length * 2 : length;
    names.set(buffer.readUInt32LE(at), trimmed(decode(buffer.subarray(at + 8, at + 8 + bytes), codePage)));
    at += 8 + (codePage === UTF16 ? Math.ceil(bytes / 4) * 4 : bytes);
  }
  return names;
}

const UTF16 = 1200;

function decode(bytes: Buffer, codePage: number): string {
  if (codePage === UTF16) return bytes.toString('utf16le');
  if (codePage === 65_001) return bytes.toString('utf8');
  return iconv.decode(bytes, iconv.encodingExists(`cp${codePage}`) ? `cp${codePage}` : 'cp1252');
}

function trimmed(text: string): string {
  const end = text.indexOf('\0');
  return (end < 0 ? text : text.slice(0, end)).trim();
}
