/**
 * Pages of PDF files and pictures, to look at beside their text: which parts have some, and which page words stand on.
 *
 * Drawing is handed in (`DrawPage`): it happens in the children in which mail is read, under their limits, and what comes
 * back is a PNG of ours. Nothing that came with a message is decoded here or sent to a browser as it came.
 */
import type { Part, Unscannable } from '../document/document.ts';

export interface PageImage {
  readonly png: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Draws a page, counted from 1, of a part of a kept message; null where it cannot be shown. */
export type DrawPage = (
  messageId: string,
  wanted: { readonly part: string; readonly page: number; readonly width: number },
  signal?: AbortSignal,
) => Promise<PageImage | null>;

/** Pixels from left to right: of a page beside a list, and of one to read. */
export const PAGE_WIDTHS = { small: 320, large: 1000 } as const;
export type PageSize = keyof typeof PAGE_WIDTHS;

const DRAWN = /^(?:application\/pdf|image\/(?:png|jpeg|gif|bmp|webp|tiff))$/;

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
