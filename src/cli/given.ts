/**
 * A document that an administrator names, to be taken into the reference data: read whole, or told what was not.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DEFAULT_LIMITS } from '../config/policy-file.ts';
import type { Document } from '../document/document.ts';
import { extract } from '../extract/extract.ts';
import { UsageError } from './errors.ts';
import { forTerminal } from './terminal.ts';

/** Nobody hostile waits for an answer here, and a membership list of a million has a few hundred megabytes. */
const LIMITS = { ...DEFAULT_LIMITS, messageBytes: 2 ** 31, expandedBytes: 2 ** 31, partSeconds: 3600 };

/** Names on standard error each part that could not be read. Throws `UsageError` for a file that is not there. */
export async function givenDocument(file: string): Promise<Document> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`${file}: cannot be read`, { cause: error });
  });
  const document = await extract(bytes, { name: basename(file) }, LIMITS);
  for (const { part, reason } of document.unscannable)
    process.stderr.write(`${forTerminal(`reticent: ${file}: ${part} is not taken over: ${reason}`)}\n`);
  return document;
}
