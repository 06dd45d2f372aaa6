/** A drive on a real store, swept in this process by the worker's own processor; jobs wait in a list. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DriveSettings, loadDriveFile } from '../../src/config/drive-file.ts';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { kindOf } from '../../src/drives/index.ts';
import { startSweep } from '../../src/drives/sweep.ts';
import { extract } from '../../src/extract/extract.ts';
import { inspect } from '../../src/inspect.ts';
import { createLog } from '../../src/log.ts';
import type { SweepJob } from '../../src/queue/jobs.ts';
import { loadRegister } from '../../src/register/load.ts';
import type { SweepProgress } from '../../src/store/sweeps.ts';
import { type SweepWorkerTools, sweepProcessor } from '../../workers/sweep.ts';
import { type TestStore, testStore } from '../postgres.ts';

export const MINUTES = [
  'Minutes of the meeting of Northfield CLP held on 3 March 2026',
  'Present: Ines Calder, Tom Vance, Petra Osei',
  'Apologies: Joan Bell',
  '1. The treasurer reported.',
  'It was resolved that the Secretary writes to the council. Action: Secretary.',
  'Any other business: none. Date of the next meeting: 7 April.',
].join('\n');

export const REGISTER = `
organisation: { name: Example Party, domains: [party.example] }
people:
  - { email: a.khan@party.example, name: Amira Khan, member: true, roles: [staff] }
  - { email: t.vance@home.example, name: Tom Vance, member: true }
lists: [{ address: staff@lists.party.example, members: [a.khan@party.example] }]
entitled: { minutes: [staff], membership: [staff] }
cases:
  - ref: DC-2026-0071
    kind: discipline
    status: open
    subject: { email: m.doyle@home.example, name: Martin Doyle }
    complainants: [c.reed@home.example]
    advisers: [{ email: solicitor@law.example, capacity: legal }]
`;

export interface DriveSite {
  readonly store: TestStore;
  readonly tools: SweepWorkerTools;
  /** Paths of files as they were opened for judging, in order. */
  readonly inspected: string[];
  readonly folder: string;
  readonly add: (name: string, location: string, settings?: string) => Promise<string>;
  /** Sweeps to the end, with every job that this makes. */
  readonly sweep: (driveId: string) => Promise<SweepProgress>;
  readonly close: () => Promise<void>;
}

export async function driveSite(over: Partial<SweepWorkerTools> = {}, given?: TestStore): Promise<DriveSite> {
  const store = given ?? (await testStore());
  const folder = await mkdtemp(join(tmpdir(), 'drive-'));
  const jobs: SweepJob[] = [];
  const inspected: string[] = [];
  const register = loadRegister(REGISTER, 'register');
  const reference = { register, policy: DEFAULT_POLICY, fingerprints: [], roll: null, rules: [], today: '2026-11-26' };
  const tools: SweepWorkerTools = {
    drives: store.drives,
    sweeps: store.sweeps,
    sweepEnd: store.sweepEnd,
    driveRecord: store.driveRecord,
    driveFindings: store.driveFindings,
    sealedFiles: store.sealedFiles,
    enqueueSweep: async (added) => void jobs.push(...added),
    inspectFile: ({ bytes, name }) => {
      inspected.push(name);
      return (login, recipients) => {
        const submission = { bytes, name, kind: 'document', login, from: [], recipients } as const;
        return inspect(submission, reference, (all, source) => extract(all, source, DEFAULT_POLICY.limits));
      };
    },
    sweepVersions: () => 'v1',
    maxFileBytes: () => 1e6,
    canMail: true,
    digestFolder: join(folder, 'digests'),
    stopping: new AbortController().signal,
    log: createLog({ log: 'silent' }),
    ...over,
  };
  return {
    store,
    tools,
    inspected,
    folder,
    add: async (name, location, settings = '') => {
      const read: DriveSettings = loadDriveFile(settings, 'settings.yaml');
      return (await store.drives.put({ name, kind: kindOf(location), location, settings: read }, 'tester')).id;
    },
    sweep: async (driveId) => {
      const id = await startSweep(tools, driveId, 'tester');
      if (!id) throw new RangeError('a sweep is under way');
      const process = sweepProcessor(tools);
      for (let job = jobs.shift(); job; job = jobs.shift()) await process({ id: job.id, data: job });
      const progress = await store.sweeps.progress(id);
      if (!progress) throw new RangeError('a sweep has a row');
      return progress;
    },
    close: async () => {
      if (!given) await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
