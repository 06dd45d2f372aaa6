import { describe, expect, it } from 'vitest';
import { type Option, OptionError, readOptions } from '../../bench/options.ts';

const known: Record<string, Option> = {
  messages: { kind: 'number', least: 2000, unless: 10_000 },
  unharmed: { kind: 'switch' },
};

describe('options of a bench', () => {
  const taken: [why: string, given: string[], values: object][] = [
    ['none', [], { messages: 10_000, unharmed: false }],
    ['a number', ['--messages=30000'], { messages: 30_000, unharmed: false }],
    ['the least', ['--messages=2000'], { messages: 2000, unharmed: false }],
    ['a switch', ['--unharmed'], { messages: 10_000, unharmed: true }],
  ];
  it.each(taken)('takes %s', (_why, given, values) => {
    expect(readOptions(given, known)).toEqual(values);
  });

  const refused: [why: string, argument: string, says: string][] = [
    ['a word for a number', '--messages=abc', 'expected a whole number of at least 2000'],
    ['no number', '--messages', 'expected a whole number of at least 2000'],
    ['an empty one', '--messages=', 'expected a whole number of at least 2000'],
    ['fewer than are measured', '--messages=10', 'expected a whole number of at least 2000'],
    ['a fraction', '--messages=2e3', 'expected a whole number of at least 2000'],
    ['a value for a switch', '--unharmed=no', 'it takes no value'],
    ['another name', '--mesages=5', 'there is no such option (there is --messages=N, --unharmed)'],
    ['one dash', '-messages=5000', 'there is no such option (there is --messages=N, --unharmed)'],
  ];
  it.each(refused)('refuses %s', (_why, argument, says) => {
    expect(() => readOptions([argument], known)).toThrow(new OptionError(`\`${argument}\`: ${says}`));
  });

  it('refuses any where there are none', () => {
    expect(() => readOptions(['--files=5'], {})).toThrow(new OptionError('`--files=5`: there is no such option'));
  });
});
