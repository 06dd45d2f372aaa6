/**
 * PDFium in WebAssembly, as far as reading a document needs it: memory, strings, and the calls of its C interface.
 *
 * The npm package `@hyzyla/pdfium` wraps text and rendering; annotations, outline, properties and attachments are there
 * too, in the module's own exports (docs/decisions/0007). Source: PDFium's public headers (fpdfview.h, fpdf_annot.h …).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PDFiumLibrary } from '@hyzyla/pdfium';

/** Handles and addresses are numbers; 0 is none. */
type Call = (...args: readonly number[]) => number;

export interface Pdfium {
  /** Any exported function by its C name. Throws `PdfiumError` for one that is not there. */
  readonly call: (name: string, ...args: readonly number[]) => number;
  readonly heap: () => Uint8Array;
  readonly allocate: (bytes: number) => number;
  readonly free: (address: number) => void;
  /** For calls that fill a buffer of UTF-16 and tell how many bytes they need. */
  readonly utf16: (fill: (buffer: number, bytes: number) => number) => string;
  /** Runs with a C string of 8-bit characters. */
  readonly withString: <Result>(text: string, work: (address: number) => Result) => Result;
}

/** The module is not what it was: a call is missing. */
export class PdfiumError extends Error {
  override readonly name = 'PdfiumError';
}

let loading: Promise<Pdfium> | undefined;

/** Loads once for the life of the process. */
export function pdfium(): Promise<Pdfium> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Pdfium> {
  const file = createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm');
  const wasm = readFileSync(file);
  const library = await PDFiumLibrary.init({
    wasmBinary: wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer,
  });
  const module: { wasmExports: Record<string, Call>; HEAPU8: Uint8Array } = Reflect.get(library, 'module');
  const { wasmExports } = module;

  const call: Pdfium['call'] = (name, ...args) => {
    const exported = wasmExports[name];
    if (!exported) throw new PdfiumError(`pdfium has no ${name}`);
    return exported(...args);
  };
  const allocate = (bytes: number) => {
    const address = call('malloc', bytes);
    if (address === 0) throw new RangeError('out of memory in pdfium');
    return address;
  };
  const free = (address: number) => void call('free', address);
  // The heap moves when it grows, so it is asked for anew each time.
  const heap = () => module.HEAPU8;

  return {
    call,
    heap,
    allocate,
    free,
    utf16: (fill) => {
      const bytes = fill(0, 0);
      if (bytes <= 2) return '';
      const buffer = allocate(bytes);
      try {
        fill(buffer, bytes);
        return Buffer.from(heap().buffer, buffer, bytes - 2).toString('utf16le');
      } finally {
        free(buffer);
      }
    },
    withString: (text, work) => {
      const bytes = Buffer.from(`${text}\0`, 'latin1');
      const address = allocate(bytes.length);
      try {
        heap().set(bytes, address);
        return work(address);
      } finally {
        free(address);
      }
    },
  };
}
