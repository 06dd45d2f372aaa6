/**
 * `npm run evaluate -- padded`: matters of `fresh` with innocent texts before, behind, and on both sides, in one body.
 *
 * People paste minutes under a chat and put a list below a letter. What stands around a matter is drawn with a fixed seed;
 * half of it are look-alikes, as in `fresh` itself. A matter that is not found alone is left out.
 */
import { extname, join } from 'node:path';
import { classify } from '../classifiers/classifier.ts';
import type { BuiltInCategory } from '../classifiers/finding.ts';
import { classifiers } from '../classifiers/index.ts';
import { readLabelledBytes } from '../src/cli/labelled.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';
import { type Document, whollyRead } from '../src/document/document.ts';
import { normalise } from '../src/document/text.ts';
import { thresholdOf } from '../src/policy/thresholds.ts';

/** In characters: what is longer is not drowned, and what is shorter drowns nothing. */
const LONGEST_MATTER = 2500;
const SHORTEST_INNOCENT = 200;
const LONGEST_INNOCENT = 1800;
const INNOCENTS_TOGETHER = 500;

const PLACES: readonly (readonly [string, (matter: string, one: string, other: string) => string[]])[] = [
  ['behind', (matter, one) => [one, matter]],
  ['before', (matter, one) => [matter, one]],
  ['between', (matter, one, other) => [one, matter, other]],
];

export async function paddedReport(root: string): Promise<string> {
  const reference = loadReference(loadConfig(undefined, {}));
  const found = (texts: readonly string[]): ReadonlySet<string> => {
    const findings = classify(documentOf(texts.join('\n\n')), { ...reference, normalise });
    const held = findings.filter(({ category, confidence }) => confidence >= thresholdOf(category, reference));
    return new Set(held.map(({ category }) => category));
  };

  const { matters, innocents } = await textsOf(join(root, 'fixtures', 'labelled', 'fresh.jsonl'));
  const draw = drawing(innocents);
  const lines = [`category          ${PLACES.map(([place]) => place.padStart(8)).join('')}   of those found alone`];
  for (const { category } of classifiers) {
    const alone = matters.filter(({ labels, text }) => labels.includes(category) && found([text]).has(category));
    const shares = PLACES.map(([, put]) => {
      const seen = alone.filter(({ text }) => found(put(text, draw(), draw())).has(category)).length;
      return (seen / Math.max(1, alone.length)).toFixed(3).padStart(8);
    });
    lines.push(`${category.padEnd(18)}${shares.join('')}   ${alone.length}`);
  }
  const pairs = Array.from({ length: INNOCENTS_TOGETHER }, () => found([draw(), draw()]).size > 0);
  const single = innocents.filter((text) => found([text]).size > 0).length;
  lines.push(
    '',
    `innocents held: ${single} of ${innocents.length} alone, ${pairs.filter(Boolean).length} of ${pairs.length} pairs`,
  );
  return `${lines.join('\n')}\n`;
}

interface Matter {
  readonly labels: readonly BuiltInCategory[];
  readonly text: string;
}

async function textsOf(list: string): Promise<{ matters: Matter[]; innocents: string[] }> {
  const matters: Matter[] = [];
  const innocents: string[] = [];
  for await (const { file, labels, bytes } of readLabelledBytes(list)) {
    const text = bytes.toString('utf8').trim();
    if (extname(file) !== '.txt') continue;
    if (labels.length > 0 && text.length <= LONGEST_MATTER) matters.push({ labels, text });
    if (labels.length === 0 && text.length >= SHORTEST_INNOCENT && text.length <= LONGEST_INNOCENT)
      innocents.push(text);
  }
  return { matters, innocents };
}

/** One of the texts each time, in an order that is always the same. */
function drawing(texts: readonly string[]): () => string {
  let state = 20;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return texts[Math.floor((state / 2 ** 32) * texts.length)] ?? '';
  };
}

function documentOf(text: string): Document {
  const part = {
    path: 'body',
    type: 'text/plain',
    sizeBytes: text.length,
    segments: [{ place: 'body', text }],
  } as const;
  return { kind: 'document', parts: [part], unscannable: [], ledger: [whollyRead(part)] };
}
