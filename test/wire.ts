import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and joined again. */
export interface Wire {
  readonly port: number;
  readonly cut: () => Promise<void>;
  readonly join: () => Promise<void>;
}

/** The same to the database of a site, with the address of its own end. */
export async function wireToDatabase(databaseUrl: string): Promise<Wire & { readonly url: string }> {
  const url = new URL(databaseUrl);
  const wire = await wireTo({ path: `${url.searchParams.get('host')}/.s.PGSQL.5432` });
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${wire.port}`;
  return { ...wire, url: url.href };
}

/** The same to a Redis. */
export async function wireToRedis(redisUrl: string): Promise<Wire & { readonly url: string }> {
  const url = new URL(redisUrl);
  const wire = await wireTo({ host: url.hostname, port: Number(url.port) });
  url.host = `127.0.0.1:${wire.port}`;
  return { ...wire, url: url.href };
}

export async function wireTo(target: { host?: string; port?: number; path?: string }): Promise<Wire> {
  const sockets = new Set<Socket>();
  const carry = (client: Socket) => {
    const server = connect(target as { port: number });
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
      from.pipe(to);
    }
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer(carry).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      await closed;
    },
    join: async () => {
      server = await listen(port);
    },
  };
}
