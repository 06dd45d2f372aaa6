/**
 * Text and HTML of a message's own body, whichever format the message came in: by place, with nothing told twice.
 */
import type { Found, SegmentFound } from './extractor.ts';
import { dataParts } from './html.ts';
import { readHtml } from './html-text.ts';
import { mailRuns } from './mail-text.ts';
import { withoutPacked } from './packed-in-text.ts';

/** Reads a plain text: files in it become children, what is encrypted or of an encoding that is not read is told. */
export function* textBody(text: string): Generator<Found> {
  yield* mailRuns(yield* withoutPacked(text));
}

/** Reads an HTML body. What `told` (the plain text beside it) already says word for word is not said again. */
export function* htmlBody(markup: string, told: string): Generator<Found> {
  const { runs, dataAddresses } = readHtml(markup, { mail: true });
  const known = told ? keysOf(told) : undefined;
  for (const { place, text } of runs) {
    const fresh = known && place !== 'hidden' && place !== 'annotation' ? freshLines(text, known) : text;
    if (!fresh) continue;
    if (place === 'body') yield* mailRuns(fresh);
    else yield { kind: 'segment', place, text: fresh } satisfies SegmentFound;
  }
  yield* dataParts(dataAddresses);
}

interface Keys {
  /** All letters and digits of the text, in order. */
  readonly whole: string;
  /** The same of each line, for rows of tables: a row that the plain text tells cell by cell has lost its shape. */
  readonly lines: ReadonlySet<string>;
}

function keysOf(text: string): Keys {
  const lines = new Set<string>();
  let whole = '';
  for (const line of text.split('\n')) {
    const key = keyOf(line);
    if (key) lines.add(key);
    whole += key;
  }
  return { whole, lines };
}

function keyOf(line: string): string {
  return line.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** The lines that are not yet known; all of them if half or more are news, so that what differs is read in its context. */
function freshLines(text: string, { whole, lines }: Keys): string {
  if (whole.includes(keyOf(text)) && !text.includes('\t')) return '';
  const all = text.split('\n');
  const fresh = all.filter((line) => {
    const key = keyOf(line);
    return key !== '' && !(line.includes('\t') ? lines.has(key) : whole.includes(key));
  });
  return fresh.length * 2 >= all.length ? text : fresh.join('\n');
}
