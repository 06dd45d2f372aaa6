/**
 * Two small numbers to one, in an open-addressed table: a third of what a Map costs for a key of two words.
 *
 * Numbers are at least 0 and below 2^31. Pure.
 */

/** What `get` gives for a pair that was never set. */
export const ABSENT = -1;

/** Bits of the sieve that tells nearly every stranger before the table is touched. */
const SIEVE = 1 << 17;

export class Pairs {
  /** Four numbers a slot, so that a probe touches one line of the cache: the pair, its value, nothing. */
  #slots = new Int32Array(4 * 64).fill(ABSENT);
  readonly #sieve = new Int32Array(SIEVE >> 5);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(first: number, second: number): number {
    const mixed = mix(first, second);
    if (((this.#sieve[(mixed & (SIEVE - 1)) >> 5] ?? 0) & (1 << (mixed & 31))) === 0) return ABSENT;
    const slot = this.#slotOf(first, second, mixed);
    return this.#slots[slot] === ABSENT ? ABSENT : (this.#slots[slot + 2] ?? ABSENT);
  }

  set(first: number, second: number, value: number): void {
    const mixed = mix(first, second);
    const at = (mixed & (SIEVE - 1)) >> 5;
    this.#sieve[at] = (this.#sieve[at] ?? 0) | (1 << (mixed & 31));
    const slot = this.#slotOf(first, second, mixed);
    if (this.#slots[slot] === ABSENT) this.#size++;
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = value;
    if (this.#size * 8 > this.#slots.length) this.#grow();
  }

  clear(): void {
    this.#slots.fill(ABSENT);
    this.#sieve.fill(0);
    this.#size = 0;
  }

  #slotOf(first: number, second: number, mixed: number): number {
    const slots = this.#slots;
    const mask = slots.length - 4;
    let slot = (mixed >>> 3) & mask;
    for (;;) {
      const there = slots[slot];
      if (there === ABSENT || (there === first && slots[slot + 1] === second)) return slot;
      slot = (slot + 4) & mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Int32Array(old.length * 2).fill(ABSENT);
    this.#size = 0;
    for (let slot = 0; slot < old.length; slot += 4) {
      if (old[slot] !== ABSENT) this.set(old[slot] ?? 0, old[slot + 1] ?? 0, old[slot + 2] ?? 0);
    }
  }
}

/** Pairs that are all known beforehand, numbered in order from `from` on: two numbers a slot. */
export class PairTable {
  /** Of each slot what `keyOf` makes of its pair, and the pair's number. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(pairs: readonly (readonly [first: number, second: number])[], from: number) {
    let room = 64;
    while (room * 2 < pairs.length * 3) room *= 2;
    this.#slots = new Int32Array(2 * room).fill(ABSENT);
    this.#mask = room - 1;
    pairs.forEach(([first, second], at) => {
      if (Math.max(first, second) > MOST_PAIRED) throw new RangeError(`a pair of ${first} and ${second} is too large`);
      const slot = this.#slotOf(keyOf(first, second));
      this.#slots[slot] = keyOf(first, second);
      this.#slots[slot + 1] = from + at;
    });
  }

  /** The pair's number; `ABSENT` for a pair that is not in the table. */
  get(first: number, second: number): number {
    return this.#slots[this.#slotOf(keyOf(first, second)) + 1] ?? ABSENT;
  }

  #slotOf(key: number): number {
    const slots = this.#slots;
    const mask = this.#mask;
    for (let slot = Math.imul(key, 0x9e3779b1) >>> 12; ; slot++) {
      const at = (slot & mask) << 1;
      const there = slots[at];
      if (there === key || there === ABSENT) return at;
    }
  }
}

const MOST_PAIRED = 0x7fff;

function keyOf(first: number, second: number): number {
  return (first << 16) | second;
}

function mix(first: number, second: number): number {
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
