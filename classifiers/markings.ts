/**
 * Protective markings: where they stand and how they are worded, told from all else that says "confidential".
 *
 * Source: paragraph 5(a). A marking stands by itself (a line, a header, a watermark, a property, a label, the head of a
 * subject) or is a sentence by which the writer forbids sharing this very text. Footers of e-mail, promises, negations,
 * reports about another document and unfilled boxes of a form are none. Expressions are bounded; one pass finds where a
 * word of markings stands, the rest looks at that line. Pure.
 */
import type { Place } from '../src/document/document.ts';
import { lapsed } from './marking-days.ts';
import { corrected, FLOW, flowing, lineOf } from './marking-lines.ts';
import {
  FORBIDS,
  mayBeOnly,
  mayBeOrdered,
  mayBound,
  mayCount,
  mayDisclaim,
  mayNegate,
  mayWhisper,
  SAYS,
  type WordsNear,
} from './marking-needs.ts';
import {
  BIDDEN,
  CAPITAL_HEAD,
  CAPITAL_SEGMENT,
  COUNTED,
  DISCLAIMER,
  EMBARGO,
  EMBARGO_BINDS,
  FORBIDDEN,
  ITSELF,
  KEYED,
  LINE,
  MARKS,
  NEGATED,
  NOTED,
  OF_ITSELF,
  OFFICE,
  ONLY,
  OTHER_MARKING,
  PRIVATE,
  PRIVATE_SEGMENT,
  PRIVILEGE,
  PROMISE,
  READERS,
  REFERENCE_WORDS,
  STATEMENT,
  STRICT,
  STRICT_HEAD,
  SURELY,
  TAIL,
  WHISPERED,
  WITHIN,
  WITHIN_ONLY,
} from './marking-words.ts';
import {
  EMBARGO_DAY,
  isClassified,
  isMarkedBySentence,
  isOrdered,
  isStrictOfItself,
  opensMarked,
} from './markings-plain.ts';
import type { Tokens } from './tokens.ts';

export type MarkingSignal =
  | 'declared/strict-line'
  | 'declared/strict-label'
  | 'declared/strict-statement'
  | 'declared/strict-of-itself'
  | 'declared/ordered'
  | 'declared/marking-line'
  | 'declared/private-line'
  | 'declared/label'
  | 'declared/circulation'
  | 'declared/circulation-told'
  | 'declared/whispered'
  | 'declared/embargo'
  | 'declared/lapsed'
  | 'declared/statement'
  | 'declared/disclaimer'
  | 'declared/privilege'
  | 'declared/negated'
  | 'declared/other-marking'
  | 'declared/prose';

export interface Marking {
  readonly signal: MarkingSignal;
  readonly start: number;
  readonly end: number;
}

/** What marks by itself, whatever stands around it. */
export const MARKED: readonly MarkingSignal[] = [
  'declared/strict-line',
  'declared/marking-line',
  'declared/label',
  'declared/circulation',
  'declared/embargo',
  'declared/ordered',
];

/** Whether the marking says "strictly". */
export const STRICT_SIGNALS: readonly MarkingSignal[] = [
  'declared/strict-line',
  'declared/strict-statement',
  'declared/strict-of-itself',
];

/** Markings of one segment, looked for at `markers` (tokens, rising). An embargo is none after its day. */
export function markingsOf(
  { text, starts, lines }: Tokens,
  markers: readonly number[],
  near: WordsNear,
  place: Place,
  today: string,
): Marking[] {
  const found: Marking[] = [];
  let lineEnd = -1;
  let line = 0;
  for (const token of markers) {
    const at = starts[token] ?? 0;
    if (at < lineEnd) continue;
    while (line + 1 < lines.length && (lines[line + 1] ?? 0) <= at) line++;
    const start = lines[line] ?? 0;
    const end = line + 1 < lines.length ? (lines[line + 1] ?? 0) - 1 : text.length;
    // A paragraph on one line is looked at piece by piece, so that a word at its end finds its own neighbours.
    const from = Math.max(start, at - 160);
    const to = Math.min(end, at + 260);
    lineEnd = end - start < 400 ? end : to;
    const signal = judge(text, { start, end, from, to, token }, near, place, today);
    if (signal) found.push({ signal, start: from, end: to });
    if (signal === 'declared/strict-line' && SET_APART.includes(place))
      found.push({ signal: 'declared/strict-label', start: from, end: to });
  }
  return found;
}

