/**
 * News of the server for all windows of a browser, over one connection: it keeps six to a host, and where each window held
 * one, the seventh page did not load. Each window tells where it listens, and when it is gone.
 */
const KINDS = ['held', 'gone', 'changed'];
const windows = new Set();
let source;

function listen(address) {
  // Where the session had ended, so has the connection: who comes has signed in again.
  if (source && source.readyState !== EventSource.CLOSED) return;
  source = new EventSource(address);
  for (const kind of KINDS) {
    source.addEventListener(kind, ({ data }) => {
      for (const each of windows) each.postMessage({ kind, data });
    });
  }
}

self.addEventListener('connect', ({ ports: [port] }) => {
  windows.add(port);
  port.addEventListener('message', ({ data: address }) => {
    if (address !== null) return listen(address);
    windows.delete(port);
    if (windows.size === 0) source?.close();
  });
  port.start();
});
