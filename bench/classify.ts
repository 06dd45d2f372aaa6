/**
 * Text classified in a CPU second, in one thread with all categories on; what a mail of 6 KB costs, and what the roll.
 *
 * Prose is the training texts shuffled by a fixed seed, each as it is or with its lines run together, so that it has more
 * hits than real mail; a sheet is a membership list of people who differ. Medians of five runs in a process that is
 * warm, as a worker is; CPU is user and system time of this process.
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
const MAILS = 400;
const MAIL_BYTES = 6000;

export async function benchClassify(): Promise<void> {
  const folder = join(import.meta.dirname, '..', 'fixtures', 'labelled', 'train');
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:txt|md|eml)$/.test(name)).sort();
  const texts: string[] = [];
  // One after another: they are more than a process may have open.
  for (const name of names) texts.push(await readFile(join(folder, name), 'utf8'));
  warmUp(prose(texts, 1e6));
  const both = [...texts, ...texts.map((text) => text.replace(/\n/g, ' '))];
  for (const size of SIZES) {
    const runs = size >= 50 ? 1 : RUNS;
    print(`prose, ${size} MB`, prose(both, size * 1e6), 'body', runs);
    print(`sheet, ${size} MB`, sheet(size * 1e6), 'cell', runs);
  }
  mails(prose(both, MAILS * MAIL_BYTES));
  roll();
}

/** Bodies of a mail's usual length, one document each: what is done once a document counts here. */
function mails(text: string): void {
  const documents = Array.from({ length: MAILS }, (_mail, at) =>
    documentOf(text.slice(at * MAIL_BYTES, (at + 1) * MAIL_BYTES), 'body'),
  );
  const costs = Array.from({ length: RUNS }, () => {
    const before = process.cpuUsage();
    for (const document of documents) classify(document, CONTEXT);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / MAILS;
  });
  process.stdout.write(`mail, 6 KB      ${median(costs).toFixed(2).padStart(8)} ms of CPU a mail\n`);
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

const FIRST = 'Ines Priya Tom Aoife Dylan Zainab Owen Marta Kofi Bethan Joe Sunita Angharad Piotr Grace Yusuf'.split(
  ' ',
);
const LAST = "Calder Nair Petty O'Brien Webb-Hall Achebe Rees Kowalski Mensah Doyle Griffiths Khan Ferro Nunn".split(
  ' ',
);
const STANDINGS = ['Active', 'Active', 'Active', 'In arrears', 'Lapsed', 'Active', '2 months behind'];

function sheet(length: number): string {
  const rows = ['Membership No\tFirst name\tSurname\tPostcode\tEmail\tMobile\tStatus'];
  for (let at = 0, size = 0; size < length; at++) {
    const first = FIRST[at % FIRST.length] ?? '';
    const last = LAST[(at * 7) % LAST.length] ?? '';
    const postcode = `ZZ99 ${at % 10}${String.fromCharCode(65 + (at % 23), 65 + (at % 19))}`;
    const mobile = `07700 900${String(at % 1000).padStart(3, '0')}`;
    const row = `L${1_000_000 + at}\t${first}\t${last}\t${postcode}\t${first.toLowerCase()}${at}@home.example\t${mobile}\t${STANDINGS[at % STANDINGS.length]}`;
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
