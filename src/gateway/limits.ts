/**
 * Limits against who is not a mail server of ours: connections at once, messages and wrong passwords in a time, for each
 * address, of IPv6 for each network (`networkOf`). Counted in this process: a flood over several gateways is met by each.
 */
import { networkOf } from '../store/network.ts';

/** A phone and a laptop open a few; more than this is a flood. */
const CONNECTIONS_AT_ONCE = 50;
const MESSAGES_A_MINUTE = 300;
const WRONG_PASSWORDS = 10;
const WRONG_PASSWORDS_MS = 10 * 60_000;
const MINUTE_MS = 60_000;
/** Addresses remembered; the oldest are forgotten first. */
const MOST_ADDRESSES = 10_000;

export interface Limits {
  /** False where there are too many from this address already. */
  readonly open: (address: string) => boolean;
  readonly close: (address: string) => void;
  readonly mayGuess: (address: string) => boolean;
  readonly wrongPassword: (address: string) => void;
  /** Counts one message; false where there were too many. */
  readonly maySend: (address: string) => boolean;
}

/** `now` is a clock in milliseconds that never goes back. */
export function limitsOf(now: () => number = () => performance.now()): Limits {
  const open = new Map<string, number>();
  const guesses = counter(WRONG_PASSWORDS, WRONG_PASSWORDS_MS, now);
  const messages = counter(MESSAGES_A_MINUTE, MINUTE_MS, now);
  return {
    open: (address) => {
      const network = networkOf(address);
      const count = (open.get(network) ?? 0) + 1;
      open.set(network, count);
      return count <= CONNECTIONS_AT_ONCE;
    },
    close: (address) => {
      const network = networkOf(address);
      const count = (open.get(network) ?? 1) - 1;
      if (count > 0) open.set(network, count);
      else open.delete(network);
    },
    mayGuess: (address) => guesses.count(networkOf(address)) < WRONG_PASSWORDS,
    wrongPassword: (address) => void guesses.add(networkOf(address)),
    maySend: (address) => messages.add(networkOf(address)) <= MESSAGES_A_MINUTE,
  };
}

/** How often something happened within the window that is running. */
function counter(most: number, windowMs: number, now: () => number) {
  const windows = new Map<string, { since: number; count: number }>();
  const current = (address: string) => {
    const known = windows.get(address);
    if (known && now() - known.since < windowMs) return known;
    const fresh = { since: now(), count: 0 };
    windows.delete(address);
    windows.set(address, fresh);
    if (windows.size > MOST_ADDRESSES) for (const oldest of windows.keys().take(1)) windows.delete(oldest);
    return fresh;
  };
  return {
    count: (address: string) => current(address).count,
    add: (address: string) => {
      const window = current(address);
      window.count = Math.min(window.count + 1, most + 1);
      return window.count;
    },
  };
}
