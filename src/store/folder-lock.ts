/**
 * One process at a time for a data folder, without a file that a killed process leaves behind.
 *
 * The lock is an abstract Unix socket: the kernel gives the name to one process and takes it back when that process
 * ends, however it ends. Who waits is connected to the holder and hears the connection close: no polling.
 */
import { createHash } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { resolve } from 'node:path';

/** Runs `work` while nobody else does for this folder and purpose. */
export async function withFolderLock<Result>(
  folder: string,
  purpose: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const name = `\0reticent-${purpose}-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`;
  const server = await acquire(name);
  try {
    return await work();
  } finally {
    await release(server);
  }
}

async function acquire(name: string): Promise<Server> {
  for (;;) {
    const server = await tryToListen(name);
    if (server) return server;
    await holderGone(name);
  }
}

function tryToListen(name: string): Promise<Server | undefined> {
  const waiting = new Set<import('node:net').Socket>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => waiting.delete(socket));
  });
  // Closing the server alone would wait for those who wait for it.
  server.on('close-waiting', () => {
    for (const socket of waiting) socket.destroy();
  });
  return new Promise((resolveWith, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolveWith(undefined);
      else reject(error);
    });
    server.listen(name, () => resolveWith(server));
  });
}

function holderGone(name: string): Promise<void> {
  return new Promise((resolveWith) => {
    const socket = connect(name);
    // Refused means that the holder went between our attempt and now; closed, that it went while we waited.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolveWith());
    socket.resume();
  });
}

function release(server: Server): Promise<void> {
  return new Promise((resolveWith) => {
    server.close(() => resolveWith());
    server.emit('close-waiting');
  });
}
