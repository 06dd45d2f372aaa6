/** Register and policy file are read again by a server that runs; a wrong new version is refused, and the old one stays. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mail, REGISTER, send, type TestSite, testSite } from '../e2e/gateway.ts';
import { type Sink, startSink } from '../e2e/sink.ts';
import { reticent } from './run.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/start.js');
const NOTES = [
  'My notes of the National Executive Committee on Tuesday 17 November.',
  '',
  'The NEC discussed the timetable for selections at length; two more weeks for branches to nominate were agreed by 17',
  'votes to 12. The Chair ruled a motion on hybrid meetings out of order, and it was agreed to return to it in January.',
];

interface LogLine {
  readonly msg: string;
  readonly what?: string;
  readonly problem?: string;
  readonly smtp: number;
}

describe('a server that runs', () => {
  let sink: Sink;
  let site: TestSite;
  let server: ChildProcess;
  let folder: string;
  let log: Interface;
  let smtp: number;
  /** Of whoever looks at a terminal, which reads the register too, and refuses what it cannot read. */
  let looking: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reload-'));
    await copyFile(REGISTER, join(folder, 'register.yaml'));
    await writeFile(join(folder, 'policy.yaml'), 'prepare-days: 28\n');
    sink = await startSink();
    site = await testSite('postgres', sink.port, 'info', {
      register: join(folder, 'register.yaml'),
      policy: join(folder, 'policy.yaml'),
    });
    const theirs = join(folder, 'looking.yaml');
    await writeFile(theirs, JSON.stringify({ dataDir: site.config.dataDir, register: REGISTER }));
    looking = { ...site.environment, RETICENT_CONFIG: theirs };
    server = spawn(process.execPath, [MAIN, 'serve'], { env: site.environment, stdio: ['ignore', 'ignore', 'pipe'] });
    if (!server.stderr) throw new TypeError('the process has no standard error');
    log = createInterface(server.stderr);
    ({ smtp } = await said(({ msg }) => msg === 'ready'));
  });
  afterAll(async () => {
    const stopped = once(server, 'exit');
    server.kill('SIGTERM');
    await stopped;
    await site.close();
    await sink.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The next line of the log that is asked for. */
  function said(isIt: (line: LogLine) => boolean): Promise<LogLine> {
    return new Promise((resolve, reject) => {
      const look = (line: string) => {
        const parsed: LogLine = JSON.parse(line);
        if (!isIt(parsed)) return;
        log.off('line', look);
        log.off('close', gone);
        resolve(parsed);
      };
      const gone = () => reject(new Error('the process ended before it said it'));
      log.on('line', look);
      log.once('close', gone);
    });
  }

  /** Writes a file as an editor does, beside it and then in its place, and waits for what the server says. */
  async function change(what: 'register' | 'policy', text: string): Promise<LogLine> {
    const heard = said((line) => line.what === what && line.msg !== 'ready');
    await writeFile(join(folder, `${what}.new`), text);
    await rename(join(folder, `${what}.new`), join(folder, `${what}.yaml`));
    return heard;
  }

  /** How the same account, reported back with a claim, ends now. */
  async function ends(): Promise<string> {
    const message = mail('a.khan@party.example', ['p.osei@home.example'], '[exception 6(c): report] The NEC', NOTES);
    const [id = ''] = await send(smtp, [message]);
    for (;;) {
      const { stdout, stderr } = await reticent(['quarantine', 'show', id], '', looking);
      if (stderr && !stderr.includes('nothing is decided yet')) throw new Error(stderr);
      const state = /state (\w+)/.exec(stdout)?.[1];
      if (state === 'relayed' || state === 'held') return state;
    }
  }

  it('takes a new policy at once', async () => {
    expect(await ends()).toBe('relayed');
    expect((await change('policy', 'claims: { "6(c)": review }\n')).msg).toBe('reloaded');
    expect(await ends()).toBe('held');
  });

  it('refuses a wrong one with its line, and keeps the old', async () => {
    const { msg, problem } = await change('policy', 'claims:\n  "6(c)": perhaps\n');
    expect(msg).toBe('refused; the old version stays');
    expect(problem).toBe(`${join(folder, 'policy.yaml')}:2: \`claims.6(c)\`: expected \`accept\` or \`review\``);
    expect(await ends()).toBe('held');
    expect((await change('policy', 'claims: { "6(c)": accept }\n')).msg).toBe('reloaded');
    expect(await ends()).toBe('relayed');
  });

  it('refuses a wrong register with its line, and keeps the old, and takes the next that is right', async () => {
    const { msg, problem } = await change('register', 'people:\n  - { email: nobody, name: N }\n');
    expect(msg).toBe('refused; the old version stays');
    expect(problem).toBe(`${join(folder, 'register.yaml')}:2: \`people[0].email\`: expected an e-mail address`);
    expect(await ends()).toBe('relayed');
    expect((await change('register', 'people: [{ email: a.khan@party.example, name: Amira Khan }]\n')).msg).toBe(
      'reloaded',
    );
    expect(await ends()).toBe('held');
  });
});
