/**
 * Plain text and Markdown: the text as it stands, in whatever charset it is.
 *
 * Source: RFC 2046 4.1, RFC 7763 (Markdown is read as its source, so that nothing it hides is lost).
 */
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { dataParts } from './html.ts';
import { withoutPacked } from './packed-in-text.ts';

const DATA_ADDRESS = /data:[\w.+-]+\/[\w.+-]+(?:;[\w=-]+)*;base64,[A-Za-z0-9+/=]{16,}/gi;

export const plain: Extractor = {
  format: 'plain',
  types: ['text/plain', 'text/markdown'],

  *extract(bytes, { charset }): Generator<Found> {
    yield* plainText(decodeText(bytes, charset));
  },
};

/** The text, and what is packed in it. */
export function* plainText(written: string): Generator<Found> {
  const text = yield* withoutPacked(written);
  yield { kind: 'segment', place: 'body', text };
  if (text.includes(';base64,')) yield* dataParts(text.match(DATA_ADDRESS) ?? []);
}
