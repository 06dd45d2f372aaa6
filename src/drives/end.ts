/**
 * The end of a sweep: what moved and what is gone, what the drive's settings say is to be done, and the owners' digests.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import type { DriveFinding, DriveFindings } from '../store/drive-findings.ts';
import type { Drive, Drives } from '../store/drives.ts';
import type { SweepEnd } from '../store/sweep-end.ts';
import type { Sweeps } from '../store/sweeps.ts';
import { type ActTools, finishTaking, quarantine, restrict } from './act.ts';
import { type Digest, digestsOf, mailOf } from './digest.ts';

export interface EndTools extends Omit<ActTools, 'driveFindings' | 'drives'> {
  readonly drives: Pick<Drives, 'get'>;
  readonly sweeps: Sweeps;
  readonly sweepEnd: SweepEnd;
  readonly driveFindings: DriveFindings;
  /** Whether mail can go out; else digests are written into `digestFolder` as JSON. */
  readonly canMail: boolean;
  readonly digestFolder: string;
  readonly log: Log;
}

const PAGE = 500;

/** Safe to run twice: what was done is not found again, and the digests go with the last step. */
export async function endSweep(tools: EndTools, sweepId: string): Promise<string> {
  const sweep = await tools.sweeps.finishing(sweepId);
  const drive = sweep && (await tools.drives.get(sweep.driveId));
  if (!sweep || !drive) return 'not-ours';
  await finishTaking(tools, drive);
  await tools.sweepEnd.settle(sweepId);
  if (drive.settings.action !== 'report') await act(tools, drive);

  const news = await newsOf(tools, drive, sweepId);
  const digests = digestsOf(drive, sweepId, news);
  if (!tools.canMail) await writeDigests(tools.digestFolder, sweepId, digests);
  const mails = tools.canMail ? await Promise.all(digests.map(mailOf)) : [];
  return (await tools.sweepEnd.close(sweepId, mails)) ? 'ended' : 'not-ours';
}

/** What is open and read by outsiders with enough confidence. */
async function act(tools: EndTools, drive: Drive): Promise<void> {
  const { driveFindings, log } = tools;
  const { action, actFrom } = drive.settings;
  const filter = { drive: drive.name, states: ['open'] as const, isExposed: true, limit: PAGE };
  let after: string | null = '';
  while (after !== null) {
    const page = await driveFindings.list({ ...filter, ...(after && { after }) });
    for (const { id, confidence } of page.findings) {
      if (confidence < actFrom) continue;
      const acted = await (action === 'quarantine' ? quarantine : restrict)(tools, id, 'reticent');
      const failed = acted.filter((each) => each.failed !== null).length;
      if (failed > 0) log.warn({ finding: id, action, failed }, 'some files stayed as they were');
    }
    after = page.next;
  }
}

/** Findings that this sweep found, saw come back, or saw become readable for more. */
async function newsOf({ driveFindings }: EndTools, drive: Drive, sweepId: string): Promise<DriveFinding[]> {
  const news: DriveFinding[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page = await driveFindings.list({
      drive: drive.name,
      changedIn: sweepId,
      limit: PAGE,
      ...(after && { after }),
    });
    news.push(...page.findings.filter(({ state, outsiders }) => state === 'remediated' || outsiders > 0));
    after = page.next;
  }
  return news;
}

async function writeDigests(folder: string, sweepId: string, digests: readonly Digest[]): Promise<void> {
  if (digests.length === 0) return;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, `${sweepId}.json`), `${JSON.stringify(digests, null, 2)}\n`, { mode: 0o600 });
}
