/**
 * A WebDAV share: Nextcloud, ownCloud and every other server that speaks RFC 4918.
 *
 * Folders are asked for one after another, in the order of names, with the key of `folder.ts`. Who may read comes from
 * the properties that Nextcloud and ownCloud give (`oc:owner-id`, `oc:share-types`, `nc:sharees`), those of the folders
 * above included, since a share holds for what lies below; another server leaves it unknown, which is nobody's leave.
 */
import { createHash } from 'node:crypto';
import { addAbortSignal, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { AuthType, createClient, type FileStat, type ResponseDataDetailed, type WebDAVClient } from 'webdav';
import type { DriveSettings } from '../config/drive-file.ts';
import { excluding } from './folder.ts';
import { type Access, type DriveSource, type Listed, NOTE_SUFFIX, type Principal, SourceError } from './source.ts';

/** A server that has not begun to answer by then is taken for unreachable. */
const ANSWER_MS = 60_000;
/** Nor does one file take longer, either way: at the largest size that is read, a slow line's 2 Mbit/s. */
const WHOLE_MS = 600_000;

const PROPERTIES = `<?xml version="1.0"?>
<d:propfind xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"><d:prop>
<d:resourcetype/><d:getcontentlength/><d:getlastmodified/><d:getetag/><oc:owner-id/><oc:share-types/><nc:sharees/>
</d:prop></d:propfind>`;

export function webdavSource(location: string, { webdav, exclude }: DriveSettings): DriveSource {
  const client = createClient(location, {
    authType: AuthType.Password,
    username: webdav?.user ?? '',
    password: webdav?.password ?? '',
  });
  const isExcluded = excluding(exclude);
  const shares = new Map<string, Promise<Access>>();
  const accessOf = async (path: string): Promise<Access> => {
    const own = await sharesOf(client, path);
    const above = await (path === '/' ? NOTHING_TOLD : folderAccess(path.slice(0, path.lastIndexOf('/')) || '/'));
    return joined(own, above);
  };
  const folderAccess = (path: string): Promise<Access> => {
    const known = shares.get(path);
    if (known) return known;
    const asked = accessOf(path);
    shares.set(path, asked);
    // A server that did not answer once is asked again, for the next file.
    asked.catch(() => shares.delete(path));
    return asked;
  };

  return {
    list: (after) => listFolder(client, '/', after ? namesOf(after) : [], isExcluded),

    open: async (key) => {
      const path = pathOf(key);
      const stat = await statOf(client, path);
      const stream = await bodyOf(client, path);
      return { stream, attributes: async () => ({ lastModified: stat.lastmod, mime: stat.mime ?? null }) };
    },

    access: async (keys) => {
      const all: Access[] = [];
      for (const key of keys) all.push(await accessOf(pathOf(key)));
      return all;
    },

    take: async (key, sha256, note) => {
      const path = pathOf(key);
      const etag = await statOf(client, path).then(
        (stat) => stat.etag,
        (error: unknown) => {
          if (error instanceof SourceError && error.fault === 'vanished') return undefined;
          throw error;
        },
      );
      if (etag === undefined) {
        if (await answered(client.exists(path + NOTE_SUFFIX))) return;
        throw new SourceError('vanished', 'the file is not there any more');
      }
      const bytes = await buffer(await bodyOf(client, path));
      if (!createHash('sha256').update(bytes).digest().equals(sha256)) {
        throw new SourceError('changed', 'the file is not the one that was found: sweep again');
      }
      await answered(client.putFileContents(path + NOTE_SUFFIX, note));
      // A server that knows the mark refuses where somebody saved the file meanwhile (RFC 9110, 13.1.1).
      await answered(client.deleteFile(path, etag ? { headers: { 'If-Match': `"${etag}"` } } : {}));
    },

    putBack: async (key, bytes, sizeBytes, attributes) => {
      const path = pathOf(key);
      const occupied = new SourceError('occupied', 'something else lies there now');
      if (await answered(client.exists(path))) throw occupied;
      const { lastModified, mime } = attributes;
      const seconds = Math.round(Date.parse(String(lastModified)) / 1000);
      const headers = {
        // Nextcloud and ownCloud set the time by this; others leave it.
        ...(Number.isFinite(seconds) && { 'X-OC-Mtime': `${seconds}` }),
        ...(typeof mime === 'string' && { 'Content-Type': mime }),
      };
      const written = await answered(
        client.putFileContents(path, bytes, { overwrite: false, contentLength: sizeBytes, headers }),
        WHOLE_MS,
      );
      if (!written) throw occupied;
      if (await answered(client.exists(path + NOTE_SUFFIX))) await answered(client.deleteFile(path + NOTE_SUFFIX));
    },

    restrict: () => {
      throw new SourceError('unsupported', 'WebDAV has no way to take rights away: do it on the server');
    },
  };
}

async function* listFolder(
  client: WebDAVClient,
  folder: string,
  after: readonly string[],
  isExcluded: (shown: string) => boolean,
): AsyncGenerator<readonly Listed[]> {
  let entries: FileStat[];
  try {
    const read = client.getDirectoryContents(folder, { details: true, data: PROPERTIES });
    entries = ((await answered(read)) as ResponseDataDetailed<FileStat[]>).data;
  } catch (error) {
    if (!(error instanceof SourceError) || folder === '/' || error.fault === 'changed') throw error;
    const problem = error.fault === 'denied' || error.fault === 'vanished' ? error.fault : 'unreachable';
    yield [{ key: keyOf(folder), shown: folder.slice(1), mark: problem, sizeBytes: 0, problem, isFolder: true }];
    return;
  }
  const [done, ...within] = after;
  const named = entries
    .map((entry) => ({ entry, name: Buffer.from(entry.basename) }))
    .sort((a, b) => Buffer.compare(a.name, b.name));
  let piece: Listed[] = [];
  for (const { entry, name } of named) {
    const order = done === undefined ? 1 : Buffer.compare(name, Buffer.from(done));
    if (order < 0 || (order === 0 && within.length === 0)) continue;
    const path = `${folder === '/' ? '' : folder}/${entry.basename}`;
    const shown = path.slice(1);
    if (isExcluded(shown)) continue;
    if (entry.type !== 'directory') {
      piece.push({ key: keyOf(path), shown, mark: markOf(entry), sizeBytes: entry.size });
      continue;
    }
    yield piece;
    piece = [];
    yield* listFolder(client, path, order === 0 ? within : [], isExcluded);
  }
  yield piece;
}

/** Shares change no `etag`, so that they are part of the mark. */
function markOf({ etag, size, lastmod, props }: FileStat): string {
  const shared = createHash('sha256')
    .update(JSON.stringify(props?.sharees ?? ''))
    .digest('hex')
    .slice(0, 8);
  return [etag ?? '', size, lastmod, props?.['owner-id'] ?? '', shared].join(' ');
}

async function statOf(client: WebDAVClient, path: string): Promise<FileStat> {
  const read = await answered(client.stat(path, { details: true, data: PROPERTIES }));
  return (read as ResponseDataDetailed<FileStat>).data;
}

/** Not by the library's own stream: that one never ends where the connection breaks off. */
async function bodyOf(client: WebDAVClient, path: string): Promise<Readable> {
  const response: object = await answered(client.customRequest(path, { method: 'GET' }));
  const body = 'body' in response ? response.body : null;
  if (!(body instanceof Readable)) throw new SourceError('unreachable', 'the server sent no file');
  return addAbortSignal(AbortSignal.timeout(WHOLE_MS), body);
}

const NOTHING_TOLD: Access = { owner: null, readers: [] };

async function sharesOf(client: WebDAVClient, path: string): Promise<Access> {
  const { props } = await statOf(client, path);
  return accessFrom(props ?? {});
}

/**
 * Source: Nextcloud developer manual, WebDAV, "Supported properties": types 0 user, 1 group, 3 public link, 4 e-mail.
 * Others (federated, circles, talk rooms) are somebody whom we do not know.
 */
export function accessFrom(props: Readonly<Record<string, unknown>>): Access {
  const owner = props['owner-id'] ? `user:${props['owner-id']}` : null;
  const types = listOf(props['share-types'], 'share-type').map(Number);
  const sharees = listOf(props.sharees, 'sharee').flatMap((sharee): Principal[] => {
    if (typeof sharee !== 'object' || sharee === null || !('id' in sharee) || !('type' in sharee)) return [];
    const type = Number(sharee.type);
    if (type === 0 || type === 4) return [`user:${sharee.id}`];
    return [type === 1 ? `group:${sharee.id}` : type === 3 ? 'link' : 'unknown'];
  });
  const byType = types.flatMap((type): Principal[] => (type === 3 ? ['link'] : type > 4 ? ['unknown'] : []));
  return { owner, readers: [...new Set([...(owner ? [owner] : []), ...sharees, ...byType])] };
}

/** The parser gives one of a kind as itself, several as a list, none as an empty text. */
function listOf(within: unknown, name: string): unknown[] {
  if (typeof within !== 'object' || within === null || !(name in within)) return [];
  const found = (within as Record<string, unknown>)[name];
  return Array.isArray(found) ? found : [found];
}

function joined(own: Access, above: Access): Access {
  return { owner: own.owner ?? above.owner, readers: [...new Set([...own.readers, ...above.readers])] };
}

/** The answer, or why there is none, in our words. */
async function answered<Result>(asked: Promise<Result>, forMs = ANSWER_MS): Promise<Result> {
  const late = Promise.withResolvers<never>();
  const give = () => late.reject(new SourceError('unreachable', 'the server does not answer'));
  const timer = setTimeout(give, forMs);
  try {
    return await Promise.race([asked, late.promise]);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
    if (status === 401 || status === 403) throw new SourceError('denied', 'the server refuses', error);
    if (status === 404 || status === 410) throw new SourceError('vanished', 'the server knows no such file', error);
    if (status === 412) throw new SourceError('changed', 'the file was saved meanwhile: sweep again', error);
    throw new SourceError('unreachable', `the server cannot be asked${status ? ` (${status})` : ''}`, error);
  } finally {
    clearTimeout(timer);
  }
}

function keyOf(path: string): Buffer {
  return Buffer.from(path.slice(1).replaceAll('/', '\0'));
}

function namesOf(key: Buffer): string[] {
  return key.toString('utf8').split('\0');
}

function pathOf(key: Buffer): string {
  return `/${key.toString('utf8').replaceAll('\0', '/')}`;
}
