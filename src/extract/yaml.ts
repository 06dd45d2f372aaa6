/**
 * YAML: every key and value as text, lists of like maps as tables, comments apart.
 *
 * Source: YAML 1.2.2, by the failsafe schema, so that a number stays as it was written. What does not parse is read as
 * the text that it is.
 */
import { isAlias, isMap, isScalar, isSeq, Lexer, parseAllDocuments } from 'yaml';
import { base64Values } from './base64-in-text.ts';
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { withoutPacked } from './packed-in-text.ts';
import { plainText } from './plain.ts';
import { type Value, valueLines } from './value-lines.ts';

/** What is longer takes seconds to parse, and its lines tell as much. */
const LONGEST = 2_000_000;

export const yaml: Extractor = {
  format: 'yaml',
  types: ['application/yaml'],

  *extract(bytes, { charset }): Generator<Found> {
    // First what is packed or encrypted in lines, which YAML would join.
    const text = yield* withoutPacked(decodeText(bytes, charset));
    const value = text.length > LONGEST ? undefined : parse(text);
    if (value === undefined) return yield* plainText(text);
    const { lines, packed } = valueLines(value);
    yield { kind: 'segment', place: 'body', text: lines.join('\n') };
    const comments = [...new Lexer().lex(text)].filter((token) => token.startsWith('#'));
    if (comments.length > 0) yield { kind: 'segment', place: 'comment', text: comments.join('\n') };
    yield* base64Values(packed);
  },
};

/** The document, or several as a list; undefined where it is none. */
function parse(text: string): Value | undefined {
  try {
    // Looking for a key that comes twice takes time by the square of the keys.
    const options = { schema: 'failsafe', uniqueKeys: false, logLevel: 'error' } as const;
    const documents = [...parseAllDocuments(text, options)];
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    const values = documents.map(({ contents }) => plainValue(contents));
    return values.length > 1 ? values : values[0];
  } catch (error) {
    if (error instanceof RangeError) return undefined; // deeper than the stack
    throw error;
  }
}

/** What refers to another place stays the name of that place, so that nothing grows. */
function plainValue(node: unknown): Value {
  if (isAlias(node)) return `*${node.source}`;
  if (isSeq(node)) return node.items.map(plainValue);
  if (!isMap(node)) return isScalar(node) && node.value !== null ? String(node.value) : null;
  const found = new Map<string, Value>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : valueLines(plainValue(key)).lines.join(' ');
    const given = plainValue(value);
    const former = found.get(name);
    found.set(name, former === undefined ? given : [former, given]);
  }
  return Object.fromEntries(found);
}
