/**
 * Whether the workers are so far behind that new mail had better wait where it is.
 */

/** Asked of the database once in this time, however many messages come. */
const LOOK_EVERY_MS = 1_000;

export interface PressureTools {
  /** For how long the oldest message has waited for inspection. */
  readonly oldestSeconds: () => Promise<number>;
  /** Beyond it no more is taken. */
  readonly limitSeconds: number;
  /** Milliseconds, from whenever. */
  readonly now?: () => number;
}

export function pressureOf({
  oldestSeconds,
  limitSeconds,
  now = () => performance.now(),
}: PressureTools): () => Promise<boolean> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let last: Promise<boolean> = Promise.resolve(false);
  return () => {
    const sinceMs = now() - lookedAt;
    if (sinceMs < LOOK_EVERY_MS) return last;
    lookedAt = now();
    // A database that is away is not "behind": accepting meets it next, and says what it is.
    const look = oldestSeconds().then(
      (seconds) => seconds > limitSeconds,
      () => false,
    );
    // While mail comes all the time nobody waits for the look: what was seen a moment ago is true enough.
    if (sinceMs >= 2 * LOOK_EVERY_MS) last = look;
    else
      void look.then(() => {
        last = look;
      });
    return last;
  };
}
