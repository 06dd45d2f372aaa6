/**
 * Two small numbers to one, in an open-addressed table: a third of what a Map costs for a key of two words.
 *
 * Numbers are at least 0 and below 2^31. Pure.
 */

/** What `get` gives for a pair that was never set. */
export const ABSENT = -1;

export class Pairs {
  #firsts = new Int32Array(64).fill(ABSENT);
  #seconds = new Int32Array(64);
  #values = new Int32Array(64);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(first: number, second: number): number {
    const slot = this.#slotOf(first, second);
    return this.#firsts[slot] === ABSENT ? ABSENT : (this.#values[slot] ?? ABSENT);
  }

  set(first: number, second: number, value: number): void {
    const slot = this.#slotOf(first, second);
    if (this.#firsts[slot] === ABSENT) this.#size++;
    this.#firsts[slot] = first;
    this.#seconds[slot] = second;
    this.#values[slot] = value;
    if (this.#size * 2 > this.#firsts.length) this.#grow();
  }

  clear(): void {
    this.#firsts.fill(ABSENT);
    this.#size = 0;
  }

  #slotOf(first: number, second: number): number {
    const firsts = this.#firsts;
    const seconds = this.#seconds;
    const mask = firsts.length - 1;
    const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      const there = firsts[slot];
      if (there === ABSENT || (there === first && seconds[slot] === second)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #grow(): void {
    const firsts = this.#firsts;
    const seconds = this.#seconds;
    const values = this.#values;
    const room = firsts.length * 2;
    this.#firsts = new Int32Array(room).fill(ABSENT);
    this.#seconds = new Int32Array(room);
    this.#values = new Int32Array(room);
    this.#size = 0;
    for (let slot = 0; slot < firsts.length; slot++) {
      if (firsts[slot] !== ABSENT) this.set(firsts[slot] ?? 0, seconds[slot] ?? 0, values[slot] ?? 0);
    }
  }
}
