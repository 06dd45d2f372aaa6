/**
 * Sentences that ask for something to be kept among few: "you haven't seen this", "not before she has told the Executive".
 *
 * People declare without the words of a marking, each in a way of their own, and the words of a whole text drown the one
 * sentence. So each is judged by itself, by a linear model over its stems, neighbouring stems and stems with one between
 * them; `npm run train` learns `asked.json` from `fixtures/sentences`. Whose secret it is, other signals tell. Pure.
 */
import learnt from './asked.json' with { type: 'json' };
import { factAt } from './facts.ts';
import { vocabulary } from './lexicon.ts';
import { MARKED, type Marking, type MarkingSignal } from './markings.ts';
import { scaleOf } from './model.ts';
import { PairTable } from './pairs.ts';
import { eachSentence } from './sentences.ts';
import type { Tokens } from './tokens.ts';

/** The signals, with the log-odds from which each holds. */
const STRENGTHS = [
  ['declared/asked-surely', 3],
  ['declared/asked-plainly', 1.5],
  ['declared/asked', 0.5],
  ['declared/asked-perhaps', -0.5],
] as const;
const LEAST = Math.min(...STRENGTHS.map(([, odds]) => odds));

const THOUSAND = 1000;
const grams = Object.entries(learnt.grams as Readonly<Record<string, number>>).map(
  ([gram, weight]) => [gram.split(' '), weight] as const,
);
const singles = grams.filter(([stems]) => stems.length === 1);
const pairs = grams.filter(([stems]) => stems.length === 2);
const apart = grams.filter(([stems]) => stems.length === 3);
const numberOf = (stem = '') => vocabulary.gram(stem);

const singleNumbers = singles.map(([[stem]]) => numberOf(stem));
const neighbours = new PairTable(
  pairs.map(([[first, second]]) => [numberOf(first), numberOf(second)] as const),
  1,
);
const withOneBetween = new PairTable(
  apart.map(([[first, , second]]) => [numberOf(first), numberOf(second)] as const),
  1,
);
/** By the number of a stem, or of a pair: thousandths; 0 where nothing was learnt. */
const singleWeights = new Int16Array(vocabulary.gramCount + 1);
singleNumbers.forEach((number, at) => {
  singleWeights[number] = singles[at]?.[1] ?? 0;
});
const neighbourWeights = Int16Array.from([0, ...pairs.map(([, weight]) => weight)]);
const apartWeights = Int16Array.from([0, ...apart.map(([, weight]) => weight)]);

/**
 * Adds a signal for each sentence that asks, as surely as it does, and for each marking, which asks as surely as any; `markings`
 * in order.
 */
export function askedIn(tokens: Tokens, markings: readonly Marking[], add: Add): void {
  const told = markings.filter(({ signal }) => ASKS.has(signal) || ASKS_NOT.has(signal));
  for (const { signal, start, end } of told) if (ASKS.has(signal)) for (const [id] of STRENGTHS) add(id, start, end);
  let next = 0;
  oddsIn(tokens, (odds, from, to) => {
    const [start, end] = [tokens.starts[from] ?? 0, tokens.ends[to - 1] ?? 0];
    while ((told[next]?.end ?? Infinity) <= start) next++;
    // What marks was told of already, and a disclaimer asks nothing.
    if ((told[next]?.start ?? Infinity) < end) return;
    for (const [id, least] of STRENGTHS) if (odds >= least) add(id, start, end);
  });
}

type Add = (id: string, start: number, end: number) => void;

const ASKS: ReadonlySet<MarkingSignal> = new Set(MARKED);
const ASKS_NOT: ReadonlySet<MarkingSignal> = new Set([
  'declared/disclaimer',
  'declared/privilege',
  'declared/negated',
  'declared/lapsed',
  'declared/other-marking',
]);

/** Calls `each` with every sentence's log-odds that it asks, where they are worth a signal, and its tokens [from, to). */
export function oddsIn(tokens: Tokens, each: (odds: number, from: number, to: number) => void): void {
  eachSentence(tokens, (from, to) => {
    const odds = oddsOf(tokens.words, from, to);
    if (odds >= LEAST) each(odds, from, to);
  });
}

/** The log-odds that tokens [from, to) ask. */
function oddsOf(words: Int32Array, from: number, to: number): number {
  const { values: stems } = vocabulary.facts.grams;
  let sum = 0;
  let known = 0;
  let before = 0;
  let earlier = 0;
  for (let at = from; at < to; at++) {
    const stem = stems[factAt(words[at] ?? -1)] ?? 0;
    if (stem > 0) {
      const single = singleWeights[stem] ?? 0;
      const pair = before > 0 ? (neighbourWeights[neighbours.get(before, stem)] ?? 0) : 0;
      const skip = earlier > 0 ? (apartWeights[withOneBetween.get(earlier, stem)] ?? 0) : 0;
      sum += single + pair + skip;
      known += Number(single !== 0) + Number(pair !== 0) + Number(skip !== 0);
    }
    earlier = before;
    before = stem;
  }
  return learnt.bias + (sum / THOUSAND) * scaleOf(known);
}
