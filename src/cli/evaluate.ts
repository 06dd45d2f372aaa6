/**
 * `reticent evaluate LABELLED.jsonl`: precision, recall and F1 for each category, how far the probabilities can be
 * believed, what is taken for what, and the worst errors.
 *
 * Intervals are bootstrap intervals of 95 % over files, with a fixed seed. A file holds a category when its surest
 * finding reaches the policy's threshold.
 */
import { Command } from 'commander';
import { classify } from '../../classifiers/classifier.ts';
import { BUILT_IN_CATEGORIES, type BuiltInCategory } from '../../classifiers/finding.ts';
import { loadConfig } from '../config/config.ts';
import { normalise } from '../document/text.ts';
import type { Reference } from '../inspect.ts';
import { thresholdOf } from '../policy/thresholds.ts';
import { wholeNumber } from './arguments.ts';
import { readLabelled } from './labelled.ts';
import { loadReference } from './reference.ts';

export function evaluateCommand(): Command {
  return new Command('evaluate')
    .description('precision, recall and F1 for each category, and the worst errors, on labelled files')
    .argument('<labelled.jsonl>', 'one {"file", "labels", "strictly"} a line, paths relative to it')
    .option('--register <file>', 'who people are (default: the configured one)')
    .option('--policy <file>', 'thresholds (default: the configured one)')
    .option('--config <file>', 'configuration file')
    .option('--worst <n>', 'how many errors to show of each kind', wholeNumber, 5)
    .action(async (list: string, options: { config?: string; register?: string; policy?: string; worst: number }) => {
      const reference = loadReference(await loadConfig(options.config), options);
      process.stdout.write(reportOf(await judgeAll(list, reference), reference, options.worst));
    });
}

/** One labelled file, judged: the surest confidence of each category. */
export interface JudgedFile {
  readonly file: string;
  readonly labels: readonly BuiltInCategory[];
  readonly strictly: boolean;
  readonly saysStrictly: boolean;
  readonly confidence: Readonly<Record<string, number>>;
}

export async function judgeAll(list: string, reference: Reference): Promise<JudgedFile[]> {
  const judged: JudgedFile[] = [];
  for await (const { file, labels, strictly, document } of readLabelled(list)) {
    const findings = classify(document, { ...reference, normalise });
    const confidence: Record<string, number> = {};
    for (const finding of findings) {
      confidence[finding.category] = Math.max(confidence[finding.category] ?? 0, finding.confidence);
    }
    judged.push({ file, labels, strictly, confidence, saysStrictly: findings.some((finding) => finding.strictly) });
  }
  return judged;
}

