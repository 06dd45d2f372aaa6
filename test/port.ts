import { once } from 'node:events';
import { createServer } from 'node:net';

/** A port of the loopback address that nobody listens on just now, for a server that wants to be told its own. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('a listening server has a port');
  return address.port;
}
