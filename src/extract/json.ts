/**
 * JSON: every key and value as text, escapes undone; lists of like objects as tables.
 *
 * Source: RFC 8259; one value a line (NDJSON) too. What does not parse is read as the text that it is.
 */
import { base64Values } from './base64-in-text.ts';
import { decodeText } from './charset.ts';
import type { Extractor } from './extractor.ts';
import { type Value, valueLines } from './value-lines.ts';

export const json: Extractor = {
  format: 'json',
  types: ['application/json', 'application/x-ndjson', 'application/ld+json', 'application/geo+json'],

  *extract(bytes, { charset }) {
    const text = decodeText(bytes, charset);
    const value = parse(text);
    if (value === undefined) {
      const unescaped = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      );
      yield { kind: 'segment', place: 'body', text: unescaped };
      return;
    }
    const { lines, packed } = valueLines(value);
    yield { kind: 'segment', place: 'body', text: lines.join('\n') };
    yield* base64Values(packed);
  },
};

/** One value, or one a line as a list; undefined where it is neither. */
function parse(text: string): Value | undefined {
  try {
    return JSON.parse(text) as Value;
  } catch (whole) {
    if (!(whole instanceof SyntaxError)) throw whole;
    try {
      return text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line) as Value);
    } catch (line) {
      if (!(line instanceof SyntaxError)) throw line;
      return undefined;
    }
  }
}
