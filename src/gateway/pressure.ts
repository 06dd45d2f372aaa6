/**
 * Whether the workers are so far behind that new mail had better wait where it is.
 */

/** Asked of the database once in this time, however many messages come. */
const LOOK_EVERY_MS = 1_000;

/** Takes how old the oldest message that waits for inspection is, and from which age on no more is taken (seconds). */
export function pressureOf(oldestSeconds: () => Promise<number>, limitSeconds: number): () => Promise<boolean> {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let last: Promise<boolean> = Promise.resolve(false);
  return () => {
    const now = performance.now();
    if (now - lookedAt >= LOOK_EVERY_MS) {
      lookedAt = now;
      // A database that is away is not "behind": accepting meets it next, and says what it is.
      last = oldestSeconds().then(
        (seconds) => seconds > limitSeconds,
        () => false,
      );
    }
    return last;
  };
}
