/**
 * A package of Word, Excel, PowerPoint or Visio: what stands in its parts, then its properties, its files, and the rest.
 *
 * Source: ECMA-376 part 2 (packages).
 */
import type { Place } from '../document/document.ts';
import type { Found } from './extractor.ts';
import { embeddedParts, linkTargets, officeProperties } from './office-properties.ts';
import { restOf } from './package-rest.ts';
import { openPackage, type Package, PackageTooLargeError } from './package-zip.ts';

/** Takes what reads its parts, one after the other, and the folder in which the program keeps its own. */
export function* readOfficePackage(
  bytes: Uint8Array,
  bytesLeft: number,
  folder: 'word' | 'xl' | 'ppt' | 'visio',
  readers: readonly ((pack: Package) => Iterable<Found>)[],
): Generator<Found> {
  const pack = openPackage(bytes, bytesLeft);
  try {
    for (const read of readers) yield* read(pack);
    yield* officeProperties(pack, bytesLeft);
  } catch (error) {
    if (!(error instanceof PackageTooLargeError)) throw error;
    yield { kind: 'unscannable', reason: 'too-large' };
    return;
  }
  yield* embeddedParts(pack, folder);
  yield* restOf(pack);
}

/** Parts by what they are called, each with where its words stand and with what it links to. */
export type Parts = readonly (readonly [name: RegExp, place: Place])[];

export function readerOfParts(
  parts: Parts,
  read: (xml: string, place: Place) => Iterable<Found>,
): (pack: Package) => Generator<Found> {
  return function* (pack) {
    for (const [name, place] of parts) {
      for (const member of pack.names.filter((each) => name.test(each)).sort()) {
        yield* read(pack.text(member) ?? '', place);
        yield* linkTargets(pack, member);
      }
    }
  };
}
