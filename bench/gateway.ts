/**
 * `npm run bench -- gateway`: mail through the whole house, durable and relayed, beside servers that do less. A part of it:
 * `-- gateway bodies`, `-- gateway mix`, `-- gateway verdicts`.
 *
 * Twenty kept connections send; a run ends when everything has reached the sink behind. CPU is that of each server's
 * processes, its database included, the sink's and the client's not. Runs alternate between servers, so that a noisy
 * neighbour hits all of them; medians. What is measured has run for a while: until then code and the readers' WebAssembly
 * are compiled, which a gateway does once in its life. The verdict within the session is timed with two connections.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { bodies, type Corpus, withMix } from './gateway-corpus.ts';
import { type Server, startCountingSink, startPostfixWithRspamd, startReticent } from './gateway-servers.ts';
import type { Spent } from './process-cpu.ts';
import { quantile, sendAll } from './smtp-client.ts';

const RUNS = 3;
/** Before those that count. */
const WARM_RUNS = 3;
const CONNECTIONS = 20;
const VERDICTS_AT_ONCE = 2;
/** Enough that 99 % leave out three. */
const MIXED = 300;
/** Memory is looked at after so many messages; at rest after so long. */
const MEMORY_MESSAGES = 2_000;
const REST_MS = 90_000;

export async function benchGateway(parts: readonly string[]): Promise<void> {
  const isAsked = (part: string) => parts.length === 0 || parts.includes(part);
  await withMix(MIXED, async (mix) => {
    const sized = isAsked('bodies') ? [bodies('10 KB', 10_000, 200), bodies('100 KB', 100_000, 80)] : [];
    const corpora = [...sized, ...(isAsked('mix') ? [mix] : [])];
    if (corpora.length > 0) await measureThroughput(corpora);
    if (isAsked('verdicts')) await measureVerdicts([bodies('bodies', 6_000, 150), mix]);
  });
}

/** `npm run bench -- memory`: what is held at rest, while so many messages go through, and at rest again. */
export async function benchMemory(most: number): Promise<void> {
  const sink = await startCountingSink();
  const server = await startReticent(sink, 'queue');
  const look = (when: string) => {
    const parts = Object.entries(server.parts ?? {}).map(([name, spent]) => `${name} ${megabytes(spent())}`);
    process.stdout.write(`${when.padEnd(24)}${megabytes(server.spent()).padStart(8)} MB   ${parts.join(', ')}\n`);
  };
  try {
    await pause(REST_MS);
    look('at rest, no mail yet');
    const { messages } = bodies('bodies', 6_000, MEMORY_MESSAGES);
    for (let total = MEMORY_MESSAGES; total <= most; total += MEMORY_MESSAGES) {
      await sendAll(server.port, messages, CONNECTIONS);
      await server.through(total);
      look(`after ${total} messages`);
    }
    await pause(REST_MS);
    look('at rest again');
  } finally {
    await server.close();
    await sink.close();
  }
}

const megabytes = ({ memoryBytes }: Spent) => String(Math.round(memoryBytes / 1e6));

interface Run {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly parts: Readonly<Record<string, number>>;
}

async function measureThroughput(corpora: readonly Corpus[]): Promise<void> {
  const alone = await startCountingSink();
  const sinks = [await startCountingSink(), await startCountingSink()] as const;
  const servers = [alone, await startReticent(sinks[0], 'queue')];
  const peer = await startPostfixWithRspamd(sinks[1]);
  if (peer) servers.push(peer);
  else process.stdout.write('Postfix with rspamd is not measured: install `rspamd`, and run as root\n');
  const totals = new Map<Server, number>();
  try {
    process.stdout.write('corpus   server                 messages/s   CPU ms/message   x reticent\n');
    for (const { name, messages } of corpora) {
      const runs = new Map<Server, Run[]>(servers.map((server) => [server, []]));
      for (let run = -WARM_RUNS; run < RUNS; run += 1) {
        for (const server of servers) {
          const total = (totals.get(server) ?? 0) + messages.length;
          totals.set(server, total);
          const result = await oneRun(server, messages, total);
          if (run >= 0) runs.get(server)?.push(result);
        }
      }
      report(name, runs, servers[1]);
    }
    for (const server of servers.slice(1)) {
      process.stdout.write(`${server.name}: ${megabytes(server.spent())} MB of memory after all runs\n`);
    }
  } finally {
    for (const server of [...servers, ...sinks]) await server.close();
  }
}

async function oneRun(server: Server, messages: readonly Buffer[], total: number): Promise<Run> {
  const parts = Object.entries(server.parts ?? {});
  const before = server.spent().cpuMs;
  const partsBefore = parts.map(([, spent]) => spent().cpuMs);
  const started = performance.now();
  await sendAll(server.port, messages, CONNECTIONS);
  await server.through(total);
  const seconds = (performance.now() - started) / 1000;
  return {
    perSecond: messages.length / seconds,
    cpuMs: (server.spent().cpuMs - before) / messages.length,
    parts: Object.fromEntries(
      parts.map(([name, spent], at) => [name, (spent().cpuMs - (partsBefore[at] ?? 0)) / messages.length]),
    ),
  };
}

function report(corpus: string, runs: ReadonlyMap<Server, readonly Run[]>, own: Server | undefined): void {
  const of = (server: Server | undefined, value: (run: Run) => number) =>
    quantile((server ? (runs.get(server) ?? []) : []).map(value), 0.5);
  const ownCpu = of(own, ({ cpuMs }) => cpuMs);
  for (const [server, each] of runs) {
    const cpu = of(server, ({ cpuMs }) => cpuMs);
    line(
      corpus,
      server.name,
      of(server, ({ perSecond }) => perSecond),
      cpu,
      cpu / ownCpu,
    );
    for (const part of Object.keys(each[0]?.parts ?? {})) {
      const share = of(server, ({ parts }) => parts[part] ?? Number.NaN);
      line('', `  of it ${part}`, Number.NaN, share, share / ownCpu);
    }
  }
}

function line(corpus: string, name: string, perSecond: number, cpuMs: number, ratio: number): void {
  const rate = Number.isNaN(perSecond) ? '' : perSecond.toFixed(0);
  process.stdout.write(
    `${corpus.padEnd(9)}${name.padEnd(22)}${rate.padStart(11)}${cpuMs.toFixed(2).padStart(17)}${ratio.toFixed(2).padStart(13)}\n`,
  );
}

async function measureVerdicts(corpora: readonly Corpus[]): Promise<void> {
  const sinks = [await startCountingSink(), await startCountingSink()] as const;
  const servers = [await startReticent(sinks[0], 'inline')];
  const peer = await startPostfixWithRspamd(sinks[1]);
  if (peer) servers.push(peer);
  try {
    process.stdout.write('corpus   verdict within the session       p50 ms    p99 ms\n');
    for (const { name, messages } of corpora) {
      for (let run = 0; run < WARM_RUNS; run += 1)
        for (const server of servers) await sendAll(server.port, messages, VERDICTS_AT_ONCE);
      for (const server of servers) {
        const times = await sendAll(server.port, messages, VERDICTS_AT_ONCE);
        const [p50, p99] = [0.5, 0.99].map((share) => quantile(times, share).toFixed(1).padStart(10));
        process.stdout.write(`${name.padEnd(9)}${server.name.padEnd(28)}${p50}${p99}\n`);
      }
    }
  } finally {
    for (const server of [...servers, ...sinks]) await server.close();
  }
}