/** The whole report, as text. */
export function reportOf(judged: readonly JudgedFile[], reference: Reference, worst: number): string {
  const limit = (category: BuiltInCategory) => thresholdOf(category, reference);
  const lines = [
    `${judged.length} ${judged.length === 1 ? 'file' : 'files'}`,
    '',
    'category          precision  recall     F1  (95 %)          wrong: held / missed  of',
  ];
  for (const category of BUILT_IN_CATEGORIES) {
    const outcomes = judged.map(
      ({ labels, confidence }): Outcome => [labels.includes(category), (confidence[category] ?? 0) >= limit(category)],
    );
    const { precision, recall, f1, falsely, missed, positives } = measure(outcomes);
    const [low, high] = interval(outcomes);
    // Nothing was asked and nothing said: 1.000 would look like a measure.
    if (positives + falsely === 0) {
      lines.push(`${category.padEnd(18)}      –         –        –`);
      continue;
    }
    lines.push(
      `${category.padEnd(18)}${share(precision)}   ${share(recall)}  ${share(f1)}  (${low.toFixed(3)}–${high.toFixed(3)})   ${String(falsely).padStart(6)} / ${String(missed).padEnd(6)}     ${positives}`,
    );
  }

  const holds = ({ confidence }: JudgedFile) =>
    BUILT_IN_CATEGORIES.some((category) => (confidence[category] ?? 0) >= limit(category));
  const ordinary = judged.filter(({ labels }) => labels.length === 0);
  const heldOrdinary = ordinary.filter(holds);
  lines.push('', `ordinary files held: ${heldOrdinary.length} of ${ordinary.length}`);
  const declared = judged.filter(({ labels }) => labels.includes('declared'));
  lines.push(
    `strictly told rightly: ${declared.filter((each) => each.strictly === each.saysStrictly).length} of ${declared.length} declared files`,
  );

  lines.push('', 'how far probabilities can be believed (said → true, n)');
  for (const category of BUILT_IN_CATEGORIES) lines.push(`${category.padEnd(18)}${reliability(judged, category)}`);

  lines.push(
    '',
    'what is taken for what (row: label, column: found)',
    `${''.padEnd(18)}${BUILT_IN_CATEGORIES.map((each) => each.slice(0, 9).padStart(11)).join('')}`,
  );
  for (const label of [...BUILT_IN_CATEGORIES, null]) {
    const rows = judged.filter(({ labels }) => (label === null ? labels.length === 0 : labels.includes(label)));
    const cells = BUILT_IN_CATEGORIES.map(
      (found) => rows.filter(({ confidence }) => (confidence[found] ?? 0) >= limit(found)).length,
    );
    lines.push(
      `${(label ?? 'none').padEnd(18)}${cells.map((cell) => String(cell).padStart(11)).join('')}   of ${rows.length}`,
    );
  }

  lines.push('', 'worst errors');
  for (const category of BUILT_IN_CATEGORIES) {
    const of = (each: JudgedFile) => each.confidence[category] ?? 0;
    const missed = judged
      .filter((each) => each.labels.includes(category) && of(each) < limit(category))
      .sort((a, b) => of(a) - of(b));
    const falsely = judged
      .filter((each) => !each.labels.includes(category) && of(each) >= limit(category))
      .sort((a, b) => of(b) - of(a));
    for (const each of missed.slice(0, worst))
      lines.push(`${category.padEnd(18)}missed  ${of(each).toFixed(3)}  ${each.file}`);
    for (const each of falsely.slice(0, worst))
      lines.push(`${category.padEnd(18)}held    ${of(each).toFixed(3)}  ${each.file}`);
  }
  return `${lines.join('\n')}\n`;
}

type Outcome = readonly [isSo: boolean, saysSo: boolean];

function measure(outcomes: readonly Outcome[]) {
  const both = outcomes.filter(([isSo, saysSo]) => isSo && saysSo).length;
  const positives = outcomes.filter(([isSo]) => isSo).length;
  const said = outcomes.filter(([, saysSo]) => saysSo).length;
  const precision = said === 0 ? 1 : both / said;
  const recall = positives === 0 ? 1 : both / positives;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, falsely: said - both, missed: positives - both, positives };
}

const RESAMPLES = 1000;

/** 95 % of F1 over resampled files. A small generator with a fixed seed, so that two runs print one figure. */
function interval(outcomes: readonly Outcome[]): [number, number] {
  let state = 20;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const found = Array.from(
    { length: RESAMPLES },
    () => measure(outcomes.map(() => outcomes[Math.floor(next() * outcomes.length)] ?? [false, false])).f1,
  ).sort((a, b) => a - b);
  return [found[Math.floor(RESAMPLES * 0.025)] ?? 0, found[Math.floor(RESAMPLES * 0.975)] ?? 0];
}

const BANDS = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0001];

function reliability(judged: readonly JudgedFile[], category: BuiltInCategory): string {
  const bands = BANDS.slice(1).flatMap((top, at) => {
    const inside = judged.filter(
      ({ confidence }) => (confidence[category] ?? 0) >= (BANDS[at] ?? 0) && (confidence[category] ?? 0) < top,
    );
    if (inside.length === 0) return [];
    const said = inside.reduce((sum, { confidence }) => sum + (confidence[category] ?? 0), 0) / inside.length;
    const isSo = inside.filter(({ labels }) => labels.includes(category)).length / inside.length;
    return [`${said.toFixed(2)} → ${isSo.toFixed(2)} (${inside.length})`];
  });
  return bands.join('   ');
}

function share(value: number): string {
  return value.toFixed(3).padStart(7);
}
