/**
 * What is known of words, by their index: flat arrays of whole numbers, and sets of symbols as bits. Pure.
 */

/** Bits of a mask that stand for no symbol. */
export const CAPITALISED = 1 << 30;
export const NUMBER = 1 << 30;

/** Two words of bits: sets of symbols without a bit in common have no symbol in common. */
export interface Mask {
  low: number;
  high: number;
}

/** Adds the symbol's bit, one of sixty. */
export function addTo(mask: Mask, symbol: number): void {
  const bit = (Math.imul(symbol, 0x9e3779b1) >>> 16) % 60;
  if (bit < 30) mask.low |= 1 << bit;
  else mask.high |= 1 << (bit - 30);
}

/** A list of whole numbers that grows, in one flat array. */
export class Growing {
  values = new Int32Array(256);
  length = 0;

  push(value: number): void {
    this.reserve(1)[this.length] = value;
    this.length++;
  }

  /** The array, with room for so many more behind `length`: for a loop that writes there itself. */
  reserve(more: number): Int32Array {
    if (this.length + more > this.values.length) {
      const larger = new Int32Array(2 * (this.length + more));
      larger.set(this.values);
      this.values = larger;
    }
    return this.values;
  }
}

/** Where the facts of an entry stand in each list. The first are those of any token with a digit, whose index is −1. */
export function factAt(index: number): number {
  return index + 1;
}

/**
 * Each fact has a list of its own, since a pass over a text asks for one or two: words that come often are met early, so
 * that what is asked of them lies together in the processor's cache.
 */
export class Facts {
  /** Bits of the lists that the entry is on. */
  readonly marks = new Growing();
  /** Bits of the pairs that it may begin (the lower half) or end (the upper). */
  readonly pairs = new Growing();
  /** The number of its stem; 0 where no n-gram has it. */
  readonly grams = new Growing();
  /** The bits of its symbols. */
  readonly lows = new Growing();
  readonly highs = new Growing();
  /** Where its symbols begin in `symbols`; they end where those of the next begin. */
  readonly symbolsFrom = new Growing();
  readonly symbols = new Growing();

  constructor() {
    this.symbolsFrom.push(0);
    this.#add({ low: 0, high: NUMBER }, [], 0, 0, 0);
  }

  add(entry: Known): void {
    const mask = { low: entry.isCapitalised ? CAPITALISED : 0, high: 0 };
    for (const symbol of entry.symbols) addTo(mask, symbol);
    this.#add(mask, entry.symbols, entry.marks, entry.pairs, entry.gram);
  }

  #add({ low, high }: Mask, symbols: readonly number[], marks: number, pairs: number, gram: number): void {
    this.lows.push(low);
    this.highs.push(high);
    for (const symbol of symbols) this.symbols.push(symbol);
    this.symbolsFrom.push(this.symbols.length);
    this.marks.push(marks);
    this.pairs.push(pairs);
    this.grams.push(gram);
  }
}

/** What of an entry becomes facts. */
export interface Known {
  readonly symbols: readonly number[];
  readonly gram: number;
  readonly marks: number;
  readonly pairs: number;
  readonly isCapitalised: boolean;
}
