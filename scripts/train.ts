/**
 * `npm run train`: learns `classifiers/weights.json` and `classifiers/trees.json` from `fixtures/labelled/train.jsonl` and `dev.jsonl`, never from test;
 * with `-- --lessons FILE` also from what reviewers decided (`lessons.ts`), which the folds do not see.
 *
 * Logistic regression over signals and stemmed words (`logistic.ts`), then trees over what that says of texts whose authors
 * it had not met (`boosting.ts`), on which probabilities are calibrated too. Deterministic.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { classifiers } from '../classifiers/index.ts';
import { signals } from '../classifiers/lexicon.ts';
import type { CategoryWeights } from '../classifiers/model.ts';
import { examplesOf, knownGrams, readLearningSets } from './examples.ts';
import { NOT_CALIBRATED, settingOf, tryOut } from './folds.ts';
import { examplesOfLessons, readLessons } from './lessons.ts';
import { learnFrom } from './logistic.ts';

const root = join(import.meta.dirname, '..');
/** Weights below this say nothing. */
const SILENT = 0.05;

const { values } = parseArgs({ options: { lessons: { type: 'string' } } });
const files = await readLearningSets(root);
const known = knownGrams(files);
const examples = examplesOf(files, known);
const trial = tryOut(files, examples, settingOf(known.size));
const lines = values.lessons ? await readLessons(values.lessons) : [];
const lessons = await examplesOfLessons(lines, known, files.length);
const learnt = learnFrom([...examples, ...lessons], settingOf(known.size));
process.stdout.write(`${files.length} files, ${known.size} words, ${lessons.length} of ${lines.length} lessons\n`);
classifiers.forEach(({ category }, at) => {
  process.stdout.write(`${category.padEnd(18)}loss ${(trial.losses[at] ?? 0).toFixed(4)}\n`);
});

const thousandths = (value: number) => Math.round(value * 1000);
const round = (value: number) => thousandths(value) / 1000;
const categories = classifiers.map(({ category, signals: own }, at): [string, CategoryWeights] => {
  const row = learnt.weights[at] ?? new Float64Array(0);
  const { slope, offset } = trial.sumCalibrations[at] ?? NOT_CALIBRATED;
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
await writeFile(join(root, 'classifiers', 'trees.json'), treesWritten());

/** One tree a line. */
function treesWritten(): string {
  const all = classifiers.map(({ category }, at) => {
    const { slope, offset } = trial.calibrations[at] ?? NOT_CALIBRATED;
    const lines = (trial.trees[at] ?? []).map((tree) => `   ${JSON.stringify(tree)}`);
    return ` ${JSON.stringify(category)}: {\n  "slope": ${round(slope)},\n  "offset": ${round(offset)},\n  "trees": [\n${lines.join(',\n')}\n  ]\n }`;
  });
  return `{\n${all.join(',\n')}\n}\n`;
}

/** One signal and one word a line, so that a change is read line by line. */
function written(
  categories: readonly (readonly [string, CategoryWeights])[],
  grams: readonly (readonly [string, readonly number[]])[],
): string {
  const head = JSON.stringify({ categories: Object.fromEntries(categories) }, null, 1).slice(0, -2);
  const lines = grams.map(([gram, row]) => `  ${JSON.stringify(gram)}: [${row.join(', ')}]`);
  return `${head},\n "grams": {\n${lines.join(',\n')}\n }\n}\n`;
}
