/** The registry of processors: each queue has exactly one, in the file of its name. */
import type { Queues, RunningWorker } from '../src/queue/connect.ts';
import { type Processor, QUEUES, type QueueName } from '../src/queue/jobs.ts';
import { type HoldsTools, holdsProcessor } from './holds.ts';
import { type InspectTools, inspectProcessor } from './inspect.ts';
import { type NotifyTools, notifyProcessor } from './notify.ts';
import { type ReleaseTools, releaseProcessor } from './release.ts';
import { type RetainTools, retainProcessor } from './retain.ts';
import { type SweepWorkerTools, sweepProcessor } from './sweep.ts';

/** Everything that the processors are handed. */
export type WorkerTools = InspectTools & ReleaseTools & NotifyTools & RetainTools & HoldsTools & SweepWorkerTools;

const processors: Readonly<Record<QueueName, (tools: WorkerTools) => Processor>> = {
  inspect: inspectProcessor,
  release: releaseProcessor,
  notify: notifyProcessor,
  retain: retainProcessor,
  holds: holdsProcessor,
  sweep: sweepProcessor,
};

/** Jobs at once in this process. Inspecting waits for child processes, releasing for the next hop. */
const CONCURRENCY: Readonly<Record<QueueName, number>> = {
  inspect: 8,
  release: 16,
  notify: 2,
  retain: 1,
  holds: 1,
  sweep: 2,
};

/** How often what has outlived its retention is looked for. */
const RETAIN_EVERY_MS = 60 * 60 * 1000;
/** How often holds that wait too long are looked for. */
const HOLDS_EVERY_MS = 5 * 60 * 1000;

/** Starts a worker for each of the queues named, and the schedules of `retain` and `holds`. Closing `queues` ends them. */
export async function startWorkers(
  queues: Queues,
  tools: WorkerTools,
  names: readonly QueueName[] = QUEUES,
): Promise<readonly RunningWorker[]> {
  if (names.includes('retain')) await queues.every('retain', RETAIN_EVERY_MS);
  if (names.includes('holds')) await queues.every('holds', HOLDS_EVERY_MS);
  return names.map((queue) => queues.startWorker(queue, processors[queue](tools), CONCURRENCY[queue]));
}
