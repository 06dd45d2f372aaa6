/**
 * Words on pictures, by tesseract.js with its English data from the npm registry: nothing is fetched at run time.
 *
 * The engine loads with the first picture (half a second) and stays for the life of the process, which it does not
 * prolong.
 */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';

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

/** What the types of the library leave out: the thread that it runs in. */
type Engine = Worker & { readonly worker: { ref(): void; unref(): void } };

let engine: Promise<Engine> | undefined;
let underWay = 0;

/** A thread that waits for pictures would keep a command from ever ending. */
async function recognise(...picture: Parameters<Worker['recognize']>): ReturnType<Worker['recognize']> {
  engine ??= startEngine();
  const { worker, recognize } = await engine;
  underWay += 1;
  worker.ref();
  try {
    return await recognize(...picture);
  } finally {
    underWay -= 1;
    if (underWay === 0) worker.unref();
  }
}

/** Takes a picture that Leptonica reads (PNG, JPEG, BMP, GIF, WebP, PNM, TIFF: its first page). Gives its words. */
export async function readPicture(bytes: Uint8Array): Promise<string> {
  const { data } = await recognise(Buffer.from(bytes), { rotateAuto: true }, { text: false, tsv: true });
  return readableLines(data.tsv ?? '');
}

/**
 * What the engine sees in leaves and faces: lines of which it believes less than this, of 100. Print of 72 dots an inch or
 * faint on its paper was measured at 49 and more, noise in photographs mostly below 40.
 */
const LEAST_CONFIDENCE = 40;
/** Columns of a word in Tesseract's table: its level, where it stands, how sure it is, and the word. */
const [LEVEL, BLOCK, PARAGRAPH, LINE, CONFIDENCE, WORD] = [0, 2, 3, 4, 10, 11];
const WORD_LEVEL = '5';

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
  const { data } = await recognise(Buffer.from(bytes), {}, { text: false, imageColor: true });
  const base64 = data.imageColor?.split(',')[1];
  if (!base64) throw new RangeError('no picture was decoded');
  return Buffer.from(base64, 'base64');
}

async function startEngine(): Promise<Engine> {
  const data = dirname(createRequire(import.meta.url).resolve('@tesseract.js-data/eng/package.json'));
  return createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    gzip: true,
    cacheMethod: 'none',
    // A picture that it cannot read rejects the call; without this it would end the process as well.
    errorHandler: () => undefined,
  }) as Promise<Engine>;
}
