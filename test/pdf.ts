/** PDF files for tests, by pdfkit. */
import PdfDocument from 'pdfkit';

/** A PDF with a page for each text. */
export async function pdfOf(...pages: readonly string[]): Promise<Buffer> {
  const document = new PdfDocument({ size: 'A4', autoFirstPage: false });
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.on('data', (piece: Buffer) => pieces.push(piece));
  for (const page of pages) document.addPage().fontSize(24).text(page);
  document.end();
  await ended;
  return Buffer.concat(pieces);
}
