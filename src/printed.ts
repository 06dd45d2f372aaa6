/**
 * A printed report: headings, paragraphs, facts and tables as a PDF of A4 pages, tagged for screen readers.
 *
 * Pure in effect: the same report and day give the same pages. The font holds Latin, Greek and Cyrillic, because names
 * are printed as people write them. Text is wrapped, never cut.
 */
import { fileURLToPath } from 'node:url';
import type PDFDocument from 'pdfkit';

export type PrintedBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** A name and what it is, side by side. */
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [string, string])[] }
  /** `widths` are shares of the page. */
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly widths: readonly number[];
      readonly rows: readonly (readonly string[])[];
    };

export interface Printed {
  readonly title: string;
  /** Stands small on every page, with its number. */
  readonly footer: string;
  /** ISO 8601: the date in the file's properties. */
  readonly createdAt: string;
  readonly blocks: readonly PrintedBlock[];
}

const font = (name: string) => fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`));
/** Points: A4 with a margin of 2 cm. */
const MARGIN = 57;
const TEXT_SIZE = 9.5;
const GREY = '#555555';

type Pdf = InstanceType<typeof PDFDocument>;

/** Gives the bytes of the PDF. Rejects with what the font files' reading throws. */
export async function printPdf({ title, footer, createdAt, blocks }: Printed): Promise<Buffer> {
  // Loaded by who prints: it would be 8 MB of every process that could.
  const { default: Document } = await import('pdfkit');
  const pdf = new Document({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, CreationDate: new Date(createdAt), Producer: 'Reticent', Creator: 'Reticent' },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('text', font('DejaVuSans'));
  pdf.registerFont('bold', font('DejaVuSans-Bold'));

  tagged(pdf, 'H1', () => pdf.font('bold').fontSize(17).text(title));
  pdf.moveDown(0.6);
  for (const block of blocks) print(pdf, block);
  numberPages(pdf, footer);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

function print(pdf: Pdf, block: PrintedBlock): void {
  switch (block.kind) {
    case 'heading':
      // A heading does not stand alone at the foot of a page.
      if (pdf.y > pdf.page.height - MARGIN - 60) pdf.addPage();
      pdf.moveDown(0.7);
      tagged(pdf, 'H2', () => pdf.font('bold').fontSize(12).text(block.text));
      pdf.moveDown(0.3);
      return;
    case 'paragraph':
      tagged(pdf, 'P', () => pdf.font('text').fontSize(TEXT_SIZE).text(block.text, { lineGap: 2 }));
      pdf.moveDown(0.5);
      return;
    case 'facts':
      table(pdf, [0.28, 0.72], [], block.rows);
      return;
    case 'table':
      table(pdf, block.widths, block.head, block.rows);
      return;
    default:
      block satisfies never;
  }
}

function table(
  pdf: Pdf,
  widths: readonly number[],
  head: readonly string[],
  rows: readonly (readonly string[])[],
): void {
  if (rows.length === 0) return;
  const width = pdf.page.width - 2 * MARGIN;
  pdf.font('text').fontSize(TEXT_SIZE - 1);
  const cell = (text: string, bold: boolean) => ({ text, font: { src: bold ? 'bold' : 'text', size: TEXT_SIZE - 1 } });
  const element = pdf.struct('Table', {});
  pdf.addStructure(element);
  // Its types do not know yet how a table is put into the tagged structure.
  const inStructure = { structParent: element } as object;
  pdf.table({
    ...inStructure,
    columnStyles: widths.map((share) => share * width),
    defaultStyle: { border: [0, 0, 0.5, 0], borderColor: '#bbbbbb', padding: '3pt' },
    data: [
      ...(head.length > 0 ? [head.map((text) => cell(text, true))] : []),
      ...rows.map((row) => row.map((text, at) => cell(text, head.length === 0 && at === 0))),
    ],
  });
  element.end();
  pdf.x = MARGIN;
  pdf.moveDown(0.6);
}

/** What is marked so is read aloud as what it is. */
function tagged(pdf: Pdf, type: string, draw: () => unknown): void {
  pdf.addStructure(pdf.struct(type, {}, [() => void draw()]));
}

function numberPages(pdf: Pdf, footer: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    // Below the margin the writer would start a new page: for this line there is none.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf
      .font('text')
      .fontSize(7.5)
      .fillColor(GREY)
      .text(`${footer} · page ${page - start + 1} of ${count}`, MARGIN, pdf.page.height - 40, { lineBreak: false });
    pdf.endMarkedContent();
  }
}
