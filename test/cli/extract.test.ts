import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'fixtures');

function run<Line>(command: 'extract' | 'scan', paths: string[], input = '') {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'src/cli/start.js'), command, '--json', ...paths],
    { cwd: root, encoding: 'utf8', input },
  );
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return { lines, stderr, status };
}

const extract = (paths: string[], input?: string) => run<Record<string, unknown>>('extract', paths, input);

describe('reticent extract --json', () => {
  it('prints a line for each part and place, and for each part that cannot be read', () => {
    const path = join(fixtures, 'unscannable/encrypted/zipcrypto.zip');
    const { lines, status } = extract([path]);
    expect(status).toBe(3); // names are all that could be had
    expect(lines).toContainEqual({
      path,
      part: 'zipcrypto.zip/tokPlain.txt',
      place: 'file-name',
      text: 'tokPlain.txt',
    });
    expect(lines).toContainEqual({ path, part: 'zipcrypto.zip/tokPlain.txt', unscannable: 'encrypted' });
  });

  it('tells with --ledger of each part what was there and what was read', () => {
    const path = join(fixtures, 'unscannable/encrypted/zipcrypto.zip');
    const { lines, status } = extract(['--ledger', path]);
    const nothing = { there: 0, read: 0 };
    const none = { pages: nothing, sheets: nothing, slides: nothing, pictures: nothing };
    expect(status).toBe(3);
    expect(lines).toContainEqual({
      ...{ path, part: 'zipcrypto.zip', type: 'application/zip', bytes: { there: 557, read: 557 } },
      ...{ ...none, depth: 0, why: null },
    });
    expect(lines).toContainEqual({
      ...{ path, part: 'zipcrypto.zip/tokPlain.txt', type: 'application/octet-stream', bytes: { there: 10, read: 0 } },
      ...{ ...none, depth: 1, why: 'encrypted' },
    });
  });

  it('reads a message on standard input', () => {
    const { lines, status } = extract(['-'], 'From: a@x.example\nSubject: tokSubject\n\ntokBody\n');
    expect(status).toBe(0);
    expect(lines).toContainEqual({ path: '-', part: 'body', place: 'body', text: 'tokBody' });
  });

  it('numbers the messages of a mailbox', () => {
    const path = join(fixtures, 'format/mbox/two.mbox');
    const { lines } = extract([path]);
    expect(lines).toContainEqual({ path: `${path}#2`, part: 'body', place: 'body', text: 'tokTwoBody' });
  });

  it('walks folders, goes on past what is not there, and says so', () => {
    const { lines, stderr, status } = extract(['/nowhere/at-all', join(fixtures, 'format/structured')]);
    expect(status).toBe(3);
    expect(stderr).toBe('reticent: /nowhere/at-all: there is no such file\n');
    expect(new Set(lines.map(({ path }) => path)).size).toBeGreaterThan(3);
  });

  it('reads under the limits of the policy file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'extract-'));
    await writeFile(join(folder, 'policy.yaml'), 'limits: { depth: 1 }\n');
    await writeFile(join(folder, 'reticent.yaml'), `policy: ${join(folder, 'policy.yaml')}\n`);
    const path = join(fixtures, 'format/archive/gnu.tar.gz');
    const tooDeep = { path, part: 'gnu.tar.gz/gnu.tar/tokPlain.txt', unscannable: 'too-deep' };
    expect(extract([path]).lines).not.toContainEqual(tooDeep);
    expect(extract(['--policy', join(folder, 'policy.yaml'), path]).lines).toContainEqual(tooDeep);
    expect(extract(['--config', join(folder, 'reticent.yaml'), path]).lines).toContainEqual(tooDeep);
    await rm(folder, { recursive: true });
  });

  it('gives a line for each part and place, and the text that `scan --json` points into, whatever the format', () => {
    const files = globSync('format/marked/*', { cwd: fixtures })
      .sort()
      .map((file) => join(fixtures, file));
    expect(files.length).toBeGreaterThan(8);
    const texts = new Map<string, string>();
    for (const { path, part, place, text } of extract(files).lines) {
      if (typeof text !== 'string') continue;
      expect(texts.has(`${path} ${part} ${place}`)).toBe(false);
      texts.set(`${path} ${part} ${place}`, text);
    }
    const scanned = run<Scanned>('scan', ['--all-signals', ...files]).lines;
    expect(scanned.map(({ path }) => path)).toEqual(files);
    for (const { path, findings, belowThreshold } of scanned) {
      const told = [...findings, ...belowThreshold];
      expect(findings.map(({ category }) => category)).toEqual(expect.arrayContaining(['declared', 'minutes']));
      for (const { part, place, quote, start, end } of told.flatMap(({ evidence }) => evidence)) {
        expect(texts.get(`${path} ${part} ${place}`)?.slice(start, end)).toBe(quote);
      }
      // Seen through letters set apart, and quoted as written.
      const quotes = findings.flatMap(({ evidence }) => evidence.map(({ quote }) => quote));
      expect(quotes).toContainEqual('C O N F I D E N T I A L');
    }
  });
});

interface Told {
  readonly category: string;
  readonly evidence: readonly {
    readonly part: string;
    readonly place: string;
    readonly quote: string;
    readonly start: number;
    readonly end: number;
  }[];
}

interface Scanned {
  readonly path: string;
  readonly findings: readonly Told[];
  readonly belowThreshold: readonly Told[];
}
