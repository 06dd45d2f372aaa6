/**
 * What reviewers decided, as examples to learn from besides the labelled files: `reticent quarantine lessons` writes them.
 *
 * A lesson is about one category and says nothing of the others. Without a text it has the signals that spoke, by name;
 * with one (where the reviewer allowed it) it is read like a file. Weak on purpose: a lesson counts a quarter of a file, and
 * all together never more than a tenth of the files, so that a hasty week in the quarantine cannot turn the model around.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { classifiers } from '../classifiers/index.ts';
import { lexicon } from '../classifiers/lexicon.ts';
import { strengthOf } from '../classifiers/model.ts';
import { seenIn, viewsOf } from './examples.ts';
import { EXPECTED_BIAS, type Example, type View } from './logistic.ts';

const LESSON_WEIGHT = 0.25;
const ALL_LESSONS_SHARE = 0.1;
const MOST_SURE = 0.99;

const lesson = z.object({
  category: z.string(),
  isMatter: z.boolean(),
  confidence: z.number().min(0).max(1),
  signals: z.array(z.object({ signal: z.string(), weight: z.number() })),
  text: z.string().nullable(),
});
export type LessonLine = z.output<typeof lesson>;

/** A line of the file is not a lesson. */
export class LessonError extends Error {
  override readonly name = 'LessonError';
}

/** Throws `LessonError` with file and line. */
export async function readLessons(file: string): Promise<LessonLine[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = lesson.safeParse(jsonIn(line));
    if (read.success) return [read.data];
    throw new LessonError(`${file}:${index + 1}: expected a lesson as \`reticent quarantine lessons\` writes it`);
  });
}

/** Undefined for what is no JSON: the schema refuses it. */
function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Lessons of rules of the organisation's own, and of signals that are no longer there, teach nothing. */
export async function examplesOfLessons(
  lessons: readonly LessonLine[],
  known: ReadonlyMap<string, number>,
  files: number,
): Promise<Example[]> {
  const found: Example[] = [];
  for (const each of lessons) {
    const { category, isMatter, text } = each;
    const only = classifiers.findIndex((classifier) => classifier.category === category);
    if (only < 0) continue;
    const views = text === null ? [spoken(each)] : viewsOf(await seenIn(text), known);
    if (views.some(({ columns }) => columns.length > 0))
      found.push({ isSo: classifiers.map((_each, at) => at === only && isMatter), views, only });
  }
  const weight = Math.min(LESSON_WEIGHT, (ALL_LESSONS_SHARE * files) / Math.max(1, found.length));
  return found.map((example) => ({ ...example, weight }));
}

/**
 * The signals that spoke, each once, since how often is not told; and what else must have spoken for the message to be
 * judged as surely as it was, which is nobody's to learn from.
 */
function spoken({ signals, confidence }: LessonLine): View {
  const columns = [...new Set(signals.map(({ signal }) => signal))].flatMap((name) => lexicon.indexOf.get(name) ?? []);
  const sure = Math.min(MOST_SURE, Math.max(1 - MOST_SURE, confidence));
  const told = signals.reduce((sum, { weight }) => sum + weight, EXPECTED_BIAS);
  return {
    signals: columns.length,
    columns: Int32Array.from(columns),
    values: new Float64Array(columns.length).fill(strengthOf(1)),
    rest: Math.log(sure / (1 - sure)) - told,
  };
}
