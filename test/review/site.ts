/** A whole site with real held messages, for a real browser: mail goes in by SMTP, and what is released arrives somewhere. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES, type Running, startRoles } from '../../src/cli/roles.ts';
import { createLog } from '../../src/log.ts';
import { type MessageEvents, openEvents } from '../../src/store/events.ts';
import type { Role } from '../../src/store/users.ts';
import { type Mail, send, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';

const DEMO = join(import.meta.dirname, '../../fixtures/demo');
const SETTLE_MS = 60_000;

export type File = readonly [name: string, content: Buffer];

/** A message with attachments. */
export function mailWithFiles(from: string, to: readonly string[], subject: string, files: readonly File[]): Mail {
  const parts = files.map(([name, content]) =>
    [
      '--b',
      `Content-Type: application/octet-stream; name="${name}"`,
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: base64',
      '',
      content.toString('base64').replace(/.{1,76}/g, '$&\r\n'),
    ].join('\r\n'),
  );
  const head = [`From: ${from}`, `To: ${to.join(', ')}`, `Subject: ${subject}`, 'MIME-Version: 1.0'];
  const raw = [
    ...head,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    '',
    'As agreed.',
    ...parts,
    '--b--',
    '',
  ];
  return { from, to, raw: raw.join('\r\n') };
}

export interface ReviewSite {
  readonly url: string;
  readonly running: Running;
  readonly sink: Sink;
  readonly events: MessageEvents;
  /** Sends a message and waits until it is held or gone; gives its id. */
  readonly submit: (mail: Mail) => Promise<string>;
  /** Sends a message of the demo, by the beginning of its name. */
  readonly demo: (name: string) => Promise<string>;
  /** Waits until a message comes to a state. */
  readonly reaches: (id: string, state: string) => Promise<void>;
  /** A link that signs somebody in. */
  readonly linkFor: (name: string, roles: readonly Role[], email?: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function reviewSite(settings: Readonly<Record<string, unknown>> = {}): Promise<ReviewSite> {
  const sink = await startSink();
  const site = await testSite('postgres', sink.port, 'error', settings);
  const running = await startRoles(site.config, ROLES, createLog({ log: 'error' }));
  const events = await openEvents(running.store.poolConfig);
  const { store } = running;

  async function reaches(id: string, ...states: string[]): Promise<void> {
    const heard = events.all(AbortSignal.timeout(SETTLE_MS));
    if (states.includes((await store.holds.show(id))?.state ?? '')) return;
    for await (const each of heard) if (each.id === id && states.includes(each.state)) return;
  }

  async function submit(mail: Mail): Promise<string> {
    const [id = ''] = await send(running.smtpPort ?? 0, [mail]);
    await reaches(id, 'held', 'relayed');
    return id;
  }

  return {
    url: running.webUrl,
    running,
    sink,
    events,
    submit,
    demo: async (name) => {
      const file = (await readdir(DEMO)).find((each) => each.startsWith(name)) ?? '';
      const raw = await readFile(join(DEMO, file), 'latin1');
      return submit({ ...envelopeOf(raw), raw });
    },
    reaches,
    linkFor: async (name, roles, email) => {
      const known = await store.users.find(name);
      const { id } = known ?? (await store.users.add({ name, email: email ?? null, roles }, 'test'));
      return `${running.webUrl}/sign-in/${await store.sessions.start(id, 'link')}`;
    },
    close: async () => {
      await events.close();
      await running.close();
      await site.close();
      await sink.close();
    },
  };
}

function envelopeOf(raw: string): { from: string; to: string[] } {
  const header = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const addresses = (name: string) =>
    (new RegExp(`^${name}:(.*)$`, 'im').exec(header)?.[1] ?? '').match(/[^\s<>,"]+@[^\s<>,"]+/g) ?? [];
  return { from: addresses('From')[0] ?? '', to: [...addresses('To'), ...addresses('Cc')] };
}
