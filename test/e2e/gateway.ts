/** Builders for end-to-end tests: a configuration on a database of its own, and mail as a client sends it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { type Config, loadConfig } from '../../src/config/config.ts';
import { testDatabase } from '../postgres.ts';
import { testRedisUrl } from '../redis.ts';

export const REGISTER = join(import.meta.dirname, '../../fixtures/register.yaml');

export interface TestSite {
  readonly config: Config;
  /** The environment that gives a process of its own the same configuration. */
  readonly environment: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

/** Takes where the queues are, where released mail goes, and further settings. Ports are free ones; the secret lies in the data folder. */
export async function testSite(
  queue: 'postgres' | 'redis',
  nextHopPort: number,
  log: Config['log'] = 'error',
  more: Readonly<Record<string, unknown>> = {},
): Promise<TestSite> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'site-'));
  const file = join(dataDir, 'reticent.yaml');
  const settings = {
    dataDir,
    smtp: 0,
    lmtp: null,
    milter: null,
    web: 0,
    log,
    nextHop: `127.0.0.1:${nextHopPort}`,
    register: REGISTER,
    ...more,
  };
  await writeFile(file, JSON.stringify(settings));
  const environment = {
    PATH: process.env.PATH,
    RETICENT_CONFIG: file,
    DATABASE_URL: database.databaseUrl,
    ...(queue === 'redis' && { REDIS_URL: await testRedisUrl() }),
  };
  return {
    config: loadConfig(undefined, environment),
    environment,
    close: async () => {
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
}

/** A message in RFC 5322 with CR LF; `lines` is its body. */
export function mail(from: string, to: readonly string[], subject: string, lines: readonly string[]): Mail {
  const header = [`From: ${from}`, `To: ${to.join(', ')}`, `Subject: ${subject}`, 'MIME-Version: 1.0'];
  return { from, to, raw: [...header, '', ...lines, ''].join('\r\n') };
}

/** Bodies: a matter, a paper that a committee heard of, and lines that a hop may spoil. */
export const MINUTES = [
  'Minutes of Northfield CLP, 3 March',
  'Present: A, B',
  'Apologies: C',
  'It was agreed that the CLP writes to the MP.',
];
export const REPORT = [
  'My notes of the National Executive Committee on Tuesday 17 November. The NEC discussed the timetable for selections;',
  'two more weeks for branches to nominate were agreed by 17 votes to 12. The Chair ruled a motion out of order.',
];
export const ODD = ['.begins with a dot', '..', 'x'.repeat(900), 'Ümlaut as raw bytes: \xfc', ''];

/** Submits one innocent message on a connection of its own; code and words that the client hears. */
export async function submitTo(port: number, subject: string, text = 'Lunch is at noon.'): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    const mail = { from: 'a.khan@party.example', to: 'sam.pickard@kitchen.example', subject, text };
    return (await transport.sendMail(mail)).response;
  } catch (error) {
    return (error as { response?: string }).response ?? String(error);
  } finally {
    transport.close();
  }
}

/** Sends over kept connections and gives the ids, in the order of the messages. */
export async function send(port: number, messages: readonly Mail[], connections = 1): Promise<string[]> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  try {
    return await Promise.all(
      messages.map(async ({ from, to, raw }) => {
        const { response } = await transport.sendMail({
          envelope: { from, to: [...to] },
          raw: Buffer.from(raw, 'latin1'),
        });
        const id = /id=([0-9a-f-]{36})/.exec(response)?.[1];
        if (!id) throw new Error(`no id in \`${response}\``);
        return id;
      }),
    );
  } finally {
    transport.close();
  }
}
