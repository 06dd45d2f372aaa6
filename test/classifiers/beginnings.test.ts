import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginningsOf, mayBegin } from '../../classifiers/beginnings.ts';

const rows: [why: string, expression: RegExp, begins: string][] = [
  ['a word in either case', /^nfa$/i, 'Nn'],
  ['one of two, the first of which may be missing', /^(?:not )?upheld/, 'nu'],
  ['what stands first where all before it may be missing', /^[<(]{0,2}-?\d*x/, '(-0123456789<x'],
  ['a look ahead or behind takes nothing away', /^(?=a)(?<!b)[ab]/, 'ab'],
  ['a property', /^\p{Nd}/u, '0123456789'],
  ['a class with a bracket and a hyphen in it', /^[\]\-x]{1,3}/, '-]x'],
  ['a group that may be missing, and its alternatives', /^(?:a|b(?:c|d))?e/, 'abe'],
];
const told = rows.map(([, expression]) => expression);

describe('beginnings', () => {
  it.each(rows)('are told: %s', (_why, expression, begins) => {
    const units = [...beginningsOf(expression)].flatMap((may, unit) => (may ? [String.fromCharCode(unit)] : []));
    expect(units.join('')).toBe(begins);
  });

  it('are everything where a match may be empty', () => {
    expect(beginningsOf(/^a?/).every((may) => may === 1)).toBe(true);
  });

  it('rule out no match', () => {
    const anyText = fc.string({ unit: fc.constantFrom(...'nfotupheldxabce<(-]09 é'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyText, (text) => {
        for (const expression of told)
          if (expression.test(text)) expect(mayBegin(beginningsOf(expression), text)).toBe(true);
      }),
    );
  });
});
