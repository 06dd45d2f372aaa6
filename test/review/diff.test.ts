import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { around, diffOf } from '../../src/review/diff.ts';

const shown = (a: string, b: string) =>
  diffOf(a, b).map(({ kind, text }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

describe('what changed', () => {
  it.each([
    ['nothing', 'a\nb', 'a\nb', [' a', ' b']],
    ['a line more', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
    ['a line less', 'a\nb\nc', 'a\nc', [' a', '-b', ' c']],
    ['another line', 'a\nb\nc', 'a\nx\nc', [' a', '-b', '+x', ' c']],
    ['everything', 'a', 'b', ['-a', '+b']],
  ])('is %s', (_why, a, b, lines) => {
    expect(shown(a, b)).toEqual(lines);
  });

  it('is the old text without what was added, and the new one without what was removed', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const lines = diffOf(a, b);
        const of = (left: string) => lines.filter(({ kind }) => kind !== left);
        expect(
          of('added')
            .map((each) => each.text)
            .join('\n'),
        ).toBe(a);
        expect(
          of('removed')
            .map((each) => each.text)
            .join('\n'),
        ).toBe(b);
        for (const { kind, line, text: words } of lines)
          expect((kind === 'removed' ? a : b).split('\n')[line - 1]).toBe(words);
      }),
    );
  });

  it('is shown with the lines around it', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng';
    const lines = around(diffOf(before, before.replace('d', 'x')), 1);
    expect(lines.map((each) => each?.text ?? '…')).toEqual(['c', 'd', 'x', 'e']);
  });

  it('is everything, where texts have nothing in common', () => {
    const many = (letter: string) => Array.from({ length: 3000 }, (_none, at) => `${letter}${at}`).join('\n');
    expect(diffOf(many('a'), many('b'))).toHaveLength(6000);
  });
});
