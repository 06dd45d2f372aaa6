/**
 * A line as markings are looked for in it: without its frame, with the line that it flows into, a mistyped word set right. Pure.
 */
import { MISTYPED } from './marking-words.ts';

/** A line [start, end), and what of it is looked at, [from, to). */
interface Look {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

/** So far a sentence is followed into the lines beside it. */
export const FLOW = 100;

/** The line, or its beginning, without its frame and typing errors. */
export function lineOf(text: string, start: number, end: number): string {
  return corrected(bare(text.slice(start, Math.min(end, start + 200))));
}

/** The line without bullets, brackets, codes of a page's header, the number of a slide or who said it when in a chat. */
function bare(line: string): string {
  const said = LEADS.reduce((rest, lead) => rest.replace(lead, ''), line).replace(FRAME, '');
  let end = said.length;
  while (end > 0 && said.length - end < MOST_FRAME && CLOSING.test(said.charAt(end - 1))) end--;
  return said.slice(0, end);
}

const LEADS = [
  /^[>\s]*\[?\d{1,2}:\d\d(?::\d\d)?\]?\s+(?:From )?[\p{L}\d .()'-]{2,50}:\s+/u,
  /^[>\s]*(?:subject|title|heading|re|fwd?|fw)\s*:\s*/i,
  /^\s*(?:&[LCR]\s|\[?\d{1,2}[\].)]\s+|\[?[\w.-]{2,20} \[?\d{1,2}:\d\d\]?:?\s+)/,
];
const MOST_FRAME = 40;
const FRAME = /^[\s*=#_|<>!~"'`“”[\](){}•-]{1,40}/;
const CLOSING = /[\s*=#_|<>!~"'`“”[\](){}.,•-]/;

/** A sentence goes on in the line below where the line was broken for its length. */
export function flowing(text: string, { start, end, from, to }: Look): string {
  const words = text.slice(from, to);
  const length = end - start;
  if (length < 50 || length > 100) return words;
  const after = text.indexOf('\n', end + 1);
  const before = text.lastIndexOf('\n', start - 2) + 1;
  const goesOn = to === end ? text.slice(end + 1, Math.min(after < 0 ? text.length : after, end + FLOW)) : '';
  const began =
    from === start && start > 0 && start - before > 50 ? text.slice(Math.max(before, start - FLOW), start) : '';
  return `${began}${words} ${goesOn}`.replace(/\n[> ]{0,6}/g, ' ');
}

export function corrected(text: string): string {
  return text.replace(MISTYPED, 'confidential');
}
