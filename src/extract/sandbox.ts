/**
 * Extraction in kept child processes that may be killed: hostile bytes cost a child, never us.
 *
 * A child gets nothing of our environment, no right to write files or to start programs or threads, a bound on its heap,
 * and is watched for time and resident memory. When it dies, the part that it was in becomes `timed-out`,
 * `out-of-memory` or `corrupt`, and the message is read again without that part. Why processes and not threads: `docs/decisions/0005-sandbox.md`.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import type { Document, UnscannableReason } from '../document/document.ts';
import type { Limits } from '../policy/policy.ts';
import type { ExtractSource } from './extract.ts';
import type { PageImage } from './page-image.ts';
import { type Answer, FrameReader, framesOf, type Request, type WantedPage } from './sandbox-frames.ts';
import { strippedFolder } from './stripped.ts';

export interface Sandbox {
  /** Reads in a child. Never throws for what the bytes are; throws SandboxError where no child can run. */
  readonly extract: (bytes: Uint8Array, source: ExtractSource, signal?: AbortSignal) => Promise<Document>;
  /**
   * Draws a page of a part in a child, under the same limits; null where it cannot be drawn, or the child died of it. A
   * signal counts until it begins: ending a child costs more than a page.
   */
  readonly draw: (
    bytes: Uint8Array,
    source: ExtractSource,
    wanted: WantedPage,
    signal?: AbortSignal,
  ) => Promise<PageImage | null>;
  /** Starts one child ahead of the first message, so that it is there when whoever waits has loaded the rest. */
  readonly warm: () => void;
  /** Ends the children; what is still being read fails with SandboxError. */
  readonly close: () => Promise<void>;
}

/** No child can be started, it ends before it reads anything, or the sandbox was closed. */
export class SandboxError extends Error {
  override readonly name = 'SandboxError';
}

/** After so many parts that killed a child, what stands behind the last is given up as `timed-out`. */
const KILLS_A_MESSAGE = 4;
/** A child that has read this many messages is replaced, so that what libraries leak stays small. */
const MESSAGES_A_CHILD = 2_000;
const WATCH_EVERY_MS = 100;
/** What a child may take to start before it enters its first part: a machine that is busy is no fault of the message. */
export const START_MS = 30_000;
/** Children beyond the first that have had nothing to do for so long are ended, and the first if it has grown. */
const IDLE_MS = 60_000;
/** A child holds 85 MB when it has begun, 50 of them pages of Node's own file, and 97 after 1,500 plain bodies. */
const GROWN_BYTES = 110_000_000;
/** What Node and the loaded readers hold themselves, on top of what a part may. */
const OWN_MEMORY_BYTES = 200_000_000;
const PAGE_BYTES = 4096;

const CHILD = join(import.meta.dirname, 'sandbox-start.js');
const ROOT = dirname(dirname(import.meta.dirname));
/** Code and libraries; not the data folder, which may lie beside them and holds the secret. */
const READABLE = ['src', 'node_modules', 'package.json'];

/** One arena of the allocator and a small young generation: less memory for the same time (docs/decisions/0060). */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '1' };
const YOUNG_MB = 4;

/** What a child reads first, before anybody's. */
const OWN_MESSAGE = Buffer.from('Subject: a\r\n\r\nb\r\n');
const OWN_SOURCE: ExtractSource = { name: 'message.eml', kind: 'message' };

/** How one attempt in a child ended. */
type Ended =
  | Exclude<Answer, { kind: 'enter' }>
  | {
      readonly kind: 'died';
      readonly part: string | undefined;
      readonly reason: UnscannableReason;
      /** Why it could not even be started. */
      readonly cause?: unknown;
    };

interface Child {
  readonly run: (request: Request, signal: AbortSignal | undefined) => Promise<Ended>;
  readonly end: () => Promise<void>;
  readonly isAlive: () => boolean;
  readonly hasGrown: () => boolean;
  messages: number;
}

export interface SandboxOptions {
  readonly processes: number;
  readonly limits: Limits;
  readonly idleMs?: number;
  /** How a child is started; for tests. */
  readonly spawn?: typeof spawn;
}

