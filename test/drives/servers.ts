/** Real servers for the tests of sources, on loopback ports: rclone for WebDAV, OpenStack Swift for S3. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { AwsClient } from 'aws4fetch';
import { freePort } from '../port.ts';

export interface Server {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves a folder; the user is `keeper`, the password `keeping`. */
export async function startWebdav(folder: string): Promise<Server> {
  const port = await freePort();
  const at = ['--addr', `127.0.0.1:${port}`, '--baseurl', '/dav/files', '--user', 'keeper', '--pass', 'keeping'];
  // Its cache of folders would show the tests what lay there before.
  const server = spawn(
    'rclone',
    ['serve', 'webdav', folder, ...at, '--dir-cache-time', '0s', '--config', '/dev/null'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  for await (const line of createInterface(server.stderr)) if (/Server started|Serving/i.test(line)) break;
  server.stderr.resume();
  return { url: `http://127.0.0.1:${port}/dav/files`, stop: () => stopped(server) };
}

/** An object store in a folder, with a bucket `share`; the keys are those of `S3_KEYS`. */
export async function startS3(folder: string): Promise<Server> {
  const port = await freePort();
  const server = spawn('/usr/bin/python3', [join(import.meta.dirname, 'swift-server.py'), folder, `${port}`], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  for await (const line of createInterface(server.stdout)) if (line === 'ready') break;
  const url = `http://127.0.0.1:${port}`;
  const made = await s3Client().fetch(`${url}/share`, { method: 'PUT' });
  if (!made.ok) throw new Error(`the bucket could not be made (${made.status})`);
  return { url, stop: () => stopped(server) };
}

export const S3_KEYS = { accessKeyId: 'test:keeper', secretAccessKey: 'keeping' };

export function s3Client(): AwsClient {
  return new AwsClient({ ...S3_KEYS, region: 'us-east-1', service: 's3' });
}

async function stopped(server: ChildProcess): Promise<void> {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}
