/**
 * Bytes → Document: recursion into parts, the budget, one ledger entry a part.
 *
 * The one place where a reader's error becomes `unscannable`. A limit that is reached ends the part that reached it; the
 * rest is still read. Runs in this process: `sandbox.ts` runs it in children that may be killed.
 */
import type { Document, LedgerEntry, MessageHead, Part, Unscannable, UnscannableReason } from '../document/document.ts';
import type { Limits } from '../policy/policy.ts';
import { appendedArchive } from './appended.ts';
import { bytesLeft, type Container, collect, type Spent, TooLargeError } from './budget.ts';
import { detect } from './detect.ts';
import type { ChildFound, Extractor, Found, UnscannableFound } from './extractor.ts';
import { extractorFor } from './index.ts';
import { addCount, addRun, draftPart, entryOf, finishPart, type PartDraft } from './part.ts';

export interface ExtractSource {
  readonly name: string;
  readonly declaredType?: string;
  /** `message` forces reading as RFC 5322, `document` tells of no head; undefined lets the content say. */
  readonly kind?: 'message' | 'document';
}

/** How the sandbox follows a reading, and what it learnt from one that it had to kill. */
export interface Watch {
  /** Called when a part is begun or gone back to after one of its children. */
  readonly enter?: (path: string) => void;
  /** Parts that are not to be opened again, with what they did. */
  readonly lost?: ReadonlyMap<string, UnscannableReason>;
  /** From this part on, in reading order, everything is `timed-out`: too many parts had to be killed. */
  readonly giveUpAt?: string;
  /** Reads no text: takes the bytes of one part, opening only what holds it. */
  readonly only?: { readonly path: string; readonly take: (bytes: Uint8Array, type: string) => void };
}

/** Messages name their own text `body` and their attachments beside it. */
const MESSAGES: ReadonlySet<string> = new Set(['message/rfc822', 'application/vnd.ms-outlook', 'application/ms-tnef']);

/**
 * Bytes that hold no text a person could read: fonts and detached signatures. They count as read, and their names are
 * text all the same. Sound and film are not here: people speak in them, so they are `unsupported`.
 */
const WITHOUT_TEXT =
  /^(?:font\/|application\/(?:font-|x-font-|vnd\.ms-fontobject|vnd\.ms-opentype|pkcs7-signature|pgp-signature))/;

/** A message may take this many times a part's seconds in all; what is not begun by then is `timed-out`. */
const MESSAGE_TIMES_PART = 10;

interface Reading {
  readonly limits: Limits;
  readonly watch: Watch;
  readonly spent: Spent;
  readonly parts: Part[];
  /** An entry for each part, at the same index. */
  readonly ledger: LedgerEntry[];
  readonly unscannable: Unscannable[];
  /** Paths given out, with how often: a second one of the same name gets `~2`. */
  readonly paths: Map<string, number>;
  readonly endsAtMs: number;
  head: MessageHead | undefined;
  gaveUp: boolean;
}

interface Opened {
  readonly bytes: Uint8Array;
  readonly name: string;
  readonly declaredType?: string;
  readonly charset?: string;
  /** Path so far: that of the part itself, or the folder of a message's parts. */
  readonly path: string;
  readonly depth: number;
  /** Why its bytes are not all there, though what there is may be read. */
  readonly broken?: UnscannableReason;
}

/** Reads everything that `bytes` hold. Never throws for what the bytes are: that is told in `unscannable`. */
export async function extract(
  bytes: Uint8Array,
  source: ExtractSource,
  limits: Limits,
  watch: Watch = {},
): Promise<Document> {
  const reading: Reading = {
    limits,
    watch,
    spent: { pages: 0, ocrPages: 0, expandedBytes: 0 },
    parts: [],
    ledger: [],
    unscannable: [],
    paths: new Map(),
    endsAtMs: performance.now() + limits.partSeconds * 1000 * MESSAGE_TIMES_PART,
    head: undefined,
    gaveUp: false,
  };
  const detected = await detect(bytes, source);
  const forced = source.kind === 'message' && detected !== 'application/vnd.ms-outlook';
  const type = forced ? 'message/rfc822' : detected;
  const isMessage = MESSAGES.has(type) && type !== 'application/ms-tnef';
  await readPart(reading, { ...source, bytes, path: isMessage ? '' : source.name, depth: 0 }, type);

  const kind = source.kind ?? (isMessage ? 'message' : 'document');
  return {
    kind,
    ...(kind === 'message' && { head: reading.head ?? NO_HEAD }),
    parts: reading.parts,
    unscannable: reading.unscannable,
    ledger: reading.ledger,
  };
}

const NO_HEAD: MessageHead = { subject: '', from: [], to: [], cc: [], bcc: [], messageId: null, headers: [] };

