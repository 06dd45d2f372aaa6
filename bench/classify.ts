/**
 * Text classified in a CPU second, in one thread with all categories on; and what the roll costs.
 *
 * Prose is the training texts shuffled by a fixed seed, so that it has as many hits as real mail; a sheet is a membership
 * list. Medians of five runs in a process that is warm, as a worker is; CPU is user and system time of this process.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { classify } from '../classifiers/classifier.ts';
import { buildRoll, openRoll, type RollKind } from '../classifiers/roll.ts';
import { type Document, type Part, type Place, whollyRead } from '../src/document/document.ts';
import { normalise } from '../src/document/text.ts';
import { EMPTY_REGISTER } from '../src/register/register.ts';

const SIZES = [1, 10, 50];
const RUNS = 5;
const WARM_UP = 40;
const CONTEXT = { normalise, register: EMPTY_REGISTER, fingerprints: [], roll: null, rules: [], today: '2026-11-24' };
const MEMBERS = 1_000_000;

export async function benchClassify(): Promise<void> {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'labelled', 'train');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:txt|md|eml)$/.test(name)).sort();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  warmUp(prose(texts, 1e6));
  const ordinary = texts.map((text) => text.replace(/\n/g, ' '));
  for (const size of SIZES) {
    const runs = size >= 50 ? 1 : RUNS;
    print(`prose, ${size} MB`, prose([...texts, ...ordinary], size * 1e6), 'body', runs);
    print(`sheet, ${size} MB`, sheet(size * 1e6), 'cell', runs);
  }
  roll();
}

function warmUp(text: string): void {
  for (let run = 0; run < WARM_UP; run++) classify(documentOf(text, 'body'), CONTEXT);
}

function print(what: string, text: string, place: Place, runs: number): void {
  const document = documentOf(text, place);
  const rates: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < runs; run++) {
    rates.push(rateOf(text, () => classify(document, CONTEXT)));
    floors.push(rateOf(text, () => wordsOf(text)));
  }
  const rate = median(rates);
  const share = (100 * rate) / median(floors);
  process.stdout.write(
    `${what.padEnd(16)}${rate.toFixed(1).padStart(8)} MB a CPU second   ${share.toFixed(0).padStart(3)} % of finding words by an expression\n`,
  );
}

function rateOf(text: string, work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return text.length / (user + system);
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

/** A measure of how fast the machine is just now: V8's own expression for words, without a look at any of them. */
function wordsOf(text: string): number {
  const word = /[\p{L}\p{N}]+/gu;
  let words = 0;
  while (word.test(text)) words++;
  return words;
}

function prose(texts: readonly string[], length: number): string {
  let state = 20;
  const pieces: string[] = [];
  for (let size = 0; size < length; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const text = texts[state % texts.length] ?? '';
    pieces.push(text);
    size += text.length + 2;
  }
  return pieces.join('\n\n').slice(0, length);
}

function sheet(length: number): string {
  const rows = ['Membership No\tFirst name\tSurname\tPostcode\tEmail\tMobile\tStatus'];
  for (let at = 0, size = 0; size < length; at++) {
    const row = `L${1_000_000 + at}\tInes\tCalder\tZZ99 1QT\tines${at}@home.example\t07700 900114\tActive`;
    rows.push(row);
    size += row.length + 1;
  }
  return rows.join('\n');
}

function documentOf(text: string, place: Place): Document {
  const part: Part = { path: 'bench', type: 'text/plain', sizeBytes: text.length, segments: [{ place, text }] };
  return { kind: 'document', parts: [part], unscannable: [], ledger: [whollyRead(part)] };
}

function roll(): void {
  const key = [1, 2, 3, 4] as const;
  const table = buildRoll(MEMBERS, MEMBERS * 4, keys(), key);
  const opened = openRoll(table, key);
  const asked = Array.from({ length: 500_000 }, (_, at) => `L${at * 4}`);
  let known = 0;
  for (const number of asked.slice(0, 50_000)) if (opened.has('number', number)) known++;
  const before = process.cpuUsage();
  for (const number of asked) if (opened.has('number', number)) known++;
  const { user, system } = process.cpuUsage(before);
  const megabytes = table.slots.byteLength / 1e6;
  process.stdout.write(
    `roll, ${MEMBERS} members: ${megabytes.toFixed(0)} MB, ${((user + system) / asked.length).toFixed(2)} µs of CPU a lookup (${known} known)\n`,
  );
}

function* keys(): Generator<readonly [RollKind, string]> {
  for (let at = 0; at < MEMBERS; at++) {
    yield ['number', `L${at}`];
    yield ['email', `member${at}@home.example`];
    yield ['phone', `07${at}`];
    yield ['name-postcode', `member${at}|zz99`];
  }
}
