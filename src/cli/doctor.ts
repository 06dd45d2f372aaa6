/**
 * `reticent doctor`: is everything there that a gateway needs, and how to mend what is not.
 *
 * Every check runs, whatever the ones before said. Exit status 1 where one fails.
 */

import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import { Command } from 'commander';
import { sql } from 'kysely';
import { type Config, loadConfig } from '../config/config.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import { createLog } from '../log.ts';
import { createQueues } from '../queue/connect.ts';
import { openStore } from '../store/store.ts';
import { NegativeAnswer } from './errors.ts';
import { loadReference } from './reference.ts';

interface Finding {
  readonly check: string;
  readonly state: 'good' | 'warning' | 'bad';
  readonly says: string;
  readonly mend: string | null;
}

/** Below this a full queue of large messages could fill the disk within minutes. */
const MIN_FREE_BYTES = 2e9;
/** Signed links and retries compare clocks; the database's own is the measure. */
const MAX_CLOCK_SECONDS = 5;
const CONNECT_MS = 5_000;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('check next hop, disk, clock, register, policy, queue and database, and say how to mend each')
    .option('--config <file>', 'reticent.yaml')
    .action(async ({ config: file }: { config?: string }) => {
      const config = loadConfig(file);
      const findings = [
        await reference(config),
        await nextHop(config),
        await disk(config),
        ...(await storeAndQueue(config)),
      ];
      for (const { check, state, says, mend } of findings) {
        process.stdout.write(
          `${state.padEnd(8)} ${check.padEnd(10)} ${says}${mend ? `\n         mend: ${mend}` : ''}\n`,
        );
      }
      const bad = findings.filter(({ state }) => state === 'bad').length;
      if (bad > 0) throw new NegativeAnswer(`${bad} ${bad === 1 ? 'check fails' : 'checks fail'}`);
    });
}

async function attempt(check: string, mend: string, work: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await work();
  } catch (error) {
    return { check, state: 'bad', says: error instanceof Error ? error.message : 'it failed', mend };
  }
}

function reference(config: Config): Promise<Finding> {
  return attempt('register', 'correct the lines named; `reticent register check FILE` tells them too', () => {
    const { register, policy } = loadReference(config);
    if (config.register === null) {
      return {
        check: 'register',
        state: 'warning',
        says: 'no register is configured: every recipient is unknown, and every matter is held',
        mend: 'name one in reticent.yaml: `register: register.yaml`',
      };
    }
    return {
      check: 'register',
      state: 'good',
      says: `version ${register.version}, policy ${policy.version}`,
      mend: null,
    };
  });
}

async function nextHop({ nextHop: address }: Config): Promise<Finding> {
  const check = 'next hop';
  if (!address) {
    return {
      check,
      state: 'bad',
      says: 'none is configured: released messages wait',
      mend: 'set `nextHop: host:port` in reticent.yaml',
    };
  }
  const where = `${address.host}:${address.port}`;
  return attempt(check, `start the mail server at ${where}, or correct \`nextHop\``, async () => {
    const greeting = await greetingOf(address);
    return greeting.startsWith('220')
      ? { check, state: 'good', says: `${where} greets`, mend: null }
      : { check, state: 'bad', says: `${where} answers, but not as a mail server`, mend: 'correct `nextHop`' };
  });
}

function greetingOf({ host, port }: { readonly host: string; readonly port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    socket.once('data', (data) => {
      socket.end('QUIT\r\n');
      resolve(data.toString('latin1'));
    });
    socket.once('timeout', () => socket.destroy(new Error(`${host}:${port} does not answer within ${CONNECT_MS} ms`)));
    socket.once('error', reject);
  });
}

function disk({ dataDir }: Config): Promise<Finding> {
  return attempt('disk', `make ${dataDir} a folder that this user may write`, async () => {
    mkdirSync(dataDir, { recursive: true });
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const says = `${(free / 1e9).toFixed(1)} GB free for ${dataDir}`;
    return free > MIN_FREE_BYTES
      ? { check: 'disk', state: 'good', says, mend: null }
      : {
          check: 'disk',
          state: 'bad',
          says,
          mend: `free space, or move \`dataDir\`: at least ${MIN_FREE_BYTES / 1e9} GB`,
        };
  });
}

async function storeAndQueue(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  const mend = config.databaseUrl
    ? 'start the server that DATABASE_URL names, or correct it'
    : 'read the message; `docs/administrator.md` has the cases';
  const database = await attempt('database', mend, async () => {
    const store = await openStore(config, deriveKey(loadSecret(config.dataDir), 'seal'));
    try {
      const { rows } = await sql<{ version: string; now: Date }>`select version(), clock_timestamp() as now`.execute(
        store.db,
      );
      findings.push(clock(rows[0]?.now ?? new Date()), await queue(config, store));
      return { check: 'database', state: 'good', says: rows[0]?.version.split(' on ')[0] ?? '', mend: null };
    } finally {
      await store.close();
    }
  });
  return [database, ...findings];
}

function clock(ofDatabase: Date): Finding {
  const seconds = Math.abs(Date.now() - ofDatabase.getTime()) / 1000;
  const says = `${seconds.toFixed(1)} s from the database’s`;
  return seconds <= MAX_CLOCK_SECONDS
    ? { check: 'clock', state: 'good', says, mend: null }
    : { check: 'clock', state: 'bad', says, mend: 'run a time service (chrony, systemd-timesyncd) on both machines' };
}

function queue(config: Config, store: Parameters<typeof createQueues>[1]): Promise<Finding> {
  const mend = config.redisUrl ? 'start the server that REDIS_URL names, or correct it' : 'see the database';
  return attempt('queue', mend, async () => {
    const queues = await createQueues(config, store, createLog({ log: 'silent' }));
    try {
      const depths = await queues.depths();
      const waiting = Object.entries(depths).map(([name, { waiting: count }]) => `${name} ${count}`);
      return {
        check: 'queue',
        state: 'good',
        says: `${config.redisUrl ? 'Redis' : 'PostgreSQL'}, waiting: ${waiting.join(', ')}`,
        mend: null,
      };
    } finally {
      await queues.close();
    }
  });
}
