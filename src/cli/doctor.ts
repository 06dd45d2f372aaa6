/**
 * `reticent doctor`: is everything there that a gateway needs, and how to mend what is not.
 *
 * Every check runs, whatever the ones before said. Exit status 1 where one fails.
 */

import { X509Certificate } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdtemp, rmdir, statfs } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { Redis } from 'ioredis';
import { sql } from 'kysely';
import { type Address, type Config, loadConfig } from '../config/config.ts';
import { loadRuleFiles } from '../config/rule-files.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import { readCertificate } from '../gateway/certificate.ts';
import { tryNextHop } from '../gateway/next-hop.ts';
import { createLog } from '../log.ts';
import { createQueues } from '../queue/connect.ts';
import { openStore, type Store } from '../store/store.ts';
import { type Finding, judgeCertificate, judgeClock, judgeDisk, judgeName } from './doctor-findings.ts';
import { NegativeAnswer } from './errors.ts';
import { loadReference, readPolicy } from './reference.ts';
import { nextHopOptions } from './ways.ts';

/** A server that takes connections and says nothing is as good as none. */
const REDIS_MS = 5_000;

export function doctorCommand(): Command {
  return new Command('doctor')
    .description(
      'check next hop, host name, TLS, disk, clock, register, policy, rules, queue, database and secret, and say how to mend each',
    )
    .option('--config <file>', 'reticent.yaml')
    .action(async ({ config: file }: { config?: string }) => {
      const config = loadConfig(file);
      const findings = [
        await reference(config),
        await policy(config),
        await rules(config),
        await nextHop(config),
        judgeName(hostname()),
        await tls(config),
        await disk(config),
        ...(await storeAndQueue(config)),
      ];
      for (const { check, state, says, mend } of findings) {
        const lines = says.split('\n').join(`\n${' '.repeat(20)}`);
        process.stdout.write(
          `${state.padEnd(8)} ${check.padEnd(10)} ${lines}${mend ? `\n         mend: ${mend}` : ''}\n`,
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
    return { check, state: 'bad', says: wordsOf(error), mend };
  }
}

/** With what caused it, to the last: who mends it needs host and port, not that something is away. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it failed';
  // A host with several addresses fails at each of them, and says nothing of itself.
  const own = error instanceof AggregateError ? error.errors.map(wordsOf).join(', ') : error.message;
  return error.cause instanceof Error ? `${own}: ${wordsOf(error.cause)}` : own;
}

function reference(config: Config): Promise<Finding> {
  return attempt('register', 'correct the lines named; `reticent register check FILE` tells them too', () => {
    const { register } = loadReference({ ...config, policy: null, rules: null });
    if (config.register === null) {
      return {
        check: 'register',
        state: 'warning',
        says: 'no register is configured: every recipient is unknown, and every matter is held',
        mend: 'name one in reticent.yaml: `register: register.yaml`',
      };
    }
    return { check: 'register', state: 'good', says: `version ${register.version}`, mend: null };
  });
}

function policy({ policy: file }: Config): Promise<Finding> {
  const check = 'policy';
  return attempt(check, 'correct the lines named; `docs/policy-file.md` has every key', () => {
    const says = `version ${readPolicy(file).version}${file === null ? ': the defaults' : ''}`;
    return { check, state: 'good', says, mend: null };
  });
}

function rules({ rules: folder }: Config): Promise<Finding> {
  const check = 'rules';
  return attempt(check, 'correct the lines named; `reticent rules check FOLDER` tells them too', () => {
    if (folder === null) return { check, state: 'good', says: 'none of your own', mend: null };
    const count = loadRuleFiles(folder).length;
    return { check, state: 'good', says: `${count} of your own in ${folder}`, mend: null };
  });
}

async function nextHop(config: Config): Promise<Finding> {
  const { nextHop: address, nextHopTls: policy } = config;
  const check = 'next hop';
  if (!address) {
    const says = 'none is configured: released messages wait';
    return { check, state: 'bad', says, mend: 'set `nextHop: host:port` in reticent.yaml' };
  }
  const where = `${address.host}:${address.port}`;
  if (isOurs(address, config)) {
    const says = `${where} is this gateway itself: mail would go round`;
    return { check, state: 'bad', says, mend: 'set `nextHop` to where your mail server takes back what is released' };
  }
  const mend =
    policy === 'required'
      ? `start the mail server at ${where} with a certificate that is good for its host (\`nextHopCa\` names an authority), or correct \`nextHop\``
      : `start the mail server at ${where}, let this machine reach it and let it serve more than ${config.nextHopConnections} connections at once (master.cf of Postfix), or correct \`nextHop\``;
  return attempt(check, mend, async () => {
    const { isSecure } = await tryNextHop(nextHopOptions(config, address));
    return { check, state: 'good', says: `${where} greets, ${isSecure ? 'with TLS' : 'without TLS'}`, mend: null };
  });
}

function isOurs({ host, port }: Address, { smtp, lmtp }: Config): boolean {
  return [smtp, lmtp].some((own) => own !== null && own.port !== 0 && own.port === port && own.host === host);
}

function tls({ tls: files }: Config): Promise<Finding> {
  return attempt('TLS', 'correct `tls` in reticent.yaml: a certificate and its key, as PEM', () => {
    if (!files) {
      const says = 'no certificate: no STARTTLS, and nobody can sign in to send';
      return { check: 'TLS', state: 'good', says, mend: null };
    }
    return judgeCertificate(new X509Certificate(readCertificate(files).cert), Date.now());
  });
}

function disk({ dataDir }: Config): Promise<Finding> {
  return attempt('disk', `make ${dataDir} and ${tmpdir()} folders that this user may write`, async () => {
    mkdirSync(dataDir, { recursive: true });
    const temporary = { folder: tmpdir(), freeBytes: await freeIn(tmpdir()) };
    return judgeDisk(await freeIn(dataDir), dataDir, temporary);
  });
}

/** Tried, not asked: what a mount, a limit or another owner refuses shows in the try alone. */
async function freeIn(folder: string): Promise<number> {
  await rmdir(await mkdtemp(join(folder, 'doctor-')));
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
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
      const seconds = (Date.now() - (rows[0]?.now ?? new Date()).getTime()) / 1000;
      findings.push(judgeClock(seconds, config.databaseUrl === null), await secret(store), await queue(config, store));
      return { check: 'database', state: 'good', says: rows[0]?.version.split(' on ')[0] ?? '', mend: null };
    } finally {
      await store.close();
    }
  });
  if (database.state === 'bad') {
    const unseen = { state: 'warning', says: 'not looked at: the database could not be opened', mend: null } as const;
    findings.push(
      { check: 'clock', ...unseen },
      { check: 'secret', ...unseen },
      config.redisUrl ? await queue(config, { poolConfig: {} }) : { check: 'queue', ...unseen },
    );
  }
  return [database, ...findings];
}

function secret({ secretProof }: Store): Promise<Finding> {
  return attempt('secret', 'every machine needs the same one; docs/administrator.md, “Keep it safe”', async () => {
    await secretProof.check();
    return { check: 'secret', state: 'good', says: 'it opens what this database has sealed', mend: null };
  });
}

function queue(config: Config, store: Parameters<typeof createQueues>[1]): Promise<Finding> {
  const mend = config.redisUrl ? 'start the server that REDIS_URL names, or correct it' : 'see the database';
  return attempt('queue', mend, async () => {
    if (config.redisUrl) await tryRedis(config.redisUrl);
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

/** Throws why it cannot be reached, which the queues, who go on without it, do not tell. */
async function tryRedis(url: string): Promise<void> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  let limit: NodeJS.Timeout | undefined;
  const failed = new Promise<never>((_, reject) => {
    redis.once('error', reject);
    limit = setTimeout(reject, REDIS_MS, new Error(`${new URL(url).host} does not answer`));
  });
  try {
    await Promise.race([redis.connect().then(() => redis.ping()), failed]);
  } finally {
    clearTimeout(limit);
    redis.on('error', () => undefined).disconnect();
  }
}
