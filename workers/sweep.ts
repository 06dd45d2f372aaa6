/**
 * Queue `sweep`: sweeps of shared drives, begun by the clock or by a person, listed, read in batches and ended.
 *
 * Safe to run twice, late, or beside itself: who is at a listing or a batch stands in its row, files that are done are not
 * due any more, and the end happens in one guarded transaction. Throws only what waiting can mend.
 */
import { type EndTools, endSweep } from '../src/drives/end.ts';
import { listDrive, readBatch, type SweepTools, startSweep } from '../src/drives/sweep.ts';
import { type Processor, sweepPayload } from '../src/queue/jobs.ts';

/** `stopping` aborts when the process ends: a sweep stops after the files in hand, and goes on elsewhere or later. */
export type SweepWorkerTools = SweepTools & EndTools & { readonly stopping: AbortSignal };

export function sweepProcessor(tools: SweepWorkerTools): Processor {
  // Our own presence does not tell two jobs of this process apart.
  const atWork = new Set<string>();

  return async (job) => {
    const { kind, id } = sweepPayload(job);
    if (atWork.has(`${kind} ${id}`)) return 'not-ours';
    atWork.add(`${kind} ${id}`);
    try {
      switch (kind) {
        case 'start':
          return (await startSweep(tools, id, 'schedule')) ? 'started' : 'under-way';
        case 'list':
          return await listDrive(tools, id, tools.stopping);
        case 'batch':
          return await readBatch(tools, id, tools.stopping);
        case 'finish':
          return await endSweep(tools, id);
        default:
          return kind satisfies never;
      }
    } finally {
      atWork.delete(`${kind} ${id}`);
    }
  };
}
