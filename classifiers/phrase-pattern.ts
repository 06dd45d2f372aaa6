/**
 * One phrase as steps, and what its steps say of the words ahead: enough to tell where it is not worth a try. Pure.
 */
import { addTo, CAPITALISED, type Mask, NUMBER } from './facts.ts';

export interface Step {
  readonly symbols: readonly number[];
  readonly number: boolean;
  readonly capitalised: boolean;
  readonly optional: boolean;
  /** Words that may stand before this step. */
  readonly gap: number;
}

export interface Pattern {
  readonly owner: number;
  readonly steps: readonly Step[];
  readonly lineStart: boolean;
  /** A number stands before the first word. */
  readonly afterNumber: boolean;
  readonly lineEnd: boolean;
  readonly colon: boolean;
}

/** Bits of the places that a pattern may be bound to. */
export const LINE_START = 1;
export const AFTER_NUMBER = 2;
export const LINE_END = 4;
export const COLON = 8;

/** A need that every place meets. */
export const ALWAYS = 1 << 31;

export function placesOf({ lineStart, afterNumber, lineEnd, colon }: Pattern): number {
  return (
    (lineStart ? LINE_START : 0) | (afterNumber ? AFTER_NUMBER : 0) | (lineEnd ? LINE_END : 0) | (colon ? COLON : 0)
  );
}

/** The bits of which a token must have one to be the step's. */
export function maskOf({ symbols, number, capitalised }: Step): Mask {
  const mask: Mask = { low: capitalised ? CAPITALISED : 0, high: number ? NUMBER : 0 };
  for (const symbol of symbols) addTo(mask, symbol);
  return mask;
}

/** How many words ahead the first step stands that a phrase cannot do without. */
export function reachOf(steps: readonly Step[]): number {
  let reach = 0;
  for (const { gap, optional } of steps.slice(1)) {
    reach += gap + 1;
    if (!optional) return reach;
  }
  return 0;
}

/** Symbols of which one must follow the first word; none where a number must, null where the phrase leaves it open. */
export function followers(steps: readonly Step[]): readonly number[] | null {
  const symbols: number[] = [];
  for (const step of steps.slice(1)) {
    if (step.gap > 0 || step.capitalised || (step.number && (steps.length === 1 || step.symbols.length > 0)))
      return null;
    if (step.number) return step.optional || symbols.length > 0 ? null : [];
    symbols.push(...step.symbols);
    if (!step.optional) return [...new Set(symbols)];
  }
  return null;
}

/** The bits of which the words ahead must have one, wherever. */
export function needOf({ steps }: Pattern): Mask {
  const need: Mask = { low: 0, high: 0 };
  for (const step of steps.slice(1)) {
    const { low, high } = maskOf(step);
    need.low |= low;
    need.high |= high;
    if (!step.optional) return need;
  }
  return { low: ALWAYS, high: 0 };
}

/** The bits of which the word after the next must have one, where the phrase says which. */
export function thirdOf({ steps: [, second, third] }: Pattern): Mask {
  const isSaid = second && third && !second.optional && second.gap === 0 && !third.optional && third.gap === 0;
  return isSaid ? maskOf(third) : { low: ALWAYS, high: 0 };
}
