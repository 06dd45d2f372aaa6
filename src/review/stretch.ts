/**
 * A long text in stretches of whole lines, so that a page that edits it stays light. Lines are counted from 1. Pure.
 */

export interface Stretch {
  readonly from: number;
  /** The last line that belongs to it. */
  readonly until: number;
  readonly text: string;
  /** Of the whole text. */
  readonly lines: number;
}

export interface FoundLine {
  readonly line: number;
  readonly text: string;
}

/** Characters of a stretch: what is shorter is edited whole. */
const STRETCH = 40_000;

/** From a line on, as many whole lines as a page holds, and at least one. */
export function stretchOf(text: string, from = 1): Stretch {
  const all = text.split('\n');
  const lines = all.length;
  if (text.length <= STRETCH) return { from: 1, until: lines, text, lines };
  const start = Math.min(Math.max(1, from), lines);
  let until = start;
  for (let size = all[start - 1]?.length ?? 0; until < lines; until += 1) {
    size += (all[until]?.length ?? 0) + 1;
    if (size > STRETCH) break;
  }
  return { from: start, until, text: all.slice(start - 1, until).join('\n'), lines };
}

/** The whole with other lines in the place of a stretch. */
export function spliced(text: string, { from, until }: Pick<Stretch, 'from' | 'until'>, edited: string): string {
  const all = text.split('\n');
  return [...all.slice(0, from - 1), ...edited.split('\n'), ...all.slice(until)].join('\n');
}

/** The first lines that hold all the words, whatever their case. */
export function linesWith(text: string, words: string, limit: number): FoundLine[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  const found: FoundLine[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const small = line.toLowerCase();
    if (wanted.every((word) => small.includes(word))) found.push({ line: index + 1, text: line.trim().slice(0, 200) });
    if (found.length === limit) break;
  }
  return found;
}