/** What stands for a child that could not be started: whoever asks it hears that it died before it read anything, and why. */
function neverBegan(why: Promise<unknown>): Child {
  return {
    messages: 0,
    isAlive: () => false,
    hasGrown: () => false,
    run: async () => ({ kind: 'died', part: undefined, reason: 'corrupt', cause: await why }),
    end: async () => undefined,
  };
}

/** A pool of at most `processes` children, started when they are needed and ended when they have not been for a while. */
export function createSandbox({ processes, limits, idleMs = IDLE_MS, spawn: begin = spawn }: SandboxOptions): Sandbox {
  const idle: Child[] = [];
  const all = new Set<Child>();
  const waiting: { readonly take: (child: Child) => void; readonly refuse: (error: SandboxError) => void }[] = [];
  let closed = false;
  let resting: NodeJS.Timeout | undefined;

  async function acquire(): Promise<Child> {
    for (let child = idle.pop(); child; child = idle.pop()) {
      if (child.isAlive()) return child;
      all.delete(child);
    }
    if (all.size >= processes) return new Promise((take, refuse) => waiting.push({ take, refuse }));
    return start();
  }

  function start(): Child {
    const child = startChild(limits, begin);
    all.add(child);
    return child;
  }

  function release(child: Child): void {
    let next = child;
    if (!child.isAlive() || child.messages >= MESSAGES_A_CHILD) {
      all.delete(child);
      void child.end();
      if (waiting.length === 0 || closed) return;
      next = start();
    }
    const waiter = waiting.shift();
    if (waiter) {
      waiter.take(next);
      return;
    }
    idle.push(next);
    resting?.refresh();
    resting ??= setTimeout(rest, idleMs).unref();
  }

  /** One stays, or a fresh one begins: whoever comes next need not wait for a start. */
  function rest(): void {
    resting = undefined;
    const last = idle.at(-1);
    const stays = last?.isAlive() && !last.hasGrown();
    for (const child of idle.splice(0, idle.length - (stays ? 1 : 0))) {
      all.delete(child);
      void child.end();
    }
    if (all.size === 0) idle.push(start());
  }

  return {
    async extract(bytes, source, signal) {
      const lost = new Map<string, UnscannableReason>();
      let giveUpAt: string | undefined;
      for (let startFailures = 0; ; ) {
        if (closed) throw new SandboxError('the sandbox is closed');
        signal?.throwIfAborted();
        const child = await acquire();
        if (signal?.aborted) {
          release(child);
          signal.throwIfAborted();
        }
        const request = { bytes, source, limits, lost: [...lost], ...(giveUpAt !== undefined && { giveUpAt }) };
        const ended = await child.run(request, signal).finally(() => release(child));
        signal?.throwIfAborted();
        if (ended.kind === 'done') return ended.document;
        if (ended.kind === 'drawn') throw new SandboxError('a child drew what it was to read');
        if (ended.part === undefined || lost.has(ended.part)) {
          if (closed || ++startFailures > 2)
            throw new SandboxError('a child process ends before it reads a part', { cause: ended.cause });
          continue;
        }
        lost.set(ended.part, ended.reason);
        if (lost.size >= KILLS_A_MESSAGE) giveUpAt = ended.part;
      }
    },

    async draw(bytes, source, wanted, signal) {
      if (closed) throw new SandboxError('the sandbox is closed');
      const child = await acquire();
      if (signal?.aborted) {
        release(child);
        signal.throwIfAborted();
      }
      const request = { bytes, source, limits, lost: [], draw: wanted };
      const ended = await child.run(request, undefined).finally(() => release(child));
      if (ended.kind === 'died' && ended.part === undefined)
        throw new SandboxError('a child process ends before it draws', { cause: ended.cause });
      return ended.kind === 'drawn' ? ended.image : null;
    },

    warm() {
      if (all.size === 0 && !closed) idle.push(start());
    },

    async close() {
      closed = true;
      clearTimeout(resting);
      for (const waiter of waiting.splice(0)) waiter.refuse(new SandboxError('the sandbox is closed'));
      await Promise.all([...all].map((child) => child.end()));
    },
  };
}

