/**
 * The text of a part, with the evidence highlighted in its place: paragraphs as they stand, rows as a table.
 *
 * Nothing of the message is markup here. Long texts are shown in windows around their beginning and around what was
 * found, and say how much is left out; the page of the part shows the rest.
 */
import { html } from 'ghtml';
import type { Part, Segment, Span } from '../../document/document.ts';
import { pageAt } from '../page-images.ts';
import { type Hit, marked } from './marked.ts';
import { EXCERPT, isTable, type RowLimits, rowsView, WHOLE } from './part-rows.ts';

export interface Shown {
  readonly markup: string;
  readonly isWhole: boolean;
}

const PLACE_WORDS: Readonly<Record<string, string>> = {
  'header-field': 'header of the mail',
  body: 'text',
  quoted: 'quoted text',
  'text-box': 'text box',
  'sheet-name': 'names of sheets',
  'file-name': 'file name',
  cell: 'cells',
  ocr: 'read from a picture',
  hidden: 'hidden text',
  notes: 'speaker’s notes',
};
const FIRST = 3_500;
const AROUND = 500;
/** Of a table's row, which is shown whole: its columns would not stand under one another else. */
const LONGEST_ROW = 4_000;

export function placeInWords(place: string): string {
  return PLACE_WORDS[place] ?? place.replaceAll('-', ' ');
}

/** A part within a page of other things: its beginning and what was found. `budget` is in units of markup. */
export function partExcerpt(part: Part, hits: readonly Hit[], budget: number): Shown {
  let left = budget;
  let isWhole = true;
  const markup = part.segments.map((segment) => {
    const here = hitsIn(part, segment, hits);
    if (left <= 0 && here.length === 0) {
      isWhole = false;
      return '';
    }
    const windows = windowsOf(segment, here, left > 0 ? FIRST : 0);
    const { markup: shown, isCut } = segmentView(segment, here, windows, EXCERPT);
    left -= shown.length;
    if (isCut || windows.length > 1 || (windows[0]?.end ?? 0) < segment.text.length) isWhole = false;
    return shown;
  });
  return { markup: markup.join('\n'), isWhole };
}

/** A stretch of a part: `from` counts through all its segments. Gives where the next stretch begins, or null. */
export function partStretch(
  part: Part,
  hits: readonly Hit[],
  from: number,
  length: number,
): { readonly markup: string; readonly next: number | null } {
  let at = 0;
  const pieces: string[] = [];
  for (const segment of part.segments) {
    const { text } = segment;
    const start = Math.max(from - at, 0);
    const end = cutOf(text, start, from + length - at);
    if (start < end) pieces.push(segmentView(segment, hitsIn(part, segment, hits), [{ start, end }], WHOLE).markup);
    if (end < text.length) return { markup: pieces.join('\n'), next: at + end };
    at += text.length;
  }
  return { markup: pieces.join('\n'), next: null };
}

/** Where a stretch ends: with a line, where that does not take half of it away, and never within a letter. */
function cutOf(text: string, start: number, end: number): number {
  if (end >= text.length || end <= start) return Math.min(Math.max(end, start), text.length);
  const line = text.lastIndexOf('\n', end - 1) + 1;
  return line > start + (end - start) / 2 ? line : beforePair(text, end);
}

/** Half of a surrogate pair is no letter. */
function beforePair(text: string, at: number): number {
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) && /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** What was read on one page: of each place the stretches that stand there, or everything where the whole is one page. */
export function pageText(part: Part, hits: readonly Hit[], page: number, isOnlyPage: boolean): string {
  const pieces = part.segments.flatMap((segment) => {
    if (segment.place === 'file-name') return [];
    const here = hitsIn(part, segment, hits);
    const starts = [...(segment.marks ?? []).map(({ start }) => start), segment.text.length];
    const spans = isOnlyPage
      ? [{ start: 0, end: segment.text.length }]
      : starts.slice(0, -1).flatMap((start, index) => {
          const end = starts[index + 1] ?? start;
          return pageAt(segment, start) === page && start < end ? [{ start, end }] : [];
        });
    return spans.map(
      (span) => html`<div class="segment"><p class="place">${placeInWords(segment.place)}</p>
!${stretchView(segment, span, here, WHOLE).markup}</div>`,
    );
  });
  return pieces.join('\n');
}

