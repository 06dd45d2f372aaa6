/**
 * Where signals were seen in a segment, in order: flat arrays, since a megabyte of text has fifty thousand of them. Pure.
 */

import { firstWhere } from './bisect.ts';

/** A signal (its index in the lexicon) at a span of a segment's normalised text. */
export interface Hit {
  readonly signal: number;
  readonly start: number;
  readonly end: number;
}

/** Room in which the hits of one segment are gathered, until they are merged: memory costs a mail more than its hits. */
const KEPT_ROOM = 1 << 13;
const kept = [new Int32Array(KEPT_ROOM), new Int32Array(KEPT_ROOM), new Int32Array(KEPT_ROOM)] as const;

/** Hits in order of `start`; of those that start together the longer stands first, since it shows more. Those of one segment
 * are merged before another's are gathered. */
export class Hits {
  count = 0;
  signals: Int32Array = kept[0];
  starts: Int32Array = kept[1];
  ends: Int32Array = kept[2];

  /** Adds one that starts where the last did, or later; a little earlier is put in its place. */
  push(signal: number, start: number, end: number): void {
    if (this.count === this.signals.length) this.#enlarge(2 * this.count);
    let at = this.count;
    while (at > 0 && this.#isBehind(at - 1, start, end)) this.#move(at - 1, at--);
    this.#put(at, signal, start, end);
    this.count++;
  }

  /** Adds others, which come in any order: the last that are added. */
  merge(others: readonly Hit[]): void {
    const sorted = others.toSorted((a, b) => a.start - b.start || b.end - a.end);
    let from = this.count;
    let to = from + sorted.length;
    // From the room that is kept into memory of its own.
    this.#enlarge(to);
    this.count = to;
    for (const { signal, start, end } of sorted.reverse()) {
      while (from > 0 && this.#isBehind(from - 1, start, end)) this.#move(--from, --to);
      this.#put(--to, signal, start, end);
    }
  }

  /** Index of the first that starts at `offset` or later. */
  firstFrom(offset: number): number {
    return firstWhere(this.count, (at) => (this.starts[at] ?? 0) >= offset);
  }

  has(signals: ReadonlySet<number>): boolean {
    for (let at = 0; at < this.count; at++) if (signals.has(this.signals[at] ?? -1)) return true;
    return false;
  }

  at(index: number): Hit {
    return { signal: this.signals[index] ?? -1, start: this.starts[index] ?? 0, end: this.ends[index] ?? 0 };
  }

  #isBehind(at: number, start: number, end: number): boolean {
    const there = this.starts[at] ?? 0;
    return there > start || (there === start && (this.ends[at] ?? 0) < end);
  }

  #put(at: number, signal: number, start: number, end: number): void {
    this.signals[at] = signal;
    this.starts[at] = start;
    this.ends[at] = end;
  }

  #move(from: number, to: number): void {
    this.#put(to, this.signals[from] ?? 0, this.starts[from] ?? 0, this.ends[from] ?? 0);
  }

  #enlarge(room: number): void {
    const memory = new Int32Array(3 * room);
    const { count } = this;
    for (let at = 0; at < count; at++) {
      memory[at] = this.signals[at] ?? 0;
      memory[room + at] = this.starts[at] ?? 0;
      memory[2 * room + at] = this.ends[at] ?? 0;
    }
    this.signals = memory.subarray(0, room);
    this.starts = memory.subarray(room, 2 * room);
    this.ends = memory.subarray(2 * room);
  }
}
