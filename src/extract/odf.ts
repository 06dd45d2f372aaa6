/**
 * OpenDocument text, sheets and slides, packed or flat: the package and what it carries beside its XML.
 *
 * Source: OASIS OpenDocument 1.3 part 2 (packages). What the XML says is read by `odf-content.ts`.
 */
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { readOpenDocument } from './odf-content.ts';
import { restOf } from './package-rest.ts';
import { openPackage, type Package, PackageTooLargeError } from './package-zip.ts';

const FLAT_TEXT = 'application/vnd.oasis.opendocument.text-flat-xml';
const FLAT = [
  FLAT_TEXT,
  'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
  'application/vnd.oasis.opendocument.presentation-flat-xml',
  'application/vnd.oasis.opendocument.graphics-flat-xml',
];

export const odf: Extractor = {
  format: 'odf',
  types: [
    'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.text-template',
    'application/vnd.oasis.opendocument.text-web',
    'application/vnd.oasis.opendocument.text-master',
    'application/vnd.oasis.opendocument.text-master-template',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.oasis.opendocument.spreadsheet-template',
    'application/vnd.oasis.opendocument.presentation',
    'application/vnd.oasis.opendocument.presentation-template',
    'application/vnd.oasis.opendocument.graphics',
    'application/vnd.oasis.opendocument.graphics-template',
    'application/vnd.oasis.opendocument.chart',
    'application/vnd.oasis.opendocument.chart-template',
    'application/vnd.oasis.opendocument.formula',
    ...FLAT,
  ],

  *extract(bytes, { type, bytesLeft }): Generator<Found> {
    if (FLAT.includes(type)) {
      yield* readOpenDocument(decodeText(bytes, 'utf-8'));
      return;
    }
    const pack = openPackage(bytes, bytesLeft);
    // A password encrypts every member but the manifest, which says so (part 2, 4.8).
    if ((pack.text('META-INF/manifest.xml') ?? '').includes('encryption-data')) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    try {
      for (const member of ['content.xml', 'styles.xml', 'meta.xml']) yield* readOpenDocument(pack.text(member) ?? '');
    } catch (error) {
      if (!(error instanceof PackageTooLargeError)) throw error;
      yield { kind: 'unscannable', reason: 'too-large' };
      return;
    }
    yield* embedded(pack);
    yield* restOf(pack);
  },
};

function* embedded(pack: Package): Generator<Found> {
  for (const member of pack.names) {
    const isObject = /^Object [^/]*\/content\.xml$/.test(member);
    if (!isObject && !/^(?:Pictures|media|ObjectReplacements)\/./.test(member)) continue;
    if (/^(?:ObjectReplacements\/|Pictures\/TablePreview\d+\.svm$)/.test(member)) continue; // a picture of what is read itself
    const open = async () => pack.read(member) ?? new Uint8Array();
    // An object is a document of its own, spread over members; what it says stands in this one.
    if (isObject) yield { kind: 'child', name: member.split('/')[0] ?? member, declaredType: FLAT_TEXT, open };
    else yield { kind: 'child', name: member.slice(member.lastIndexOf('/') + 1), open };
  }
}
