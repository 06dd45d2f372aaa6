/**
 * The process in which extraction runs: reads requests from its pipe, answers with Documents, and tells on the way which
 * part it is in, so that whoever kills it knows what it died of.
 *
 * Reading and writing block: between requests there is nothing else to do, and the end of the pipe is the end of the
 * process. Standard output and error lead nowhere, because libraries print what they choke on.
 */
import { constants } from 'node:fs';
import { extract } from './extract.ts';
import { PIPE, type Request, readFrame, writeFrame } from './sandbox-frames.ts';

// Libraries made by Emscripten ask `process.binding`, which the permission model denies, for these numbers and no more.
Object.assign(process, { binding: () => ({ fs: constants }) });

// pdf.js wants these classes when it is loaded, for drawing, and would take them from a native add-on, which is denied.
Object.assign(globalThis, { DOMMatrix: class {}, ImageData: class {}, Path2D: class {} });

for (let frame = readFrame(PIPE); frame; frame = readFrame(PIPE)) {
  const { bytes, source, limits, lost, giveUpAt } = frame as Request;
  const document = await extract(bytes, source, limits, {
    enter: (path) => writeFrame(PIPE, { kind: 'enter', path }),
    lost: new Map(lost),
    ...(giveUpAt !== undefined && { giveUpAt }),
  });
  writeFrame(PIPE, { kind: 'done', document });
}
process.exit(0); // timers and threads that a library left behind do not keep us
