/**
 * Files that stand in a text as base64: the source of a mail that somebody saved or pasted, a field of an export, PEM.
 *
 * Source: RFC 4648 4, RFC 7468 (PEM). What it makes must be text, or begin as a file does; keys, certificates, tokens and
 * what else nobody knows stays the letters that it is.
 */
import { isUtf8 } from 'node:buffer';
import { signatureType } from './detect.ts';
import type { ChildFound } from './extractor.ts';

/** Whole lines, then a last one; or a long one alone. Each line is looked at once. */
const BLOCK =
  /^[A-Za-z0-9+/]{100,}={0,2}$|(?:^[ \t]*[A-Za-z0-9+/]{40,80}[ \t]*\n)+[ \t]*(?:[A-Za-z0-9+/]{1,80}={0,2})?/gm;

/** Yields each, and returns the text without them. */
export function* withoutBase64(text: string): Generator<ChildFound, string> {
  const words: string[] = [];
  let done = 0;
  for (const { 0: block, index } of text.matchAll(BLOCK)) {
    const bytes = fileIn(block);
    if (!bytes) continue;
    yield { kind: 'child', name: 'base64', open: async () => bytes };
    words.push(text.slice(done, index));
    done = index + block.length;
  }
  return words.join('') + text.slice(done);
}

/** Of base64; what is shorter is a name or a number. */
export const LEAST_PACKED = 100;

/** Letters of a value that is nothing but base64. */
const WHOLE = /^[A-Za-z0-9+/\s]{100,}={0,2}\s*$/;

/** Yields those of single values, such as the strings of JSON or the texts of elements. */
export function* base64Values(values: Iterable<string>): Generator<ChildFound> {
  for (const value of values) {
    const bytes = value.length >= LEAST_PACKED && WHOLE.test(value) ? fileIn(value) : undefined;
    if (bytes) yield { kind: 'child', name: 'base64', open: async () => bytes };
  }
}

/** The bytes where they are a text or a file. */
function fileIn(written: string): Buffer | undefined {
  const bytes = Buffer.from(written, 'base64');
  return signatureType(bytes) || isWords(bytes) ? bytes : undefined;
}

/** Of base64 that is no text, a third would be letters by chance. */
function isWords(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096).toString('latin1');
  const letters = head.match(/[\t\n\r -~\x80-\xff]/g)?.length ?? 0;
  const ascii = head.match(/[\t\n\r -~]/g)?.length ?? 0;
  return letters > head.length * 0.98 && (isUtf8(bytes) || ascii > head.length * 0.8);
}
