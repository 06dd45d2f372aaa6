/**
 * Two small numbers to one, in open-addressed tables that a processor's cache holds: a third of what a Map costs.
 *
 * Numbers are at least 0 and below 2^31. Pure.
 */

/** What `Pairs` gives for a pair that was never set. */
const ABSENT = -1;

/** Pairs that come one by one: three numbers a slot, the pair and its value. */
export class Pairs {
  #room = 64;
  #slots = new Int32Array(3 * 64).fill(ABSENT);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** `ABSENT` for a pair that was never set. */
  get(first: number, second: number): number {
    return this.#slots[this.#slotOf(first, second) + 2] ?? ABSENT;
  }

  set(first: number, second: number, value: number): void {
    const slot = this.#slotOf(first, second);
    if (this.#slots[slot] === ABSENT) this.#size++;
    this.#slots[slot] = first;
    this.#slots[slot + 1] = second;
    this.#slots[slot + 2] = value;
    if (this.#size * 4 > this.#room * 3) this.#grow();
  }

  #slotOf(first: number, second: number): number {
    const slots = this.#slots;
    const mask = this.#room - 1;
    for (let at = mix(first, second); ; at++) {
      const slot = 3 * (at & mask);
      const there = slots[slot];
      if (there === ABSENT || (there === first && slots[slot + 1] === second)) return slot;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#room *= 2;
    this.#slots = new Int32Array(3 * this.#room).fill(ABSENT);
    this.#size = 0;
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot] !== ABSENT) this.set(old[slot] ?? 0, old[slot + 1] ?? 0, old[slot + 2] ?? 0);
    }
  }
}

/** Pairs that are all known beforehand, numbered in order from `from` on, which is above 0: two numbers a slot. */
export class PairTable {
  /** Of each slot what `keyOf` makes of its pair, and the pair's number. */
  readonly #slots: Int32Array;
  readonly #mask: number;

  constructor(pairs: readonly (readonly [first: number, second: number])[], from: number) {
    let room = 64;
    while (room * 2 < pairs.length * 3) room *= 2;
    this.#slots = new Int32Array(2 * room);
    for (let slot = 0; slot < this.#slots.length; slot += 2) this.#slots[slot] = ABSENT;
    this.#mask = room - 1;
    pairs.forEach(([first, second], at) => {
      if (Math.max(first, second) > MOST_PAIRED) throw new RangeError(`a pair of ${first} and ${second} is too large`);
      const slot = this.#slotOf(keyOf(first, second));
      this.#slots[slot] = keyOf(first, second);
      this.#slots[slot + 1] = from + at;
    });
  }

  /** The pair's number; 0 for a pair that is not in the table. */
  get(first: number, second: number): number {
    return this.#slots[this.#slotOf(keyOf(first, second)) + 1] ?? 0;
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