/** What stands here is no part of the text: somebody set it, to be read by programs. */
const SET_APART: readonly Place[] = ['label', 'property', 'metadata', 'header-field'];

interface Where {
  /** The line. */
  readonly start: number;
  readonly end: number;
  /** What of the line is looked at. */
  readonly from: number;
  readonly to: number;
  /** The word that called for the look. */
  readonly token: number;
}

/** A line longer than this is prose. */
const OWN_LINE = 120;
/** So near to either end of a text a line of its own speaks of all of it. */
const EDGE = 260;

function judge(text: string, where: Where, near: WordsNear, place: Place, today: string): MarkingSignal | null {
  const { start, end, from, to, token } = where;
  // Most lines that share, forward or keep something mark nothing: they are let go before anything dearer is asked.
  const { said, pairs } = near(token, from - FLOW, to + FLOW);
  if (!(said & (SAYS.mark | FORBIDS | SAYS.bounds | SAYS.copies | SAYS.readers | SAYS.whisper | SAYS.not | SAYS.welsh)))
    return null;
  const flow = flowing(text, where);
  // A mistyped word has the beginning of one that marks.
  const words = said & SAYS.mark ? corrected(flow) : flow;
  const ownLine = end - start < OWN_LINE;
  const own = ownLine ? lineOf(text, start, end) : null;
  const told = firstOf(own === null ? null : readersOf(own, said, pairs), circulationIn(words, said, pairs), own);
  const isWhispered = mayWhisper(said, pairs) && WHISPERED.test(words);
  if (!told && !isWhispered && !(said & SAYS.mark && MARKS.test(words))) return null;
  const line = own ?? lineOf(text, start, end);
  const strict = (said & SAYS.strict) !== 0 && STRICT.test(words);
  if (said & SAYS.others && OTHER_MARKING.test(words)) return 'declared/other-marking';
  if (said & SAYS.mark && mayNegate(words, said, pairs) && NEGATED.test(words)) return 'declared/negated';
  if (said & SAYS.privilege && PRIVILEGE.test(words)) return 'declared/privilege';
  const isHead =
    ((said & SAYS.mark) !== 0 &&
      ((ownLine && [LINE, PRIVATE, PRIVATE_SEGMENT, TAIL, CAPITAL_SEGMENT].some((each) => each.test(line))) ||
        ITSELF.test(words))) ||
    STRICT_HEAD.test(line) ||
    CAPITAL_HEAD.test(line);
  if (mayBeOrdered(pairs) && isOrdered(words)) return strict ? 'declared/strict-line' : 'declared/ordered';
  // A footer forbids sharing "this e-mail": whoever marks a paper names the paper, and stands by itself.
  const around = [Math.max(0, from - 300), Math.min(text.length, to + 300)] as const;
  if (
    (!isHead || place === 'signature' || place === 'footer') &&
    mayDisclaim(near(token, ...around)) &&
    DISCLAIMER.test(isHead ? line : text.slice(...around))
  )
    return 'declared/disclaimer';

  const embargo = said & SAYS.embargo ? EMBARGO.exec(words) : null;
  if (embargo && (place === 'subject' || EMBARGO_BINDS.some((each) => each.test(line) || each.test(words))))
    return lapsed(embargo[1] ?? '', today) ? 'declared/lapsed' : 'declared/embargo';
  const day = said & SAYS.embargo ? EMBARGO_DAY.exec(words) : null;
  if (day) return lapsed(day[1] ?? '', today) ? 'declared/lapsed' : 'declared/embargo';

  if (place === 'label')
    return strict
      ? 'declared/strict-line'
      : /confiden|restrict|internal only|secret/i.test(words)
        ? 'declared/label'
        : null;
  if (place === 'property' || place === 'metadata' || place === 'header-field') {
    if (/^x-confidential[\w-]{0,20}\s*:\s*(?!no|0|false)/i.test(line))
      return strict || /:[^\n]*\bstrict/i.test(line) ? 'declared/strict-line' : 'declared/label';
    if (!/confiden|restrict|yfrinach/i.test(words)) return told ? 'declared/circulation' : null;
    if (strict) return 'declared/strict-line';
    return /(?:sensitivity|x-confidential|category|keywords?|status|label|msip|subject|title|comments?|description)[^\n]{0,60}(?:confiden|restrict)|^\W*confidential/i.test(
      line,
    )
      ? 'declared/label'
      : 'declared/prose';
  }
  if (place === 'subject' || place === 'file-name') {
    if (PROMISE.test(words)) return 'declared/prose';
    if (strict) return 'declared/strict-line';
    if (place === 'subject' ? SUBJECT.test(line) : FILE_NAME.test(line)) return 'declared/marking-line';
    if (place === 'subject' && PRIVATE_SUBJECT.test(line)) return 'declared/private-line';
    return told ? 'declared/circulation' : null;
  }
  if (words.includes('"') && KEYED.test(words)) return strict ? 'declared/strict-line' : 'declared/label';
  if (isClassified(words)) return strict ? 'declared/strict-line' : 'declared/marking-line';
  if (isHead)
    return strict
      ? 'declared/strict-line'
      : (PRIVATE.test(line) && !OFFICE.test(line)) || PRIVATE_SEGMENT.test(line)
        ? 'declared/private-line'
        : 'declared/marking-line';
  if (ownLine && strict && line.length < 90 && (!/[a-z]/.test(line) || /^strictly/i.test(line)))
    return 'declared/strict-line';
  if (place === 'header' || place === 'footer') {
    if (strict) return 'declared/strict-line';
    if (/\bconfidential\b/i.test(words) && line.length < 90) return 'declared/marking-line';
  }
  if (said & SAYS.noted && said & (SAYS.mark | SAYS.not | SAYS.readers) && NOTED.test(words))
    return strict ? 'declared/strict-line' : 'declared/marking-line';
  if (said & (SAYS.bounds | SAYS.copies) && said & (SAYS.declared | SAYS.number) && SURELY.test(words))
    return strict ? 'declared/strict-line' : 'declared/circulation';
  if (said & (SAYS.confide | SAYS.conduct | SAYS.embargo) && PROMISE.test(words)) return 'declared/prose';
  if (said & (SAYS.mark | SAYS.readers) && opensMarked(line, words))
    return strict ? 'declared/strict-line' : 'declared/marking-line';
  const isStatement = (said & (SAYS.confide | SAYS.kept)) !== 0 && STATEMENT.test(words);
  if (strict && isStrictOfItself(words)) return 'declared/strict-of-itself';
  const isSentence = (said & SAYS.mark) !== 0 && isMarkedBySentence(words);
  if (isSentence) return strict ? 'declared/strict-statement' : 'declared/statement';
  if (strict && (isStatement || told)) return 'declared/strict-statement';
  if (told) {
    const atEdge = start < EDGE || text.length - end < EDGE;
    const isAlone = ownLine && atEdge && (told[0].length * 3 > line.length || beginsClause(line, told[0]));
    return isForbiddenTwice(words, said, pairs) ||
      isBanner(line, told, start) ||
      (isAlone && end - start < text.length - 2) ||
      OF_ITSELF.test(words)
      ? 'declared/circulation'
      : 'declared/circulation-told';
  }
  if (ownLine && isStatement && /\bCONFIDENTIAL\b/.test(line)) return 'declared/marking-line';
  if (isStatement && REFERENCE_WORDS.test(words)) return 'declared/statement';
  if (isWhispered) return 'declared/whispered';
  return /confiden/i.test(words) ? 'declared/prose' : null;
}

