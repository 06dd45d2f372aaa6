/**
 * A database of its own for each test file, made from the migrated template of `global-setup.ts`.
 */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { inject } from 'vitest';
import type { Connection } from '../src/store/embedded.ts';
import { openStore, type Store } from '../src/store/store.ts';

export const TEMPLATE = 'reticent_template';

/** The URL of a connection, or of another database on the server of a URL. */
export function databaseUrlOf(server: Connection | string, database?: string): string {
  if (typeof server === 'string') {
    const url = new URL(server);
    url.pathname = `/${database ?? url.pathname.slice(1)}`;
    return url.href;
  }
  const { host, user, password } = server;
  const folder = encodeURIComponent(host);
  return `postgres://${user}:${password}@localhost/${database ?? server.database}?host=${folder}`;
}

export interface TestDatabase {
  readonly databaseUrl: string;
  readonly drop: () => Promise<void>;
}

/** Makes a fresh, migrated database. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name} template ${TEMPLATE} strategy file_copy`);
  return {
    databaseUrl: databaseUrlOf(server, name),
    drop: () => onServer(server, `drop database ${name} with (force)`),
  };
}

export interface TestStore extends Store {
  readonly databaseUrl: string;
  /** The key that seals its messages. */
  readonly masterKey: Buffer;
}

/** A store on a fresh database; closing it drops the database. */
export async function testStore(): Promise<TestStore> {
  const { databaseUrl, drop } = await testDatabase();
  const masterKey = randomBytes(32);
  const store = await openStore({ databaseUrl, dataDir: '' }, masterKey);
  const close = async () => {
    await store.close();
    await drop();
  };
  return { ...store, databaseUrl, masterKey, close };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
