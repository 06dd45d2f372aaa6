/**
 * Texts of chosen members of an office package, each with its place. Bounded by what the message may still expand to.
 */
import { buffer } from 'node:stream/consumers';
import { fromBufferPromise, getFileNameLowLevel } from 'yauzl';
import type { Place } from '../document/document.ts';
import type { Found } from './extractor.ts';

/** Takes which members go to which place. Throws what yauzl throws, which `extract.ts` turns into `corrupt`. */
export async function* packageTexts(
  bytes: Uint8Array,
  bytesLeft: number,
  places: readonly (readonly [name: RegExp, place: Place])[],
): AsyncGenerator<Found> {
  const archive = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, decodeStrings: false });
  let left = bytesLeft;
  for await (const entry of archive.eachEntry()) {
    const member = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true);
    const place = places.find(([name]) => name.test(member))?.[1];
    if (!place) continue;
    left -= entry.uncompressedSize;
    if (left < 0) {
      yield { kind: 'unscannable', name: member, reason: 'too-large' };
      continue;
    }
    const xml = (await buffer(await archive.openReadStreamPromise(entry))).toString('utf8');
    const text = textOf(xml);
    if (text !== '') yield { kind: 'segment', place, text };
  }
}

/** Character data alone; the end of a paragraph ends a line, and no tag joins two words. */
function textOf(xml: string): string {
  return xml
    .replace(/<\/w:p>|<w:br\b[^>]{0,200}>|<w:tab\b[^>]{0,200}>/g, '\n')
    .replace(/<[^>]{0,10000}>/g, (tag) => (/^<\/?w:(?:r|t|rPr)\b/.test(tag) ? '' : ' '))
    .replace(/&(amp|lt|gt|quot|apos);/g, (_all, name: string) => ENTITIES[name] ?? ' ')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
