/**
 * The same questions to every source, each against a real server: a folder, WebDAV by rclone, S3 by OpenStack Swift.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server as HttpServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadDriveFile } from '../../src/config/drive-file.ts';
import { openSource } from '../../src/drives/index.ts';
import { type DriveSource, type Listed, SourceError } from '../../src/drives/source.ts';
import { accessFrom } from '../../src/drives/webdav.ts';
import { S3_KEYS, type Server, s3Client, startS3, startWebdav } from './servers.ts';

interface Kind {
  readonly name: string;
  readonly start: (folder: string) => Promise<{
    readonly source: DriveSource;
    readonly wrong: DriveSource;
    readonly put: (path: string, text: string) => Promise<unknown>;
    readonly stop: () => Promise<void>;
  }>;
}

const inFolder = (folder: string) => async (path: string, text: string) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};
const settingsOf = (written: object) => loadDriveFile(JSON.stringify(written), 'settings.yaml');

const kinds: readonly Kind[] = [
  {
    name: 'a folder',
    start: async (folder) => ({
      source: openSource({ kind: 'folder', location: folder, settings: settingsOf({}) }),
      wrong: openSource({ kind: 'folder', location: `${folder}-absent`, settings: settingsOf({}) }),
      put: inFolder(folder),
      stop: async () => undefined,
    }),
  },
  {
    name: 'WebDAV',
    start: async (folder) => {
      const server = await startWebdav(folder);
      const open = (password: string) =>
        openSource({
          kind: 'webdav',
          location: server.url,
          settings: settingsOf({ webdav: { user: 'keeper', password } }),
        });
      return { source: open('keeping'), wrong: open('wrong'), put: inFolder(folder), stop: server.stop };
    },
  },
  {
    name: 'S3',
    start: async (folder) => {
      const server: Server = await startS3(folder);
      const open = (secret: string) => {
        const s3 = { endpoint: server.url, 'access-key': S3_KEYS.accessKeyId, 'secret-key': secret };
        return openSource({ kind: 's3', location: 's3://share/top', settings: settingsOf({ s3 }) });
      };
      const put = async (path: string, text: string) => {
        const key = `top/${path}`.split('/').map(encodeURIComponent).join('/');
        const headers = { 'x-amz-meta-colour': 'green', 'content-type': 'text/plain', 'x-amz-acl': 'public-read' };
        const answer = await s3Client().fetch(`${server.url}/share/${key}`, { method: 'PUT', body: text, headers });
        expect(answer.status).toBe(200);
      };
      return { source: open(S3_KEYS.secretAccessKey), wrong: open('wrong'), put, stop: server.stop };
    },
  },
];

/** What a URL, a signature or a pattern might take for something else. */
const ODD = `a/100% + #1 & ?x=y (it's)! *~;@.txt`;

describe.each(kinds)('$name', ({ start }) => {
  let folder: string;
  let kind: Awaited<ReturnType<Kind['start']>>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'source-'));
    kind = await start(folder);
    for (const path of ['b/deep/x.txt', 'a-b.txt', 'a/é ü.txt', 'a/2.txt', 'c.txt', ODD])
      await kind.put(path, `this is ${path}`);
  });
  afterAll(async () => {
    await kind.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const listed = async (after: Buffer | null = null): Promise<Listed[]> =>
    (await Array.fromAsync(kind.source.list(after))).flat();
  const one = async (path: string): Promise<Listed> => {
    const found = (await listed()).find(({ shown }) => shown === path);
    if (!found) throw new RangeError(`${path} is not listed`);
    return found;
  };
  const textOf = async (key: Buffer) => (await buffer((await kind.source.open(key)).stream)).toString();

  it('lists every file once, in the order of its keys, and goes on after any of them', async () => {
    const all = await listed();
    const names = ['a-b.txt', ODD, 'a/2.txt', 'a/é ü.txt', 'b/deep/x.txt', 'c.txt'];
    expect(all.map(({ shown }) => shown).sort()).toEqual(names);
    expect(all.map(({ key }) => key)).toEqual([...all.map(({ key }) => key)].sort(Buffer.compare));
    for (const [at, { key }] of all.entries()) {
      expect((await listed(key)).map(({ shown }) => shown)).toEqual(all.slice(at + 1).map(({ shown }) => shown));
    }
  });

  it('opens a file as it is, and marks it anew when it changes', async () => {
    const before = await one('a/é ü.txt');
    expect([await textOf(before.key), before.sizeBytes]).toEqual(['this is a/é ü.txt', 19]);
    await kind.put('a/é ü.txt', 'this is longer now');
    const after = await one('a/é ü.txt');
    expect(after.key.equals(before.key)).toBe(true);
    expect(after.mark).not.toBe(before.mark);
  });

  it('opens and takes a file whatever its name holds', async () => {
    const { key } = await one(ODD);
    expect(await textOf(key)).toBe(`this is ${ODD}`);
    await kind.source.take(key, createHash('sha256').update(`this is ${ODD}`).digest(), 'moved');
    await expect(kind.source.open(key)).rejects.toMatchObject({ fault: 'vanished' });
    expect(await textOf((await one(`${ODD}.quarantined.txt`)).key)).toBe('moved');
  });

  it('takes a file away with a note, and puts it back', async () => {
    const { key, sizeBytes } = await one('c.txt');
    const opened = await kind.source.open(key);
    const bytes = await buffer(opened.stream);
    const attributes = await opened.attributes();
    const sha256 = createHash('sha256').update(bytes).digest();
    const access = await kind.source.access([key]);
    await kind.source.take(key, sha256, 'moved');
    await kind.source.take(key, sha256, 'moved'); // as after a crash
    expect((await listed()).map(({ shown }) => shown)).not.toContain('c.txt');
    expect(await textOf((await one('c.txt.quarantined.txt')).key)).toBe('moved');

    await kind.source.putBack(key, Readable.from([bytes.subarray(0, 4), bytes.subarray(4)]), sizeBytes, attributes);
    expect(await textOf(key)).toBe('this is c.txt');
    expect((await listed()).map(({ shown }) => shown)).not.toContain('c.txt.quarantined.txt');
    expect(await kind.source.access([key])).toEqual(access);
    const twice = kind.source.putBack(key, Readable.from([bytes]), sizeBytes, attributes);
    await expect(twice).rejects.toMatchObject({ fault: 'occupied' });
  });

  it('does not take a file that has changed', async () => {
    const { key } = await one('a/2.txt');
    const other = createHash('sha256').update('other').digest();
    await expect(kind.source.take(key, other, 'moved')).rejects.toMatchObject({ fault: 'changed' });
    expect(await textOf(key)).toBe('this is a/2.txt');
  });

  it('says what is not there, and what it may not see', async () => {
    await expect(kind.source.open(Buffer.from('absent.txt'))).rejects.toMatchObject({ fault: 'vanished' });
    await expect(Array.fromAsync(kind.wrong.list(null))).rejects.toBeInstanceOf(SourceError);
  });

  it('takes rights away, or says that it cannot', async () => {
    const { key } = await one('a-b.txt');
    try {
      await kind.source.restrict(key);
      const [access] = await kind.source.access([key]);
      expect(access?.readers).toEqual([access?.owner]);
    } catch (error) {
      expect(error).toMatchObject({ fault: 'unsupported' });
    }
  });
});

