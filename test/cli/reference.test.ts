/** Register, policy, rules and reference data change under a running process, and a wrong version is refused. */
import { EventEmitter, once } from 'node:events';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type LiveReference, liveReference } from '../../src/cli/reference.ts';
import { loadConfig } from '../../src/config/config.ts';
import type { Log } from '../../src/log.ts';

const RULE = [
  'id: lease',
  'title: The lease of the head office',
  'minute: NEC 12 May 2026, 9',
  'date: 2026-05-12',
  'phrases: [head office lease]',
  'tests:',
  '  - { text: The head office lease runs out in March., found: true }',
  '  - { text: The office is closed today., found: false }',
];

let folder: string;
let live: LiveReference;
let heard: EventEmitter;
let log: Log;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reference-'));
  await mkdir(join(folder, 'rules'));
  await writeFile(join(folder, 'policy.yaml'), 'prepare-days: 28\n');
  const settings = { dataDir: folder, rules: 'rules', policy: 'policy.yaml' };
  await writeFile(join(folder, 'reticent.yaml'), JSON.stringify(settings));
  heard = new EventEmitter();
  log = {
    info: ({ what }: { what: string }) => heard.emit(`${what} reloaded`),
    error: ({ what }: { what: string }) => heard.emit(`${what} refused`),
  } as unknown as Log;
  live = liveReference(loadConfig(join(folder, 'reticent.yaml'), {}), log);
});
afterEach(async () => {
  live.close();
  await rm(folder, { recursive: true, force: true });
});

describe('what decisions rest on', () => {
  it('takes a new rule without a restart, and refuses a wrong one', async () => {
    const taken = once(heard, 'rules reloaded');
    await writeFile(join(folder, 'rules/lease.yaml'), RULE.join('\n'));
    await taken;
    expect(live.current().rules?.map(({ id }) => id)).toEqual(['lease']);
    const refused = once(heard, 'rules refused');
    await writeFile(join(folder, 'rules/wrong.yaml'), 'id: wrong\n');
    await refused;
    expect(live.current().rules?.map(({ id }) => id)).toEqual(['lease']);
  });

  it('takes a new policy without a restart, and refuses a wrong one', async () => {
    const taken = once(heard, 'policy reloaded');
    await writeFile(join(folder, 'policy.yaml'), 'prepare-days: 14\n');
    await taken;
    const { version } = live.current().policy;
    const refused = once(heard, 'policy refused');
    await writeFile(join(folder, 'policy.yaml'), 'prepare-dayz: 14\n');
    await refused;
    expect(live.current().policy.version).toBe(version);
  });

  it('begins with a register in which nothing stands, takes a new one, and refuses to empty that', async () => {
    live.close();
    const register = join(folder, 'register.yaml');
    await writeFile(register, '# later\n');
    live = liveReference({ ...loadConfig(join(folder, 'reticent.yaml'), {}), register }, log);
    const taken = once(heard, 'register reloaded');
    await writeFile(register, 'matters: [{ id: lease, phrases: [head office lease] }]\n');
    await taken;
    const { version } = live.current().register;
    const refused = once(heard, 'register refused');
    await writeFile(register, '');
    await refused;
    expect(live.current().register.version).toBe(version);
  });

  it('takes a new policy by way of a link to another folder, as Kubernetes mounts one', async () => {
    for (const [version, days] of [
      ['v1', 28],
      ['v2', 14],
    ] as const) {
      await mkdir(join(folder, version));
      await writeFile(join(folder, version, 'policy.yaml'), `prepare-days: ${days}\n`);
    }
    await mkdir(join(folder, 'mounted'));
    const link = (to: string, from: string) => symlink(to, join(folder, 'mounted', from));
    await link('../v1', '..data');
    await link('..data/policy.yaml', 'policy.yaml');
    live.close();
    const config = { ...loadConfig(join(folder, 'reticent.yaml'), {}), policy: join(folder, 'mounted/policy.yaml') };
    live = liveReference(config, log);
    const { version } = live.current().policy;
    const taken = once(heard, 'policy reloaded');
    await link('../v2', '..next');
    await rename(join(folder, 'mounted/..next'), join(folder, 'mounted/..data'));
    await taken;
    expect(live.current().policy.version).not.toBe(version);
  });

  it('takes a policy of which no event tells once it is whole', async () => {
    live.close();
    await mkdir(join(folder, 'elsewhere'));
    await mkdir(join(folder, 'linked'));
    const target = join(folder, 'elsewhere/policy.yaml');
    await writeFile(target, 'prepare-days: 28\n');
    await symlink('../elsewhere/policy.yaml', join(folder, 'linked/policy.yaml'));
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      live = liveReference(
        { ...loadConfig(join(folder, 'reticent.yaml'), {}), policy: join(folder, 'linked/policy.yaml') },
        log,
      );
      let reloads = 0;
      heard.on('policy reloaded', () => (reloads += 1));
      await writeFile(target, 'prepare-days: 1');
      vi.advanceTimersByTime(5_000);
      await pause(50);
      await writeFile(target, 'prepare-days: 14\n');
      await vi.waitFor(() => {
        vi.advanceTimersByTime(5_000);
        expect(live.current().policy.prepareDays).toBe(14);
      }, 20_000);
      expect(reloads).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('takes a single rule file each time that it is replaced', async () => {
    live.close();
    const rules = join(folder, 'lease.yaml');
    await writeFile(rules, RULE.join('\n'));
    live = liveReference({ ...loadConfig(join(folder, 'reticent.yaml'), {}), rules }, log);
    for (const id of ['rent', 'tenancy']) {
      const taken = once(heard, 'rules reloaded');
      await writeFile(join(folder, 'next'), RULE.join('\n').replace('id: lease', `id: ${id}`));
      await rename(join(folder, 'next'), rules);
      await taken;
      expect(live.current().rules?.map((rule) => rule.id)).toEqual([id]);
    }
  });

  it('takes new reference data without a restart', async () => {
    const taken = once(heard, 'reference reloaded');
    await writeFile(join(folder, 'reference/other'), '');
    await taken;
  });
});
