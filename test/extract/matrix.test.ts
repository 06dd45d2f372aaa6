/**
 * The table of what must come out of which format, cell by cell: each has a token of its own in a file that a program made,
 * and `fixtures.test.ts` checks that the token comes out at its part and place. Here it is checked that no cell is missing.
 *
 * A line is a file, then what must be found: `place token` or, where it stands in a part inside, `part: place token`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const fixtures = join(import.meta.dirname, '../../fixtures');

/** What Word, and what reads its documents, must give. */
const LETTER = [
  ...[
    'body BODYTOK',
    'body CELLONE',
    'header HEADERTOK',
    'footer FOOTERTOK',
    'footnote FOOTNOTETOK',
    'text-box BOXTOK',
  ],
  ...['comment COMMENTTOK', 'insertion INSERTEDTOK', 'deletion DELETEDTOK', 'hidden HIDDENTOK', 'property TITLETOK'],
  'annotation LINKTOK',
];
const LABEL = 'label LABELTOK';
const EMBEDDED = 'cell EMBEDDEDTOK';
const SHEET = [
  ...['cell CELLTOK', 'cell 24/11/2026', 'hidden HIDDENROWTOK', 'hidden HIDDENSHEETTOK', 'comment COMMENTTOK'],
  ...['sheet-name SHEETTOK', 'property NAMETOK', 'property TITLETOK', LABEL],
];
const BESIDE = [
  'hidden HIDDENCOLUMNTOK',
  'header HEADERTOK',
  'footer FOOTERTOK',
  'text-box SHAPETOK',
  'annotation LINKTOK',
];
const PIVOT = 'hidden PIVOTTOK';
const VERY_HIDDEN = [
  'hidden VERYHIDDENTOK',
  'sheet-name VERYHIDDENNAMETOK',
  'comment THREADTOK',
  'hidden OTHERBOOKTOK',
];
const SLIDES = [
  ...['body SLIDETOK', 'notes NOTESTOK', 'comment COMMENTTOK', 'hidden HIDDENSLIDETOK', 'header MASTERTOK'],
  ...['property TITLETOK', LABEL],
];
const MEMBER = ['tokPlain.txt: body tokMember', 'tokPlain.txt: file-name tokPlain.txt', 'sub/naïve.csv: cell tokInCsv'];
const SEALED = ['tokPlain.txt: unscannable encrypted', 'tokPlain.txt: file-name tokPlain.txt'];
const EXIF_AND_XMP = ['metadata EXIFTOK', 'metadata USERTOK', 'metadata XMPTOK'];
const WORDS = ['ocr TOKENOCR'];

