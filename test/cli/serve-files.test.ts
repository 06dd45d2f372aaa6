/** `reticent serve` whose configuration names what is not there: told at once, before a database is made or mail is taken. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reticent } from './run.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'serve-files-'));
  writeFileSync(join(folder, 'text.pem'), 'no certificate');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('reticent serve', () => {
  const rows: [why: string, settings: object, says: RegExp][] = [
    ['a certificate', { tls: { cert: 'none.pem', key: 'none.pem' } }, /^reticent: `tls` .*none\.pem/],
    ['a certificate that is none', { tls: { cert: 'text.pem', key: 'text.pem' } }, /^reticent: `tls` /],
    ['an authority', { nextHopTls: 'required', nextHopCa: 'none.pem' }, /^reticent: `nextHopCa` .*none\.pem/],
  ];
  it.each(rows)('does not start without %s', async (_why, settings, says) => {
    const config = join(folder, 'reticent.yaml');
    writeFileSync(config, JSON.stringify({ dataDir: 'data', ...settings }));
    const { status, stderr } = await reticent(['serve', '--config', config]);
    expect(stderr).toMatch(says);
    expect(status).toBe(2);
    expect(readdirSync(folder)).not.toContain('data');
  });
});
