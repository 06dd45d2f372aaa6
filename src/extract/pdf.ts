/**
 * PDF: text page by page and the properties, by `pdf-parse`. A file with a user password is `encrypted`.
 */
import { PasswordException, PDFParse } from 'pdf-parse';
import type { Extractor, Found } from './extractor.ts';

export const pdf: Extractor = {
  format: 'pdf',
  types: ['application/pdf'],

  async *extract(bytes, { pagesLeft }): AsyncGenerator<Found> {
    const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
    try {
      const { pages, total } = await parser.getText({ pageJoiner: '', first: pagesLeft });
      yield { kind: 'pages', pages: pages.length, ocrPages: 0 };
      for (const { num, text } of pages) yield { kind: 'segment', place: 'body', text, mark: `page ${num}` };
      if (pages.length < total) yield { kind: 'unscannable', reason: 'too-large' };
      // A page without a text layer is a picture, and a picture has not been read.
      if (pages.some(({ text }) => text.trim() === '')) yield { kind: 'unscannable', reason: 'unsupported' };

      const { info } = await parser.getInfo();
      for (const key of ['Title', 'Subject', 'Keywords', 'Author']) {
        const value: unknown = info?.[key];
        if (typeof value === 'string' && value !== '') yield { kind: 'segment', place: 'metadata', text: value };
      }
    } catch (error) {
      if (!(error instanceof PasswordException)) throw error;
      yield { kind: 'unscannable', reason: 'encrypted' };
    } finally {
      await parser.destroy();
    }
  },
};