describe('who may read, as servers tell it', () => {
  it('takes users, groups, links and strangers from Nextcloud’s properties', () => {
    const sharees = {
      sharee: [
        { id: 'alice', type: 0 },
        { id: 'board', type: 1 },
        { id: 'x@remote.example', type: 6 },
      ],
    };
    expect(accessFrom({ 'owner-id': 'akhan', 'share-types': { 'share-type': [0, 1, 3, 6] }, sharees })).toEqual({
      owner: 'user:akhan',
      readers: ['user:akhan', 'user:alice', 'group:board', 'unknown', 'link'],
    });
    expect(accessFrom({ 'owner-id': 'akhan', 'share-types': '', sharees: '' })).toEqual({
      owner: 'user:akhan',
      readers: ['user:akhan'],
    });
    expect(accessFrom({})).toEqual({ owner: null, readers: [] });
  });
});

describe('an object store', () => {
  it('lists names with characters that XML has not', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'source-'));
    const kind = await kinds.find(({ name }) => name === 'S3')?.start(folder);
    if (!kind) throw new RangeError('S3 is one of them');
    await kind.put('a\u0001b+c %2B.txt', 'hello');
    await kind.put('d.txt', 'hello');
    const all = (await Array.fromAsync(kind.source.list(null))).flat();
    expect(all.map(({ shown }) => shown)).toEqual(['a\u0001b+c %2B.txt', 'd.txt']);
    await kind.stop();
    await rm(folder, { recursive: true, force: true });
  });
});

describe('a WebDAV server that is slow or away for a moment', () => {
  let folder: string;
  let server: Server;
  let flaky: HttpServer;
  /** Answered once as by a server that is too busy. */
  let refused: string | null = null;
  let source: DriveSource;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'flaky-'));
    await inFolder(folder)('a/b.txt', 'hello');
    server = await startWebdav(folder);
    flaky = createServer((request, response) => {
      const { method, url = '', headers } = request;
      if (url === refused) {
        refused = null;
        return response.writeHead(503).end();
      }
      const passed = httpRequest(new URL(url, server.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      return request.pipe(passed);
    }).listen(0, '127.0.0.1');
    await once(flaky, 'listening');
    const { port } = flaky.address() as AddressInfo;
    const location = `http://127.0.0.1:${port}/dav/files`;
    const settings = settingsOf({ webdav: { user: 'keeper', password: 'keeping' } });
    source = openSource({ kind: 'webdav', location, settings });
  });
  afterAll(async () => {
    flaky.closeAllConnections();
    flaky.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const KEY = Buffer.from('a\0b.txt');

  it('is asked again who may read', async () => {
    refused = '/dav/files/a';
    await expect(source.access([KEY])).rejects.toBeInstanceOf(SourceError);
    expect(await source.access([KEY])).toEqual([{ owner: null, readers: [] }]);
  });

  it('has as long to take a file as to give it, and is not waited for once it has answered', async () => {
    const [begun, ended] = [vi.spyOn(globalThis, 'setTimeout'), vi.spyOn(globalThis, 'clearTimeout')];
    await source.putBack(Buffer.from('a\0c.txt'), Readable.from(['hello']), 5, { lastModified: null, mime: null });
    const waits = begun.mock.calls.map(([, ms], index) => ({ ms, timer: begun.mock.results[index]?.value }));
    const stopped = new Set(ended.mock.calls.map(([timer]) => timer));
    vi.restoreAllMocks();
    expect(waits.map(({ ms }) => ms)).toContain(600_000);
    expect(waits.filter(({ ms = 0, timer }) => ms >= 60_000 && !stopped.has(timer))).toEqual([]);
  });
});
