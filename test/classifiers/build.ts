/** Builders of documents and contexts for tests of the classifiers. */
import { classify } from '../../classifiers/classifier.ts';
import type { ClassifyContext } from '../../classifiers/context.ts';
import type { Category, Finding } from '../../classifiers/finding.ts';
import { type Document, type Part, type Place, whollyRead } from '../../src/document/document.ts';
import { normalise } from '../../src/document/text.ts';
import { createRegister, EMPTY_ENTRIES, EMPTY_REGISTER } from '../../src/register/register.ts';
import type { RegisterEntries } from '../../src/register/types.ts';

export function document(...segments: readonly (readonly [Place, string])[]): Document {
  const texts = segments.map(([place, text]) => ({ place, text }));
  const part: Part = { path: 'a.txt', type: 'text/plain', sizeBytes: 1, segments: texts };
  return { kind: 'document', parts: [part], unscannable: [], ledger: [whollyRead(part)] };
}

export function context(over: Partial<ClassifyContext> = {}): ClassifyContext {
  return { normalise, register: EMPTY_REGISTER, fingerprints: [], roll: null, rules: [], today: '2026-11-24', ...over };
}

export function registerOf(entries: Partial<RegisterEntries>) {
  return createRegister({ ...EMPTY_ENTRIES, ...entries }, 'test');
}

export function find(text: string, category: Category, over: Partial<ClassifyContext> = {}): Finding | undefined {
  return classify(document(['body', text]), context(over)).find((finding) => finding.category === category);
}

/** Rows of a category's test: what it takes, and what it must not. */
export type Row = readonly [why: string, text: string, isTaken: boolean];

export function isTaken(text: string, category: Category): boolean {
  return (find(text, category)?.confidence ?? 0) >= 0.5;
}