async function readPart(reading: Reading, opened: Opened, type: string): Promise<void> {
  const { parts, ledger, spent, watch } = reading;
  const { bytes, depth } = opened;
  const inMessage = MESSAGES.has(type);
  // An attachment may be named `body` too.
  const path = inMessage ? unique(reading.paths, join(opened.path, 'body')) : opened.path;
  const folder = inMessage ? opened.path : path;

  const draft = draftPart(path, type, bytes.length, depth);
  const isOutermostMessage = inMessage && depth === 0;
  if (!isOutermostMessage) addRun(draft, { place: 'file-name', text: opened.name });
  const at = parts.length;
  parts.push(finishPart(draft)); // keeps its place in reading order, before its children
  ledger.push(entryOf(draft, null, bytes.length));

  watch.enter?.(path);
  if (path === watch.only?.path) return watch.only.take(bytes, type);
  if (path === watch.giveUpAt) reading.gaveUp = true;
  const lost = watch.lost?.get(path) ?? refusal(reading, bytes);
  const own = lost ?? (await readThrough(reading, opened, draft, folder));
  const reason = own ?? opened.broken;
  // The head of a message that is too large is read all the same: it says to whom it goes.
  if (lost === 'too-large' && isOutermostMessage) {
    await readThrough(reading, { ...opened, bytes: headOf(bytes) }, draft, folder);
  }
  if (reason) reading.unscannable.push({ part: path, reason, type });
  const appended = lost ? undefined : appendedArchive(bytes, type);
  if (appended) await readAppended(reading, appended, path, depth);
  spent.expandedBytes += Math.max(0, draft.textLength - draft.sizeBytes);
  parts[at] = finishPart(draft);
  ledger[at] = entryOf(draft, reason ?? null, own === undefined ? bytes.length : 0);
}

function readAppended(reading: Reading, archive: Buffer, path: string, depth: number): Promise<void> {
  const found: ChildFound = {
    kind: 'child',
    name: 'appended',
    declaredType: 'application/zip',
    open: async () => archive,
  };
  return readChild(reading, found, path, depth + 1, { sizeBytes: archive.length, expandedBytes: 0 });
}

const LARGEST_HEAD_BYTES = 1_000_000;

function headOf(bytes: Uint8Array): Uint8Array {
  const start = Buffer.from(bytes.subarray(0, LARGEST_HEAD_BYTES));
  const end = /\r?\n\r?\n/.exec(start.toString('latin1'));
  return end ? start.subarray(0, end.index) : start;
}

/** Why a part is not even begun. */
function refusal({ limits, endsAtMs, gaveUp }: Reading, bytes: Uint8Array): UnscannableReason | undefined {
  if (gaveUp || performance.now() > endsAtMs) return 'timed-out';
  return bytes.length > limits.messageBytes ? 'too-large' : undefined;
}

/** Runs the reader of the part's type over it; tells why not all of it was read, or undefined if all was. */
async function readThrough(
  reading: Reading,
  opened: Opened,
  draft: PartDraft,
  folder: string,
): Promise<UnscannableReason | undefined> {
  const { type } = draft;
  // Nothing is in an empty file, whatever it was to be.
  if (opened.bytes.length === 0 || WITHOUT_TEXT.test(type)) return undefined;
  const extractor =
    (await extractorFor(type)) ?? (type.startsWith('text/') ? await extractorFor('text/plain') : undefined);
  // Filler, such as Word leaves in `[trash]`: one byte over and over says nothing.
  if (!extractor) return opened.bytes.every((byte) => byte === opened.bytes[0]) ? undefined : 'unsupported';
  try {
    return await drain(reading, opened, draft, folder, extractor);
  } catch (error) {
    return reasonFor(error);
  }
}

/** INVARIANT: whatever a reader throws ends here as a reason; what it had found before stays found. */
function reasonFor(error: unknown): UnscannableReason {
  if (error instanceof TooLargeError) return 'too-large';
  if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return 'too-large';
  const message = error instanceof Error ? error.message : '';
  return /allocation failed|out of memory|invalid string length|invalid array length/i.test(message)
    ? 'out-of-memory'
    : 'corrupt';
}

