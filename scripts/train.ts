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

const round = (value: number) => Math.round(value * 1000) / 1000;
const written = classifiers.map(({ category, signals: own }, at): [string, CategoryWeights] => {
  const row = learnt.weights[at] ?? new Float64Array(0);
  const { slope, offset } = platt(trials[chosen[at] ?? 0]?.held[at] ?? []);
  const mine = new Set(own.map(({ id }) => id));
  const ofSignals = signals.flatMap(({ id }, column) => {
    const weight = round(row[column] ?? 0);
    return mine.has(id) || Math.abs(weight) >= SILENT ? [[id, weight] as const] : [];
  });
  const ofGrams = [...known].flatMap(([gram, number]) => {
    const weight = round(row[signals.length + number] ?? 0);
    return Math.abs(weight) >= SILENT ? [[gram, weight] as const] : [];
  });
  return [
    category,
    {
      bias: round(learnt.biases[at] ?? 0),
      signals: Object.fromEntries(ofSignals),
      grams: Object.fromEntries(ofGrams),
      slope: round(slope),
      offset: round(offset),
    },
  ];
});
await writeFile(join(root, 'classifiers', 'weights.json'), `${JSON.stringify(Object.fromEntries(written), null, 1)}\n`);
