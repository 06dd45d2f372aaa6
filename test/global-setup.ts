/**
 * Once for a run: a real PostgreSQL (the embedded one, migrated into a template database) and a real Redis on a socket.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../src/store/database.ts';
import { openEmbedded } from '../src/store/embedded.ts';
import { freePort } from './port.ts';
import { databaseUrlOf, TEMPLATE } from './postgres.ts';
import { REDIS_DATABASES } from './redis.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of the server's own database; `test/postgres.ts` makes others. */
    databaseUrl: string;
    redisUrl: string;
  }
}

const FOLDER = 'reticent-test-';

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await clearAfterKilledRuns();
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  await writeFile(join(folder, 'run'), `${process.pid}`);
  const embedded = await openEmbedded(folder);
  const databaseUrl = databaseUrlOf(embedded.connection);
  await makeTemplate(databaseUrl);
  const redis = await startRedis(folder);
  project.provide('databaseUrl', databaseUrl);
  project.provide('redisUrl', redis.url);

  return async () => {
    await redis.stop();
    await embedded.leave();
    await rm(folder, { recursive: true, force: true });
  };
}

/** A run that was killed leaves its server: found by the id of its process, stopped and deleted. */
async function clearAfterKilledRuns(): Promise<void> {
  for await (const run of glob(join(tmpdir(), `${FOLDER}*`, 'run'))) {
    const pid = Number(await readFile(run, 'utf8'));
    if (pid === 0 || existsSync(`/proc/${pid}`)) continue;
    const embedded = await openEmbedded(dirname(run));
    await embedded.leave();
    await rm(dirname(run), { recursive: true, force: true });
  }
}

async function makeTemplate(databaseUrl: string): Promise<void> {
  const client = new Client(databaseUrl);
  await client.connect();
  await client.query(`create database ${TEMPLATE}`);
  await client.end();

  const template = databaseUrlOf(databaseUrl, TEMPLATE);
  const migrated = await openDatabase({ databaseUrl: template, dataDir: '' });
  await migrated.close();
  const queues = new Client(template);
  await queues.connect();
  await runMigrations(queues);
  await queues.end();
}

async function startRedis(folder: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  // Every write reaches the file, as in production; nothing else listens but the loopback address.
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'yes',
    '--databases',
    `${REDIS_DATABASES}`,
  ];
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(server, 'spawn');
  for await (const line of createInterface(server.stdout)) if (line.includes('Ready to accept connections')) break;
  server.stdout.resume();
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}
