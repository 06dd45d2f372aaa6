/**
 * S3 and what speaks like it. The key is the object's own; the listing comes in the order of its bytes.
 *
 * Source: Amazon S3 API: ListObjectsV2 (`start-after`), GetObject, PutObject, DeleteObject, GetObjectAcl, PutObjectAcl.
 * Requests are signed by `aws4fetch`; the bucket stands in the path, as every compatible server understands it. An ACL
 * says who may read an object; what a bucket's policy adds, it does not.
 */
import { createHash } from 'node:crypto';
import { addAbortSignal, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { DriveSettings } from '../config/drive-file.ts';
import { excluding } from './folder.ts';
import { type Grant, grantsIn, pageIn } from './s3-xml.ts';
import { type Access, type DriveSource, type Listed, NOTE_SUFFIX, type Principal, SourceError } from './source.ts';

const ANSWER_MS = 60_000;
const WHOLE_MS = 600_000;
/** The largest page of a listing that servers give. */
const PAGE_OBJECTS = 1000;
const GROUPS: Readonly<Record<string, Principal>> = {
  'http://acs.amazonaws.com/groups/global/AllUsers': 'everyone',
  'http://acs.amazonaws.com/groups/global/AuthenticatedUsers': 'everyone',
};

/** `location` is `s3://bucket/prefix`. */
export function s3Source(location: string, { s3, exclude }: DriveSettings): DriveSource {
  if (!s3) throw new SourceError('unreachable', 'S3 needs its endpoint and keys in the settings');
  const { hostname: bucket, pathname } = new URL(location);
  const prefix = decodeURIComponent(pathname.slice(1));
  const client = new AwsClient({
    accessKeyId: s3.accessKey,
    secretAccessKey: s3.secretKey,
    region: s3.region,
    service: 's3',
    retries: 3,
  });
  const isExcluded = excluding(exclude);
  const urlOf = (key: string, query = '') => `${s3.endpoint}/${bucket}/${encoded(key)}${query}`;

  const send = async (url: string, init: RequestInit & { readonly duplex?: 'half' } = {}, forMs = ANSWER_MS) => {
    let response: Response;
    try {
      response = await client.fetch(url, { ...init, signal: AbortSignal.timeout(forMs) });
    } catch (error) {
      throw new SourceError('unreachable', 'the server cannot be asked', error);
    }
    if (response.ok) return response;
    await response.body?.cancel();
    throw faultOf(response.status);
  };
  const exists = async (key: string): Promise<boolean> => {
    try {
      await send(urlOf(key), { method: 'HEAD' });
      return true;
    } catch (error) {
      if (error instanceof SourceError && error.fault === 'vanished') return false;
      throw error;
    }
  };
  const get = async (key: string) => {
    const response = await send(urlOf(key), {}, WHOLE_MS);
    if (!response.body) throw new SourceError('unreachable', 'the server sent no object');
    const stream = Readable.fromWeb(response.body as ReadableStream);
    return { response, stream: addAbortSignal(AbortSignal.timeout(WHOLE_MS), stream) };
  };
  const grantsOf = async (key: string) => grantsIn(await (await send(urlOf(key, '?acl='))).text());

  return {
    async *list(after) {
      let last = after?.toString('utf8') ?? '';
      for (;;) {
        // Encoded, since a name may have characters that XML has not, and one would end the listing.
        const query = new URLSearchParams({
          'list-type': '2',
          'max-keys': `${PAGE_OBJECTS}`,
          'encoding-type': 'url',
          prefix,
        });
        if (last) query.set('start-after', last);
        const page = pageIn(await (await send(`${s3.endpoint}/${bucket}?${query}`)).text());
        const piece: Listed[] = [];
        for (const { key, etag, lastModified, sizeBytes } of page.objects) {
          last = key;
          const shown = key.slice(prefix.length).replace(/^\//, '');
          // An object that ends in a slash is how some programs write a folder.
          if (shown === '' || key.endsWith('/') || isExcluded(shown)) continue;
          piece.push({ key: Buffer.from(key), shown, mark: `${etag} ${sizeBytes} ${lastModified}`, sizeBytes });
        }
        yield piece;
        if (!page.isTruncated || page.objects.length === 0) return;
      }
    },

    open: async (key) => {
      const { response, stream } = await get(key.toString('utf8'));
      const { headers } = response;
      const attributes = async () => ({
        type: headers.get('content-type'),
        ...Object.fromEntries([...headers].filter(([name]) => name.startsWith('x-amz-meta-'))),
        isPublic: (await grantsOf(key.toString('utf8'))).some(({ reader }) => reader in GROUPS) ? 1 : 0,
      });
      return { stream, attributes };
    },

    access: async (keys) => {
      const all: Access[] = [];
      for (const key of keys) {
        const { owner, grants } = await aclOf(grantsOf, key.toString('utf8'));
        all.push({ owner, readers: [...new Set([...(owner ? [owner] : []), ...grants])] });
      }
      return all;
    },

    take: async (key, sha256, note) => {
      const name = key.toString('utf8');
      if (!(await exists(name))) {
        if (await exists(name + NOTE_SUFFIX)) return;
        throw new SourceError('vanished', 'the object is not there any more');
      }
      const { response, stream } = await get(name);
      const hash = createHash('sha256');
      for await (const chunk of stream) hash.update(chunk);
      if (!hash.digest().equals(sha256)) {
        throw new SourceError('changed', 'the object is not the one that was found: sweep again');
      }
      await send(urlOf(name + NOTE_SUFFIX), { method: 'PUT', body: note, headers: { 'content-type': 'text/plain' } });
      const etag = response.headers.get('etag');
      await send(urlOf(name), { method: 'DELETE', headers: etag ? { 'if-match': etag } : {} });
    },

    putBack: async (key, bytes, sizeBytes, { type, isPublic, ...meta }) => {
      const name = key.toString('utf8');
      if (await exists(name)) throw new SourceError('occupied', 'something else lies there now');
      const headers = {
        ...Object.fromEntries(Object.entries(meta).map(([each, value]) => [each, String(value)])),
        'content-length': `${sizeBytes}`,
        ...(typeof type === 'string' && { 'content-type': type }),
        ...(isPublic === 1 && { 'x-amz-acl': 'public-read' }),
      };
      const body = Readable.toWeb(bytes) as NonNullable<RequestInit['body']>;
      await send(urlOf(name), { method: 'PUT', body, headers, duplex: 'half' }, WHOLE_MS);
      await send(urlOf(name + NOTE_SUFFIX), { method: 'DELETE' });
    },

    restrict: async (key) => {
      const headers = { 'x-amz-acl': 'private' };
      await send(urlOf(key.toString('utf8'), '?acl='), { method: 'PUT', headers });
    },
  };
}

async function aclOf(
  grantsOf: (key: string) => Promise<readonly Grant[]>,
  key: string,
): Promise<{ owner: Principal | null; grants: Principal[] }> {
  const grants = await grantsOf(key);
  const named = (reader: string) => GROUPS[reader] ?? `user:${reader}`;
  const owner = grants.find(({ isOwner }) => isOwner);
  return { owner: owner ? named(owner.reader) : null, grants: grants.map(({ reader }) => named(reader)) };
}

function faultOf(status: number): SourceError {
  if (status === 401 || status === 403) return new SourceError('denied', 'the server refuses');
  if (status === 404) return new SourceError('vanished', 'the server knows no such object or bucket');
  if (status === 412 || status === 409)
    return new SourceError('changed', 'the object was saved meanwhile: sweep again');
  return new SourceError('unreachable', `the server cannot be asked (${status})`);
}

function encoded(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
