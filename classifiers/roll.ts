/**
 * The roll: the organisation's membership list as keyed hashes in one flat table.
 *
 * A key (number, address, telephone, name with postcode) is hashed to 64 bits by SipHash-2-4 (Aumasson and Bernstein 2012)
 * under a 128-bit key that is handed in: without it nothing can be read back or tried out. A million members are some
 * four million hashes, 64 MB; a lookup is one hash and a probe or two. Pure.
 */
import type { Roll } from './context.ts';

export type RollKind = 'number' | 'name-postcode' | 'email' | 'phone';

const KINDS: readonly (RollKind | 'circle')[] = ['number', 'name-postcode', 'email', 'phone', 'circle'];
/** Of the slots at most this share is taken. */
const FILL = 0.6;

/** Key of 16 bytes as four little-endian words. */
export type RollKey = readonly [number, number, number, number];

/** The table as it lies in its file: two words a slot, both 0 for an empty one. */
export interface RollTable {
  readonly members: number;
  readonly slots: Uint32Array;
}

/** The hash of a circle (`circles.ts`), a whole number below 2^52. */
export function circleHash(key: RollKey): (text: string) => number {
  return (text) => {
    const [high, low] = hash('circle', text, key);
    return (high & 0xfffff) * 0x100000000 + low;
  };
}

/** What stands on the roll, brought into one form: "l 1204417" and "L1204417" are one number. */
function rollKey(kind: RollKind, value: string): string {
  switch (kind) {
    case 'number':
      return value.replace(/[^a-z0-9]/gi, '').toUpperCase();
    case 'email':
      return value.trim().toLowerCase();
    case 'phone':
      return `0${value.replace(/\D/g, '').replace(/^(?:0*44)?0*/, '')}`; // A sheet drops the 0, +44 (0) says it twice.
    case 'name-postcode':
      return value.toLowerCase().replace(/[^\p{L}\p{N}|]/gu, '');
    default:
      return kind satisfies never;
  }
}

/** Name and postcode as one value for `rollKey`: the words of the name in any order. */
export function namePostcode(name: string, postcode: string): string {
  const words = name.toLowerCase().match(/\p{L}+/gu) ?? [];
  return `${words.sort().join('')}|${postcode}`;
}

/** Makes the table of all keys of all members. `count` is how many keys will come, at most. */
export function buildRoll(
  members: number,
  count: number,
  keys: Iterable<readonly [RollKind, string]>,
  key: RollKey,
): RollTable {
  const slots = new Uint32Array(2 * Math.max(16, Math.ceil(count / FILL)));
  for (const [kind, value] of keys) {
    const [high, low] = hash(kind, value, key);
    const at = find(slots, high, low);
    slots[at] = high;
    slots[at + 1] = low;
  }
  return { members, slots };
}

export function openRoll({ members, slots }: RollTable, key: RollKey): Roll {
  return {
    size: members,
    has: (kind, value) => {
      const [high, low] = hash(kind, value, key);
      const at = find(slots, high, low);
      return slots[at] !== 0 || slots[at + 1] !== 0;
    },
  };
}

/** Index of the slot that holds the hash, or of the empty one where it would stand. */
function find(slots: Uint32Array, high: number, low: number): number {
  const count = slots.length / 2;
  let slot = high % count;
  for (;;) {
    const at = slot * 2;
    if ((slots[at] === high && slots[at + 1] === low) || (slots[at] === 0 && slots[at + 1] === 0)) return at;
    slot = slot + 1 === count ? 0 : slot + 1;
  }
}

const state = new Int32Array(8);

/** SipHash-2-4 over the UTF-16 units of kind and normalised value; never [0, 0], which marks an empty slot. */
function hash(kind: RollKind | 'circle', value: string, [k0, k1, k2, k3]: RollKey): [number, number] {
  const text = kind === 'circle' ? value : rollKey(kind, value);
  state[0] = k0 ^ 0x70736575;
  state[1] = k1 ^ 0x736f6d65;
  state[2] = k2 ^ 0x6e646f6d;
  state[3] = k3 ^ 0x646f7261;
  state[4] = k0 ^ 0x6e657261;
  state[5] = k1 ^ 0x6c796765;
  state[6] = k2 ^ 0x79746573;
  state[7] = k3 ^ 0x74656462;
  const length = text.length;
  for (let at = 0; at + 4 <= length; at += 4) {
    absorb(
      text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16),
      text.charCodeAt(at + 2) | (text.charCodeAt(at + 3) << 16),
    );
  }
  const rest = length & ~3;
  const unit = (at: number) => (at < length ? text.charCodeAt(at) : 0);
  absorb(unit(rest) | (unit(rest + 1) << 16), unit(rest + 2) | ((KINDS.indexOf(kind) + 1 + (length << 3)) << 16));
  state[4] = (state[4] ?? 0) ^ 0xff;
  for (let round = 0; round < 4; round++) mix();
  const low = ((state[0] ?? 0) ^ (state[2] ?? 0) ^ (state[4] ?? 0) ^ (state[6] ?? 0)) >>> 0;
  const high = ((state[1] ?? 0) ^ (state[3] ?? 0) ^ (state[5] ?? 0) ^ (state[7] ?? 0)) >>> 0;
  return high === 0 && low === 0 ? [0, 1] : [high, low];
}

function absorb(low: number, high: number): void {
  state[6] = (state[6] ?? 0) ^ low;
  state[7] = (state[7] ?? 0) ^ high;
  mix();
  mix();
  state[0] = (state[0] ?? 0) ^ low;
  state[1] = (state[1] ?? 0) ^ high;
}

/** One SipRound; words are pairs [low, high] at even indices. */
function mix(): void {
  add(0, 2);
  rotate(2, 13);
  xor(2, 0);
  rotate(0, 32);
  add(4, 6);
  rotate(6, 16);
  xor(6, 4);
  add(0, 6);
  rotate(6, 21);
  xor(6, 0);
  add(4, 2);
  rotate(2, 17);
  xor(2, 4);
  rotate(4, 32);
}

function add(to: number, from: number): void {
  const low = ((state[to] ?? 0) >>> 0) + ((state[from] ?? 0) >>> 0);
  state[to + 1] = ((state[to + 1] ?? 0) + (state[from + 1] ?? 0) + (low > 0xffffffff ? 1 : 0)) | 0;
  state[to] = low | 0;
}

function xor(to: number, from: number): void {
  state[to] = (state[to] ?? 0) ^ (state[from] ?? 0);
  state[to + 1] = (state[to + 1] ?? 0) ^ (state[from + 1] ?? 0);
}

function rotate(at: number, bits: number): void {
  const low = state[at] ?? 0;
  const high = state[at + 1] ?? 0;
  if (bits === 32) {
    state[at] = high;
    state[at + 1] = low;
    return;
  }
  state[at] = (low << bits) | (high >>> (32 - bits));
  state[at + 1] = (high << bits) | (low >>> (32 - bits));
}
