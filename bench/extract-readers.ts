/**
 * Who is measured: our extraction, the libraries that we know of, and the programs of Debian, by format.
 *
 * Libraries that are no dependency of ours stand in `bench/peers`; what is not installed is named and left out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { extract } from '../src/extract/extract.ts';

export interface Reader {
  readonly name: string;
  readonly kind: 'library' | 'program';
  /** Gives the text that it finds in a file. */
  readonly read: (file: string) => Promise<string> | string;
  /** What to install, or undefined where nothing is missing. */
  readonly missing: () => string | undefined | Promise<string | undefined>;
}

const ours: Reader = {
  name: 'reticent',
  kind: 'library',
  missing: () => undefined,
  read: async (file) => {
    const { parts } = await extract(readFileSync(file), { name: basename(file) }, DEFAULT_LIMITS);
    return parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n');
  },
};

/** A program that writes to its standard output; `$file` among its arguments is the document. */
function program(command: string, args: readonly string[], debian: string): Reader {
  return {
    name: basename(command),
    kind: 'program',
    missing: () => (spawnSync('sh', ['-c', `command -v ${command}`]).status === 0 ? undefined : `Debian: ${debian}`),
    read: (file) => {
      const filled = args.map((argument) => (argument === '$file' ? file : argument));
      return spawnSync(command, filled, { encoding: 'utf8', maxBuffer: 1e9 }).stdout;
    },
  };
}

/** A dependency of ours, loaded when it is first asked. */
function library<Loaded>(
  name: string,
  load: () => Promise<Loaded>,
  read: (loaded: Loaded, bytes: Buffer) => Promise<string> | string,
): Reader {
  let loading: Promise<Loaded> | undefined;
  return {
    name,
    kind: 'library',
    missing: () => undefined,
    read: async (file) => {
      loading ??= load();
      return read(await loading, readFileSync(file));
    },
  };
}

const PEERS = join(import.meta.dirname, 'peers');

/** The same for one of `bench/peers`, whose shape we say ourselves. */
function peer<Loaded>(
  name: string,
  module: string,
  read: (loaded: Loaded, bytes: Buffer) => Promise<string> | string,
): Reader {
  const load = async (): Promise<Loaded> => {
    const path = createRequire(join(PEERS, 'package.json')).resolve(module);
    return import(pathToFileURL(path).href) as Promise<Loaded>;
  };
  const isThere = () => existsSync(join(PEERS, 'node_modules', module));
  return {
    ...library(name, load, read),
    missing: () => (isThere() ? undefined : 'npm install --prefix bench/peers --no-package-lock --ignore-scripts'),
  };
}

interface OfficeParser {
  readonly parseOffice: (bytes: Buffer, options: { fileType: string }) => Promise<{ toText: () => string | object }>;
}

function officeParser(fileType: string): Reader {
  return peer<OfficeParser>('officeparser', 'officeparser', async ({ parseOffice }, bytes) =>
    String((await parseOffice(bytes, { fileType })).toText()),
  );
}

interface ExcelJs {
  readonly default: { readonly Workbook: new () => Workbook };
}
interface Workbook {
  readonly xlsx: { readonly load: (bytes: Buffer) => Promise<void> };
  readonly eachSheet: (
    take: (sheet: {
      readonly name: string;
      readonly eachRow: (take: (row: { readonly values: readonly unknown[] }) => void) => void;
    }) => void,
  ) => void;
}

const excelJs = peer<ExcelJs>('exceljs', 'exceljs', async (loaded, bytes) => {
  const book = new loaded.default.Workbook();
  await book.xlsx.load(bytes);
  const lines: string[] = [];
  book.eachSheet((sheet) => {
    lines.push(sheet.name);
    sheet.eachRow(({ values }) => lines.push(values.join('\t')));
  });
  return lines.join('\n');
});

const sheetJs = library(
  'SheetJS',
  () => import('@e965/xlsx'),
  ({ read, utils }, bytes) => {
    const book = read(bytes, { type: 'buffer' });
    return book.SheetNames.map((name) => `${name}\n${utils.sheet_to_csv(book.Sheets[name] ?? {}, { FS: '\t' })}`).join(
      '\n',
    );
  },
);

const pdfParse = library(
  'pdf-parse',
  () => import('pdf-parse'),
  async ({ PDFParse }, bytes) => {
    const parser = new PDFParse({ data: new Uint8Array(bytes), verbosity: 0 });
    const { text } = await parser.getText({ pageJoiner: '' });
    await parser.destroy();
    return text;
  },
);

const mammoth = library(
  'mammoth',
  () => import('mammoth'),
  async (loaded, buffer) => (await loaded.default.extractRawText({ buffer })).value,
);

const mailparser = library(
  'mailparser',
  () => import('mailparser'),
  async ({ simpleParser }, bytes) => {
    const { subject, text, html } = await simpleParser(bytes);
    return `${subject}\n${text}\n${html}`;
  },
);

interface PostalMime {
  readonly default: {
    readonly parse: (bytes: Buffer) => Promise<{ subject?: string; text?: string; html?: string }>;
  };
}

const postalMime = peer<PostalMime>('postal-mime', 'postal-mime', async (loaded, bytes) => {
  const { subject, text, html } = await loaded.default.parse(bytes);
  return `${subject}\n${text}\n${html}`;
});

/** The registry: who reads what. */
export const readers: Readonly<Record<string, readonly Reader[]>> = {
  pdf: [ours, program('pdftotext', ['-q', '$file', '-'], 'poppler-utils'), pdfParse],
  docx: [ours, mammoth, program('docx2txt', ['$file', '-'], 'docx2txt'), officeParser('docx')],
  xlsx: [ours, sheetJs, excelJs, officeParser('xlsx')],
  odt: [ours, program('odt2txt', ['$file'], 'odt2txt'), officeParser('odt')],
  rtf: [
    ours,
    program('unrtf', ['--text', '$file'], 'unrtf'),
    program('catdoc', ['$file'], 'catdoc'),
    officeParser('rtf'),
  ],
  doc: [ours, program('catdoc', ['$file'], 'catdoc')],
  xls: [ours, sheetJs, program('xls2csv', ['$file'], 'catdoc')],
  ods: [ours, sheetJs, officeParser('ods')],
  pptx: [ours, officeParser('pptx')],
  eml: [ours, mailparser, postalMime],
};
