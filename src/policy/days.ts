/**
 * Days as ISO dates: the one pure file that counts them.
 *
 * A day is a calendar day in Europe/London, handed in; here it is only arithmetic, so UTC is as good as any zone.
 */
import type { Period } from '../register/types.ts';

const DAY_MS = 86_400_000;

/** From the first to the second, in days: 0 for the same day, negative where the second lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** Whether a day lies in a period; both its days belong to it, and an open end bounds nothing. */
export function isInForce({ from, until }: Period, today: string): boolean {
  return (from === null || from <= today) && (until === null || today <= until);
}
