/**
 * Word (Office Open XML): the text that a reader sees, by `mammoth`.
 *
 * It leaves out headers, footers, comments, deletions and properties (docs/decisions/0006): each such part of the package
 * is read as XML beside it, because what hides there leaks all the same.
 */
import mammoth from 'mammoth';
import type { Extractor, Found } from './extractor.ts';
import { packageTexts } from './package-texts.ts';

export const docx: Extractor = {
  format: 'docx',
  types: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
    'application/vnd.ms-word.document.macroenabled.12',
  ],

  async *extract(bytes, { bytesLeft }): AsyncGenerator<Found> {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    yield { kind: 'segment', place: 'body', text: value };
    yield* packageTexts(bytes, bytesLeft, [
      [/^word\/header\d*\.xml$/, 'header'],
      [/^word\/footer\d*\.xml$/, 'footer'],
      [/^word\/(?:foot|end)notes\.xml$/, 'footnote'],
      [/^word\/comments\.xml$/, 'comment'],
      [/^docProps\/(?:core|app|custom)\.xml$/, 'property'],
    ]);
  },
};
