/**
 * `/livez`, `/readyz` and `/metrics`: for probes and Prometheus, without sign-in and without anything of a message.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Queues } from '../queue/connect.ts';
import type { Store } from '../store/store.ts';

export interface HealthTools {
  readonly store: Store;
  readonly queues: Queues;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Who asks has little patience, and what takes longer is not ready. */
const READY_MS = 3_000;

async function late(): Promise<never> {
  await pause(READY_MS, undefined, { ref: false });
  throw new Error('no answer in time');
}

export function healthRoutes(app: FastifyInstance, { store, queues, metrics, log }: HealthTools): void {
  app.get('/livez', async () => ({ live: true }));

  // Ready means that mail could be taken and inspected now.
  app.get('/readyz', async (_request, reply) => {
    const checks = { database: sql`select 1`.execute(store.db), queue: queues.depths() };
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => {
        try {
          await Promise.race([check, late()]);
          return [name, true] as const;
        } catch (error) {
          log.warn({ check: name, error }, 'not ready');
          return [name, false] as const;
        }
      }),
    );
    const isReady = results.every(([, isGood]) => isGood);
    // Why, names files of this machine: that is for its log.
    const mend = store.trouble() === null ? {} : { mend: 'the embedded PostgreSQL does not start: the log says why' };
    return reply.code(isReady ? 200 : 503).send({ ready: isReady, ...Object.fromEntries(results), ...mend });
  });

  app.get('/metrics', async (_request, reply) => {
    const { type, body } = await metrics.text();
    return reply.type(type).send(body);
  });
}
