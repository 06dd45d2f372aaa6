/**
 * One part while it is read: runs of text gathered by place, so that each place ends as one segment with its marks; and
 * what was counted, for its entry in the ledger.
 */
import {
  type Counted,
  type LedgerEntry,
  type Mark,
  NOTHING_COUNTED,
  type Part,
  type Place,
  type Segment,
  type Tally,
  type UnscannableReason,
} from '../document/document.ts';
import type { CountFound, SegmentFound } from './extractor.ts';

interface Run {
  readonly texts: string[];
  readonly marks: Mark[];
  length: number;
}

export interface PartDraft {
  readonly path: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly depth: number;
  /** UTF-16 units of all text found so far. */
  textLength: number;
  readonly runs: Map<Place, Run>;
  readonly counts: Record<Counted, Tally>;
}

export function draftPart(path: string, type: string, sizeBytes: number, depth: number): PartDraft {
  return { path, type, sizeBytes, depth, textLength: 0, runs: new Map(), counts: { ...NOTHING_COUNTED } };
}

export function addCount({ counts }: PartDraft, { of, there, read }: CountFound): void {
  counts[of] = { there: counts[of].there + there, read: counts[of].read + read };
}

/** Appends a run at its place; runs of one place are joined by a line feed, a mark points at where its run begins. */
export function addRun(draft: PartDraft, { place, text, mark }: Omit<SegmentFound, 'kind'>): void {
  if (!text) return;
  let run = draft.runs.get(place);
  if (!run) {
    run = { texts: [], marks: [], length: 0 };
    draft.runs.set(place, run);
  }
  const start = run.texts.length > 0 ? run.length + 1 : 0;
  if (mark) run.marks.push({ start, label: mark });
  run.texts.push(text);
  run.length = start + text.length;
  draft.textLength += text.length;
}

export function finishPart({ path, type, sizeBytes, counts, runs }: PartDraft): Part {
  const segments: Segment[] = [];
  for (const [place, { texts, marks }] of runs) {
    const text = texts.length === 1 && texts[0] !== undefined ? texts[0] : texts.join('\n');
    segments.push(marks.length > 0 ? { place, text, marks } : { place, text });
  }
  const pages = counts.pages.there;
  return { path, type, sizeBytes, segments, ...(pages > 0 && { pages }) };
}

/** What the ledger says of the part: `why` not all of it was read, and how many of its bytes were all the same. */
export function entryOf(
  { path, type, sizeBytes, depth, counts }: PartDraft,
  why: UnscannableReason | null,
  read: number,
): LedgerEntry {
  // INVARIANT: where something was left out at least one byte is missing, also where nobody knows how many there were.
  const there = why === null ? sizeBytes : Math.max(sizeBytes, read + 1);
  return { part: path, type, bytes: { there, read }, ...counts, depth, why };
}
