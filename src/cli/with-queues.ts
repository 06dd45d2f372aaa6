/** Reaches the queues beside the store, for what a command leaves to those that run. */
import type { Config } from '../config/config.ts';
import { createLog } from '../log.ts';
import { createQueues, type Queues } from '../queue/connect.ts';
import type { Store } from '../store/store.ts';

/** Throws what the first connection throws, and what `work` throws: open connections would keep the process from its end. */
export async function withQueues<Result>(
  config: Config,
  store: Store,
  work: (queues: Queues) => Promise<Result>,
): Promise<Result> {
  const queues = await createQueues(config, store, createLog({ log: 'error' }));
  try {
    return await work(queues);
  } finally {
    await queues.close();
  }
}
