/**
 * The process in which extraction runs: reads requests from its pipe, answers with Documents, and tells on the way which
 * part it is in, so that whoever kills it knows what it died of.
 *
 * Reading and writing block: between requests there is nothing else to do, and the end of the pipe is the end of the
 * process. Standard output and error lead nowhere, because libraries print what they choke on.
 */
import { constants } from 'node:fs';
import type { Document } from '../document/document.ts';
import { extract } from './extract.ts';
import type { PageImage } from './page-image.ts';
import { PIPE, type Request, readRequest, type WantedPage, writeFrame } from './sandbox-frames.ts';

// Libraries made by Emscripten ask `process.binding`, which the permission model denies, for these numbers and no more.
Object.assign(process, { binding: () => ({ fs: constants }) });

// pdf.js wants these classes when it is loaded, for drawing, and would take them from a native add-on, which is denied.
Object.assign(globalThis, { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} });

const enter = (path: string) => writeFrame(PIPE, { kind: 'enter', path });

// The first is our own: what every message needs is loaded with it, before anybody waits.
const own = readRequest(PIPE);
if (own) await extract(own.bytes, own.source, own.limits);

for (let request = readRequest(PIPE); request; request = readRequest(PIPE)) {
  if (request.draw) writeFrame(PIPE, { kind: 'drawn', image: await drawn(request, request.draw) });
  else writeFrame(PIPE, { kind: 'done', document: await read(request) });
}
process.exit(0); // timers and threads that a library left behind do not keep us

function read({ bytes, source, limits, lost, giveUpAt }: Request): Promise<Document> {
  return extract(bytes, source, limits, {
    enter,
    lost: new Map(lost),
    ...(giveUpAt !== undefined && { giveUpAt }),
  });
}

/** INVARIANT: whatever drawing throws ends here: what cannot be drawn is null. */
async function drawn({ bytes, source, limits }: Request, { part, ...drawing }: WantedPage): Promise<PageImage | null> {
  let found: { readonly bytes: Uint8Array; readonly type: string } | undefined;
  const take = (own: Uint8Array, type: string) => {
    found = { bytes: own, type };
  };
  try {
    await extract(bytes, source, limits, { enter, only: { path: part, take } });
    if (!found) return null;
    enter(part);
    const { drawPage } = await import('./page-image.ts');
    return await drawPage(found.bytes, found.type, drawing);
  } catch {
    return null;
  }
}
