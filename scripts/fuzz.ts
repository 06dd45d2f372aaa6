/**
 * `npm run fuzz -- --count N [--seed N] [--only N]`: broken fixtures through the sandbox.
 *
 * Takes each fixture of `fixtures/`, breaks it (cut, bits flipped, bytes repeated, spliced with another, numbers set to
 * extremes) and reads it. Prints counts; exit status 1 where a child broke without our killing it for a limit, a reading
 * took longer than its limits allow, or memory grew. The same seed breaks alike.
 */
import { globSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { createSandbox, START_MS } from '../src/extract/sandbox.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const only = values.only === undefined ? undefined : Number(values.only);
const count = only === undefined ? Number(values.count) : only + 1;
const root = join(import.meta.dirname, '../fixtures');
/** Small ones break in more interesting places, and large ones take time. */
const LARGEST_BYTES = 300_000;
const PART_SECONDS = 5;

/** A 32-bit generator (Marsaglia's xorshift): the same seed gives the same files. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % Math.max(1, below);
  };
}

const random = randomFrom(Number(values.seed));
const files = globSync('{format,unscannable,demo}/**/*', { cwd: root })
  .filter((path) => !path.endsWith('.expect'))
  .map((path) => join(root, path))
  .filter((path) => statSync(path).isFile() && statSync(path).size <= LARGEST_BYTES)
  .sort();
const seeds = files.map((path) => ({ name: basename(path), bytes: readFileSync(path) }));

type Break = (bytes: Buffer) => Buffer;

const breaks: Readonly<Record<string, Break>> = {
  cut: (bytes) => bytes.subarray(0, random(bytes.length)),
  flip: (bytes) => {
    const broken = Buffer.from(bytes);
    for (let i = random(20); i >= 0; i--) {
      const at = random(broken.length);
      broken[at] = (broken[at] ?? 0) ^ (1 << random(8));
    }
    return broken;
  },
  extreme: (bytes) => {
    const broken = Buffer.from(bytes);
    const values = [0, 0xff, 0x7f, 0x80];
    const at = random(broken.length);
    broken.fill(values[random(values.length)] ?? 0, at, Math.min(broken.length, at + 1 + random(4)));
    return broken;
  },
  repeat: (bytes) => {
    const from = random(bytes.length);
    const piece = bytes.subarray(from, from + random(2000));
    return Buffer.concat([bytes.subarray(0, from), ...Array(1 + random(20)).fill(piece), bytes.subarray(from)]);
  },
  splice: (bytes) => {
    const other = seeds[random(seeds.length)]?.bytes ?? bytes;
    return Buffer.concat([bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length))]);
  },
  remove: (bytes) => {
    const from = random(bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + random(200))]);
  },
};

const limits = { ...DEFAULT_LIMITS, partSeconds: PART_SECONDS, partMemoryBytes: 400_000_000 };
const sandbox = createSandbox({ processes: 2, limits });
const reasons = new Map<string, number>();
const slow: string[] = [];
const faults: string[] = [];
let read = 0;
let memoryAtFirst = 0;

async function one(index: number): Promise<void> {
  const seed = seeds[random(seeds.length)];
  const kinds = Object.keys(breaks);
  const kind = kinds[random(kinds.length)] ?? 'cut';
  if (!seed) throw new RangeError('there are no fixtures');
  const bytes = breaks[kind]?.(seed.bytes) ?? seed.bytes;
  const label = `${index} ${kind} ${seed.name}`;
  if (only !== undefined && index !== only) return;
  const start = performance.now();
  try {
    const { unscannable } = await sandbox.extract(bytes, { name: seed.name });
    if (unscannable.length === 0) read++;
    for (const { reason } of unscannable) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    for (const each of unscannable) {
      if (each.reason === 'timed-out' || each.reason === 'out-of-memory')
        slow.push(`${label}: ${each.part} ${each.reason}`);
    }
  } catch (error) {
    faults.push(`${label}: ${error instanceof Error ? error.message : String(error)}`);
  }
  // A message may take ten times a part's seconds (see extract.ts); kills begin it anew, at most five times (sandbox.ts),
  // each after one part's time and with the start of a child.
  const tookMs = performance.now() - start;
  if (tookMs > PART_SECONDS * 1000 * 15 + START_MS * 5) faults.push(`${label}: took ${Math.round(tookMs)} ms`);
  if (index === Math.floor(count / 5)) memoryAtFirst = process.memoryUsage().rss;
}

const start = performance.now();
let next = 0;
await Promise.all(
  [1, 2].map(async () => {
    while (next < count) await one(next++);
  }),
);
const grewBytes = process.memoryUsage().rss - memoryAtFirst;
await sandbox.close();

console.log(
  `${count} broken files from ${seeds.length} fixtures in ${((performance.now() - start) / 1000).toFixed(1)} s`,
);
console.log(
  `read whole: ${read}; unscannable parts: ${[...reasons].map(([reason, n]) => `${reason} ${n}`).join(', ')}`,
);
for (const line of slow) console.log(`over a limit: ${line}`);
for (const line of faults) console.log(`FAULT: ${line}`);
console.log(
  `faults: ${faults.length}; memory of this process grew by ${(grewBytes / 1e6).toFixed(0)} MB after the first fifth`,
);
process.exitCode = faults.length > 0 || grewBytes > 200e6 ? 1 : 0;
