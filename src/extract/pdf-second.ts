/**
 * The second reader of PDF, by `pdf-parse`: for files that PDFium cannot open. Two engines forgive different mistakes.
 */
import { PasswordException, PDFParse } from 'pdf-parse';
import type { Found } from './extractor.ts';

/** Text page by page. Throws what pdf-parse throws: then the file is `corrupt` to both. */
export async function* readBySecond(bytes: Uint8Array, pagesLeft: number): AsyncGenerator<Found> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
  try {
    const { pages, total } = await parser.getText({ pageJoiner: '', first: pagesLeft });
    yield { kind: 'pages', pages: pages.length, ocrPages: 0 };
    for (const { num, text } of pages) yield { kind: 'segment', place: 'body', text, mark: `page ${num}` };
    if (pages.length < total) yield { kind: 'unscannable', reason: 'too-large' };
    // Drawing for OCR is the first engine's work, and it could not open the file.
    if (pages.some(({ text }) => text.trim() === '')) yield { kind: 'unscannable', reason: 'corrupt' };
  } catch (error) {
    if (!(error instanceof PasswordException)) throw error;
    yield { kind: 'unscannable', reason: 'encrypted' };
  } finally {
    await parser.destroy();
  }
}
