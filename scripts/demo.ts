/**
 * `npm run demo`: the whole product on this machine, with a next hop of its own, in a fresh data folder.
 *
 * Sends the messages of `fixtures/demo` over SMTP, tells what became of each and why, and keeps serving the reviewer's
 * pages (`-- --once` ends it). Everything listens on the loopback address, on ports that were free.
 */
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { ROLES, startRoles } from '../src/cli/roles.ts';
import { loadConfig } from '../src/config/config.ts';
import { createLog } from '../src/log.ts';
import { openEvents } from '../src/store/events.ts';
import type { Store } from '../src/store/store.ts';
import { type DemoRow, table } from './demo-table.ts';

const ROOT = join(import.meta.dirname, '..');
const MESSAGES = join(ROOT, 'fixtures/demo');
const REVIEWER = 'demo-reviewer';
/** A demo that has heard nothing for so long says so. */
const VERDICT_MS = 60_000;

const isOnce = process.argv.includes('--once');
const dataDir = await mkdtemp(join(tmpdir(), 'reticent-demo-'));
await chmod(dataDir, 0o755); // as root, PostgreSQL runs under a user of its own and has to enter
const relayed = new Set<string>();
const hop = await startNextHop(relayed);

const configFile = join(dataDir, 'reticent.yaml');
// What is relayed would be forgotten at once, and with it the evidence that the table shows.
await writeFile(join(dataDir, 'policy.yaml'), 'retention: { released: 1d }\n');
await writeFile(
  configFile,
  JSON.stringify({
    dataDir,
    smtp: 0,
    lmtp: null,
    milter: null,
    web: 0,
    log: 'warn',
    nextHop: `127.0.0.1:${hop.port}`,
    register: join(ROOT, 'fixtures/register.yaml'),
    policy: join(dataDir, 'policy.yaml'),
  }),
);
const { DATABASE_URL: _database, REDIS_URL: _redis, RETICENT_DATA_DIR: _folder, ...environment } = process.env;
const config = loadConfig(configFile, environment);
say(`starting PostgreSQL, gateway, worker and pages in ${dataDir}`);
const running = await startRoles(config, ROLES, createLog(config));
const events = await openEvents(running.store.poolConfig);
say(`ready after ${process.uptime().toFixed(1)} s: SMTP on port ${running.smtpPort}, next hop on port ${hop.port}`);

try {
  const rows = await sendAll();
  process.stdout.write(`\n${table(rows)}\n`);
  const held = rows.filter(({ action }) => action === 'held').length;
  say(`${held} held, ${rows.length - held} relayed; the next hop got ${relayed.size}`);
  const roles = ['senior-reviewer', 'records-officer', 'administrator'] as const;
  const { id } = await running.store.users.add({ name: REVIEWER, email: null, roles }, 'demo');
  const link = await running.store.sessions.start(id, 'link');
  say(`the reviewer’s page: ${running.webUrl}/sign-in/${link} (good for one sign-in)`);
  if (!isOnce) {
    say('serving until Ctrl-C');
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  }
} finally {
  await events.close();
  await running.close();
  hop.server.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function sendAll(): Promise<DemoRow[]> {
  const transport = createTransport({ host: '127.0.0.1', port: running.smtpPort ?? 0, pool: true, ignoreTLS: true });
  const rows: DemoRow[] = [];
  for (const file of (await readdir(MESSAGES)).filter((name) => name.endsWith('.eml')).sort()) {
    const raw = await readFile(join(MESSAGES, file));
    // Heard from before the message is sent, so that no event comes too early.
    const abort = new AbortController();
    const settled = settledMessages(abort.signal);
    const { from, to } = envelopeOf(raw.toString('latin1'));
    const { response } = await transport.sendMail({ envelope: { from, to }, raw });
    const id = /id=([0-9a-f-]{36})/.exec(response)?.[1];
    if (!id) throw new Error(`the gateway gave no id for ${file}`);
    await settled(id);
    abort.abort();
    rows.push(await rowOf(running.store, id, file));
  }
  transport.close();
  return rows;
}

/** Waits until a message is held or relayed. */
function settledMessages(signal: AbortSignal): (id: string) => Promise<void> {
  const seen = new Set<string>();
  const waiting = new Map<string, () => void>();
  void (async () => {
    try {
      for await (const { id, state } of events.all(signal)) {
        if (state === 'released') continue;
        seen.add(id);
        waiting.get(id)?.();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  })();
  return (id) =>
    new Promise((resolve, reject) => {
      if (seen.has(id)) return resolve();
      const timer = setTimeout(() => reject(new Error(`no verdict on ${id} within ${VERDICT_MS} ms`)), VERDICT_MS);
      waiting.set(id, () => {
        clearTimeout(timer);
        resolve();
      });
    });
}

async function rowOf({ holds, messages }: Store, id: string, file: string): Promise<DemoRow> {
  const message = await holds.show(id);
  if (!message) throw new Error(`message ${id} is not in the store`);
  const findings = (await messages.inspection(id))?.findings ?? [];
  return {
    file,
    sender: message.login ?? message.mailFrom,
    recipients: message.recipients,
    matters: message.categories.map((category) => {
      const evidence = findings.filter((each) => each.category === category).flatMap((each) => each.evidence);
      const [strongest] = [...evidence].sort((a, b) => b.weight - a.weight);
      return { category, strongest: strongest?.quote ?? null };
    }),
    action: message.state === 'held' ? 'held' : 'relayed',
    reason: message.reason,
    explanation: message.decision.explanation,
  };
}

function envelopeOf(raw: string): { from: string; to: string[] } {
  const header = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const addresses = (name: string) =>
    [...(new RegExp(`^${name}:(.*)$`, 'im').exec(header)?.[1] ?? '').matchAll(/[^\s<>,"]+@[^\s<>,"]+/g)].map(
      ([each]) => each,
    );
  return { from: addresses('From')[0] ?? '', to: [...addresses('To'), ...addresses('Cc')] };
}

async function startNextHop(got: Set<string>): Promise<{ server: SMTPServer; port: number }> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('latin1');
        // Notices to senders come this way too; they are ours, and no message of the demo.
        const isNotice = /^X-Reticent-Notice: /im.test(text);
        const id = /^X-Reticent: .*id=([0-9a-f-]{36})/m.exec(text)?.[1];
        if (id && !isNotice) got.add(id);
        callback();
      });
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return { server, port: (server.server.address() as AddressInfo).port };
}

function say(text: string): void {
  process.stdout.write(`reticent demo: ${text}\n`);
}
