import { describe, expect, it } from 'vitest';
import { buildCircles, circlesIn, countIn } from '../../classifiers/circles.ts';
import { circleHash } from '../../classifiers/roll.ts';

const hash = circleHash([1, 2, 3, 4]);
const list = [
  'Membership No\tName\tCLP\tOffice\tGender\tDate joined',
  'L1200001\tAda Vale\tNorthfield CLP\tSecretary\tF\t2021-03-14',
  'L1200002\tBen Ash\tNorthfield Constituency Labour Party\t\tM\t15/03/2021',
  'L1200003\tCat Oak\tNorthfield CLP\t\tFemale\t2 Mar 2021',
  'L1200004\tDan Elm\tMidborough CLP\tBranch Treasurer\tMr\t2019',
].join('\n');
const circles = buildCircles(circlesIn(list), hash);

const northfield = { units: ['Northfield CLP'] };
const rows: [why: string, facts: Parameters<typeof countIn>[1], count: number | null][] = [
  ['a unit, however it is written', northfield, 3],
  ['by an alias', { units: ['Hill', 'Northfield Labour Party'] }, 3],
  ['an office', { office: 'secretary' }, 1],
  ['an office of several words', { office: 'treasurer' }, 1],
  ['a month', { date: '2021-03' }, 3],
  ['a year', { date: '2021' }, 3],
  ['unit, month and sex together', { ...northfield, date: '2021-03', sex: 'female' }, 2],
  ['what fits nobody', { ...northfield, office: 'treasurer' }, 0],
];

describe('circles', () => {
  it.each(rows)('counts %s', (_why, facts, count) => {
    expect(countIn(circles, facts, hash)).toBe(count);
  });

  it('says nothing of what the list did not tell', () => {
    const without = buildCircles(circlesIn('Member No\tBranch\nL1200001\tHill'), hash);
    expect(countIn(without, { office: 'secretary' }, hash)).toBeNull();
  });

  it('counts a member once whose row is repeated', () => {
    const twice = buildCircles(
      circlesIn(list, (line) => line === 3),
      hash,
    );
    expect(countIn(twice, northfield, hash)).toBe(2);
  });

  it('is of no use under another key', () => {
    expect(countIn(circles, northfield, circleHash([4, 3, 2, 1]))).toBe(0);
  });
});
