import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reticent } from './run.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluate-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listOf(...lines: readonly object[]): Promise<string> {
  const list = join(folder, 'labelled.jsonl');
  await writeFile(list, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return list;
}

const labelled = (file: string, ...labels: string[]) => ({ file: relative(folder, join(fixtures, file)), labels });

describe('reticent evaluate', () => {
  it('judges messages, documents and pictures by their labels, and ends', async () => {
    const list = await listOf(
      labelled('demo/15-minutes-in-word.eml', 'declared', 'minutes'),
      labelled('format/image/animated.gif'),
    );
    const { status, stdout } = await reticent(['evaluate', list]);
    expect(stdout).toMatch(/^2 files$/m);
    expect(stdout).toMatch(/^minutes +1\.000 +1\.000 +1\.000/m);
    expect(stdout).toMatch(/^ordinary files held: 0 of 1$/m);
    expect(status).toBe(0);
  });

  it.each([
    ['a label that is none', { file: 'a.txt', labels: ['gossip'] }, /labelled\.jsonl.*1/],
    ['a file that is not there', { file: 'nowhere.txt', labels: [] }, /nowhere\.txt/],
  ])('%s is wrong usage', async (_what, line, told) => {
    const { status, stderr } = await reticent(['evaluate', await listOf(line)]);
    expect(stderr).toMatch(told);
    expect(status).toBe(2);
  });
});
