import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const fixtures = join(root, 'fixtures');

function extract(paths: string[], input?: string) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'src/cli/main.ts'), 'extract', '--json', ...paths],
    {
      cwd: root,
      encoding: 'utf8',
      input: input ?? '',
    },
  );
  const lines = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, string>);
  return { lines, stderr, status };
}

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
    expect(stderr).toBe('reticent: /nowhere/at-all: cannot be read (ENOENT)\n');
    expect(new Set(lines.map(({ path }) => path)).size).toBeGreaterThan(3);
  });
});
