/**
 * Pages whose text says something else than what they show: a font may tell how its letters are drawn and not which they
 * are, as fonts do that a printer driver made. PDFium then takes their numbers for letters ("/,1(83" where the page shows
 * "LINEUP").
 *
 * Source: ISO 32000-2, 9.10.2 (mapping character codes to Unicode). The second engine looks into the font program too; what
 * it does not know either is read by OCR, as a picture.
 */

/** Of the characters of a page that holds nothing but text. */
const MOST_NONSENSE = 0.05;
const LEAST_NONSENSE = 3;
/** The second engine has left out words of the page if it has fewer of its characters. */
const LEAST_KEPT = 0.8;

/** The second engine takes some ten milliseconds for a page. */
const [SAMPLE, MOST_ASKED] = [8, 300];

const WHITE = /[\s\uFFFE\u00AD]+/g;
/** No text has them. */
const NONSENSE = /[\p{Cc}\uFFFD]/gu;

interface Understood {
  /** What the pages say, in the words of the second engine where it knows better. */
  readonly texts: readonly string[];
  /** Pages whose text says too little of what they show. */
  readonly unread: ReadonlySet<number>;
}

/** Takes the text of each page, and on which ones many letters are guessed. */
export async function understood(
  bytes: Uint8Array,
  texts: readonly string[],
  guessed: ReadonlySet<number>,
): Promise<Understood> {
  const doubtful = texts.flatMap((text, index) => (guessed.has(index) || nonsenseIn(text) > 0 ? [index] : []));
  if (doubtful.length === 0) return { texts, unread: new Set() };
  const { others, unasked } = await askSecond(bytes, texts, doubtful);
  const best = texts.map((text, index) => {
    const other = others.get(index) ?? '';
    return isBetter(other, text, guessed.has(index)) ? other : text;
  });
  // PDFium leaves out what it takes for a control character where the second engine tells it; so it shows in either.
  const isUnread = (index: number) =>
    saysNothing(best[index] ?? '') || (guessed.has(index) && saysNothing(others.get(index) ?? ''));
  return { texts: best, unread: new Set([...unasked, ...doubtful.filter(isUnread)]) };
}

/**
 * Asks the second engine for a few of the pages, and for all of them where it has other letters on any; otherwise only those
 * with nonsense are left, so that a book in fonts that PDFium guesses rightly is not read twice.
 */
async function askSecond(
  bytes: Uint8Array,
  texts: readonly string[],
  doubtful: readonly number[],
): Promise<{ readonly others: ReadonlyMap<number, string>; readonly unasked: readonly number[] }> {
  const { pagesBySecond } = await import('./pdf-second.ts');
  const step = Math.ceil(doubtful.length / SAMPLE);
  const sample = doubtful.filter((_, at) => at % step === 0);
  const others = await pagesBySecond(bytes, sample);
  if (!others) return { others: new Map(), unasked: doubtful };
  const isRight = sample.every((index) => lettersOf(others.get(index) ?? '') === lettersOf(texts[index] ?? ''));
  const rest = doubtful.filter(
    (index) => !sample.includes(index) && !(isRight && nonsenseIn(texts[index] ?? '') === 0),
  );
  const more = rest.length > 0 ? await pagesBySecond(bytes, rest.slice(0, MOST_ASKED)) : new Map<number, string>();
  for (const [index, text] of more ?? []) others.set(index, text);
  return { others, unasked: more ? rest.slice(MOST_ASKED) : rest };
}

function saysNothing(text: string): boolean {
  const nonsense = nonsenseIn(text);
  return nonsense >= LEAST_NONSENSE && nonsense > lettersOf(text).length * MOST_NONSENSE;
}

function isBetter(other: string, text: string, isGuessed: boolean): boolean {
  const [letters, otherLetters] = [lettersOf(text), lettersOf(other)];
  if (letters === otherLetters || otherLetters.length < letters.length * LEAST_KEPT) return false;
  const [nonsense, otherNonsense] = [nonsenseIn(text), nonsenseIn(other)];
  if (otherNonsense > otherLetters.length * MOST_NONSENSE) return false;
  return otherNonsense < nonsense || (isGuessed && otherNonsense === nonsense);
}

function nonsenseIn(text: string): number {
  return lettersOf(text).match(NONSENSE)?.length ?? 0;
}

function lettersOf(text: string): string {
  return text.replace(WHITE, '');
}
