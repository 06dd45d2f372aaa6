import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { coverageOf, type UnscannableReason } from '../../src/document/document.ts';
import { extract } from '../../src/extract/extract.ts';
import type { Limits } from '../../src/policy/policy.ts';
import { messageOf, zipOf } from './archives.ts';
import { quineZip } from './quine.ts';

const text = (content: string) => [{ name: 'a.txt', content: Buffer.from(content) }];
const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1e6);

function nested(levels: number): Buffer {
  let inner = zipOf(text('tokInnermost'));
  for (let i = 1; i < levels; i++) inner = zipOf([{ name: 'inner.zip', content: inner }]);
  return inner;
}

const rows: [
  why: string,
  name: string,
  bytes: Buffer,
  limits: Partial<Limits>,
  part: RegExp,
  reason: UnscannableReason,
][] = [
  [
    'a member that expands too well',
    'a.zip',
    zipOf([{ name: 'z', content: zeros(50) }]),
    {},
    /^a\.zip\/z$/,
    'too-large',
  ],
  ['gzip that expands too well', 'z.gz', gzipSync(zeros(50)), {}, /^z\.gz\/z$/, 'too-large'],
  [
    'members that share their data',
    'a.zip',
    zipOf(
      Array.from({ length: 300 }, (_, i) => ({ name: `${i}`, content: zeros(1) })),
      { overlap: true },
    ),
    {},
    /^a\.zip\//,
    'too-large',
  ],
  ['an archive that holds itself', 'q.zip', quineZip(), {}, /^q\.zip(\/quine-of-26-characters\.zip){11}$/, 'too-deep'],
  ['archives in archives', 'a.zip', nested(14), {}, /inner\.zip$/, 'too-deep'],
  [
    'more parts than may be',
    'a.zip',
    zipOf(Array.from({ length: 40 }, (_, i) => ({ name: `${i}`, content: Buffer.from('x') }))),
    { parts: 20 },
    /^a\.zip$/,
    'too-many-parts',
  ],
  [
    'more bytes than a message may have',
    'm.eml',
    messageOf(text('x'.repeat(5000))),
    { messageBytes: 1000 },
    /^body$/,
    'too-large',
  ],
  [
    'more expanded bytes than may be',
    'a.zip',
    zipOf(text('word '.repeat(100_000))),
    { expandedBytes: 10_000 },
    /a\.txt$/,
    'too-large',
  ],
];

describe('limits', () => {
  it.each(rows)('stop %s', async (_why, name, bytes, limits, part, reason) => {
    const { unscannable, ledger } = await extract(bytes, { name }, { ...DEFAULT_LIMITS, ...limits });
    expect(unscannable.filter((each) => each.reason === reason && part.test(each.part)).length).toBeGreaterThan(0);
    const { read, bytes: there } = coverageOf(ledger);
    expect(read).toBeLessThan(there);
  });

  it.each(rows.slice(0, 6))('read the rest beside %s', async (_why, name, bytes, limits) => {
    const message = messageOf([
      { name, content: bytes },
      { name: 'after.txt', content: Buffer.from('tokAfter') },
    ]);
    const { parts } = await extract(
      message,
      { name: 'm.eml' },
      { ...DEFAULT_LIMITS, ...limits, parts: DEFAULT_LIMITS.parts },
    );
    expect(parts.find(({ path }) => path === 'after.txt')?.segments.at(-1)?.text).toBe('tokAfter');
  });

  it('reads the head of a message that is too large, because it says to whom it goes', async () => {
    const message = messageOf(text('x'.repeat(5000)));
    const { head } = await extract(message, { name: 'm.eml' }, { ...DEFAULT_LIMITS, messageBytes: 1000 });
    expect(head?.to).toEqual([{ address: 'b@home.example', name: '' }]);
  });

  it('lets an honest archive of repetitive text pass', async () => {
    const { unscannable } = await extract(
      zipOf(text('the same line\n'.repeat(20_000))),
      { name: 'a.zip' },
      DEFAULT_LIMITS,
    );
    expect(unscannable).toEqual([]);
  });

  it('stops opening members once an archive has given its share, so that a bomb costs no more than its limit', async () => {
    const bomb = zipOf(
      Array.from({ length: 300 }, (_, i) => ({ name: `${i}`, content: zeros(1) })),
      { overlap: true },
    );
    const { ledger } = await extract(bomb, { name: 'a.zip' }, DEFAULT_LIMITS);
    expect(coverageOf(ledger).read).toBeLessThan(10_000_000);
  });
});
