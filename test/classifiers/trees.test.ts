/** The second look: what trees say of values, what they may never say, and that boosting finds what a sum cannot. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifiers } from '../../classifiers/index.ts';
import { lexicon, signals } from '../../classifiers/lexicon.ts';
import { columnOf, expectedWeight } from '../../classifiers/model.ts';
import { looks, putSums, SUMS, type Tree, Trees, VALUES } from '../../classifiers/trees.ts';
import { boost, type Looked, tableOf } from '../../scripts/boosting.ts';

const title = lexicon.indexOf.get('minutes/title') ?? -1;
const attendance = lexicon.indexOf.get('minutes/attendance') ?? -1;
const minutes = columnOf('minutes');

function valuesOf(seen: Readonly<Record<number, number>>, sums: readonly number[] = []): Float64Array {
  const values = new Float64Array(VALUES);
  for (const [column, value] of Object.entries(seen)) values[Number(column)] = value;
  putSums(values, SUMS, sums, []);
  return values;
}

describe('trees', () => {
  const nested: Tree = ['minutes/title', 0.5, -0.25, ['sum:minutes', 1, 0.5, 0.75]];
  it.each<[string, readonly Tree[], Float64Array, number]>([
    ['a leaf', [0.5], valuesOf({}), 0.5],
    ['below', [nested], valuesOf({}), -0.25],
    ['from', [nested], valuesOf({ [title]: 1 }), 0.5],
    ['the value itself is not below', [nested], valuesOf({ [title]: 0.5 }, Array(6).fill(1)), 0.75],
    ['several', [nested, 0.125], valuesOf({}), -0.125],
    ['a signal that is no longer there', [['minutes/of-another-age', 0.5, 0.25, 1]], valuesOf({}), 0.25],
    ['two at most', [1.5, 1.5], valuesOf({}), 2],
    ['and less two', [-1.5, -1.5], valuesOf({}), -2],
  ])('say: %s', (_why, of, values, said) => {
    expect(new Trees(of).addTo(values)).toBe(said);
  });

  it('of sums know no less than −5, of words no less than −1', () => {
    const values = new Float64Array(VALUES);
    putSums(values, SUMS, [-9, -5, 3, 0, 0, 0], [-4, 2, 0, 0, 0, 0]);
    expect([...values.subarray(SUMS)]).toEqual([-5, -5, 3, 0, 0, 0, -1, 2, 0, 0, 0, 0]);
  });

  it.each(classifiers.map(({ category }) => category))(
    'of %s take nothing away for more of what speaks for it',
    (category) => {
      const own = classifiers[columnOf(category)]?.signals ?? [];
      const sided = own.filter((signal) => expectedWeight(signal) !== 0);
      const ready = looks[category]?.trees ?? new Trees([]);
      const strength = fc.constantFrom(0, 1, 1.4, 1.8, 2);
      const sum = fc.double({ min: -12, max: 12, noNaN: true });
      const seen = fc.array(fc.tuple(fc.nat(signals.length - 1), strength), { maxLength: 60 });
      fc.assert(
        fc.property(
          seen,
          fc.array(sum, { minLength: 6, maxLength: 6 }),
          fc.constantFrom(...sided),
          (pairs, sums, signal) => {
            const values = valuesOf(Object.fromEntries(pairs), sums);
            const column = lexicon.indexOf.get(signal.id) ?? -1;
            const said = [0, 1, 1.4, 2].map((value) => {
              values[column] = value;
              return ready.addTo(values) * Math.sign(expectedWeight(signal));
            });
            expect(said).toEqual([...said].sort((a, b) => a - b));
          },
        ),
      );
    },
  );
});

describe('boosting', () => {
  /** A file for each: whether it has a title, an attendance, and holds the category. */
  const rowsOf = (files: readonly (readonly [boolean, boolean, boolean])[]): Looked[] =>
    files.map(([hasTitle, hasAttendance], file) => {
      const columns = [...(hasTitle ? [title] : []), ...(hasAttendance ? [attendance] : [])];
      const sums = new Float64Array(classifiers.length);
      const rest = new Float64Array(VALUES - SUMS);
      return {
        file,
        columns: Int32Array.from(columns),
        strengths: new Float64Array(columns.length).fill(1),
        sums,
        rest,
      };
    });
  const files = Array.from({ length: 800 }, (_file, at): [boolean, boolean, boolean] => {
    const [hasTitle, hasAttendance] = [(at & 1) !== 0, (at & 2) !== 0];
    return [hasTitle, hasAttendance, hasTitle && hasAttendance];
  });
  const said = (trees: readonly Tree[], ...columns: number[]) =>
    new Trees(trees).addTo(valuesOf(Object.fromEntries(columns.map((column) => [column, 1]))));

  it('finds what two signals say together, which neither says alone', () => {
    const learned = boost(tableOf(rowsOf(files)), minutes, (file) => files[file]?.[2] ?? false);
    expect(said(learned, title, attendance)).toBeGreaterThan(1.5);
    expect(said(learned, title)).toBeLessThan(-1.5);
    expect(said(learned, attendance)).toBeLessThan(-1.5);
  });

  it('never learns that a signal speaks against what its author says it speaks for', () => {
    const against = files.map(([hasTitle, hasAttendance]): [boolean, boolean, boolean] => [
      hasTitle,
      hasAttendance,
      !hasTitle,
    ]);
    const learned = boost(tableOf(rowsOf(against)), minutes, (file) => against[file]?.[2] ?? false);
    expect(said(learned, title)).toBeGreaterThanOrEqual(said(learned));
  });

  it('asks nothing of pieces whose sum is far from holding the category', () => {
    const pieces = rowsOf(files).map((row) => ({ ...row, isCrop: true, sums: row.sums.map(() => -4) }));
    expect(boost(tableOf(pieces), minutes, (file) => files[file]?.[2] ?? false)).toEqual(
      boost(tableOf([]), minutes, () => false),
    );
  });
});
