import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { createSandbox, SandboxError } from '../../src/extract/sandbox.ts';
import { messageOf } from './archives.ts';

/** Decoding this takes a reader many seconds in which it hears nothing: a gigabyte of zeros as a few thousand bytes. */
const tenMegabytes = execFileSync('bzip2', ['-9'], { input: Buffer.alloc(10_000_000) });
const slow = { name: 'slow.txt.bz2', content: Buffer.concat(Array(100).fill(tenMegabytes)) };
const large = { name: 'large.txt.gz', content: gzipSync(Buffer.alloc(400_000_000, 'word ')) };
const after = { name: 'after.txt', content: Buffer.from('tokAfter') };
const generous = { ...DEFAULT_LIMITS, ratio: 1e9, expandedBytes: 2e9 };
const plain = { bytes: messageOf([after]), source: { name: 'm.eml' } };

const onePagePdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 38>>stream
BT /F1 24 Tf 50 100 Td (tokPdf) Tj ET
endstream endobj trailer<</Root 1 0 R>>
`;

const ROOT = join(import.meta.dirname, '../..');

const children = () =>
  execFileSync('pgrep', ['-P', String(process.pid), '-f', 'sandbox-start'], { encoding: 'utf8' })
    .trim()
    .split('\n');

describe('the sandbox', () => {
  const sandbox = createSandbox({ processes: 2, limits: { ...generous, partSeconds: 1 } });
  const small = createSandbox({ processes: 1, limits: { ...generous, partMemoryBytes: 20_000_000 } });
  afterAll(() => Promise.all([sandbox.close(), small.close()]));

  it('reads as the process itself reads', async () => {
    const { parts } = await sandbox.extract(plain.bytes, plain.source);
    expect(parts.map(({ path }) => path)).toEqual(['body', 'after.txt']);
  });

  // What a child may not do, libraries ask for: native add-ons, `process.binding`.
  it.each([
    ['a PDF', 'a.pdf', Buffer.from(onePagePdf), 'tokPdf'],
    [
      'a 7z archive',
      '7zip.7z',
      readFileSync(join(import.meta.dirname, '../../fixtures/format/archive/7zip.7z')),
      'tokMember',
    ],
  ])('reads %s under the rights of a child', async (_why, name, bytes, token) => {
    const { parts, unscannable } = await sandbox.extract(bytes, { name });
    expect(unscannable).toEqual([]);
    expect(parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n')).toContain(token);
  });

  it('kills a part that takes too long, tells it, and reads the rest; other messages do not wait', async () => {
    const poisoned = sandbox.extract(messageOf([slow, after]), { name: 'm.eml' });
    const beside = await Promise.all(Array.from({ length: 20 }, () => sandbox.extract(plain.bytes, plain.source)));
    expect(beside.every(({ unscannable }) => unscannable.length === 0)).toBe(true);
    const { unscannable, parts } = await poisoned;
    expect(unscannable).toEqual([expect.objectContaining({ part: 'slow.txt.bz2/slow.txt', reason: 'timed-out' })]);
    expect(parts.find(({ path }) => path === 'after.txt')?.segments.at(-1)?.text).toBe('tokAfter');
  });

  it('charges no part with the start of its child', async () => {
    // With the half second that is always given a tenth of a second is left: less than any child takes to start.
    const hasty = createSandbox({ processes: 1, limits: { ...generous, partSeconds: -0.4 } });
    const { parts } = await hasty.extract(plain.bytes, plain.source);
    expect(parts.length).toBeGreaterThan(0);
    await hasty.close();
  });

  it('gives up behind the last of several poisoned parts instead of killing for ever', async () => {
    const { unscannable } = await sandbox.extract(messageOf([slow, slow, slow, slow, slow, after]), { name: 'm.eml' });
    expect(unscannable.map(({ reason }) => reason)).toEqual(Array(unscannable.length).fill('timed-out'));
    expect(unscannable.map(({ part }) => part)).toContain('after.txt');
  }, 60_000);

  it('kills a part that takes too much memory, tells it, and reads the rest', async () => {
    const { unscannable, parts } = await small.extract(messageOf([large, after]), { name: 'm.eml' });
    expect(unscannable).toEqual([expect.objectContaining({ part: 'large.txt.gz/large.txt', reason: 'out-of-memory' })]);
    expect(parts.some(({ path }) => path === 'after.txt')).toBe(true);
  }, 30_000);

  it('hands its children nothing of our environment', async () => {
    process.env.RETICENT_SECRET = 'a secret';
    const fresh = createSandbox({ processes: 1, limits: DEFAULT_LIMITS });
    await fresh.extract(plain.bytes, plain.source);
    for (const pid of children()) {
      const names = readFileSync(join('/proc', pid, 'environ'), 'utf8').match(/[^\0=]+(?==)/g);
      expect(names).toEqual(['MALLOC_ARENA_MAX']);
    }
    await fresh.close();
  });

  it.each([
    ['write where compiled code is kept', `fs.writeFileSync(ROOT + '/node_modules/.cache/reticent/planted', '')`],
    ['write beside our code', `fs.writeFileSync(ROOT + '/src/planted.ts', '')`],
    ['write elsewhere', `fs.writeFileSync('/tmp/reticent-planted', '')`],
    ['read what is not code', `fs.readFileSync('/etc/passwd')`],
    ['start a program', `require('node:child_process').execFileSync('true')`],
    ['start a thread, which would have the rights', `new (require('node:worker_threads').Worker)('', { eval: true })`],
    [
      'start a thread without the bounds',
      `new (require('node:worker_threads').Worker)('', { eval: true, execArgv: [] })`,
    ],
  ])('does not let a child %s', async (_what, deed) => {
    await small.extract(plain.bytes, plain.source);
    const [pid = ''] = children();
    const [node = '', ...rights] = readFileSync(join('/proc', pid, 'cmdline'), 'utf8')
      .split('\0')
      .slice(0, -3);
    const code = `const ROOT = ${JSON.stringify(ROOT)}; try { ${deed}; console.log('done') } catch (error) { console.log(error.code) }`;
    const said = execFileSync(node, [...rights, '--eval', code], { encoding: 'utf8', cwd: ROOT, env: {} });
    expect(said.trim()).toBe('ERR_ACCESS_DENIED');
  });

  it('reads a picture in a child, without a thread', async () => {
    const bytes = readFileSync(join(ROOT, 'fixtures/format/image/scan.png'));
    const unhurried = createSandbox({ processes: 1, limits: DEFAULT_LIMITS });
    try {
      const { parts, unscannable } = await unhurried.extract(bytes, { name: 'picture.png' });
      expect(unscannable).toEqual([]);
      expect(parts.flatMap(({ segments }) => segments)).not.toEqual([]);
    } finally {
      await unhurried.close();
    }
  }, 30_000);

  it('ends the children that have nothing to do, but for one', async () => {
    await small.extract(plain.bytes, plain.source);
    const others = children();
    const resting = createSandbox({ processes: 2, limits: DEFAULT_LIMITS, idleMs: 1 });
    const own = () => children().filter((pid) => !others.includes(pid)).length;
    const readings = [1, 2].map(() => resting.extract(plain.bytes, plain.source));
    expect(own()).toBe(2);
    await Promise.all(readings);
    await expect.poll(own, { timeout: 20_000 }).toBe(1);
    await resting.close();
  }, 30_000);

  it('ends a reading that nobody waits for any more', async () => {
    const waiting = new AbortController();
    const reading = sandbox.extract(messageOf([slow]), { name: 'm.eml' }, waiting.signal);
    waiting.abort();
    await expect(reading).rejects.toThrow('aborted');
  });

  it('refuses those who wait for a child when it is closed', async () => {
    const one = createSandbox({ processes: 1, limits: DEFAULT_LIMITS });
    const readings = Array.from({ length: 5 }, () => one.extract(plain.bytes, plain.source));
    const ended = Promise.allSettled(readings);
    await one.close();
    expect((await ended).at(-1)).toEqual({ status: 'rejected', reason: expect.any(SandboxError) });
  });

  const failures: [why: string, fail: () => ChildProcess][] = [
    [
      'spawn EMFILE',
      () => {
        const unborn = new EventEmitter();
        process.nextTick(() => unborn.emit('error', new Error('spawn EMFILE')));
        return unborn as ChildProcess;
      },
    ],
    [
      'spawn ENOMEM',
      () => {
        throw new Error('spawn ENOMEM');
      },
    ],
  ];
  it.each(failures)('outlives %s, tells it, and reads when a child can be started', async (why, fail) => {
    let full = true;
    const begin = ((...how: Parameters<typeof spawn>) => (full ? fail() : spawn(...how))) as typeof spawn;
    const starved = createSandbox({ processes: 1, limits: DEFAULT_LIMITS, spawn: begin });
    starved.warm();
    const reading = starved.extract(plain.bytes, plain.source);
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'SandboxError', cause: new Error(why) }));
    full = false;
    const { unscannable } = await starved.extract(plain.bytes, plain.source);
    expect(unscannable).toEqual([]);
    await starved.close();
  });

  it('reads nothing once it is closed', async () => {
    const closed = createSandbox({ processes: 1, limits: DEFAULT_LIMITS });
    await closed.close();
    await expect(closed.extract(plain.bytes, plain.source)).rejects.toThrow(SandboxError);
  });
});
