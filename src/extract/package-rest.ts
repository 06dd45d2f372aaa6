/**
 * Members of an office package that its reader did not open: whoever hides a file in a document puts it there, and an old
 * version of a text may have been left.
 *
 * What only says how the document looks is left out by name; everything else is a part of its own, read by what it is.
 */
import type { Found } from './extractor.ts';
import type { Package } from './package-zip.ts';

/** Looks, fonts, sizes, previews and ids, in OOXML, OpenDocument and iWork; the folders of relationships and signatures. */
const WITHOUT_WORDS = new RegExp(
  [
    /^\[Content_Types\]\.xml$/,
    /(?:^|\/)_rels\//,
    /^(?:mimetype|META-INF\/|_xmlsignatures\/|Configurations2\/|Thumbnails\/|settings\.xml|manifest\.rdf|layout-cache)/,
    /^Object [^/]*\/(?:(?:styles|settings|meta)\.xml|manifest\.rdf|Configurations2\/|layout-cache)/,
    /^ObjectReplacements\//,
    /^(?:preview(?:-micro|-web)?\.jpg|Metadata\/(?:(?:Properties|BuildVersionHistory)\.plist|DocumentIdentifier))$/,
    /^docProps\/(?:thumbnail\.\w+)$/,
    /^customXml\/itemProps\d*\.xml$/,
    /^(?:word|xl|ppt)\/(?:glossary\/)?(?:theme|fonts|printerSettings|tableStyles)(?:\/|\.xml)/,
    /^word\/(?:glossary\/)?(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|people)\.xml$/,
    /^word\/vbaData\.xml$/,
    /^xl\/(?:calcChain|metadata)\.(?:xml|bin)$/,
    /^xl\/(?:styles\.(?:xml|bin)|persons\/|pivotTables\/|worksheets\/binaryIndex\d*\.bin|(?:slicer|timeline|table)[^/]*\/)/,
    /^ppt\/(?:presProps|viewProps|presentation|commentAuthors|authors|revisionInfo)\.xml$/,
    /\/(?:charts\/(?:style|colors)|diagrams\/(?:layout|quickStyle|colors|drawing))\d*\.xml$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** What the readers give as parts themselves, also where the budget did not let them be opened. */
const GIVEN = /^(?:(?:word|xl|ppt)\/(?:media|embeddings)\/|(?:Pictures|media)\/|Object [^/]*\/content\.xml$)/;

export function* restOf(pack: Package): Generator<Found> {
  for (const member of pack.unread()) {
    if (member.endsWith('/') || WITHOUT_WORDS.test(member) || GIVEN.test(member)) continue;
    yield { kind: 'child', name: member, open: async () => pack.read(member) ?? new Uint8Array() };
  }
}
