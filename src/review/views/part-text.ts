/**
 * The text of a part, with the evidence highlighted in its place: paragraphs as they stand, rows as a table.
 *
 * Nothing of the message is markup here. Long texts are shown in windows around their beginning and around what was
 * found, and say how much is left out; the page of the part shows the rest.
 */
import { html } from 'ghtml';
import type { Evidence } from '../../../classifiers/finding.ts';
import type { Part, Segment, Span } from '../../document/document.ts';
import { pageAt } from '../page-images.ts';
import { plain } from './plain.ts';

/** Evidence with the id that links jump to. */
export interface Hit extends Evidence {
  readonly anchor: string;
}

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
const MOST_COLUMNS = 40;
const LONGEST_CELL = 400;

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
    const windows = windowsOf(segment.text, here, left > 0 ? FIRST : 0);
    const shown = segmentView(segment, here, windows);
    left -= shown.length;
    if (windows.length > 1 || (windows[0]?.end ?? 0) < segment.text.length) isWhole = false;
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
    const start = Math.max(from - at, 0);
    const end = Math.min(from + length - at, segment.text.length);
    if (start < end) pieces.push(segmentView(segment, hitsIn(part, segment, hits), [{ start, end }]));
    at += segment.text.length;
  }
  return { markup: pieces.join('\n'), next: from + length < at ? from + length : null };
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
!${isTable(segment) ? rowsView(segment, span, here) : linesView(segment, span, here)}</div>`,
    );
  });
  return pieces.join('\n');
}

function hitsIn(part: Part, { place }: Segment, hits: readonly Hit[]): Hit[] {
  return hits.filter((hit) => hit.part === part.path && hit.place === place).sort((a, b) => a.start - b.start);
}

/** The beginning, and around each hit; what touches is one. */
function windowsOf(text: string, hits: readonly Hit[], first: number): Span[] {
  const wanted = [
    { start: 0, end: Math.min(first, text.length) },
    ...hits.map(({ start, end }) => ({ start: Math.max(start - AROUND, 0), end: Math.min(end + AROUND, text.length) })),
  ]
    .filter(({ start, end }) => start < end)
    .map((span) => onLines(text, span))
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
function onLines(text: string, { start, end }: Span): Span {
  const before = text.lastIndexOf('\n', start);
  const after = text.indexOf('\n', end);
  return {
    start: start - before <= AROUND ? before + 1 : start,
    end: after >= 0 && after - end <= AROUND ? after : after < 0 && text.length - end <= AROUND ? text.length : end,
  };
}

function segmentView(segment: Segment, hits: readonly Hit[], windows: readonly Span[]): string {
  const { place, text } = segment;
  if (text.trim() === '' || windows.length === 0) return '';
  const pieces: string[] = [];
  let at = 0;
  for (const window of windows) {
    pieces.push(gapView(window.start - at));
    pieces.push(isTable(segment) ? rowsView(segment, window, hits) : linesView(segment, window, hits));
    at = window.end;
  }
  pieces.push(gapView(text.length - at));
  const shown = pieces.join('');
  // Of a mail's header people look at what was found in it, and else seldom.
  if (place === 'header-field' && hits.length === 0)
    return html`<details class="segment"><summary class="place">${placeInWords(place)}</summary>!${shown}</details>`;
  return html`<div class="segment"><p class="place">${placeInWords(place)}</p>!${shown}</div>`;
}

function gapView(length: number): string {
  return length > 0 ? html`<p class="gap">… ${length.toLocaleString('en-GB')} characters are not shown here …</p>` : '';
}

function isTable({ place, text }: Segment): boolean {
  if (place === 'cell') return true;
  const lines = text.split('\n', 20).filter(Boolean);
  return lines.length > 1 && lines.filter((line) => line.includes('\t')).length > lines.length / 2;
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

function rowsView({ text, marks = [] }: Segment, { start, end }: Span, hits: readonly Hit[]): string {
  const rows: string[] = [];
  let at = start;
  for (const line of text.slice(start, end).split('\n')) {
    const label = marks.find((mark) => mark.start >= at && mark.start <= at + line.length);
    if (label && rows.length === 0) rows.push(html`<tr><th colspan="99" scope="colgroup">${label.label}</th></tr>`);
    const cells: string[] = [];
    let from = at;
    for (const cell of line.split('\t')) {
      const to = Math.min(from + cell.length, from + LONGEST_CELL);
      if (cells.length < MOST_COLUMNS) {
        const rest = cell.length > LONGEST_CELL ? '…' : '';
        cells.push(html`<td dir="auto">!${marked(text, from, to, hits)}${rest}</td>`);
      }
      from += cell.length + 1;
    }
    if (line.trim() !== '') rows.push(html`<tr>!${cells.join('')}</tr>`);
    at += line.length + 1;
  }
  return html`<div class="sheet" tabindex="0" role="group" aria-label="Rows"><table><tbody>!${rows.join('\n')}</tbody></table></div>`;
}

/** A slice with what was found in it highlighted; what overlaps is highlighted once, each with its anchor. */
function marked(text: string, start: number, end: number, hits: readonly Hit[]): string {
  const pieces: string[] = [];
  let at = start;
  for (const hit of hits) {
    const from = Math.max(hit.start, at);
    const to = Math.min(hit.end, end);
    const isHere = hit.start >= start && hit.start < end;
    const anchor = isHere ? html`<span id="${hit.anchor}" class="anchor" tabindex="-1"></span>` : '';
    if (from >= to) {
      pieces.push(anchor);
      continue;
    }
    pieces.push(plain(text.slice(at, from)), anchor);
    pieces.push(html`<mark data-mark title="${hit.signal}">!${plain(text.slice(from, to))}</mark>`);
    at = to;
  }
  pieces.push(plain(text.slice(at, end)));
  return pieces.join('');
}
