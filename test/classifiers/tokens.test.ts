import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../classifiers/lexicon.ts';
import { tokenise } from '../../classifiers/tokens.ts';

/** So many words and numbers, a line each. */
const text = (lines: number, word: string) => Array.from({ length: lines }, (_, at) => `${word} ${at}\n`).join('');

describe('tokens', () => {
  // The first room takes 68 K tokens; what is kept is four times that.
  it.each([10, 50_000, 200_000])('of %d lines stay as they are when others are cut', (lines) => {
    const tokens = tokenise(text(lines, 'minutes'), vocabulary);
    tokenise(text(lines, 'xy'), vocabulary);
    expect(tokens.count).toBe(2 * lines);
    const words = Array.from({ length: tokens.count }, (_, at) =>
      tokens.text.slice(tokens.starts[at], tokens.ends[at]),
    );
    expect(`${words.join(' ')}\n`).toBe(tokens.text.replace(/\n(?=.)/g, ' '));
    expect(tokens.lines).toHaveLength(lines + 1);
    expect(tokens.marked).toHaveLength(lines);
  });

  it.each([10, 50_000])('of %d lines take no more memory than they need', (lines) => {
    const { starts, flags } = tokenise(text(lines, 'minutes'), vocabulary);
    expect([starts.length, flags.length]).toEqual([2 * lines, 2 * lines]);
  });
});
