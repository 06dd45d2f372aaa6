/**
 * What a sweep asks of a shared store: one small interface, one file a source beside it, one line in `index.ts`.
 *
 * A `key` names a file for its source: bytes, in the order in which `list` gives them, because the listing goes on after
 * the last key that was recorded. `shown` is for people.
 */
import type { Readable } from 'node:stream';

/** One thing that the listing met. */
export interface Listed {
  readonly key: Buffer;
  readonly shown: string;
  /** Changes whenever content or rights may have: size and times, or what the server calls it. */
  readonly mark: string;
  readonly sizeBytes: number;
  /** Why it cannot be read; absent for a file that can. */
  readonly problem?: Problem;
  /** A folder that could not be listed: what was known beneath it stays known. */
  readonly isFolder?: boolean;
}

/** `not-a-file`: links, sockets, devices. `denied` and `vanished` may mend themselves and are looked at again. */
export type Problem = 'not-a-file' | 'denied' | 'vanished' | 'unreachable';

/** Who may read a file, as its source says it: `user:akhan`, `group:staff`, `everyone`, `link`, `unknown`. */
export type Principal = string;

export interface Access {
  readonly owner: Principal | null;
  readonly readers: readonly Principal[];
}

/** What of a file a source puts back besides its bytes: mode, times, rights. Its own words; nobody else reads them. */
export type Attributes = Readonly<Record<string, string | number | null>>;

export interface Opened {
  readonly stream: Readable;
  /** Asked for when the file is to be taken, not for every reading. */
  readonly attributes: () => Promise<Attributes>;
}

export interface DriveSource {
  /** Every file after `after`, in the order of keys, some at a time. Throws `SourceError` where the drive is not there. */
  readonly list: (after: Buffer | null) => AsyncIterable<readonly Listed[]>;
  /** Throws `SourceError`. */
  readonly open: (key: Buffer) => Promise<Opened>;
  /** Of several files at once; null where one is gone. */
  readonly access: (keys: readonly Buffer[]) => Promise<readonly (Access | null)[]>;
  /**
   * Puts a note beside the file and takes the file away, if its bytes still are what `sha256` says; safe to run twice.
   * Throws `SourceError` (`changed`) where they are not.
   */
  readonly take: (key: Buffer, sha256: Buffer, note: string) => Promise<void>;
  /** The inverse of `take`. Throws `SourceError` (`occupied`) where something else lies there now. */
  readonly putBack: (key: Buffer, bytes: Readable, sizeBytes: number, attributes: Attributes) => Promise<void>;
  /** Takes the rights of everybody but the owner away. Throws `SourceError` (`unsupported`). */
  readonly restrict: (key: Buffer) => Promise<void>;
}

export type SourceFault = Problem | 'changed' | 'occupied' | 'unsupported';

/** What a source could not do, and why: in words that name no text of a file. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly fault: SourceFault;

  constructor(fault: SourceFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.fault = fault;
  }
}

/** The name of the note that is left for a file: beside it, so that its folder still says what lay there. */
export const NOTE_SUFFIX = '.quarantined.txt';
