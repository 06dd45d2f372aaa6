/**
 * ZIP: every entry becomes a child part; names of folders are text as well, for names leak too.
 *
 * Source: PKWARE APPNOTE 6.3.10, 4.3.12 (the central directory is the authority), 4.4.4 bit 0 (encryption). Takes the
 * whole archive, yields in directory order; a child is read before the next is asked for. Throws what yauzl throws:
 * `extract.ts` turns that into `corrupt`, and charges bytes and time as a child inflates, whatever its header claims.
 */
import { isUtf8 } from 'node:buffer';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import type { Extractor, Found } from './extractor.ts';
import { salvage } from './zip-salvage.ts';

export const zip: Extractor = {
  format: 'zip',
  types: ['application/zip', 'application/java-archive', 'application/epub+zip'],

  async *extract(bytes): AsyncGenerator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength); // a view, not a copy
    // Names undecoded, because otherwise one entry named "../x" ends the reading of all that follow it. That check
    // protects those who write to disk; here a name is only something to read.
    const archive = await open(buffer);
    if (!archive) {
      yield* salvage(buffer);
      yield { kind: 'unscannable', reason: 'corrupt' }; // what else there was, nobody knows
      return;
    }
    if (archive.comment.length > 0) yield { kind: 'segment', place: 'comment', text: String(archive.comment) };
    try {
      for await (const entry of archive.eachEntry()) yield* member(archive, entry);
    } catch {
      // The directory breaks off: what it has named so far comes twice, and nothing is lost.
      yield* salvage(buffer);
      yield { kind: 'unscannable', reason: 'corrupt' };
    }
  },
};

function* member(archive: ZipFile, entry: Entry): Generator<Found> {
  const name = nameOf(entry);
  const sizeBytes = entry.uncompressedSize;
  if (entry.fileCommentRaw.length > 0) {
    yield { kind: 'segment', place: 'comment', text: entry.fileCommentRaw.toString('utf8') };
  }
  if (name.endsWith('/')) yield { kind: 'segment', place: 'file-name', text: name };
  else if (entry.isEncrypted()) yield { kind: 'unscannable', name, sizeBytes, reason: 'encrypted' };
  else if (!entry.canDecodeFileData()) yield { kind: 'unscannable', name, sizeBytes, reason: 'unsupported' };
  else yield { kind: 'child', name, sizeBytes, open: () => archive.openReadStreamPromise(entry) };
}

/** The archive by its directory, or undefined where there is none that can be read. */
async function open(buffer: Buffer): Promise<ZipFile | undefined> {
  try {
    return await fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false, // a header that lies about a size hides nothing: the budget counts what comes
    });
  } catch {
    return undefined; // yauzl has no error types; whatever it says, the directory is of no use
  }
}

/** Many programs write UTF-8 without saying so (bit 11); code page 437 hardly ever looks like it. */
function nameOf({ fileNameRaw, generalPurposeBitFlag, extraFields }: Entry): string {
  return isUtf8(fileNameRaw)
    ? fileNameRaw.toString('utf8')
    : getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true);
}