const SUBJECT =
  /^(?:(?:re|fwd?|fw)\s*:\s*)*[[(]?(?:(?:private (?:and|&) )?confidential|(?:preifat a )?(?:cyf|gyf|chyf)rinachol|in confidence|restricted)\b[\])]?(?:\s*[-:–—/,]|\s*$|[_ ])|[[(](?:in )?confiden(?:tial|ce)[\])]|[-–—:]\s*(?:confidential|in confidence|restricted)\W*$|\/\/\s*(?:internal|restricted|confidential|not for)\b|\b(?:internal|confidential)\W{1,3}(?:and )?not for (?:sharing|onward|further|wider|circulation|forwarding|publication|distribution)\b/i;
/** "Group minutes - PRIVATE", "Private: the lease". */
const PRIVATE_SUBJECT = /[-–—:([,]\s*(?:private|in private|privately)\b[\])]?\s*$|^\W*private\s*[-–—:]/i;
/** A slug ("confidential-waste") is a topic: people write a marking in capitals, first, last or in brackets. */
const FILE_NAME =
  /(?:^|[ _.-])CONFIDENTIAL(?:[ _.-]|$)|^Confidential(?:\s?[-–—]|[ _])|[[(][Cc]onfidential[\])]|(?:[-–—_ ]\s?Confidential|\s[-–—]\s?confidential)(?: (?:draft|final|v\d))?\.\w{2,5}$/;