function hitsIn(part: Part, { place }: Segment, hits: readonly Hit[]): Hit[] {
  return hits.filter((hit) => hit.part === part.path && hit.place === place).sort((a, b) => a.start - b.start);
}

/** The beginning, and around each hit; what touches is one. */
function windowsOf(segment: Segment, hits: readonly Hit[], first: number): Span[] {
  const { text } = segment;
  const reach = isTable(segment) ? LONGEST_ROW : AROUND;
  const wanted = [
    { start: 0, end: Math.min(first, text.length) },
    ...hits.map(({ start, end }) => ({ start: Math.max(start - AROUND, 0), end: Math.min(end + AROUND, text.length) })),
  ]
    .filter(({ start, end }) => start < end)
    .map((span) => onLines(text, span, reach))
    .sort((a, b) => a.start - b.start);
  const merged: Span[] = [];
  for (const span of wanted) {
    const last = merged.at(-1);
    if (last && span.start <= last.end + 1) merged[merged.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else merged.push(span);
  }
  return merged;
}

/** To whole lines, where they are of ordinary length. */
function onLines(text: string, { start, end }: Span, reach: number): Span {
  const before = start === 0 ? -1 : text.lastIndexOf('\n', start - 1);
  const next = text.indexOf('\n', end);
  const after = next < 0 ? text.length : next;
  return {
    start: start - before <= reach ? before + 1 : beforePair(text, start),
    end: after - end <= reach ? after : beforePair(text, end),
  };
}

function segmentView(
  segment: Segment,
  hits: readonly Hit[],
  windows: readonly Span[],
  limits: RowLimits,
): { readonly markup: string; readonly isCut: boolean } {
  const { place, text } = segment;
  if (text.trim() === '' || windows.length === 0) return { markup: '', isCut: false };
  const pieces: string[] = [];
  let at = 0;
  let isCut = false;
  for (const window of windows) {
    const stretch = stretchView(segment, window, hits, limits);
    pieces.push(gapView(window.start - at), stretch.markup);
    if (stretch.isCut) isCut = true;
    at = window.end;
  }
  pieces.push(gapView(text.length - at));
  const shown = pieces.join('');
  // Of a mail's header people look at what was found in it, and else seldom.
  const markup =
    place === 'header-field' && hits.length === 0
      ? html`<details class="segment"><summary class="place">${placeInWords(place)}</summary>!${shown}</details>`
      : html`<div class="segment"><p class="place">${placeInWords(place)}</p>!${shown}</div>`;
  return { markup, isCut };
}

function stretchView(segment: Segment, span: Span, hits: readonly Hit[], limits: RowLimits) {
  return isTable(segment)
    ? rowsView(segment, span, hits, limits)
    : { markup: linesView(segment, span, hits), isCut: false };
}

function gapView(length: number): string {
  return length > 0 ? html`<p class="gap">… ${length.toLocaleString('en-GB')} characters are not shown here …</p>` : '';
}

function linesView(segment: Segment, { start, end }: Span, hits: readonly Hit[]): string {
  const labels = (segment.marks ?? []).filter((mark) => mark.start >= start && mark.start < end);
  const cuts = [start, ...labels.map((mark) => mark.start), end];
  const pieces = cuts.slice(0, -1).map((from, index) => {
    const label = labels[index - 1];
    const heading = label ? html`<span class="at">${label.label}</span>` : '';
    return heading + marked(segment.text, from, cuts[index + 1] ?? end, hits);
  });
  return html`<div class="words" dir="auto">!${pieces.join('')}</div>`;
}