async function drain(
  reading: Reading,
  opened: Opened,
  draft: PartDraft,
  folder: string,
  extractor: Extractor,
): Promise<UnscannableReason | undefined> {
  const { limits, spent, parts } = reading;
  const container: Container = { sizeBytes: opened.bytes.length, expandedBytes: 0 };
  let own: UnscannableReason | undefined;
  let spentMs = 0;
  let since = performance.now();

  const found = extractor.extract(opened.bytes, {
    name: opened.name,
    type: draft.type,
    ...(opened.charset && { charset: opened.charset }),
    pagesLeft: Math.max(0, limits.pages - spent.pages),
    ocrPagesLeft: reading.watch.only ? 0 : Math.max(0, limits.ocrPages - spent.ocrPages),
    bytesLeft: bytesLeft(spent, limits, container),
  });
  for await (const each of found) {
    if (each.kind === 'child' || (each.kind === 'unscannable' && each.name !== undefined)) {
      spentMs += performance.now() - since; // a part's time is its own, without its children's
      await readChild(reading, each, folder, opened.depth + 1, container);
      reading.watch.enter?.(draft.path);
      since = performance.now();
    } else {
      own = take(reading, draft, each) ?? own;
      // A page that was drawn and read takes seconds where others take milliseconds: each has a part's time of its own.
      if (each.kind === 'count' && each.ocrPages !== undefined) {
        reading.watch.enter?.(draft.path);
        spentMs = 0;
        since = performance.now();
      }
    }
    if (spentMs + performance.now() - since > limits.partSeconds * 1000) return 'timed-out';
    if (draft.textLength > bytesLeft(spent, limits) + draft.sizeBytes) return 'too-large';
    if (parts.length > limits.parts) return 'too-many-parts';
  }
  return own;
}

/** Takes what a reader found of the part itself; tells the reason where the reader says that a rest is unread. */
function take(reading: Reading, draft: PartDraft, found: Exclude<Found, ChildFound>): UnscannableReason | undefined {
  switch (found.kind) {
    case 'segment':
      addRun(draft, found);
      return undefined;
    case 'count':
      addCount(draft, found);
      if (found.of === 'pages') reading.spent.pages += found.read;
      reading.spent.ocrPages += found.ocrPages ?? 0;
      return undefined;
    case 'head':
      if (draft.path === 'body') reading.head = found.head;
      return undefined;
    case 'unscannable':
      return found.reason;
    default:
      return found satisfies never;
  }
}

/** What a header claims of a size is believed up to here, so that sums stay whole numbers. */
const LARGEST_TOLD_BYTES = 1e11;

async function readChild(
  reading: Reading,
  found: ChildFound | UnscannableFound,
  folder: string,
  depth: number,
  container: Container,
): Promise<void> {
  const { limits, spent, watch } = reading;
  const name = found.name ?? '';
  const path = unique(reading.paths, join(folder, pathName(name)));
  const refuse = (reason: UnscannableReason, seenBytes: number, declared?: string) => {
    const sizeBytes = Math.max(seenBytes, Math.min(found.sizeBytes ?? 0, LARGEST_TOLD_BYTES));
    const type = declared?.split(';')[0]?.trim().toLowerCase();
    const draft = draftPart(path, type ?? 'application/octet-stream', sizeBytes, depth);
    addRun(draft, { place: 'file-name', text: name });
    reading.parts.push(finishPart(draft));
    reading.ledger.push(entryOf(draft, reason, 0));
    reading.unscannable.push({ part: path, reason, ...(type && { type }) });
  };

  if (watch.only && path !== watch.only.path && !watch.only.path.startsWith(`${path}/`)) return;
  if (found.kind === 'unscannable') return refuse(found.reason, 0, found.type);
  if (path === watch.giveUpAt) reading.gaveUp = true;
  const lost = watch.lost?.get(path) ?? (reading.gaveUp ? 'timed-out' : undefined);
  if (lost) return refuse(lost, 0, found.declaredType);
  if (depth > limits.depth) return refuse('too-deep', 0, found.declaredType);
  if (bytesLeft(spent, limits, container) === 0) return refuse('too-large', 0, found.declaredType);

  watch.enter?.(path); // inflating is the child's own time
  let collected: Awaited<ReturnType<typeof collect>>;
  try {
    collected = await collect(await found.open(), spent, limits, container);
  } catch (error) {
    const seen = error instanceof TooLargeError ? error.seenBytes : 0;
    return refuse(reasonFor(error), seen, found.declaredType);
  }
  const { bytes, fault } = collected;
  const type = await detect(bytes, found);
  const broken = fault === undefined ? {} : { broken: reasonFor(fault) };
  await readPart(reading, { bytes, name, ...declarationsOf(found.declaredType), path, depth, ...broken }, type);
}

function declarationsOf(declaredType: string | undefined): Pick<Opened, 'declaredType' | 'charset'> {
  if (!declaredType) return {};
  const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i.exec(declaredType)?.[1];
  return charset ? { declaredType, charset } : { declaredType };
}

function join(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name;
}

/** Longer names are cut in paths, for people; as text they are kept whole. */
const PATH_NAME_LENGTH = 300;

/** A name as a step of a path: one that a person can read on a line. */
function pathName(name: string): string {
  const line = name.slice(0, PATH_NAME_LENGTH).replace(/\p{Cc}+/gu, ' ');
  return line.replace(/^\/+|\/+$/g, '').trim() || 'unnamed';
}

function unique(paths: Map<string, number>, path: string): string {
  const count = (paths.get(path) ?? 0) + 1;
  paths.set(path, count);
  return count === 1 ? path : unique(paths, `${path}~${count}`);
}
