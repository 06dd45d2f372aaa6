/** `serve`, `quarantine` and `doctor` as an administrator runs them: processes of their own on one database. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTES, mail, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { reticent } from './run.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/start.js');

interface Ready {
  readonly smtp: number;
  readonly web: string;
}

describe('reticent serve', () => {
  let sink: Sink;
  let site: TestSite;
  let server: ChildProcess;
  let ready: Ready;

  beforeAll(async () => {
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'info');
    server = spawn(process.execPath, [MAIN, 'serve'], { env: site.environment, stdio: ['ignore', 'ignore', 'pipe'] });
    ready = await lineWith<Ready>(server, 'ready');
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await site.close();
    await sink.close();
  });

  /** The log is JSON lines; the one whose message is asked for. */
  async function lineWith<Line>(child: ChildProcess, message: string): Promise<Line> {
    if (!child.stderr) throw new TypeError('the process has no standard error');
    for await (const line of createInterface(child.stderr)) {
      const parsed = JSON.parse(line);
      if (parsed.msg === message) return parsed;
    }
    throw new Error(`the process ended before it said \`${message}\``);
  }

  const run = (...args: string[]) => reticent(args, '', site.environment);

  async function held(): Promise<string> {
    const [id = ''] = await send(ready.smtp, [
      mail('t.vance@home.example', ['dee@gardeners.example'], 'last night', MINUTES),
    ]);
    for (;;) {
      const { stdout } = await run('quarantine', 'list', '--json');
      if (stdout.includes(id)) return id;
    }
  }

  it('answers for its health', async () => {
    expect(await (await fetch(`${ready.web}/livez`)).json()).toEqual({ live: true });
    expect(await (await fetch(`${ready.web}/readyz`)).json()).toEqual({ ready: true, database: true, queue: true });
    expect(await (await fetch(`${ready.web}/metrics`)).text()).toContain(
      'reticent_queue_jobs{queue="inspect",state="waiting"}',
    );
  });

  it('shows no page to who is not signed in', async () => {
    const { status, headers } = await fetch(`${ready.web}/quarantine`, { redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([303, '/sign-in?next=%2Fquarantine']);
  });

  it('shows the queue and a message to who signed in by a link, once', async () => {
    const id = await held();
    const { stdout } = await run('user', 'invite', 'tester');
    const path = new URL(stdout.trim()).pathname;
    const signIn = await fetch(`${ready.web}${path}`, { method: 'POST', redirect: 'manual' });
    const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const page = (where: string) => fetch(`${ready.web}${where}`, { headers: { cookie } });
    expect(await (await page('/quarantine')).text()).toContain(`/quarantine/${id}`);
    const message = await (await page(`/quarantine/${id}`)).text();
    expect(message).toContain('It is held for dee@gardeners.example');
    // What was found is highlighted in the text.
    expect(message.replaceAll(/<[^>]*>/g, '')).toContain('Minutes of Northfield CLP');
    expect((await fetch(`${ready.web}${path}`, { redirect: 'manual' })).status).toBe(401);
    expect((await run('audit', 'export')).stdout).toContain('"actor":"tester","action":"read"');
  });

  it('shows, releases and rejects from a terminal, and asks for a paragraph', async () => {
    const id = await held();
    const shown = await run('quarantine', 'show', id);
    expect(shown.stdout).toMatch(/minutes \(5\(b\)\) in body/);
    const wrong = await run('quarantine', 'release', id, '--paragraph', '12', '--reason', 'x');
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('`12`: expected one of')]);
    const unpermitted = await run('quarantine', 'release', id, '--paragraph', '8', '--reason', 'x');
    expect(unpermitted.status).toBe(2);
    for (const [permission, says] of [
      ['P-NONE', 'the register knows no permission or obligation P-NONE'],
      ['P-2026-014', `P-2026-014 does not cover message ${id}: it is not for minutes`],
    ] as const) {
      const refused = await run(
        'quarantine',
        'release',
        id,
        '--paragraph',
        '8',
        '--permission',
        permission,
        '--reason',
        'x',
      );
      expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining(says)]);
    }
    expect((await run('quarantine', 'release', id, '--paragraph', '6(c)', '--reason', 'her report')).status).toBe(0);
    expect((await run('quarantine', 'release', id, '--paragraph', '6(c)', '--reason', 'again')).status).toBe(1);

    const other = await held();
    expect((await run('quarantine', 'reject', other, '--reason', 'not outside the branch')).status).toBe(0);
    expect((await run('quarantine', 'show', other)).stdout).toContain('state rejected');
    expect((await run('audit', 'verify')).stdout).toMatch(/^whole: \d+ records/);
  });

  it('is found in order by the doctor', async () => {
    const { status, stdout } = await run('doctor');
    // How this machine is called is no doing of ours.
    expect(stdout.split('\n').filter((line) => /^(?:bad|warning)(?! +name)/.test(line))).toEqual([]);
    expect(status).toBe(0);
  });

  it('stops on SIGTERM, gracefully', async () => {
    const stopped = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await stopped).toEqual([0, null]);
  });

  it('is missed by the doctor where the next hop is away, who says how to mend it', async () => {
    await sink.close();
    const { status, stdout } = await run('doctor');
    expect(status).toBe(1);
    expect(stdout).toMatch(/bad {6}next hop .*\n.*mend: start the mail server/);
    sink = await startSink();
  });
});
