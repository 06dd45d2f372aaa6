/**
 * Queries that a workbook keeps for its tables (Power Query): their text, and tables that somebody typed into them.
 *
 * Source: [MS-QDEFF] 2.2 (a length, then a package in base64); the language M writes a typed table as JSON, deflated.
 */
import { inflateRawSync } from 'node:zlib';
import type { Found } from './extractor.ts';
import { openPackage, PackageError } from './package-zip.ts';

const MASHUP = /<DataMashup[^>]{0,500}>([A-Za-z0-9+/=\s]+)<\/DataMashup>/;
const TYPED = /Binary\.FromText\("([A-Za-z0-9+/=]{16,})"/g;

/** Takes a member of custom XML; undefined where it is none of these. */
export function queriesOf(xml: string, bytesLeft: number): Iterable<Found> | undefined {
  const written = MASHUP.exec(xml)?.[1];
  return written === undefined ? undefined : read(Buffer.from(written, 'base64'), bytesLeft);
}

function* read(bytes: Buffer, bytesLeft: number): Generator<Found> {
  const unread: Found = { kind: 'unscannable', name: 'queries', reason: 'corrupt' };
  if (bytes.length < 8) return yield unread;
  try {
    const pack = openPackage(bytes.subarray(8, 8 + bytes.readUInt32LE(4)), bytesLeft);
    for (const name of pack.names.filter((each) => /^Formulas\/.*\.m$/.test(each))) {
      const query = pack.text(name) ?? '';
      yield { kind: 'segment', place: 'hidden', text: query.replace(TYPED, 'Binary.FromText("'), mark: 'query' };
      for (const [, table = ''] of query.matchAll(TYPED)) {
        const open = async () =>
          inflateRawSync(Buffer.from(table, 'base64'), { maxOutputLength: Math.max(1, bytesLeft) });
        yield { kind: 'child', name: 'typed.json', declaredType: 'application/json', open };
      }
    }
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    yield unread;
  }
}
