import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and joined again, or fall silent: sockets stay open, and nothing passes, not even an end. */
export interface Wire {
  readonly port: number;
  readonly cut: () => Promise<void>;
  readonly join: () => Promise<void>;
  readonly silence: () => void;
  /** What was held back passes now. */
  readonly speak: () => void;
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
  const pairs = new Set<readonly [from: Socket, to: Socket]>();
  let isSilent = false;
  const waiting: (() => void)[] = [];
  const pass = (act: () => void) => {
    if (isSilent) waiting.push(act);
    else act();
  };
  const carry = (client: Socket) => {
    sockets.add(client.on('error', () => undefined));
    pass(() => {
      const server = connect(target as { port: number });
      for (const pair of [
        [client, server],
        [server, client],
      ] as const) {
        const [from, to] = pair;
        sockets.add(from);
        pairs.add(pair);
        const end = () => {
          pairs.delete(pair);
          pass(() => to.destroy());
        };
        from.on('error', end).on('close', end);
        from.pipe(to);
      }
    });
  };
  const listen = async (port: number): Promise<Server> => {
    const server = createServer(carry).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return server;
  };
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const speak = () => {
    isSilent = false;
    for (const [from, to] of pairs) from.pipe(to);
    for (const act of waiting.splice(0)) act();
  };
  return {
    port,
    cut: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      pairs.clear();
      waiting.length = 0;
      isSilent = false;
      await closed;
    },
    join: async () => {
      server = await listen(port);
    },
    silence: () => {
      isSilent = true;
      for (const [from, to] of pairs) from.unpipe(to).pause();
    },
    speak,
  };
}
