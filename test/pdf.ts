/** PDF files for tests, by pdfkit. */
import PdfDocument from 'pdfkit';

/** A PDF with a page for each text. */
export function pdfOf(...pages: readonly string[]): Promise<Buffer> {
  return made((document) => {
    for (const page of pages) document.addPage().fontSize(24).text(page);
  });
}

/** A text at its place, in points from the left and the top. */
export type Placed = readonly [text: string, left: number, top: number];

/** A PDF of one page. */
export function written(texts: readonly Placed[]): Promise<Buffer> {
  return made((document) => {
    document.addPage().fontSize(12);
    for (const [text, left, top] of texts) document.text(text, left, top, { lineBreak: false });
  });
}

async function made(write: (document: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const document = new PdfDocument({ size: 'A4', autoFirstPage: false });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.on('data', (piece: Buffer) => pieces.push(piece));
  write(document);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
