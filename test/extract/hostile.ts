/** Builders of documents that grow, turn in rings or never end, for tests. */
import { deflateSync } from 'node:zlib';
import { zipOf } from './archives.ts';

/** A PDF of objects numbered from 1; the first is the catalogue. */
export function pdfOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, object] of objects.entries()) {
    offsets.push(text.length);
    text += `${index + 1} 0 obj${object}endobj\n`;
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const trailer = `trailer<</Root 1 0 R/Size ${size}>>\nstartxref\n${text.length}\n%%EOF`;
  return Buffer.from(`${text}xref\n0 ${size}\n0000000000 65535 f \n${table}${trailer}`, 'latin1');
}

const stream = (bytes: Buffer, extra: string) =>
  `<</Length ${bytes.length}${extra}>>stream\n${bytes.toString('latin1')}\nendstream `;

const CATALOGUE = '<</Type/Catalog/Pages 2 0 R>>';
const ONE_PAGE = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const page = (more: string) => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]${more}>>`;

/** The tree of pages holds itself, and claims a million pages. */
export const pagesInARing = () => pdfOf([CATALOGUE, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>']);

/** A page whose drawing unpacks to half a gigabyte. */
export function drawingBomb(): Buffer {
  const drawing = deflateSync(Buffer.alloc(500_000_000, 'BT (word) Tj ET '));
  return pdfOf([CATALOGUE, ONE_PAGE, page('/Contents 4 0 R'), stream(drawing, '/Filter/FlateDecode')]);
}

/** A line of so many letters with a gap behind each, on a page wide enough. */
export function lineOfGaps(letters: number): Buffer {
  const drawing = Buffer.from(`BT /F 1 Tf 0 100 Td [${'(a) -3000 '.repeat(letters)}] TJ ET`);
  const more =
    '/Contents 4 0 R/MediaBox[0 0 100000000 300]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
  return pdfOf([CATALOGUE, ONE_PAGE, `<</Type/Page/Parent 2 0 R${more}>>`, stream(drawing, '')]);
}

/** Bookmarks that follow one another in a ring. */
export const outlineInARing = () =>
  pdfOf([
    '<</Type/Catalog/Pages 2 0 R/Outlines 4 0 R>>',
    ONE_PAGE,
    page(''),
    '<</First 5 0 R>>',
    '<</Title(tokFirst)/Next 6 0 R/First 5 0 R>>',
    '<</Title(tokSecond)/Next 5 0 R>>',
  ]);

/** No table, no end: each object leads to the next. */
export function endlessObjects(count: number): Buffer {
  const objects = Array.from({ length: count }, (_, index) => `${index + 1} 0 obj<</A ${index + 2} 0 R>>endobj\n`);
  return Buffer.from(`%PDF-1.4\n${objects.join('')}`);
}

const CONTENT_TYPES = { name: '[Content_Types].xml', content: Buffer.from('<Types/>') };

export const sparseDocx = () =>
  zipOf([CONTENT_TYPES, { name: 'word/document.xml', content: Buffer.alloc(1_000_000_000) }]);

export const docxWithEntities = () => {
  const entities = Array.from({ length: 12 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`);
  const xml = `<!DOCTYPE a [<!ENTITY a0 "ha">${entities.join('')}]><w:document><w:t>tokText &a12;</w:t></w:document>`;
  return zipOf([CONTENT_TYPES, { name: 'word/document.xml', content: Buffer.from(xml) }]);
};

/** A sheet of so many rows, with a cell in each of the columns. */
export function xlsxOf(rows: number, columns: readonly string[]): Buffer {
  const cells = (row: number) =>
    columns.map((column, at) => `<c r="${column}${row}"><v>${row * 20 + at}</v></c>`).join('');
  const body = Array.from({ length: rows }, (_, row) => `<row r="${row + 1}">${cells(row + 1)}</row>`).join('');
  const sheet = `<worksheet><sheetData>${body}</sheetData></worksheet>`;
  return zipOf([
    CONTENT_TYPES,
    { name: 'xl/workbook.xml', content: Buffer.from('<workbook><sheets><sheet name="a"/></sheets></workbook>') },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.from(sheet) },
  ]);
}
