/**
 * Members of an office package that its reader did not open: whoever hides a file in a document puts it there, and an old
 * version of a text may have been left.
 *
 * What only says how the document looks is left out by name; everything else is a part of its own, read by what it is.
 */
import { signatureType } from './detect.ts';
import type { Found } from './extractor.ts';
import type { Package } from './package-zip.ts';
import { printIn } from './print-in.ts';

/** Looks, fonts, sizes, previews and ids, in OOXML, OpenDocument and iWork; the folders of relationships and signatures. */
const WITHOUT_WORDS = new RegExp(
  [
    /^\[Content_Types\]\.xml$/,
    /(?:^|\/)_rels\//,
    /^(?:mimetype|META-INF\/|_xmlsignatures\/|Configurations2\/|Thumbnails\/|settings\.xml|manifest\.rdf|layout-cache)/,
    /^Object [^/]*\/(?:(?:styles|settings|meta)\.xml|manifest\.rdf|Configurations2\/|layout-cache)/,
    /^ObjectReplacements\//,
    /^(?:buildVersionHistory\.plist|QuickLook\/Thumbnail\.jpg|thumbs\/[^/]*\.(?:jpg|jpeg|png|tiff))$/,
    /^(?:preview(?:-micro|-web)?\.jpg|Metadata\/(?:(?:Properties|BuildVersionHistory)\.plist|DocumentIdentifier))$/,
    /^docProps\/(?:thumbnail\.\w+)$/,
    /^customXml\/itemProps\d*\.xml$/,
    /^(?:word|xl|ppt)\/(?:glossary\/)?(?:theme|fonts|printerSettings|tableStyles)(?:\/|\.xml)/,
    /^word\/(?:glossary\/)?(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|people)\.xml$/,
    /^word\/vbaData\.xml$/,
    /^xl\/(?:calcChain|metadata)\.(?:xml|bin)$/,
    /^xl\/(?:styles\.(?:xml|bin)|persons\/|pivotTables\/|(?:work|macro|dialog|chart)sheets\/binaryIndex\d*\.bin|(?:slicer|timeline|table)[^/]*\/)/,
    /^ppt\/(?:presProps|viewProps|presentation|commentAuthors|authors|revisionInfo)\.xml$/,
    /^visio\/(?:theme|windows|extensions)(?:\/|\d*\.xml)/,
    /\/(?:charts\/(?:style|colors)|diagrams\/(?:layout|quickStyle|colors|drawing))\d*\.xml$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** What the readers give as parts themselves, also where the budget did not let them be opened. */
const GIVEN = /^(?:(?:word|xl|ppt|visio)\/(?:media|embeddings)\/|(?:Pictures|media)\/|Object [^/]*\/content\.xml$)/;

/**
 * Members of numbers and a few strings, each program's own: form controls, connections and queries, toolbars, changes of a
 * shared book, texts of old diagrams. What words are in them is read, and that is all that they say.
 */
const NUMBERS_AND_STRINGS = new RegExp(
  [
    /^(?:word|xl|ppt)\/activeX\/[^/]*\.bin$/,
    /^xl\/(?:connections|attachedToolbars|customProperty\d*)\.bin$/,
    /^xl\/(?:queryTables|revisions)\/[^/]*\.bin$/,
    /^ppt\/(?:legacyDocTextInfo|drawings\/legacyDiagramText\d*)\.bin$/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

export function* restOf(pack: Package): Generator<Found> {
  for (const member of pack.unread()) {
    if (member.endsWith('/') || WITHOUT_WORDS.test(member) || GIVEN.test(member)) continue;
    if (NUMBERS_AND_STRINGS.test(member)) {
      const bytes = pack.read(member) ?? Buffer.alloc(0);
      if (signatureType(bytes) === undefined) {
        const text = printIn(bytes).join('\n');
        if (text !== '') yield { kind: 'segment', place: 'hidden', text, mark: member };
        continue;
      }
    }
    yield { kind: 'child', name: member, open: async () => pack.read(member) ?? new Uint8Array() };
  }
}
