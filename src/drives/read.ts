/**
 * One file of a drive: opened, hashed, inspected; whatever goes wrong with it is told, and never ends the sweep.
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { Inspection } from '../inspect.ts';
import type { Log } from '../log.ts';
import type { BegunFile, ReadFile } from '../store/drive-record.ts';
import type { Drive } from '../store/drives.ts';
import { StoreUnavailableError } from '../store/errors.ts';
import { foundIn } from './judged.ts';
import { type Circle, circleOf } from './readers.ts';
import { type DriveSource, SourceError } from './source.ts';

/** Judges a file like a message from its owner to everybody on its access list. */
export type Judge = (owner: string | null, recipients: readonly string[]) => Promise<Inspection>;

/** The judge of one file, who reads it once however often it is asked. */
export type InspectFile = (file: { readonly bytes: Uint8Array; readonly name: string }) => Judge;

export interface Limited {
  /** The policy's limit for a message holds for a file. */
  readonly maxFileBytes: () => number;
}

/** A file that ended this many workers is not given to another one: a person has to look at it. */
const MAX_BEGUN = 3;
/** Parts named in a problem; a long list says no more than its beginning. */
const PARTS_NAMED = 5;

export async function readFile(
  { maxFileBytes, inspectFile, log }: Limited & { readonly inspectFile: InspectFile; readonly log: Log },
  source: DriveSource,
  drive: Drive,
  file: BegunFile,
): Promise<ReadFile> {
  const unread = (problem: string): ReadFile => ({ ...file, content: null, problem, found: null });
  if (file.begun > MAX_BEGUN) return unread('ends-workers');
  if (file.sizeBytes > maxFileBytes()) return unread('too-large');
  try {
    const { stream } = await source.open(file.key);
    const read = await whole(stream, maxFileBytes());
    if (!read) return unread('too-large');
    // The same bytes under the same rules come to the same; only where something was found do the readers matter.
    if (file.content?.equals(read.sha256) && !file.hasFindings) {
      return { ...file, content: read.sha256, problem: file.problem, found: null };
    }
    const name = file.shown.slice(file.shown.lastIndexOf('/') + 1);
    const judge = inspectFile({ bytes: read.bytes, name });
    const alone = await judge(null, []);
    // Most files hold nothing: who may read them need not be asked, which would cost more than reading them.
    const circle = alone.findings.length > 0 ? await circleAround(source, drive, file.key) : NOBODY;
    const recipients = [...new Set(circle.readers.flatMap((reader) => reader.recipients))];
    const inspection = recipients.length > 0 ? await judge(circle.owner, recipients) : alone;
    return {
      ...file,
      content: read.sha256,
      problem: problemOf(inspection),
      found: {
        matters: foundIn(inspection, circle, name),
        owner: circle.owner,
        readers: circle.readers.map(({ principal }) => principal),
        everyone: circle.everyone,
      },
    };
  } catch (error) {
    if (error instanceof SourceError) return unread(error.fault);
    if (error instanceof StoreUnavailableError) throw error;
    log.error({ error, drive: drive.id }, 'a file could not be judged');
    return unread('scanner-failed');
  }
}

const NOBODY: Circle = { owner: null, readers: [], everyone: false };

/** A server that does not say who may read leaves that unknown; whether the file can be read is another question. */
async function circleAround(source: DriveSource, { settings }: Drive, key: Buffer): Promise<Circle> {
  try {
    const [access] = await source.access([key]);
    return circleOf(access ?? { owner: null, readers: [] }, settings);
  } catch (error) {
    if (error instanceof SourceError) return circleOf({ owner: null, readers: [] }, settings);
    throw error;
  }
}

/** All bytes with their hash; null once they are more than was allowed. */
async function whole(stream: Readable, atMost: number): Promise<{ bytes: Buffer; sha256: Buffer } | null> {
  const hash = createHash('sha256');
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > atMost) return null; // it has grown since it was listed
      hash.update(chunk);
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError('unreachable', 'it broke off in reading', error);
  }
  return { bytes: Buffer.concat(chunks, size), sha256: hash.digest() };
}

/** `encrypted: secret.pdf, key.docx; too-large: film.mov` */
function problemOf({ unscannable }: Inspection): string | null {
  if (unscannable.length === 0) return null;
  const byReason = Map.groupBy(unscannable, ({ reason }) => reason);
  return [...byReason]
    .map(([reason, parts]) => {
      const named = parts.slice(0, PARTS_NAMED).map(({ part }) => part);
      return `${reason}: ${named.join(', ')}${parts.length > PARTS_NAMED ? ` and ${parts.length - PARTS_NAMED} more` : ''}`;
    })
    .join('; ');
}
