/**
 * The registry of formats: media type, as `detect.ts` gives it, to the reader of that format.
 *
 * A reader is loaded when the first part of its type comes, because PDF, Word and OCR cost start-up time that a plain
 * message must not pay. A new format is one line here.
 */
import type { Extractor } from './extractor.ts';

type Load = () => Promise<Extractor>;

const formats: readonly (readonly [types: readonly string[], load: Load])[] = [
  [['message/rfc822'], async () => (await import('./eml.ts')).eml],
  [['application/vnd.ms-outlook'], async () => (await import('./msg.ts')).msg],
  [['application/ms-tnef'], async () => (await import('./tnef.ts')).tnef],
  [['application/mbox'], async () => (await import('./mbox.ts')).mbox],
  [['text/html', 'application/xhtml+xml'], async () => (await import('./html.ts')).html],
  [['text/calendar', 'text/vcard'], async () => (await import('./content-lines.ts')).contentLines],
  [
    ['application/json', 'application/x-ndjson', 'application/ld+json', 'application/geo+json'],
    async () => (await import('./json.ts')).json,
  ],
  [
    [
      'application/xml',
      'application/rss+xml',
      'application/atom+xml',
      'application/xslt+xml',
      'application/x-xml',
      'image/svg+xml',
    ],
    async () => (await import('./xml.ts')).xml,
  ],
  [['application/pkcs7-mime'], async () => (await import('./cms.ts')).cms],
  [
    [
      'application/x-ole-encrypted',
      'application/x-microsoft-rpmsg-message',
      'application/pgp-encrypted',
      'application/x-sealed',
    ],
    async () => (await import('./sealed.ts')).sealed,
  ],
  [['application/x-ole-storage'], async () => (await import('./ole.ts')).ole],
  [['text/csv', 'text/tab-separated-values'], async () => (await import('./separated.ts')).separated],
  [['application/zip', 'application/java-archive', 'application/epub+zip'], async () => (await import('./zip.ts')).zip],
  [
    ['application/gzip', 'application/zstd', 'application/x-bzip2', 'application/x-xz'],
    async () => (await import('./compressed.ts')).compressed,
  ],
  [
    [
      'application/x-tar',
      'application/x-7z-compressed',
      'application/vnd.rar',
      'application/vnd.ms-cab-compressed',
      'application/x-iso9660-image',
      'application/x-cpio',
      'application/x-lzh-compressed',
      'application/x-unix-archive',
      'application/x-deb',
      'application/x-rpm',
    ],
    async () => (await import('./archive.ts')).archive,
  ],
  [
    ['image/png', 'image/jpeg', 'image/gif', 'image/bmp', 'image/webp', 'image/tiff'],
    async () => (await import('./image.ts')).image,
  ],
  [
    ['application/applefile', 'application/x-ds-store', 'application/x-bplist'],
    async () => (await import('./apple-files.ts')).appleFiles,
  ],
  [['image/emf', 'image/wmf'], async () => (await import('./metafile.ts')).metafile],
  [['application/vnd.ms-office.vbaproject'], async () => (await import('./vba.ts')).vba],
  [
    [
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
      'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
      'application/vnd.openxmlformats-officedocument.presentationml.template',
      'application/vnd.ms-powerpoint.presentation.macroenabled.12',
    ],
    async () => (await import('./pptx.ts')).pptx,
  ],
  [
    [
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
      'application/vnd.oasis.opendocument.text-flat-xml',
      'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
      'application/vnd.oasis.opendocument.presentation-flat-xml',
      'application/vnd.oasis.opendocument.graphics-flat-xml',
    ],
    async () => (await import('./odf.ts')).odf,
  ],
  [['application/rtf', 'text/rtf'], async () => (await import('./rtf.ts')).rtf],
  [['application/msword'], async () => (await import('./doc.ts')).doc],
  [['application/vnd.ms-powerpoint'], async () => (await import('./ppt.ts')).ppt],
  [['application/x-mspublisher'], async () => (await import('./pub.ts')).pub],
  [['application/vnd.ms-visio.drawing'], async () => (await import('./vsdx.ts')).vsdx],
  [['application/vnd.visio'], async () => (await import('./vsd.ts')).vsd],
  [['application/pdf'], async () => (await import('./pdf.ts')).pdf],
  [
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
      'application/vnd.ms-word.document.macroenabled.12',
    ],
    async () => (await import('./docx.ts')).docx,
  ],
  [
    [
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.template',
      'application/vnd.ms-excel.sheet.macroenabled.12',
    ],
    async () => (await import('./xlsx.ts')).xlsx,
  ],
  [['application/vnd.apple.iwork'], async () => (await import('./iwork.ts')).iwork],
  [['application/vnd.ms-excel'], async () => (await import('./xls.ts')).xls],
  [['application/vnd.ms-excel.sheet.binary.macroenabled.12'], async () => (await import('./xlsb.ts')).xlsb],
  [['application/x-sylk'], async () => (await import('./sylk.ts')).sylk],
  [['application/yaml'], async () => (await import('./yaml.ts')).yaml],
  [['text/x-ldif', 'text/x-records'], async () => (await import('./records.ts')).records],
  [['text/plain', 'text/markdown'], async () => (await import('./plain.ts')).plain],
];

const loaders: ReadonlyMap<string, Load> = new Map(
  formats.flatMap(([types, load]) => types.map((type) => [type, load])),
);

/** The reader for a media type, or undefined where no format claims it. */
export async function extractorFor(type: string): Promise<Extractor | undefined> {
  return loaders.get(type)?.();
}

/** Media types that are read. */
export const readableTypes: readonly string[] = [...loaders.keys()];
