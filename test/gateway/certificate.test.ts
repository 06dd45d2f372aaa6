/** A certificate is taken anew when it changed, and only then, whatever else changes in its folder. */
import { once } from 'node:events';
import { watch } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Certificate, watchCertificate } from '../../src/gateway/certificate.ts';
import { makeCertificate } from '../certificate.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watched-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a watched certificate', () => {
  it('is taken when it changed, and refused where it is none, each once', async () => {
    const other = await mkdtemp(join(tmpdir(), 'renewed-'));
    const [files, renewed] = [await makeCertificate(folder), await makeCertificate(other)];
    const refused = 'certificate refused; the old one stays';
    const used: Certificate[] = [];
    const lines: string[] = [];
    const log = pino({}, { write: (line) => lines.push(JSON.parse(line).msg) });
    const unwatch = watchCertificate(files, (certificate) => used.push(certificate), log);
    // Told after the watcher above, which was first.
    const seen = watch(folder);
    const touched = async (name: string, content: string) => {
      const change = once(seen, 'change');
      await writeFile(join(folder, name), content);
      await change;
    };

    await touched('challenge.txt', 'x');
    expect([used, lines]).toEqual([[], []]);
    // Written anew it is empty for a moment, which may be seen.
    const same = await readFile(files.cert, 'utf8');
    await touched('server.crt', same);
    expect(lines).not.toContain('certificate reloaded');
    await touched('server.crt', '');
    await vi.waitFor(() => expect(lines.at(-1)).toBe(refused), 20_000);
    await writeFile(files.cert, same);
    expect(used).toEqual([]);

    await copyFile(renewed.key, files.key);
    await copyFile(renewed.cert, files.cert);
    await vi.waitFor(() => expect(lines.at(-1)).toBe('certificate reloaded'), 20_000);
    expect(used).toEqual([{ cert: await readFile(renewed.cert, 'utf8'), key: await readFile(renewed.key, 'utf8') }]);

    await touched('server.crt', 'none');
    await vi.waitFor(() => expect(lines.at(-1)).toBe(refused), 20_000);
    const count = lines.length;
    await touched('challenge.txt', 'y');
    await touched('challenge.txt', 'z');
    expect([lines.length, used.length]).toEqual([count, 1]);
    unwatch();
    seen.close();
    await rm(other, { recursive: true });
  });
});
