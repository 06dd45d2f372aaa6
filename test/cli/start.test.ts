/** What a Node hears that is older than ours: which is needed, and what brings it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const START = join(import.meta.dirname, '../../src/cli/start.js');

/** Started by a Node that calls itself so. */
function startedBy(version: string) {
  const named = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(named)}`, START, '--help'],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('the start', () => {
  it.each(['18.20.4', '20.20.2', '23.11.1'])('says to Node %s in one line what is needed, and how', (version) => {
    const needed = `reticent needs Node 24, and this is ${version}: run \`npx reticent\` or \`npm start\`, which take the one that \`npm ci\` brings\n`;
    expect(startedBy(version)).toEqual({ status: 2, stdout: '', stderr: needed });
  });

  it.each(['24.0.0', '26.1.0'])('goes on with Node %s', (version) => {
    const { status, stdout, stderr } = startedBy(version);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Usage: reticent');
  });
});
