/** What children run: our code as it stands in its files, stripped ahead of them where that could be written. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { createSandbox, SandboxError } from '../../src/extract/sandbox.ts';
import { strippedFolder } from '../../src/extract/stripped.ts';
import { messageOf } from './archives.ts';

const ROOT = join(import.meta.dirname, '../..');
const CHILD = join(ROOT, 'src/extract/sandbox-child.ts');
const bytes = messageOf([{ name: 'a.txt', content: Buffer.from('tokPlain') }]);

const digestOf = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Reads in a child that takes its code from this folder. */
async function readWith(folder: string): Promise<string> {
  const begin = ((command: string, args: readonly string[], options: object) =>
    spawn(command, [...args.slice(0, -1), folder], options)) as typeof spawn;
  const sandbox = createSandbox({ processes: 1, limits: DEFAULT_LIMITS, spawn: begin });
  try {
    const { parts } = await sandbox.extract(bytes, { name: 'm.eml' });
    return parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n');
  } finally {
    await sandbox.close();
  }
}

describe('stripped code', () => {
  const folder = strippedFolder() ?? '';

  /** Beside it, where a child may read. */
  const withCopy = async (change: (copy: string) => void, work: (copy: string) => Promise<void>) => {
    const copy = mkdtempSync(join(folder, '../stripped-test-'));
    try {
      cpSync(folder, copy, { recursive: true });
      change(copy);
      await work(copy);
    } finally {
      rmSync(copy, { recursive: true });
    }
  };

  it('lies under the digest of its file', () => {
    const stripped = readFileSync(join(folder, `${digestOf(CHILD)}.js`), 'utf8');
    expect(stripped).toBe(stripTypeScriptTypes(readFileSync(CHILD, 'utf8')));
  });

  it('is what a child runs', async () => {
    const poison = (copy: string) => writeFileSync(join(copy, `${digestOf(CHILD)}.js`), 'process.exit(1)');
    await withCopy(poison, async (copy) => {
      await expect(readWith(copy)).rejects.toThrow(SandboxError);
    });
  });

  it.each([
    ['nothing is stripped', '/nonexistent'],
    ['it is another version’s', join(ROOT, 'src')],
  ])('is not needed: a child reads where %s', async (_why, other) => {
    expect(await readWith(other)).toContain('tokPlain');
  });
});
