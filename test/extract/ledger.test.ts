/**
 * The ledger over real files: one line a part, `path bytes [pages …] [sheets …] [slides …] [pictures …] depth [why]`, each
 * count as read/there. Bytes are told only where they are not all read.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { COUNTED, coverageOf, type Document, type LedgerEntry } from '../../src/document/document.ts';
import { type CompoundEntry, openCompound } from '../../src/extract/cfb.ts';
import { writeCompound } from '../../src/extract/cfb-write.ts';
import { extract } from '../../src/extract/extract.ts';
import type { Limits } from '../../src/policy/policy.ts';
import { untold } from '../../src/policy/unread.ts';
import { messageOf, zipOf } from './archives.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const fixture = (path: string) => readFileSync(join(fixtures, path));

/** What was counted, where anything was there. */
function told(entry: LedgerEntry): string {
  const { part, bytes, depth, why } = entry;
  const counts = COUNTED.filter((name) => entry[name].there > 0).map(
    (name) => `${name} ${entry[name].read}/${entry[name].there}`,
  );
  const missing = bytes.read < bytes.there ? [`bytes ${bytes.read}/${bytes.there}`] : [];
  return [part, ...missing, ...counts, `depth ${depth}`, ...(why ? [why] : [])].join(', ');
}

async function ledgerOf(name: string, bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Document> {
  return extract(bytes, { name }, { ...DEFAULT_LIMITS, ...limits });
}

const whole: readonly (readonly [file: string, entries: readonly string[]])[] = [
  [
    'format/eml/python-everything.eml',
    [
      ...['body, depth 0', 'data-1.plain, depth 1', 'part-1.eml/body, depth 1', 'part-1.eml/tokInnerName.txt, depth 2'],
      ...['invite.ics, depth 1', 'jo.vcf, depth 1', 'tokName näme.txt, depth 1'],
    ],
  ],
  ['format/mbox/two.mbox', ['two.mbox, depth 0', 'two.mbox/1.eml/body, depth 1', 'two.mbox/2.eml/body, depth 1']],
  ['format/pdf/places.pdf', ['places.pdf, pages 3/3, depth 0', 'places.pdf/attached.txt, depth 1']],
  ['format/pdf/scanned.pdf', ['scanned.pdf, pages 1/1, pictures 1/1, depth 0']],
  ['format/pdf/letterhead.pdf', ['letterhead.pdf, pages 3/3, pictures 3/3, depth 0']],
  ['format/office/places.docx', ['places.docx, depth 0']],
  // Hidden sheets are sheets.
  ...['xlsx', 'xlsm', 'xlsb', 'xls', 'ods', 'fods'].map(
    (format) => [`format/office/places.${format}`, [`places.${format}, sheets 2/2, depth 0`]] as const,
  ),
  ...['xlsx', 'xlsm', 'xls', 'ods'].map(
    (format) => [`format/office/hidden.${format}`, [`hidden.${format}, sheets 3/3, depth 0`]] as const,
  ),
  ['format/office/very-hidden.xlsx', ['very-hidden.xlsx, sheets 2/2, depth 0']],
  // And hidden slides are slides.
  ...['pptx', 'ppt', 'odp'].map(
    (format) => [`format/office/places.${format}`, [`places.${format}, slides 2/2, depth 0`]] as const,
  ),
  // The picture of a table that stands beside it says nothing more.
  ['format/office/table.odp', ['table.odp, slides 1/1, depth 0']],
  [
    'format/office/pictured.pptx',
    ['pictured.pptx, slides 1/1, depth 0', 'pictured.pptx/image1.png, pages 1/1, pictures 1/1, depth 1'],
  ],
  ['format/image/scan.tiff', ['scan.tiff, pages 2/2, pictures 2/2, depth 0']],
  ['format/image/icon-first.tiff', ['icon-first.tiff, pages 1/1, pictures 1/1, depth 0']],
  ['format/image/icon-first.gif', ['icon-first.gif, pages 1/1, pictures 1/1, depth 0']],
  ['format/image/animated.gif', ['animated.gif, pages 2/2, pictures 2/2, depth 0']],
  ['format/svg/picture.svg', ['picture.svg, depth 0', 'picture.svg/data-1.png, pages 1/1, pictures 1/1, depth 1']],
];

const partly: readonly (readonly [
  why: string,
  name: string,
  make: () => Uint8Array,
  limits: Partial<Limits>,
  entries: readonly string[],
])[] = [
  [
    'a PDF of more pages than may be read',
    'places.pdf',
    () => fixture('format/pdf/places.pdf'),
    { pages: 2 },
    ['places.pdf, bytes 0/22329, pages 2/3, depth 0, too-large', 'places.pdf/attached.txt, depth 1'],
  ],
  [
    'pictures for which no OCR is left',
    'letterhead.pdf',
    () => fixture('format/pdf/letterhead.pdf'),
    { ocrPages: 0 },
    ['letterhead.pdf, bytes 0/27063, pages 3/3, pictures 0/3, depth 0, too-large'],
  ],
  [
    'a second page for which no OCR is left',
    'scan.tiff',
    () => fixture('format/image/scan.tiff'),
    { ocrPages: 1 },
    ['scan.tiff, bytes 0/15174, pages 1/2, pictures 1/2, depth 0, too-large'],
  ],
  [
    'a member that breaks off',
    'cut.txt.gz',
    () => fixture('unscannable/corrupt/cut.txt.gz'),
    {},
    ['cut.txt.gz, depth 0', 'cut.txt.gz/cut.txt, bytes 32768/32769, depth 1, corrupt'],
  ],
  [
    'members under a password, of the size that the archive tells',
    'aes.zip',
    () => fixture('unscannable/encrypted/aes-256.zip'),
    {},
    [
      'aes.zip, depth 0',
      'aes.zip/sub/naïve.csv, bytes 0/25, depth 1, encrypted',
      'aes.zip/tokPlain.txt, bytes 0/10, depth 1, encrypted',
    ],
  ],
  [
    'a PDF under a password',
    'sealed.pdf',
    () => fixture('unscannable/encrypted/user-password.pdf'),
    {},
    ['sealed.pdf, bytes 0/23421, depth 0, encrypted'],
  ],
  [
    'what nothing here reads',
    'random.bin',
    () => fixture('unscannable/unsupported/random.bin'),
    {},
    ['random.bin, bytes 0/600, depth 0, unsupported'],
  ],
  [
    'what lies deeper than may be',
    'a.zip',
    () => zipOf([{ name: 'b.zip', content: zipOf([{ name: 'c.txt', content: Buffer.from('tokDeep') }]) }]),
    { depth: 1 },
    ['a.zip, depth 0', 'a.zip/b.zip, depth 1', 'a.zip/b.zip/c.txt, bytes 0/7, depth 2, too-deep'],
  ],
  [
    'more parts than may be',
    'a.zip',
    () => zipOf(['1', '2', '3'].map((name) => ({ name, content: Buffer.from('x') }))),
    { parts: 2 },
    [
      ...['a.zip, bytes 0/265, depth 0, too-many-parts', 'a.zip/1, depth 1'],
      'a.zip/2, bytes 0/1, depth 1, too-many-parts', // the part by which it was one too many
    ],
  ],
  [
    'a book that names a sheet and lacks it',
    'lacking.xlsx',
    lackingSheet,
    {},
    ['lacking.xlsx, bytes 0/BYTES, sheets 1/2, depth 0, corrupt'],
  ],
  [
    'an old book that ends within its last sheet',
    'cut.xls',
    cutBook,
    {},
    ['cut.xls, bytes 0/BYTES, sheets 2/3, depth 0, corrupt'],
  ],
];

/** Two sheets in the book, one in the package. */
function lackingSheet(): Buffer {
  const sheets = ['Shown', 'Gone'].map((name, at) => `<sheet name="${name}" sheetId="${at + 1}"/>`).join('');
  const members = {
    '[Content_Types].xml':
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    'xl/workbook.xml': `<workbook><sheets>${sheets}</sheets></workbook>`,
    'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>',
  };
  return zipOf(Object.entries(members).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

/** The stream of the book without its end. */
function cutBook(): Buffer {
  const root = openCompound(fixture('format/office/hidden.xls'));
  const cut = (entry: CompoundEntry): CompoundEntry =>
    entry.name === 'Workbook' ? { ...entry, read: () => entry.read().subarray(0, entry.read().length - 20) } : entry;
  return writeCompound({ ...root, children: root.children.map(cut) });
}

describe('the ledger', () => {
  it.each(whole)('has all of %s', async (path, entries) => {
    const document = await ledgerOf(basename(path), fixture(path));
    expect(document.ledger.map(told)).toEqual(entries);
    expect(document.unscannable).toEqual([]);
    for (const { bytes, part } of document.ledger) {
      expect(bytes.there).toBe(document.parts.find(({ path: of }) => of === part)?.sizeBytes);
    }
  });

  it.each(partly)('tells why not more of %s', async (_why, name, make, limits, entries) => {
    const bytes = make();
    const document = await ledgerOf(name, bytes, limits);
    expect(document.ledger.map(told)).toEqual(entries.map((entry) => entry.replace('BYTES', String(bytes.length))));
    const reasons = document.ledger.flatMap(({ part, why }) => (why ? [`${part}: ${why}`] : []));
    expect(document.unscannable.map(({ part, reason }) => `${part}: ${reason}`).sort()).toEqual(reasons.sort());
    expect(untold(document)).toEqual([]);
  });

  it('counts as depth how many containers lie around a part', async () => {
    const pack = zipOf([{ name: 'list.txt', content: Buffer.from('tokList') }]);
    const forwarded = messageOf([{ name: 'pack.zip', content: pack }]);
    const { ledger } = await ledgerOf('m.eml', messageOf([{ name: 'fwd.eml', content: forwarded }]));
    expect(ledger.map(({ part, depth }) => [part, depth])).toEqual([
      ['body', 0],
      ['fwd.eml/body', 1],
      ['fwd.eml/pack.zip', 2],
      ['fwd.eml/pack.zip/list.txt', 3],
    ]);
    expect(coverageOf(ledger).depth).toBe(3);
  });

  it('is all that the totals are made of', async () => {
    const { ledger } = await ledgerOf('a.pdf', fixture('format/pdf/letterhead.pdf'), { pages: 2 });
    expect(coverageOf(ledger)).toEqual({ parts: 1, bytes: 27063, read: 0, pages: 2, ocrPages: 2, depth: 0 });
  });
});
