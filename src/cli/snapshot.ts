/**
 * The data folder's snapshot of the reference data: what PostgreSQL keeps, as files that need no database.
 */
import type { Store } from '../store/store.ts';
import { removeTable, writeFingerprints, writeTable } from './reference-files.ts';

/** Writes what the store keeps, and takes away what is void; a folder of before the store kept it stays as it is until something is added. */
export async function takeSnapshot({ referenceData }: Pick<Store, 'referenceData'>, dataDir: string): Promise<void> {
  const fingerprints = await referenceData.fingerprints();
  writeFingerprints(dataDir, fingerprints);
  for (const name of ['roll', 'circles'] as const) {
    const bytes = await referenceData.table(name);
    if (bytes?.length === 0) removeTable(dataDir, name);
    else if (bytes) writeTable(dataDir, name, bytes);
  }
}

/** Whether the store has anything to take a snapshot of. */
export async function hasReferenceData({ referenceData }: Pick<Store, 'referenceData'>): Promise<boolean> {
  return (await referenceData.fingerprints()).length > 0 || (await referenceData.table('roll')) !== undefined;
}
