/** What asks for all connections, over a wire to the real server that falls silent. */
import { EventEmitter, once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { Client, Pool, type PoolConfig } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askServerToAsk, type Connections, connectionsOf } from '../../src/store/connections.ts';
import { openPresence } from '../../src/store/presence.ts';
import { makeCertificate } from '../certificate.ts';
import { type TestDatabase, testDatabase } from '../postgres.ts';
import { type Wire, wireToDatabase } from '../wire.ts';

let database: TestDatabase;
let wire: Wire & { readonly url: string };
let connections: Connections;
let config: PoolConfig;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  wire = await wireToDatabase(database.databaseUrl);
  connections = connectionsOf({ turnMs: 25 });
  config = { connectionString: wire.url, stream: connections.stream, onConnect: askServerToAsk };
});
afterEach(() => wire.cut());

async function connected(): Promise<Client> {
  const client = new Client(config);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

describe('connections', () => {
  it('end together where one that asks hears nothing, and are made anew', async () => {
    const news = new EventEmitter();
    const presence = await openPresence(config, connections, {
      fell: () => news.emit('fell'),
      isBack: () => news.emit('is back'),
    });
    const pool = new Pool(config);
    pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined));
    await pool.query('select 1');
    const fell = once(news, 'fell');
    wire.silence();
    await expect(pool.query('select 1')).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await fell;
    expect(connections.isSilent()).toBe(true);

    const isBack = once(news, 'is back');
    wire.speak();
    await isBack;
    expect(connections.isSilent()).toBe(false);
    await pool.query('select 1');
    await presence.close();
    await pool.end();
  });

  it('go on where a statement takes long, and the server is there', async () => {
    const presence = await openPresence(config, connections);
    const client = await connected();
    await client.query('select pg_sleep(3)');
    expect(connections.isSilent()).toBe(false);
    await client.end();
    await presence.close();
  });

  it('go on where we ourselves were at a stand', async () => {
    const client = await connected();
    const asked = connections.heard(client.query('select 1'));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
    await asked;
    expect(connections.isSilent()).toBe(false);
    await client.end();
  });

  it('of a server that refuses are not silent', async () => {
    const client = await connected();
    await expect(connections.heard(client.query('select nothing'))).rejects.toThrow('nothing');
    expect(connections.isSilent()).toBe(false);
    await client.end();
  });

  it('end where the server falls silent as they are made', async () => {
    wire.silence();
    await expect(connections.heard(connected())).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    expect(connections.isSilent()).toBe(true);
  });

  it('end within TLS too', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tls-'));
    const files = await makeCertificate(folder);
    const [key, cert] = [await readFile(files.key), await readFile(files.cert)];
    await rm(folder, { recursive: true });
    const server = createServer((socket) => {
      socket.once('data', () => {
        socket.write('S');
        const secure = new TLSSocket(socket, { isServer: true, key, cert });
        secure.on('error', () => undefined).resume();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const ssl = { rejectUnauthorized: false };
    const client = new Client({ host: '127.0.0.1', port, ssl, stream: connections.stream });
    client.on('error', () => undefined);
    await expect(connections.heard(client.connect())).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    await client.end();
    server.close();
  });
});
