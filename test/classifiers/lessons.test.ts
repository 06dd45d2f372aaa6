/** What reviewers decided, as examples: weak, about one category alone, and nothing without them changes. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lexicon } from '../../classifiers/lexicon.ts';
import { columnOf } from '../../classifiers/model.ts';
import { settingOf } from '../../scripts/folds.ts';
import { examplesOfLessons, type LessonLine, readLessons } from '../../scripts/lessons.ts';
import { learnFrom } from '../../scripts/logistic.ts';

const NO_WORDS = new Map<string, number>();
const minutes = columnOf('minutes');
const column = (signal: string) => lexicon.indexOf.get(signal) ?? -1;

const lesson = (isMatter: boolean, signals: readonly string[], over: Partial<LessonLine> = {}): LessonLine => ({
  category: 'minutes',
  isMatter,
  confidence: 0.8,
  signals: signals.map((signal) => ({ signal, weight: 1 })),
  text: null,
  ...over,
});
const repeated = (times: number, each: LessonLine) => Array.from({ length: times }, () => each);

async function weightsAfter(lessons: readonly LessonLine[]): Promise<readonly Float64Array[]> {
  const examples = await examplesOfLessons(lessons, NO_WORDS, 1000);
  return learnFrom(examples, settingOf(0)).weights;
}
const weightOf = async (lessons: readonly LessonLine[], signal: string) =>
  (await weightsAfter(lessons))[minutes]?.[column(signal)] ?? 0;

describe('lessons of reviewers', () => {
  it('lower the weight of a signal that was overruled a few times, of no other, and in no other category', async () => {
    const before = await weightsAfter([]);
    const after = await weightsAfter(repeated(8, lesson(false, ['minutes/title'])));
    const title = column('minutes/title');
    expect(after[minutes]?.[title]).toBeLessThan(before[minutes]?.[title] ?? 0);
    const attendance = column('minutes/attendance');
    expect(after[minutes]?.[attendance]).toBe(before[minutes]?.[attendance]);
    const other = columnOf('membership');
    const own = [...lexicon.indexOf].filter(([id]) => id.startsWith('membership/')).map(([, at]) => at);
    for (const at of own) expect(after[other]?.[at]).toBe(before[other]?.[at]);
  });

  it('raise the weight of one that was confirmed, the more the more often', async () => {
    const [none, few, many] = [
      await weightOf([], 'minutes/title'),
      await weightOf(repeated(4, lesson(true, ['minutes/title'])), 'minutes/title'),
      await weightOf(repeated(40, lesson(true, ['minutes/title'])), 'minutes/title'),
    ];
    expect(few).toBeGreaterThan(none);
    expect(many).toBeGreaterThan(few);
  });

  it.each<[string, LessonLine]>([
    ['a rule of the organisation’s own', lesson(false, ['custom/donors'], { category: 'custom:donors' })],
    ['a signal that is no longer there', lesson(false, ['minutes/of-another-age'])],
  ])('say nothing of %s', async (_why, each) => {
    expect(await examplesOfLessons([each], NO_WORDS, 1000)).toEqual([]);
  });

  it('with a text are read like a file, word by word', async () => {
    const text = 'Minutes of the meeting of Northfield CLP. Present: A. Khan. The otters were counted.';
    const [example] = await examplesOfLessons([lesson(false, [], { text })], new Map([['otter', 0]]), 1000);
    const [view] = example?.views ?? [];
    expect([...(view?.columns ?? [])]).toEqual(expect.arrayContaining([column('minutes/title'), lexicon.indexOf.size]));
    expect(example).toMatchObject({ only: minutes, weight: 0.25 });
  });

  it('never weigh more than a tenth of the files, however many there are', async () => {
    const examples = await examplesOfLessons(repeated(500, lesson(false, ['minutes/title'])), NO_WORDS, 100);
    expect(examples.reduce((sum, { weight = 1 }) => sum + weight, 0)).toBeCloseTo(10);
  });

  it.each(['{"category":"minutes"}', 'no JSON'])(
    'are refused with file and line where a line is none: %s',
    async (line) => {
      const file = join(await mkdtemp(join(tmpdir(), 'reticent-lessons-')), 'lessons.jsonl');
      await writeFile(file, `${JSON.stringify(lesson(true, []))}\n\n${line}\n`);
      await expect(readLessons(file)).rejects.toThrow(`${file}:3: expected a lesson`);
    },
  );
});
