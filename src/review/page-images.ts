/**
 * Pages of PDF files and pictures, to look at beside their text: which parts have some, and which page words stand on.
 *
 * Drawing is handed in (`DrawPage`): it happens in the children in which mail is read, under their limits, and what comes
 * back is a PNG of ours. Nothing that came with a message is decoded here or sent to a browser as it came.
 */
import type { Finding } from '../../classifiers/finding.ts';
import type { Part, Unscannable } from '../document/document.ts';
import { loudest } from './spoken.ts';

export interface PageImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

export interface WantedPage {
  readonly part: string;
  /** Counted from 1. */
  readonly page: number;
  readonly width: number;
  /** To be highlighted, where the page has them as text. */
  readonly words: readonly string[];
}

/** Draws a page of a part of a kept message; null where it cannot be shown. */
export type DrawPage = (messageId: string, wanted: WantedPage, signal?: AbortSignal) => Promise<PageImage | null>;

/** Pixels from left to right: of a page beside a list, and of one to read. */
export const PAGE_WIDTHS = { small: 320, large: 1000 } as const;
export type PageSize = keyof typeof PAGE_WIDTHS;

const [MOST_WORDS, LONGEST_WORDS] = [30, 200];
const DRAWN = /^(?:application\/pdf|image\/(?:png|jpeg|gif|bmp|webp|tiff))$/;

/** What was found on a page of a part, as it is written there. */
export function wordsOn(part: Part, page: number, findings: readonly Pick<Finding, 'evidence'>[]): string[] {
  const here = findings.flatMap(({ evidence }) =>
    loudest(evidence, MOST_WORDS).filter(({ part: path, place, start, weight }) => {
      const segment = part.segments.find((each) => each.place === place);
      return weight > 0 && path === part.path && segment && pageAt(segment, start) === page;
    }),
  );
  return [...new Set(here.map(({ quote }) => quote).filter(({ length }) => length <= LONGEST_WORDS))];
}

/** How many pages of a part can be looked at. Marks too small to hold words have none. */
export function pagesOf({ path, type, pages }: Part, unscannable: readonly Unscannable[]): number {
  if (!DRAWN.test(type)) return 0;
  // What broke before its pages were counted is what people want to see.
  return pages ?? (unscannable.some(({ part }) => part === path) ? 1 : 0);
}

/** The page on which an offset of a segment lies; null where the segment tells no pages. */
export function pageAt({ marks = [] }: Pick<Part['segments'][number], 'marks'>, offset: number): number | null {
  const label = marks.findLast(({ start }) => start <= offset)?.label;
  const number = /^(?:page|picture) (\d{1,5})$/.exec(label ?? '')?.[1];
  return number ? Number(number) : null;
}
