/**
 * Words on pictures, by tesseract.js with its English data from the npm registry: nothing is fetched at run time.
 *
 * The engine loads with the first picture (half a second) and stays for the life of the process. It runs in this thread and
 * not in one of its own, as the library would have it: a process that may start threads has every right of Node's
 * permission model, since a thread may be started without it (docs/decisions/0060).
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { OEM, type Page } from 'tesseract.js';

/** What a picture costs at least, in pages: the engine needs some time for each, however small. */
const LEAST_WORTH = 1 / 10;
/** Sums of fractions are never quite what they should be. */
const ROUNDING = 1e-9;

/**
 * Which of the pictures may be read, and how many pages' worth each of them costs. Largest first: a list that was scanned
 * or pasted is large, an ornament is small. Half a page costs the engine about half the time.
 */
export function affordable<Picture extends { readonly share: number }>(
  pictures: readonly Picture[],
  pagesLeft: number,
): ReadonlyMap<Picture, number> {
  const chosen = new Map<Picture, number>();
  let left = pagesLeft + ROUNDING;
  for (const picture of pictures.toSorted((a, b) => b.share - a.share)) {
    const worth = Math.min(1, Math.max(LEAST_WORTH, picture.share));
    if (worth > left) continue;
    left -= worth;
    chosen.set(picture, worth);
  }
  return chosen;
}

/** What the library sends to its thread and what comes back, of which `progress` is of no use to us. */
interface Job {
  readonly workerId: string;
  readonly jobId: string;
  readonly action: 'load' | 'loadLanguage' | 'initialize' | 'recognize';
  readonly payload: object;
}
interface Outcome {
  readonly status: 'resolve' | 'reject' | 'progress';
  readonly data: unknown;
}
interface Engine {
  setAdapter(adapter: object): void;
  dispatchHandlers(job: Job, answer: (outcome: Outcome) => void): void;
}

const require = createRequire(import.meta.url);
let engine: Promise<Engine> | undefined;
/** By so many quarters of a circle the engine turns to the right what it reads next. */
let turn = 0;

async function recognise(image: Uint8Array, options: object, output: object, quarters = 0): Promise<Page> {
  engine ??= startEngine();
  const started = await engine;
  turn = quarters;
  return (await ask(started, 'recognize', { image, options, output })) as Page;
}

/** Rejects with what the engine says of a picture that it cannot read. */
function ask(engine: Engine, action: Job['action'], payload: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    engine.dispatchHandlers({ workerId: 'ocr', jobId: action, action, payload }, ({ status, data }) => {
      if (status === 'resolve') resolve(data);
      else if (status === 'reject') reject(new Error(String(data)));
    });
  });
}

/** Of 100. What the engine is less sure of is ruled, turned, faint, or no print at all: it is worth another try. */
const SURE = 60;
/** Fewer letters are no sheet: nothing can be told of them, and none is turned for them. */
const FEW_LETTERS = 20;
/** Of Tesseract's ways to look at a page: lines of any size in one column. Rules of a table are none of its letters. */
const COLUMN = '4';
/** In quarters of a circle, to the right: sheets lie sideways more often than upside down. */
const TURNS = [0, 1, 3, 2];
/** A larger picture takes too long. */
const MOST_PIXELS = 20_000_000;
/** No try begins later, so that a picture is read within the time that it has. */
const TRIES_MS = 12_000;

/**
 * Takes a picture that Leptonica reads (PNG, JPEG, BMP, GIF, WebP, PNM, TIFF: its first page). Gives its words, also where
 * they stand in a ruled table or the sheet lay sideways or upside down.
 */
export async function readPicture(picture: Uint8Array): Promise<string> {
  const began = performance.now();
  const bytes = new Uint8Array(picture); // no Buffer, whose members differ
  const first = await attempt(bytes, { rotateAuto: true });
  if (isSure(first) || first.pixels > MOST_PIXELS) return readableLines(first.tsv);
  let isPrint = first.letters >= FEW_LETTERS;
  for (const quarters of TURNS) {
    if (performance.now() - began > TRIES_MS || (quarters > 0 && !isPrint)) break;
    const next = await attempt(bytes, { tessedit_pageseg_mode: COLUMN }, quarters);
    if (isSure(next)) return readableLines(next.tsv);
    isPrint ||= next.letters >= FEW_LETTERS;
  }
  return readableLines(first.tsv);
}

function isSure({ letters, sureness }: Attempt): boolean {
  return letters >= FEW_LETTERS && sureness >= SURE;
}

interface Attempt {
  readonly tsv: string;
  readonly pixels: number;
  readonly letters: number;
  /** Of 100, over all letters. */
  readonly sureness: number;
}

