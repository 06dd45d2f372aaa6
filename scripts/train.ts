/**
 * `npm run train`: learns `classifiers/weights.json` from `fixtures/labelled/train.jsonl` and `dev.jsonl`, never from test;
 * with `-- --lessons FILE` also from what reviewers decided (`lessons.ts`), which the folds do not see.
 *
 * Logistic regression over signals and stemmed words. A category's own signal is drawn to what its author expects and
 * never changes sides, so that what the fixtures do not show keeps its meaning; everything else is drawn to nothing. How
 * strongly is chosen, and probabilities are calibrated, on folds that the model had not seen. Deterministic.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classifiers } from '../classifiers/index.ts';
import { signals } from '../classifiers/lexicon.ts';
import type { CategoryWeights } from '../classifiers/model.ts';
import { examplesOf, knownGrams, readLearningSets } from './examples.ts';
import { settingOf, tryOut } from './folds.ts';
import { examplesOfLessons, readLessons } from './lessons.ts';
import { learnFrom, platt } from './logistic.ts';

const root = join(import.meta.dirname, '..');
/** Weights below this say nothing. */
const SILENT = 0.05;
/** How strongly words are drawn to nothing: the settings among which the folds choose. */
const PULLS = [0.01, 0.03];

const { values } = parseArgs({ options: { lessons: { type: 'string' } } });
const files = await readLearningSets(root);
const known = knownGrams(files);
const examples = examplesOf(files, known);
const trials = PULLS.map((pull) =>
  tryOut(
    files,
    examples,
    settingOf(
      known.size,
      classifiers.map(() => pull),
    ),
  ),
);
const chosen = classifiers.map((_classifier, category) => {
  const losses = trials.map((trial) => trial.losses[category] ?? 0);
  return losses.indexOf(Math.min(...losses));
});
const pulls = chosen.map((trial) => PULLS[trial] ?? 0);
const lines = values.lessons ? await readLessons(values.lessons) : [];
const lessons = await examplesOfLessons(lines, known, files.length);
const learnt = learnFrom([...examples, ...lessons], settingOf(known.size, pulls));
process.stdout.write(`${files.length} files, ${known.size} words, ${lessons.length} of ${lines.length} lessons\n`);
classifiers.forEach(({ category }, at) => {
  const losses = trials.map((trial, of) => `${(trial.losses[at] ?? 0).toFixed(4)} at ${PULLS[of]}`);
  process.stdout.write(`${category.padEnd(18)}loss ${losses.join(', ')}\n`);
});

const thousandths = (value: number) => Math.round(value * 1000);
const round = (value: number) => thousandths(value) / 1000;
const categories = classifiers.map(({ category, signals: own }, at): [string, CategoryWeights] => {
  const row = learnt.weights[at] ?? new Float64Array(0);
  const { slope, offset } = platt(trials[chosen[at] ?? 0]?.held[at] ?? []);
  const mine = new Set(own.map(({ id }) => id));
  const ofSignals = signals.flatMap(({ id }, column) => {
    const weight = round(row[column] ?? 0);
    return mine.has(id) || Math.abs(weight) >= SILENT ? [[id, weight] as const] : [];
  });
  return [
    category,
    {
      bias: round(learnt.biases[at] ?? 0),
      slope: round(slope),
      offset: round(offset),
      signals: Object.fromEntries(ofSignals),
    },
  ];
});
const grams = [...known].flatMap(([gram, number]) => {
  const row = learnt.weights.map((weights) => thousandths(weights[signals.length + number] ?? 0));
  const loud = row.map((weight) => (Math.abs(weight) >= SILENT * 1000 ? weight : 0));
  return loud.some((weight) => weight !== 0) ? [[gram, loud] as const] : [];
});
await writeFile(join(root, 'classifiers', 'weights.json'), written(categories, grams));

/** One signal and one word a line, so that a change is read line by line. */
function written(
  categories: readonly (readonly [string, CategoryWeights])[],
  grams: readonly (readonly [string, readonly number[]])[],
): string {
  const head = JSON.stringify({ categories: Object.fromEntries(categories) }, null, 1).slice(0, -2);
  const lines = grams.map(([gram, row]) => `  ${JSON.stringify(gram)}: [${row.join(', ')}]`);
  return `${head},\n "grams": {\n${lines.join(',\n')}\n }\n}\n`;
}
