/**
 * What a package of sheets says beside its cells, in XML that xlsx and xlsb share; and its sheets, counted.
 *
 * Source: ECMA-376 part 1, 18.7 (comments), 18.10 (pivot caches), 18.14 (other books), 20.5 (drawings).
 */
import type { Place } from '../document/document.ts';
import type { Found } from './extractor.ts';
import { linkTargets } from './office-properties.ts';
import type { Package } from './package-zip.ts';
import { PlaceTexts } from './place-texts.ts';
import { unshownWords } from './unshown-words.ts';
import { scanXml } from './xml-scan.ts';

/** For the ledger, behind each sheet. One that the book names and the package lacks was not read. */
export function sheetRead(pack: Package, member: string): Found {
  if (pack.names.includes(member)) return { kind: 'count', of: 'sheets', there: 0, read: 1 };
  return { kind: 'unscannable', reason: 'corrupt' };
}

/** Comments, shapes, charts, cells of other books and pivot caches. */
export function* besideCells(pack: Package): Generator<Found> {
  yield* readTexts(pack, /^xl\/(?:comments\d*|threadedComments\/.*|comments\/.*)\.xml$/, 'comment', 't', 'text');
  yield* readTexts(pack, /^xl\/drawings\/[^/]*\.xml$/, 'text-box', 't');
  yield* readTexts(pack, /^xl\/(?:charts\/chart|diagrams\/data)[^/]*\.xml$/, 'text-box', 't', 'v', 'pt');
  // Captions of form controls stand in the drawings of old; cells of another book stay with a link to it.
  yield* readTexts(pack, /^xl\/drawings\/vmlDrawing[^/]*\.vml$/, 'text-box', 'font', 'div');
  const books = /^xl\/externalLinks\/externalLink[^/]*\.(?:xml|bin)$/;
  yield* readTexts(pack, /^xl\/externalLinks\/externalLink[^/]*\.xml$/, 'hidden', 'v', 'val');
  for (const member of pack.names.filter((name) => books.test(name)).sort()) yield* linkTargets(pack, member);
  yield* readTexts(pack, /^xl\/tables\/[^/]*\.xml$/, 'hidden');
  yield* readPivots(pack);
}

function* readTexts(pack: Package, members: RegExp, place: Place, ...elements: string[]): Generator<Found> {
  for (const member of pack.names.filter((name) => members.test(name)).sort()) {
    const texts = new PlaceTexts();
    let element = '';
    scanXml(pack.text(member) ?? '', {
      open: (name, attribute) => {
        element = name;
        texts.add('hidden', unshownWords(name, attribute));
      },
      close: (name) => {
        element = '';
        if (name === 'p' || name === 'comment' || name === 'threadedComment') texts.endLine(place);
      },
      text: (text) => {
        if (elements.includes(element)) texts.add(place, VALUES.has(element) ? `${text}\n` : text);
      },
    });
    yield* texts.segments();
  }
}

/** Elements that hold one value each, without a paragraph around it. */
const VALUES = new Set(['v', 'val', 'pt']);

/** What a pivot table keeps of its source, though the source is long deleted. */
function* readPivots(pack: Package): Generator<Found> {
  for (const member of pack.names
    .filter((name) => /^xl\/pivotCache\/pivotCache(?:Definition|Records)\d*\.xml$/.test(name))
    .sort()) {
    const values: string[] = [];
    scanXml(pack.text(member) ?? '', {
      open: (name, attribute) => {
        if (name === 'cacheField') values.push(`\n${attribute('name') ?? ''}`);
        else if (name === 'r') values.push('\n');
        else if (name === 's' || name === 'n' || name === 'd') values.push(attribute('v') ?? '');
      },
      close: () => undefined,
      text: () => undefined,
    });
    const text = values.join('\t').trim();
    if (text !== '') yield { kind: 'segment', place: 'hidden', text, mark: 'pivot cache' };
  }
}
