/**
 * Pages as lines: what stands at the head or foot of every page is header and footer, since a marking there is a marking
 * and a page number is no sentence of the text; words broken at a line's or page's end are whole again.
 */
import type { SegmentFound } from './extractor.ts';
import { BREAK } from './pdf-cells.ts';

/** Running lines stand within this many lines of the edge. */
const EDGE_LINES = 2;
/** A line that stands on so large a share of the pages runs; two pages are the least that can show it. */
const RUNNING_SHARE = 0.6;

/** Takes the text of each page, as `pageText` gives it; gives headers, footers, and the body page by page. */
export function* linesOfPages(texts: readonly string[]): Generator<SegmentFound> {
  const pages = texts.map((text) =>
    text.split('\n').filter((line, index, all) => line.trim() !== '' || (index > 0 && index < all.length - 1)),
  );
  const heads = running(pages.map((lines) => lines.slice(0, EDGE_LINES)));
  const feet = running(pages.map((lines) => lines.slice(-EDGE_LINES)));
  const told = new Set<string>();
  // The beginning of a word that goes on overleaf.
  let carried = '';

  for (const [index, lines] of pages.entries()) {
    const mark = `page ${index + 1}`;
    const body: string[] = [];
    for (const [at, line] of lines.entries()) {
      const place =
        at < EDGE_LINES && heads.has(plain(line))
          ? 'header'
          : at >= lines.length - EDGE_LINES && feet.has(plain(line))
            ? 'footer'
            : 'body';
      const known = `${place} ${withoutPageNumber(line, index + 1, pages.length)}`;
      if (place === 'body') body.push(line);
      else if (!told.has(known)) {
        told.add(known);
        yield { kind: 'segment', place, text: line.trim(), mark };
      }
    }
    const whole = carried + body.join('\n').replaceAll(`${BREAK}\n`, '').trim();
    carried = index < pages.length - 1 ? (new RegExp(`\\S{1,80}${BREAK}$`).exec(whole)?.[0] ?? '') : '';
    const text = whole
      .slice(0, whole.length - carried.length)
      .replaceAll(BREAK, '')
      .trimEnd();
    carried = carried.slice(0, -1);
    if (text !== '') yield { kind: 'segment', place: 'body', text, mark };
  }
}

function running(edges: readonly (readonly string[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const lines of edges)
    for (const line of new Set(lines.map(plain))) counts.set(line, (counts.get(line) ?? 0) + 1);
  const least = Math.max(2, Math.ceil(edges.length * RUNNING_SHARE));
  return new Set([...counts].filter(([line, count]) => line !== '' && count >= least).map(([line]) => line));
}

/** The same line but for its page's number is told once; one with another number (a member's, a case's) each time. */
function withoutPageNumber(line: string, page: number, pages: number): string {
  return line.trim().replace(/\d+/g, (digits) => (Number(digits) === page || Number(digits) === pages ? '#' : digits));
}

/** Page numbers differ from page to page; the line is the same. */
function plain(line: string): string {
  return line.trim().replace(/\d+/g, '#');
}
