/**
 * A real next hop: Postfix's `smtp-sink`, which writes every message that it takes into a file of its own.
 */
import { spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { watch } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../port.ts';

export interface Sink {
  readonly port: number;
  /** Messages taken so far: what was sent after DATA, without the sink's own lines on top. */
  readonly messages: () => Promise<readonly Buffer[]>;
  /** The first message that fits, as soon as it is there. */
  readonly found: (fits: (message: string) => boolean) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Takes how smtp-sink is to behave beside (`-r RCPT` refuses recipients softly, `-f RCPT` hard). */
export async function startSink(...flags: readonly string[]): Promise<Sink> {
  const folder = await mkdtemp(join(tmpdir(), 'sink-'));
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['-u', 'root'] : [];
  const server = spawn('smtp-sink', [...user, ...flags, '-d', join(folder, '%s.'), `127.0.0.1:${port}`, '1000'], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(server, 'spawn');
  await answers(port);
  const messages = async () => {
    const files = await readdir(folder);
    return Promise.all(files.map(async (file) => withoutSinkLines(await readFile(join(folder, file)))));
  };
  return {
    port,
    messages,
    found: async (fits) => {
      const look = async () => (await messages()).map((each) => each.toString('latin1')).find(fits);
      // Watched from before the first look, so that nothing is written unseen between the two.
      const changes = watch(folder);
      const events = on(changes, 'change');
      try {
        for (let found = await look(); ; found = await look()) {
          if (found !== undefined) return found;
          await events.next();
        }
      } finally {
        changes.close();
      }
    },
    close: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** `smtp-sink -d` writes `X-…` lines and a `Received:` of its own first, with bare line feeds throughout. */
function withoutSinkLines(written: Buffer): Buffer {
  const text = written.toString('latin1');
  const own =
    /^(?:X-Client-[A-Za-z]+:[^\n]*\n|X-(?:Helo|Mail|Rcpt)-Args:[^\n]*\n|Received: [^\n]*\n(?:[ \t][^\n]*\n)*)+/;
  const start = own.exec(text)?.[0] ?? '';
  const ours = start.lastIndexOf('Received: ');
  // Ours is the last `Received:` of that block: what stands before it is the sink's.
  const from = (start.match(/^Received: /gm) ?? []).length > 1 ? ours : start.length;
  return Buffer.from(text.slice(from), 'latin1');
}

/** The server says nothing when it is ready, so that only a connection tells. */
export async function answers(port: number): Promise<void> {
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => resolve(false));
    });
    if (isUp) return;
  }
}