async function attempt(image: Uint8Array, options: object, quarters = 0): Promise<Attempt> {
  const { tsv } = await recognise(image, options, { text: false, tsv: true }, quarters);
  let [pixels, letters, sum] = [0, 0, 0];
  for (const row of (tsv ?? '').split('\n')) {
    const cells = row.split('\t');
    if (cells[LEVEL] === PAGE_LEVEL) pixels = Number(cells[WIDTH]) * Number(cells[HEIGHT]);
    const word = cells[LEVEL] === WORD_LEVEL ? cells[WORD]?.trim() : undefined;
    if (!word) continue;
    letters += word.length;
    sum += Number(cells[CONFIDENCE]) * word.length;
  }
  return { tsv: tsv ?? '', pixels, letters, sureness: letters > 0 ? sum / letters : 0 };
}

/**
 * What the engine sees in leaves and faces: lines of which it believes less than this, of 100. Print of 72 dots an inch or
 * faint on its paper was measured at 49 and more, noise in photographs mostly below 40.
 */
const LEAST_CONFIDENCE = 40;
/** Columns of a word in Tesseract's table: its level, where it stands, its size, how sure it is, and the word. */
const [LEVEL, BLOCK, PARAGRAPH, LINE, WIDTH, HEIGHT, CONFIDENCE, WORD] = [0, 2, 3, 4, 8, 9, 10, 11];
const [PAGE_LEVEL, WORD_LEVEL] = ['1', '5'];

interface LineRead {
  readonly words: string[];
  /** Sums over the letters of the words. */
  sureness: number;
  letters: number;
}

/** Lines of words from the engine's table, an empty one between paragraphs; without those that nobody could read. */
export function readableLines(tsv: string): string {
  const paragraphs = new Map<string, Map<string, LineRead>>();
  for (const row of tsv.split('\n')) {
    const cells = row.split('\t');
    const word = cells[WORD]?.trim();
    if (cells[LEVEL] !== WORD_LEVEL || !word) continue;
    const paragraph = `${cells[BLOCK]} ${cells[PARAGRAPH]}`;
    const lines = paragraphs.get(paragraph) ?? new Map<string, LineRead>();
    paragraphs.set(paragraph, lines);
    const at = cells[LINE] ?? '';
    const line = lines.get(at) ?? { words: [], sureness: 0, letters: 0 };
    lines.set(at, line);
    line.words.push(word);
    line.letters += word.length;
    line.sureness += Number(cells[CONFIDENCE]) * word.length;
  }
  const read = [...paragraphs.values()].map((lines) =>
    [...lines.values()]
      .filter(({ sureness, letters }) => sureness >= LEAST_CONFIDENCE * letters)
      .map(({ words }) => words.join(' '))
      .join('\n'),
  );
  return read.filter(Boolean).join('\n\n');
}

/** The same pictures, decoded only: a PNG as Leptonica writes it, upright where the camera said how it was held. */
export async function decodePicture(bytes: Uint8Array): Promise<Buffer> {
  const { imageColor } = await recognise(new Uint8Array(bytes), {}, { text: false, imageColor: true });
  const base64 = imageColor?.split(',')[1];
  if (!base64) throw new RangeError('no picture was decoded');
  return Buffer.from(base64, 'base64');
}

interface Core {
  readonly TessBaseAPI: {
    readonly prototype: { SetImageFile(orientation: number, angle: number): number };
  };
}

/** As Exif tells how a camera was held, each a quarter further to the right: as they are, and mirrored (CIPA DC-008, 4.6.5). */
const ORIENTATIONS = [
  [1, 6, 3, 8],
  [2, 7, 4, 5],
] as const;

/**
 * The engine's core, which turns pictures by `turn` as it does those of a camera that was held so. The library passes on
 * nothing else that turns without cutting off, and to turn a copy of ours takes a hundred bytes a pixel.
 */
async function turningCore(...asked: unknown[]): Promise<(options: object) => Promise<Core>> {
  const load = require('tesseract.js/src/worker-script/node/getCore.js');
  const start: (options: object) => Promise<Core> = await load(...asked);
  return async (options) => {
    const core = await start(options);
    const { prototype } = core.TessBaseAPI;
    const set = prototype.SetImageFile;
    prototype.SetImageFile = function (orientation, angle) {
      return set.call(this, further(orientation), angle);
    };
    return core;
  };
}

function further(orientation: number): number {
  const cycle = ORIENTATIONS.find((each: readonly number[]) => each.includes(orientation)) ?? ORIENTATIONS[0];
  return cycle[(Math.max(0, cycle.indexOf(orientation as never)) + turn) % 4] ?? orientation;
}

async function startEngine(): Promise<Engine> {
  const script = require('tesseract.js/src/worker-script/index.js') as Engine;
  script.setAdapter({
    getCore: turningCore,
    gunzip: gunzipSync,
    readCache: readFile, // every file of its data is read by this
  });
  const langPath = join(dirname(require.resolve('@tesseract.js-data/eng/package.json')), '4.0.0_best_int');
  await ask(script, 'load', { options: { lstmOnly: true } });
  await ask(script, 'loadLanguage', { langs: 'eng', options: { langPath, gzip: true, cacheMethod: 'none' } });
  await ask(script, 'initialize', { langs: 'eng', oem: OEM.LSTM_ONLY });
  return script;
}
