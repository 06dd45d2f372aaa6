/**
 * Words in the drawings of old Word, Excel, PowerPoint and Publisher files that are no text of theirs: WordArt, and what a
 * shape is called and described as.
 *
 * Source: [MS-ODRAW] 2.2.9 (OfficeArtFOPT), 2.3.22.2 (gtextUNICODE), 2.3.4.3 (wzDescription), 2.3.4.41 (wzTooltip). Records
 * are searched in the bytes, as `blips.ts` does: a damaged drawing still gives its words.
 */
import type { Place } from '../document/document.ts';
import type { Found } from './extractor.ts';
import { PlaceTexts } from './place-texts.ts';

/** Tables of properties: the first, and two that later programs add. */
const TABLES: ReadonlySet<number> = new Set([0xf00b, 0xf121, 0xf122]);
const VERSION = 3;
const [HEADER_BYTES, PROPERTY_BYTES] = [8, 6];
/** Bit 15 of a property's number: its value is a length, and the bytes stand behind the table. */
const [IS_COMPLEX, NUMBER] = [0x8000, 0x3fff];
const PLACES: Readonly<Record<number, Place>> = { 192: 'text-box', 897: 'hidden', 909: 'hidden' };

export function* drawingWords(stream: Buffer): Generator<Found> {
  const texts = new PlaceTexts();
  // The upper bytes of the tables' kinds, which stand fourth in their heads.
  for (const byte of [0xf0, 0xf1])
    for (let at = stream.indexOf(byte); at >= 0; at = stream.indexOf(byte, at + 1)) readTable(stream, at - 3, texts);
  yield* texts.segments('drawing');
}

function readTable(stream: Buffer, at: number, texts: PlaceTexts): void {
  if (at < 0 || at + HEADER_BYTES > stream.length || !TABLES.has(stream.readUInt16LE(at + 2))) return;
  const head = stream.readUInt16LE(at);
  const end = at + HEADER_BYTES + stream.readUInt32LE(at + 4);
  const count = head >> 4;
  let data = at + HEADER_BYTES + count * PROPERTY_BYTES;
  if ((head & 0x0f) !== VERSION || data > end || end > stream.length) return;
  for (let index = 0; index < count; index += 1) {
    const property = at + HEADER_BYTES + index * PROPERTY_BYTES;
    const told = stream.readUInt16LE(property);
    if (!(told & IS_COMPLEX)) continue;
    const from = data;
    data += stream.readUInt32LE(property + 2);
    const place = PLACES[told & NUMBER];
    if (data > end) return;
    if (place)
      texts.add(place, `${stream.toString('utf16le', from, data).replace(/\0.*$/s, '').replace(/\r\n?/g, '\n')}\n`);
  }
}
