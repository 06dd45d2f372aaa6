/**
 * Many calls as one statement: while one is under way (or as many as may be), those that come wait together for the next.
 *
 * A call that comes alone goes alone, without any wait; under load the commits, round trips and plans are shared. Each
 * caller hears its own result, and only after its statement's commit.
 */
import { StoreUnavailableError } from './errors.ts';

export interface BatchLimits<Asked> {
  /** In one statement. */
  readonly calls: number;
  /** Statements under way at once; one where nothing else is said. More of them wait less, and share less. */
  readonly statements?: number;
  /** Of one call, where a statement must not grow beyond a weight. */
  readonly weight?: { readonly of: (asked: Asked) => number; readonly most: number };
}

/** `work` gives one result for each that is asked, in the same order. */
export function batched<Asked, Got>(
  work: (asked: readonly Asked[]) => Promise<readonly Got[]>,
  limits: BatchLimits<Asked>,
): (asked: Asked) => Promise<Got> {
  const waiting: { asked: Asked; resolve: (got: Got) => void; reject: (error: unknown) => void }[] = [];
  const { statements = 1 } = limits;
  let atWork = 0;

  function next(): typeof waiting {
    let count = 1;
    const { weight } = limits;
    if (!weight) return waiting.splice(0, limits.calls);
    let total = waiting[0] ? weight.of(waiting[0].asked) : 0;
    for (; count < Math.min(waiting.length, limits.calls); count += 1) {
      const one = waiting[count];
      total += one ? weight.of(one.asked) : 0;
      if (total > weight.most) break;
    }
    return waiting.splice(0, count);
  }

  async function run(): Promise<void> {
    if (atWork >= statements) return;
    atWork += 1;
    while (waiting.length > 0) {
      const batch = next();
      try {
        const got = await work(batch.map(({ asked }) => asked));
        for (const [at, { resolve }] of batch.entries()) resolve(got[at] as Got);
      } catch (error) {
        if (batch.length === 1 || error instanceof StoreUnavailableError) for (const { reject } of batch) reject(error);
        // One of them is at fault, and the others are not to suffer for it: each alone.
        else for (const { asked, resolve, reject } of batch) await alone(asked).then(resolve, reject);
      }
    }
    atWork -= 1;
  }

  async function alone(asked: Asked): Promise<Got> {
    const [got] = await work([asked]);
    return got as Got;
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      void run();
    });
}
