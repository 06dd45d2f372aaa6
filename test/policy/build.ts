/** Builders for the policy's tests: findings, documents and circumstances over the register of the fixtures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Category, Finding } from '../../classifiers/finding.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { type Document, type Part, whollyRead } from '../../src/document/document.ts';
import type { Circumstances, Claim } from '../../src/policy/decision.ts';
import { loadRegister } from '../../src/register/load.ts';

const file = join(import.meta.dirname, '../../fixtures/register.yaml');
export const register = loadRegister(readFileSync(file, 'utf8'), file);

/** Two weeks before the NEC of the fixtures meets. */
export const TODAY = '2026-11-24';

const PARAGRAPHS: Readonly<Record<string, readonly string[]>> = {
  declared: ['5(a)'],
  membership: ['5(b)', '5(c)'],
  disciplinary: ['5(b)', '5(c)'],
};

export function finding(category: Category, over: Partial<Finding> = {}): Finding {
  return {
    category,
    paragraphs: PARAGRAPHS[category] ?? ['5(b)'],
    part: 'body',
    confidence: 0.9,
    strictly: false,
    body: null,
    unit: null,
    people: 0,
    exposed: [],
    cases: [],
    tells: null,
    beyond: [],
    fingerprints: [],
    evidence: [],
    ...over,
  };
}

/** A document of one body, wholly read unless told otherwise. */
export function document(text = 'A text.', over: Partial<Document> = {}): Document {
  const part: Part = { path: 'body', type: 'text/plain', sizeBytes: text.length, segments: [{ place: 'body', text }] };
  return { kind: 'message', parts: [part], unscannable: [], ledger: [whollyRead(part)], ...over };
}

export function circumstances(from: string, to: readonly string[], over: Partial<Circumstances> = {}): Circumstances {
  return {
    login: from,
    from: [from],
    recipients: to,
    claims: [],
    today: TODAY,
    register,
    policy: DEFAULT_POLICY,
    ...over,
  };
}

export function claim(...codes: string[]): Claim {
  return { codes, reason: 'a reason', source: 'header' };
}
