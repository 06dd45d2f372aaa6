/** What sweeps are handed, in a worker and in the command that sweeps at once. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepWorkerTools } from '../../workers/sweep.ts';
import type { Config } from '../config/config.ts';
import type { Document } from '../document/document.ts';
import type { Sandbox } from '../extract/sandbox.ts';
import { type Extract, inspect, type Reference } from '../inspect.ts';
import type { Log } from '../log.ts';
import type { Queues } from '../queue/connect.ts';
import type { Store } from '../store/store.ts';

/** `stop` lets sweeps end after the files in hand, before the workers close. */
export function sweepToolsOf(
  config: Pick<Config, 'dataDir' | 'nextHop'>,
  store: Store,
  queues: Queues,
  reference: { readonly current: () => Reference },
  sandbox: Sandbox,
  log: Log,
): { readonly tools: SweepWorkerTools; readonly stop: () => void } {
  const stopping = new AbortController();
  const tools: SweepWorkerTools = {
    drives: store.drives,
    sweeps: store.sweeps,
    sweepEnd: store.sweepEnd,
    driveRecord: store.driveRecord,
    driveFindings: store.driveFindings,
    sealedFiles: store.sealedFiles,
    enqueueSweep: queues.enqueueSweep,
    inspectFile: ({ bytes, name }) => {
      let read: Promise<Document> | undefined;
      const once: Extract = (all, source, signal) => {
        read ??= sandbox.extract(all, source, signal);
        return read;
      };
      // A document: what a message on a drive says of its sender and claims is not said by who lets others read it.
      return (login, recipients) =>
        inspect({ bytes, name, kind: 'document', login, from: [], recipients }, reference.current(), once);
    },
    sweepVersions: versionsOf(config.dataDir, reference.current),
    maxFileBytes: () => reference.current().policy.limits.messageBytes,
    canMail: config.nextHop !== null,
    digestFolder: join(config.dataDir, 'digests'),
    stopping: stopping.signal,
    log,
  };
  return { tools, stop: () => stopping.abort() };
}

/**
 * Names all that decides what a file comes to. What lies in files is hashed when it was read again: roll and fingerprints
 * are then other objects.
 */
export function versionsOf(dataDir: string, current: () => Reference): () => string {
  let hashed: { readonly of: Pick<Reference, 'fingerprints' | 'roll'>; readonly stored: string } | undefined;
  return () => {
    const { register, policy, rules, fingerprints, roll } = current();
    if (hashed?.of.fingerprints !== fingerprints || hashed.of.roll !== roll) {
      hashed = { of: { fingerprints, roll }, stored: storedVersion(dataDir) };
    }
    const all = [register.version, policy.version, JSON.stringify(rules), hashed.stored];
    return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 16);
  };
}

/** Of roll, fingerprints, trained weights, and the program itself. */
function storedVersion(dataDir: string): string {
  const root = join(import.meta.dirname, '../..');
  const files = [
    join(dataDir, 'reference', 'fingerprints.json'),
    join(dataDir, 'reference', 'roll.bin'),
    join(dataDir, 'reference', 'circles.bin'),
    join(root, 'classifiers', 'asked.json'),
    join(root, 'classifiers', 'trees.json'),
    join(root, 'classifiers', 'weights.json'),
    join(root, 'package.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(existsSync(file) ? readFileSync(file) : 'none').update('\0');
  return hash.digest('hex');
}