function startChild(limits: Limits, begin: typeof spawn): Child {
  const heapMb = Math.ceil(limits.partMemoryBytes / 1e6);
  const readable = READABLE.map((path) => `--allow-fs-read=${join(ROOT, path)}`);
  // INVARIANT: no `--allow-worker`: a thread started with `execArgv: []` has every right, whatever the process may.
  const rights = ['--permission', ...readable, '--no-warnings'];
  const heap = [`--max-old-space-size=${heapMb}`, `--max-semi-space-size=${YOUNG_MB}`];
  let process: ChildProcess;
  try {
    const stripped = strippedFolder();
    process = begin(globalThis.process.execPath, [...rights, ...heap, CHILD, ...(stripped ? [stripped] : [])], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      env: ENVIRONMENT, // no secret of ours is there to be read
      cwd: ROOT,
    });
  } catch (error) {
    // Without memory (ENOMEM) it throws, where a timer may be the only one to hear it: who asks the child hears it instead.
    return neverBegan(Promise.resolve(error));
  }
  // Without file descriptors (EMFILE) there are no pipes, and the error comes after.
  const pipe = process.stdio?.[3] as Socket | undefined;
  if (!pipe) return neverBegan(new Promise((resolve) => process.once('error', resolve)));
  const ask = (request: Request) => {
    pipe.cork();
    for (const each of framesOf(request)) pipe.write(each);
    pipe.uncork();
  };
  ask({ bytes: OWN_MESSAGE, source: OWN_SOURCE, limits, lost: [] });
  const frames = new FrameReader();
  let settle: ((ended: Ended) => void) | undefined;
  let part: string | undefined;
  let enteredAtMs = 0;
  let killedFor: UnscannableReason | undefined;
  let alive = true;
  const gone = new Promise<void>((resolve) => {
    process.once('close', () => resolve());
    process.once('error', () => resolve()); // it never began
  });

  const kill = (reason: UnscannableReason) => {
    killedFor ??= reason;
    process.kill('SIGKILL');
  };
  const watch = () => {
    const partMs = limits.partSeconds * 1000 + 500;
    if (performance.now() - enteredAtMs > (part === undefined ? START_MS + partMs : partMs)) kill('timed-out');
    else if (residentBytes(process.pid) > limits.partMemoryBytes + OWN_MEMORY_BYTES) kill('out-of-memory');
  };
  const died = (reason: UnscannableReason) => {
    alive = false;
    settle?.({ kind: 'died', part, reason: killedFor ?? reason });
  };

  pipe.on('data', (chunk: Buffer) => {
    for (const answer of frames.push(chunk)) {
      if (answer.kind === 'enter') {
        part = answer.path;
        enteredAtMs = performance.now();
      } else settle?.(answer);
    }
  });
  pipe.on('error', () => process.kill('SIGKILL')); // it closed its end: `close` tells the rest
  process.once('error', () => died('corrupt'));
  // V8 aborts when the heap limit is reached; anything else is a reader that broke its process.
  process.once('close', (_code, signal) =>
    died(signal === 'SIGABRT' || signal === 'SIGKILL' ? 'out-of-memory' : 'corrupt'),
  );
  process.unref();
  pipe.unref();

  return {
    messages: 0,
    isAlive: () => alive,
    hasGrown: () => residentBytes(process.pid) > GROWN_BYTES,
    async run(request, signal) {
      this.messages++;
      part = undefined;
      enteredAtMs = performance.now();
      const abort = () => kill('timed-out');
      signal?.addEventListener('abort', abort, { once: true });
      pipe.ref();
      const timer = setInterval(watch, WATCH_EVERY_MS);
      try {
        return await new Promise<Ended>((resolve) => {
          settle = resolve;
          if (!alive) return died('corrupt');
          ask(request);
        });
      } finally {
        settle = undefined;
        clearInterval(timer);
        pipe.unref();
        signal?.removeEventListener('abort', abort);
      }
    },
    async end() {
      // `close` comes after the pipe's end, which alone would not keep the caller waiting: Node would end with status 13.
      process.ref();
      pipe.ref();
      if (alive) process.kill('SIGKILL');
      await gone;
    },
  };
}

/** Resident memory of a process, in bytes; 0 where it has just ended. Source: proc(5), `statm`, second number, in pages. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
