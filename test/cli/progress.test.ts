import { describe, expect, it } from 'vitest';
import { progressOf } from '../../src/cli/progress.ts';

async function written(isTTY: boolean, files: number, paths: readonly string[]): Promise<string> {
  let text = '';
  const write = (chunk: string) => {
    text += chunk;
    return true;
  };
  const stream = { isTTY, columns: 60, write };
  const progress = await progressOf(stream as never, async () => files);
  for (const path of paths) progress.advance(path);
  progress.end();
  return text;
}

describe('progress', () => {
  it('is silent in a pipe, and counts nothing', async () => {
    expect(await written(false, 2, ['a', 'b'])).toBe('');
  });

  it.each([
    ['the share that is done', 4, ['a'], '█████░░░░░░░░░░░░░░░ 1/4 a'],
    ['more messages than files', 1, ['a#1', 'a#2'], '████████████████████ 2/2 a#2'],
    ['names without what would drive the terminal', 1, ['a\u001b[2J'], '████████████████████ 1/1 a?[2J'],
    ['no more than a line', 1, ['x'.repeat(100)], `████████████████████ 1/1 ${'x'.repeat(34)}\r`],
  ])('shows %s', async (_why, files, paths, line) => {
    expect(await written(true, files, paths)).toContain(line);
  });
});