function circulationIn(words: string, said: number, pairs: number): RegExpExecArray | null {
  return (
    (said & (FORBIDS | SAYS.welsh) ? (FORBIDDEN.exec(words) ?? BIDDEN.exec(words)) : null) ??
    (mayBound(said, pairs) ? WITHIN.exec(words) : null) ??
    (mayBeOnly(said, pairs) ? WITHIN_ONLY.exec(words) : null) ??
    (mayCount(said, pairs) ? COUNTED.exec(words) : null)
  );
}

function readersOf(line: string, said: number, pairs: number): RegExpExecArray | null {
  return (
    (said & SAYS.readers ? (READERS.exec(line) ?? ONLY.exec(line)) : null) ??
    (mayCount(said, pairs) ? COUNTED.exec(line) : null)
  );
}

/** Of two, the one that its own line begins with: "Not for publication. Members only." is one banner. */
function firstOf(
  readers: RegExpExecArray | null,
  told: RegExpExecArray | null,
  own: string | null,
): RegExpExecArray | null {
  if (!readers || !told || own === null) return readers ?? told;
  const at = own.indexOf(told[0]);
  return at >= 0 && at < own.indexOf(readers[0]) ? told : readers;
}

/** "Give it back at the door. Do not photograph." Whoever forbids in two ways means this very text. */
function isForbiddenTwice(words: string, said: number, pairs: number): boolean {
  const ways = [
    (said & (FORBIDS | SAYS.welsh)) !== 0 && FORBIDDEN.test(words),
    (mayBound(said, pairs) && WITHIN.test(words)) || (mayBeOnly(said, pairs) && WITHIN_ONLY.test(words)),
    mayCount(said, pairs) && COUNTED.test(words),
  ];
  return ways.filter(Boolean).length >= 2;
}

/** By itself in its line, in capitals, or the first thing that is said at all. */
function isBanner(line: string, told: RegExpExecArray, start: number): boolean {
  const at = line.toLowerCase().indexOf(told[0].toLowerCase());
  const leads = at >= 0 && at < 12;
  return !/[a-z]/.test(told[0]) || (leads && (line.length < OWN_LINE || start === 0));
}

/** Whether the words stand first after a stop, as the parts of a banner do. */
function beginsClause(line: string, words: string): boolean {
  return /(?:^|[.;:–—|(*-])\s{0,3}(?:please )?$/i.test(line.slice(0, Math.max(0, line.indexOf(words))));
}
