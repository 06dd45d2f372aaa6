/** What a PDF keeps and no page shows: earlier versions, fields and files that no list names; what only a drawing says. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { pdfOf } from './hostile.ts';

const FONT = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
const stream = (content: string, more = '') => `<<${more}/Length ${content.length}>>stream\n${content}\nendstream`;
const shown = (text: string) => `BT /F 10 Tf 50 500 Td (${text}) Tj ET`;
const drawing = stream(shown('tokWithin').replace('500', '200'), `/Type/XObject/Subtype/Form/BBox[0 0 600 600]${FONT}`);
const file = stream('tokWithin a file', '/Type/EmbeddedFile');
const packedFile = `<</Type/EmbeddedFile/Filter/FlateDecode>>stream\n${deflateSync('tokWithin a file').toString('latin1')}\nendstream`;
const oddSpec = '<</Type/Filespec/UF(a.txt)/EF<</F 6 0 R>>>>';
const spec = '<</Type/Filespec/F(a.txt)/EF<</F 6 0 R>>>>';

/** One page of a lease; objects from the fifth on are `more`. */
const pdf = (catalog: string, page: string, ...more: string[]) => saying('Lease', catalog, page, ...more);

function saying(text: string, catalog: string, page: string, ...more: string[]): Buffer {
  return pdfOf([
    `<</Type/Catalog/Pages 2 0 R${catalog}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]${FONT}/Contents 4 0 R${page}>>`,
    stream(shown(text)),
    ...more,
  ]);
}

/** A page that said `before`, saved once more by appending. */
function savedAgain(before: string): Buffer {
  const first = `${saying(before, '', '').toString('latin1')}\n`;
  const second = `4 0 obj\n${stream(shown('Lease'))}\nendobj\n`;
  const previous = /startxref\s+(\d+)/.exec(first)?.[1];
  const table = `xref\n4 1\n${String(first.length).padStart(10, '0')} 00000 n \n`;
  const trailer = `trailer\n<</Size 5/Root 1 0 R/Prev ${previous}>>\nstartxref\n${first.length + second.length}\n%%EOF\n`;
  return Buffer.from(first + second + table + trailer, 'latin1');
}

async function read(bytes: Buffer): Promise<string[]> {
  const { parts, unscannable } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  return parts.flatMap(({ path, segments }) =>
    segments.filter(({ place }) => place !== 'file-name').map(({ place, text }) => `${path} ${place}: ${text}`),
  );
}

const LEASE = 'a.pdf body: Lease';

describe('what a PDF keeps', () => {
  it.each([
    ['what it said before', savedAgain('tokWithin'), 'a.pdf hidden: tokWithin'],
    [
      'a note without contents',
      pdf('', '/Annots[5 0 R]', '<</Type/Annot/Subtype/FreeText/Rect[0 0 600 600]/AP<</N 6 0 R>>>>', drawing),
      'a.pdf annotation: tokWithin',
    ],
    [
      'a field without a value',
      pdf(
        '/AcroForm<</Fields[5 0 R]>>',
        '/Annots[5 0 R]',
        '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[0 0 600 600]/AP<</N 6 0 R>>>>',
        drawing,
      ),
      'a.pdf annotation: tokWithin',
    ],
    [
      'a field on no page',
      pdf('/AcroForm<</Fields[5 0 R]>>', '', '<</FT/Tx/T(a)/V(tokWithin)>>'),
      'a.pdf annotation: tokWithin',
    ],
    [
      'where a link leads',
      pdf('', '/Annots[5 0 R]', '<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/GoToR/F(tokWithin.pdf)/D[0/Fit]>>>>'),
      'a.pdf annotation: tokWithin.pdf',
    ],
    ['a file of the document', pdf('/AF[5 0 R]', '', spec, file), 'a.pdf/file-1 body: tokWithin a file'],
    [
      'a file whose name stands under another key than its bytes',
      pdf('/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>', '', oddSpec, stream('tokWithin a file')),
      'a.pdf/a.txt body: tokWithin a file',
    ],
    ['a file of a page', pdf('', '/AF[5 0 R]', spec, packedFile), 'a.pdf/file-1 body: tokWithin a file'],
  ])('is read: %s', async (_why, bytes, found) => {
    expect((await read(bytes)).toSorted()).toEqual([LEASE, found].toSorted());
  });

  it.each([
    [
      'a file in the list',
      pdf('/AF[5 0 R]/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>', '', spec, file),
      'a.pdf/a.txt body: tokWithin a file',
    ],
    [
      'a file with streams of its own',
      pdf(
        '/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>',
        '',
        spec,
        stream('tokWithin endstream of its own', '/Type/EmbeddedFile'),
      ),
      'a.pdf/a.txt body: tokWithin endstream of its own',
    ],
    [
      'a field with a value',
      pdf(
        '/AcroForm<</Fields[5 0 R]>>',
        '/Annots[5 0 R]',
        '<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(tokWithin)/Rect[0 0 600 600]/AP<</N 6 0 R>>>>',
        drawing,
      ),
      'a.pdf annotation: tokWithin',
    ],
  ])('is told once: %s', async (_why, bytes, found) => {
    expect((await read(bytes)).toSorted()).toEqual([LEASE, found].toSorted());
  });

  it.each([
    [
      'a file that is not there, beside one that is',
      pdf('/AF[7 0 R]/Names<</EmbeddedFiles<</Names[(a)5 0 R]>>>>', '', oddSpec.replace('6', '9'), file, spec),
      [{ part: 'a.pdf', reason: 'corrupt' }],
    ],
    [
      'pages under rights management',
      Buffer.from(
        pdf('', '').toString('latin1').replace('trailer<<', 'trailer<</Encrypt<</Filter/MicrosoftIRMServices/V 1>>'),
        'latin1',
      ),
      [{ part: 'a.pdf', reason: 'encrypted' }],
    ],
    [
      'attached files alone under a password',
      Buffer.from(
        pdf('', '')
          .toString('latin1')
          .replace(
            'trailer<<',
            `trailer<</ID[<01><02>]/Encrypt<</Filter/Standard/V 5/R 6/Length 256/P -4/O<${'00'.repeat(48)}>/U<${'01'.repeat(48)}>/OE<${'02'.repeat(32)}>/UE<${'03'.repeat(32)}>/Perms<${'04'.repeat(16)}>/CF<</StdCF<</AuthEvent/EFOpen/CFM/AESV3/Length 32>>>>/StmF/Identity/StrF/Identity/EFF/StdCF>>`,
          ),
        'latin1',
      ),
      [{ part: 'a.pdf', reason: 'encrypted' }],
    ],
  ])('is not read and told: %s', async (_why, bytes, unread) => {
    const { unscannable } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
    expect(unscannable).toMatchObject(unread);
  });

  it('is told of the same words once, however often they were saved', async () => {
    expect(await read(savedAgain('Lease'))).toEqual([LEASE]);
  });

  it.each([
    ['versions', '%%EOF\n'.repeat(200_000), 0],
    ['files that do not end', '1 0 obj /EmbeddedFile stream '.repeat(300_000), 1],
  ])('is looked for in time by length: %s', async (_what, behind, files) => {
    const found = await read(Buffer.concat([pdf('', ''), Buffer.from(behind)]));
    expect(found[0]).toBe(LEASE);
    expect(found).toHaveLength(1 + files);
  });
});
