import { afterEach, describe, expect, it, vi } from 'vitest';
import { bucketsOf, periodOf, today } from '../../src/review/period.ts';

afterEach(() => {
  vi.useRealTimers();
});

describe('today', () => {
  it.each([
    ['the hour before midnight in winter', '2026-12-31T23:30:00Z', '2026-12-31'],
    ['midnight in winter', '2027-01-01T00:00:00Z', '2027-01-01'],
    ['the same hour in summer, which is the next day', '2026-06-30T23:30:00Z', '2026-07-01'],
    ['the last hour of a day in summer', '2026-06-30T22:59:59Z', '2026-06-30'],
    ['the night in which summer time ends', '2026-10-24T23:00:00Z', '2026-10-25'],
    ['the night after it', '2026-10-25T23:59:59Z', '2026-10-25'],
  ])('is London’s in %s', (_why, now, day) => {
    vi.useFakeTimers({ now: new Date(now), toFake: ['Date'] });
    expect(today()).toBe(day);
  });
});

describe('a period', () => {
  it.each([
    ['thirty days, where nothing is said', {}, 30],
    ['as many as are asked for', { days: 7 }, 7],
    ['from a day to a day', { from: '2026-11-01', to: '2026-11-03' }, 3],
    ['the wrong way round', { from: '2026-11-03', to: '2026-11-01' }, 3],
    ['of many years is two', { from: '2001-01-01', to: '2026-11-01' }, 731],
  ])('is %s', (_why, query, days) => {
    const { from, to } = periodOf(query);
    expect(Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1).toBe(days);
  });

  it('has a bar for each day of a month and each week of more, without gap or overlap', () => {
    expect(bucketsOf({ from: '2026-11-01', to: '2026-11-03' }).map(({ label }) => label)).toEqual([
      '1 Nov',
      '2 Nov',
      '3 Nov',
    ]);
    const weeks = bucketsOf({ from: '2026-01-01', to: '2026-03-31' });
    expect(weeks[0]?.from).toBe('2026-01-01');
    for (const [at, { from }] of weeks.slice(1).entries())
      expect(Date.parse(from) - Date.parse(weeks[at]?.to ?? '')).toBe(86_400_000);
  });
});
