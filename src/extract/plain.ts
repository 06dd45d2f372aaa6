/**
 * Plain text and Markdown: the text as it stands, in whatever charset it is.
 *
 * Source: RFC 2046 4.1, RFC 7763 (Markdown is read as its source, so that nothing it hides is lost).
 */
import { decodeText } from './charset.ts';
import type { Extractor } from './extractor.ts';

export const plain: Extractor = {
  format: 'plain',
  types: ['text/plain', 'text/markdown'],

  *extract(bytes, { charset }) {
    yield { kind: 'segment', place: 'body', text: decodeText(bytes, charset).replace(/\r\n?/g, '\n') };
  },
};