const TABLE: readonly (readonly [format: string, file: string, cells: readonly string[]])[] = [
  [
    'eml',
    'format/eml/python-everything.eml',
    [
      ...[
        'subject tokSubject',
        'header-field tokHeaderField',
        'header-field tokCc',
        'body tokBody',
        'body tokHtmlOnly',
      ],
      ...['quoted tokQuoted', 'signature tokSignature', 'hidden tokHidden', 'invite.ics: body tokCalendar'],
      ...['jo.vcf: body tokCard', 'data-1.plain: body tokDataPart', 'part-1.eml/body: subject tokInnerSubject'],
      ...['part-1.eml/tokInnerName.txt: body tokInnerAttachment', 'tokName näme.txt: file-name tokName'],
    ],
  ],
  ['eml, forwarded inline', 'format/eml/gmail-forward.eml', ['quoted tokForwarded']],
  ['eml, uuencoded', 'format/eml/uuencoded.eml', ['tokUu.txt: body tokUuencoded', 'body tokAfter']],
  ['eml, wrong charset', 'format/eml/lying-charset.eml', ['body tokCafé']],
  ['eml, unknown charset', 'format/eml/unknown-charset.eml', ['body tokCafé']],
  ['eml, ISO-2022-JP', 'format/eml/iso-2022-jp.eml', ['body tok会議']],
  ['eml, UTF-7', 'format/eml/utf-7.eml', ['body tokConfidential']],
  ['S/MIME, signed beside', 'format/smime/openssl-clear.eml', ['body tokSigned']],
  ['S/MIME, signed around', 'format/smime/openssl-opaque.eml', ['body tokSigned']],
  ['S/MIME, encrypted', 'unscannable/encrypted/openssl-enveloped.eml', ['smime.p7m: unscannable encrypted']],
  ['PGP, encrypted', 'unscannable/encrypted/gpg-mime.eml', ['encrypted.asc: unscannable encrypted']],
  ['PGP, inline', 'unscannable/encrypted/gpg-inline.eml', ['message.pgp: unscannable encrypted', 'body tokBefore']],
  ['mbox', 'format/mbox/two.mbox', ['1.eml/body: subject tokOne', '2.eml/body: body tokTwoBody']],
  [
    'msg',
    'format/msg/ole-storage-lite.msg',
    [
      ...[
        'subject tokMsgSubject',
        'header-field tokBlind',
        'body tokMsgBody',
        'body tokMsgHtml',
        'signature tokMsgSig',
      ],
      ...['tokMsgName.txt: body tokMsgAttachment', 'nested.msg/body: subject tokNestedSubject'],
    ],
  ],
  [
    'winmail.dat',
    'format/tnef/winmail.dat',
    [
      'subject tokTnefSubject',
      'body tokTnefBody',
      'tokTnefName.txt: body tokTnefAttachment',
      'note/body: subject tokTnefNested',
    ],
  ],

  [
    'pdf',
    'format/pdf/reportlab.pdf',
    [
      ...['body BODYTOK', 'body INVISIBLETOK', 'body WHITETOK', 'annotation FIELDTOK', 'annotation PARENTVALUETOK'],
      ...[
        'annotation NOTETOK',
        'annotation LINKTOK',
        'outline OUTLINETOK',
        'metadata TITLETOK',
        'metadata XMPTOK',
        LABEL,
      ],
      ...['attached.txt: body ATTACHEDTOK', 'beside.txt: body BESIDETOK'],
    ],
  ],
  ['pdf, head and foot', 'format/pdf/places.pdf', ['header HEADERTOK', 'footer FOOTERTOK', 'body PAGETHREETOK']],
  ['pdf, packed objects', 'format/pdf/packed.pdf', ['metadata INFOTOK', 'metadata XMPTOK', 'label INFOLABELTOK']],
  ['pdf, two columns', 'format/pdf/columns.pdf', ['body w0', 'body w400']],
  ['pdf, owner password', 'format/pdf/owner-password-xmp.pdf', ['annotation FIELDTOK', 'metadata XMPTOK']],
  ['pdf, user password', 'unscannable/encrypted/user-password.pdf', ['unscannable encrypted']],
  ['pdf, scan', 'format/pdf/scanned.pdf', WORDS],
  ['pdf, pictures on pages', 'format/pdf/letterhead.pdf', ['ocr PASTEDTOK', 'ocr SCANNEDTOK', 'body STAMPTOK']],

  ...['docx', 'docm', 'dotx', 'doc', 'odt', 'fodt'].map(
    (format) => [format, `format/office/places.${format}`, [...LETTER, LABEL]] as const,
  ),
  ['rtf', 'format/office/places.rtf', LETTER],
  [
    'rtf, written out',
    'format/office/objects.rtf',
    [LABEL, 'text-box WATERMARKTOK', 'LETTERNAMETOK.txt: body ATTACHEDTOK'],
  ],
  ...['docx', 'docm', 'dotx'].map(
    (format) =>
      [
        `${format}, first page and watermark`,
        `format/office/watermark.${format}`,
        ['header FIRSTHEADERTOK', 'header WATERMARKTOK'],
      ] as const,
  ),
  [
    'docx, embedded',
    'format/office/embedded.docx',
    [`Microsoft_Excel_Sheet.xlsx: ${EMBEDDED}`, 'image1.png: ocr PICTURETOK'],
  ],
  ['doc, embedded', 'format/office/embedded.doc', [`object: ${EMBEDDED}`, 'picture-1: ocr PICTURETOK']],
  ['odt, embedded', 'format/office/embedded.odt', [`Object 1: ${EMBEDDED}`]],
  [
    'docm, macros and strays',
    'format/office/rest.docm',
    ['word/vbaProject.bin: hidden MACROTOK', 'kept.xml: body KEPTTOK'],
  ],

  ...['xlsx', 'xlsm', 'xls', 'ods', 'fods', 'xlsb'].map(
    (format) => [format, `format/office/places.${format}`, SHEET] as const,
  ),
  ...['xlsx', 'xlsm', 'xls'].map(
    (format) => [`${format}, beside the cells`, `format/office/hidden.${format}`, [...BESIDE, PIVOT]] as const,
  ),
  ['ods, beside the cells', 'format/office/hidden.ods', BESIDE],
  ...['xlsx', 'xlsm'].map(
    (format) => [`${format}, very hidden`, `format/office/very-hidden.${format}`, VERY_HIDDEN] as const,
  ),
  ['xls, picture', 'format/office/pictured.xls', ['picture-1: ocr PICTURETOK']],
  ...['comma.csv', 'semicolon.csv', 'pipe.csv', 'tab.tsv'].map(
    (file) => [file, `format/separated/${file}`, ['cell tokÉve\\t007', 'cell two lines']] as const,
  ),

  ...['pptx', 'ppt', 'odp'].map((format) => [format, `format/office/places.${format}`, SLIDES] as const),
  ['pptx, picture', 'format/office/pictured.pptx', ['image1.png: ocr PICTURETOK']],
  ['ppt, picture', 'format/office/pictured.ppt.gz', ['pictured.ppt/picture-1: ocr PICTURETOK']],

  [
    'html',
    'format/html/hidden.html',
    [
      ...['body tokVisible', 'body one\\ntwo', 'hidden tokCss', 'hidden tokAltText', 'hidden tokTitleText'],
      ...['hidden tokHtmlComment', 'annotation tokLink', 'property tokMeta', 'body TokEntity'],
    ],
  ],
  ['md', 'format/text/notes.md', ['body tokHeading', 'body tokMdComment']],
  ['txt, UTF-16', 'format/text/utf-16.txt', ['body tokSixteen']],
  ['txt, Windows-1252', 'format/text/windows-1252.txt', ['body tokCafé']],
  ['html, kept for scripts', 'format/html/kept.html', ['property tokOpenGraph', 'hidden tokKept', 'hidden tokOption']],
  ['json', 'format/structured/people.json', ['body tokC', 'body tokDeep']],
  ['json, keys', 'format/structured/keys.json', ['body tokGroup', 'body tokInnerKey', 'body tokEmptyList']],
  ['xml', 'format/structured/entities.xml', ['body tokEntity', 'property tokAttribute', 'hidden tokXmlComment']],
  ['xml, rows of attributes', 'format/structured/export.xml', ['cell tokRow', 'property tokLone']],
  ['xml, broken', 'format/structured/broken.xml', ['property tokBroken', 'property tokBare', 'body tokText']],
  ['ics', 'format/structured/meeting.ics', ['body tokSummary', 'body tokAttendee', 'tokIcs.txt: body tokIcsFile']],
  ['vcf', 'format/structured/old.vcf', ['body tokCafé']],
  ['epub', 'format/epub/places.epub', ['OEBPS/c.xhtml: body CHAPTERTOK']],

  ...['infozip.zip', '7zip.zip', 'gnu.tar', 'pax.tar', '7zip.7z'].map(
    (file) => [file, `format/archive/${file}`, MEMBER] as const,
  ),
  ...['gz', 'bz2', 'xz', 'zst'].map(
    (suffix) => [suffix, `format/archive/gnu.tar.${suffix}`, MEMBER.map((cell) => `gnu.tar/${cell}`)] as const,
  ),
  [
    'rar 3',
    'format/archive/winrar-3.rar',
    ['test.txt: body test text', 'testdir/test.txt: file-name testdir/test.txt'],
  ],
  ['rar 5', 'format/archive/winrar-5.rar', ['helloworld.txt: body hello', 'helloworld.txt: file-name helloworld.txt']],
  ...['zipcrypto.zip', 'aes-256.zip', 'content.7z'].map(
    (file) => [`${file}, encrypted`, `unscannable/encrypted/${file}`, SEALED] as const,
  ),
  [
    'rar, encrypted',
    'unscannable/encrypted/winrar-data.rar',
    ['foo.txt: unscannable encrypted', 'foo.txt: file-name foo.txt'],
  ],

  ...['png', 'jpg', 'tiff', 'gif', 'bmp', 'webp'].map(
    (format) => [format, `format/image/scan.${format}`, WORDS] as const,
  ),
  ...['tiff', 'gif'].map(
    (format) => [`${format}, behind an icon`, `format/image/icon-first.${format}`, WORDS] as const,
  ),
  ['tiff, second page', 'format/image/scan.tiff', ['ocr PAGETWO']],
  ...['png', 'jpg', 'tiff', 'webp'].map(
    (format) => [`${format}, metadata`, `format/image/metadata.${format}`, EXIF_AND_XMP] as const,
  ),
  ['gif, metadata', 'format/image/metadata.gif', ['metadata XMPTOK', 'metadata COMMENTTOK']],
  ['svg', 'format/svg/places.svg', ['body BODYTOK', 'body SPANTOK']],
  ['svg, attributes', 'format/svg/attributes.svg', ['property tokLabel', 'property tokKept', 'body tokDrawn']],
];

describe.each(TABLE)('%s', (_format, file, cells) => {
  it('is a file', () => {
    expect(existsSync(join(fixtures, file))).toBe(true);
  });

  it.each(cells)('%s', (cell) => {
    const [, part, place = '', token = ''] = /^(?:(.*): )?(\S+) (.*)$/.exec(cell) ?? [];
    const rows = readFileSync(join(fixtures, `${file}.expect`), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'));
    const found = rows.filter(
      ([at = '', where, text = '']) => where === place && text.includes(token) && (!part || at.endsWith(part)),
    );
    expect(found.length).toBeGreaterThan(0);
  });
});
