/**
 * What is done with a file in which something was found: taken into the sealed store and put back, or kept to its owner.
 *
 * Bytes are sealed and committed before the source gives the file up, and `take` checks that they still are the ones that
 * were sealed; so whatever ends us on the way, the file is there or here. Every act is on the audit log.
 */
import type { DriveFindings } from '../store/drive-findings.ts';
import type { Drive, Drives } from '../store/drives.ts';
import type { SealedFile, SealedFiles } from '../store/sealed-files.ts';
import { openSource } from './index.ts';
import { SourceError } from './source.ts';

export interface ActTools {
  readonly drives: Pick<Drives, 'get'>;
  readonly driveFindings: Pick<DriveFindings, 'keysOf' | 'tell'>;
  readonly sealedFiles: SealedFiles;
}

/** What became of one file. */
export interface Acted {
  readonly path: string;
  /** Null where it was done. */
  readonly failed: string | null;
  /** Of the sealed file, to put it back by. */
  readonly sealedId: string | null;
}

/** Takes every file in which a finding lies. One that fails does not keep the others. */
export async function quarantine(tools: ActTools, findingId: string, by: string): Promise<readonly Acted[]> {
  return ofEveryFile(tools, findingId, (drive, file) => takeFile(tools, drive, file, by));
}

/** Keeps every file in which a finding lies to its owner. */
export async function restrict(tools: ActTools, findingId: string, by: string): Promise<readonly Acted[]> {
  return ofEveryFile(tools, findingId, async (drive, { key, shown }) => {
    await openSource(drive).restrict(key);
    await tools.driveFindings.tell(findingId, by, 'restricted', { place: shown });
    return null;
  });
}

interface FileOfFinding {
  readonly key: Buffer;
  readonly shown: string;
  readonly content: Buffer;
}

async function ofEveryFile(
  { drives, driveFindings }: ActTools,
  findingId: string,
  act: (drive: Drive, file: FileOfFinding) => Promise<string | null>,
): Promise<Acted[]> {
  const acted: Acted[] = [];
  for (const file of await driveFindings.keysOf(findingId)) {
    const drive = await drives.get(file.driveId);
    if (!drive) continue; // removed meanwhile, and its files with it
    try {
      acted.push({ path: file.shown, failed: null, sealedId: await act(drive, file) });
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      acted.push({ path: file.shown, failed: error.message, sealedId: null });
    }
  }
  return acted;
}

async function takeFile(
  { sealedFiles }: ActTools,
  drive: Drive,
  { key, shown, content }: FileOfFinding,
  by: string,
): Promise<string> {
  const source = openSource(drive);
  const { stream, attributes: attributesOf } = await source.open(key);
  let sealed: Awaited<ReturnType<SealedFiles['seal']>>;
  try {
    const attributes = await attributesOf();
    sealed = await sealedFiles.seal({ driveId: drive.id, key, shown, bytes: stream, attributes, by });
  } finally {
    stream.destroy(); // where nobody read it to its end it would stay open
  }
  try {
    if (!sealed.sha256.equals(content)) {
      throw new SourceError('changed', 'the file is not the one that was found: sweep again');
    }
    await source.take(key, content, noteFor(sealed.id));
  } catch (error) {
    if (error instanceof SourceError) await sealedFiles.forget(sealed.id);
    throw error;
  }
  await sealedFiles.taken(sealed.id, by);
  return sealed.id;
}

/** Ends what was begun by somebody who did not come to its end: the bytes are sealed, and may or may not be taken. */
export async function finishTaking({ sealedFiles }: Pick<ActTools, 'sealedFiles'>, drive: Drive): Promise<void> {
  for (const { id, key, sha256, takenBy } of await sealedFiles.unfinished(drive.id)) {
    try {
      await openSource(drive).take(key, sha256, noteFor(id));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      // Gone without a note: somebody deleted it meanwhile, and what is sealed is all that is left of it.
      if (error.fault === 'changed') await sealedFiles.forget(id);
      if (error.fault !== 'vanished') continue;
    }
    await sealedFiles.taken(id, takenBy);
  }
}

/** Says nothing of what was found: whoever opens the folder reads it. */
function noteFor(id: string): string {
  return [
    'The file that lay here was moved to a sealed store, because it may hold a Confidential Matter',
    'and could be read by people who are not entitled to it. Nothing is lost.',
    'If you need it, or think that this is wrong, ask your records officer, and give this number:',
    '',
    id,
    '',
  ].join('\r\n');
}

/** Puts a file back where it lay, byte for byte. Throws `SourceError`, and `SealBrokenError` before anything is written. */
export async function putBack(
  { drives, sealedFiles }: Pick<ActTools, 'drives' | 'sealedFiles'>,
  file: SealedFile,
  attested: { readonly by: string; readonly paragraph: string; readonly reason: string },
): Promise<boolean> {
  const drive = await drives.get(file.driveId);
  if (!drive || file.state !== 'taken') return false;
  await openSource(drive).putBack(file.key, sealedFiles.open(file.id), file.sizeBytes, file.attributes);
  return sealedFiles.restored(file.id, attested.by, attested.paragraph, attested.reason);
}
