/**
 * Protective markings: where they stand and how they are worded, told from all else that says "confidential".
 *
 * Source: paragraph 5(a). A marking stands by itself (a line, a header, a watermark, a property, a label, the head of a
 * subject) or is a sentence by which the writer forbids sharing this very text. Footers of e-mail, promises, negations,
 * reports about another document and unfilled boxes of a form are none. Expressions are bounded; one pass finds where a
 * word of markings stands, the rest looks at that line. Pure.
 */
import type { Place } from '../src/document/document.ts';
import type { Tokens } from './tokens.ts';

export type MarkingSignal =
  | 'declared/strict-line'
  | 'declared/strict-statement'
  | 'declared/marking-line'
  | 'declared/private-line'
  | 'declared/label'
  | 'declared/circulation'
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

/** Whether the marking says "strictly". */
export const STRICT_SIGNALS: readonly MarkingSignal[] = ['declared/strict-line', 'declared/strict-statement'];

/** Where a marking is looked for at all, in the notation of `phrases.ts`. */
export const MARKER_PHRASES: readonly string[] = [
  'confiden~',
  'private/restricted/embargo/embargoed/numbered',
  'circulat~',
  'distribut~',
  'not for publication/sharing',
  'share/shared/sharing',
  'forward/forwarded/forwarding/forwards',
  'eyes only',
  'members/committee/nec/officers/panel/executive/board/group only',
  'copy # of',
  'copied/copying',
  'do not copy/print',
  'cyfrinachol/gyfrinachol',
  'official sensitive',
  'tlp',
  'further than',
  'beyond/outside/outwith this/these/the/you/us/our/members',
  'this room/group',
  'yourself/yourselves',
  'handed/hand/given/return/returned ..3 back',
  'collected in/at',
  'passed/pass on',
  'repeat/repeated',
  'keep this/it/these/them',
  'go/goes/gone wider/further',
  'any further/wider',
  'secret',
  'unclassified/declassified',
  'leave/leaves the/this',
  'your eyes',
  'only',
  'nobody else~',
  'destroy after',
  'spoken of',
];

const STRICT =
  /\bstrictly\b[^\n]{0,30}\bconfiden(?:tial|ce)|\bstrictly (?:private|embargoed|for nec|not for)|\b(?:hollol|llwyr|gwbl) gyfrinachol/i;

/** The whole line is a marking, give or take what it is for. */
const LINE =
  /^(?:(?:status|classification|sensitivity|marking|protective marking|handling)\s*:\s*)?(?:nec |party |draft |internal |highly |most |very |paper |committee |tabled |strictly )*(?:strictly )?(?:(?:confidential|in (?:the )?strictest confidence|in confidence|restricted(?: circulation)?|cyfrinachol|(?:hollol )?gyfrinachol)(?:\s?[-:–—/,.(].{0,70}|\s{2,}.{0,90}|\s(?:to|until|not for|paper|document|draft|report|nec|committee|members?|for|when|once|circulation|briefing|copy)\b.{0,60})?|internal\s?[-:–—]\s?not for sharing.{0,40})$/i;
/** A line that begins with the strict words, whatever follows, and one that ends with a marking. */
const HEAD =
  /^(?:strictly (?:private (?:and|&) )?confidential|in strict(?:est)? confidence)(?:\s?[:–—,.(-]|\s{2}|$)|^(?:CONFIDENTIAL|RESTRICTED|STRICTLY CONFIDENTIAL|IN CONFIDENCE)(?:\s?[:–—,.(-]|\s{2}|$)/;
const TAIL =
  /^.{2,70}(?:\s[-–—|:]|\s{2,}|[([])\s{0,4}(?:strictly |private (?:and|&) )?(?:in (?:strict )?confidence|confidential)$/i;
/** Who alone may read it: "for members of the Business Board only", "CAMPAIGN DIRECTOR ONLY". */
const ONLY =
  /^(?:.{0,40}[:–—-] ?)?(?:for |to )?(?:the )?(?:(?:eyes|attention|use|members?|officers) of )?(?:the )?[\w&',. -]{0,60}\b(?:board|committee|panel|directors?|treasurer|secretary|officers|gs|chair|nec|executive|working group|sub-?committee|leader|staff|group officers)(?: members)? only\b.{0,20}$|^for (?:members of |officers of )(?:the )?[\w&' -]{3,50} only\b|\bfor your eyes\b/i;
const PRIVATE = /^(?:strictly )?private(?:,? (?:and|&) confidential|\s*[/&]\s*confidential).{0,60}$/i;
const CIRCULATION =
  /\b(?:not (?:for|to be) (?:any )?(?:(?:onward|further|wider|general|external|public) )?(?:(?:or|and) \w+ )?(?:circulat(?:ion|ed)|distribut(?:ion|ed)|publication|sharing|shared|forward(?:ing|ed)|cop(?:ying|ied)|dissemination|released?|passed on|repeated|quoted|discussed)\b|do(?: not|n't) (?:please )?(?:copy|forward|share|circulate|distribute|pass (?:it|this|them) on|print)\b|(?:must|should|may|can)(?: not|n't|not) be (?:copied|forwarded|shared|circulated|distributed|passed on|disclosed|discussed|quoted|leave|removed)|(?:for )?(?:your|members'?|committee|nec) eyes only|\bfor (?:the )?(?:nec|national executive|committee|ec|executive|panel|officers?|board|working group|sub-?committee|group)(?: committee)?(?: members?)?(?: (?:and|or) [\w ]{1,20})? only\b|\b(?:nec|committee|panel|ec|executive) members only\b|\b(?:copy|copi) (?:no\.? ?)?\d{1,3} (?:of|o) \d{1,3}\b|\bnumbered cop(?:y|ies)\b|\b(?:hand(?:ed)?|give|given|return(?:ed)?) (?:it |this |them |your cop(?:y|ies) |all copies )?back\b.{0,40}\b(?:meeting|end|after|secretar)|\bcollected (?:in )?at the end|\b(?:please )?keep (?:this|it|these) (?:paper |information |strictly |entirely )?(?:to yoursel(?:f|ves)|within|between|among|inside|in(?:side)? this (?:room|group)|confidential|private|off)|\bleaves? (?:this|the) (?:room|group|committee)\b|\bnot to be spoken of\b|\bnobody else'?s?(?: please)?\b|\bdestroy after reading\b|\b(?:is |are |go |goes |gone |leave |out |share |shared |repeat |taken |not )(?:.{0,30} )?(?:beyond|outside|further than|outwith) (?:this|the|these|those|our|nec|members?|you|us|here)\b|\b(?:not|n't|never) (?:to )?(?:go|be taken|travel) (?:any )?(?:wider|further)\b|\bno(?:t|thing)? .{0,30}leaves? (?:this|the) (?:room|group|committee)|\b(?:not|don't) (?:to )?(?:be )?(?:share|shared|go|circulate|circulated|pass|passed)\b.{0,20}\b(?:more widely|any further|wider|further|to anyone|with anyone|onwards?|anybody))/i;
/** Without one of these or a word on circulation there is no marking, and no talk of one. */
const MARKS = /confiden|restrict|cyfrinach|secret|embargo|private|sensitive|\btlp\b|classified|strictly|internal/i;
/** A sentence by which the writer marks this very text. */
const STATEMENT =
  /\b(?:this|these|the (?:attached|enclosed|following|paper|document|report|figures?|list|note|information|contents?)|attached|contents?|please (?:treat|keep|regard|hold)|treat|everything (?:in|here)|what follows|all of (?:this|it)|papers? (?:is|are|remain)|both|it|they)\b[^.\n]{0,70}\b(?:(?:strictly |highly |completely |absolutely |entirely |very |in (?:the )?strict(?:est)? )?(?:confidential|in confidence|confidence|restricted|embargoed|secret))\b/i;
const REFERENCE_WORDS =
  /\b(?:paper|document|report|note|figures?|attached|enclosed|minutes?|list|draft|pack|briefing|contents?|options?|plans?|nec|committee|members|information)\b/i;

const DISCLAIMER =
  /\b(?:intended (?:only|solely|exclusively|for)|addressees?|named recipient|intended recipients?|received (?:it|this)[^.\n]{0,30} in error|in error|notify the sender|virus|disclaimer|do not necessarily|this (?:e-?mail|message|communication|transmission)(?: and any| \(| is| may| contains))/i;
const PRIVILEGE =
  /\b(?:legally privileged|legal(?: professional)? privilege|privileged (?:and|&|or) confidential|confidential (?:and|&|or)(?: may be)? (?:legally )?privileged|without prejudice|attorney|solicitors? regulation)\b/i;
const NEGATED =
  /\b(?:not|no longer|isn't|aren't|wasn't|never|hardly|non-?|nothing|declassified|neither) (?:\w+ ){0,2}(?:confidential|restricted|embargoed|secret|private)|\bunclassified\b|\bembargo (?:is |was |has been |now )?(?:lifted|over|ended|expired)|\bconfidential\s*\?|\bconfidential (?:y\/n|yes\/no)|\[\s*(?:strictly )?confidential[^\]]{0,20}\]\s*\?|☐\s*confidential|\[ \]\s*(?:strictly )?confidential/i;
const OTHER_MARKING =
  /\bOFFICIAL(?:-|–| - | )SENSITIVE|\bTLP:\s?(?:RED|AMBER|GREEN|CLEAR)|commercial(?:ly)? (?:in|sensitive)|in commercial confidence|\bNHS (?:confidential|protect)|patient confidential|client confidential/i;
const PROMISE =
  /\b(?:confidential (?:advice|helpline|service|survey|support|counselling|basis|ballot|reporting|enquir|discussion|chat|help|listening|space|information is|client|waste|shredding|reference)|confidentiality (?:policy|agreement|clause|statement|notice|code|and)|your (?:answers|responses?|details|application|information|data)[^.\n]{0,40}confiden|(?:in|with)(?: the)? (?:strict(?:est)? )?confidence (?:and|by|to)|treated (?:as |in )?(?:strict(?:ly)? |the strictest )?confiden|will (?:be |remain |stay )[^.\n]{0,30}confiden|code of conduct|confidentiality is|respect (?:the )?confidentiality|duty of confiden)/i;

const MAY_MARK = 1 << 20;
const MAY_CIRCULATE = 1 << 21;
const MAY_DISCLAIM = 1 << 22;
/** The words without which the dearer of the expressions need not be tried; the vocabulary is to know them before. */
export const MARKING_WORDS: readonly (readonly [bit: number, words: readonly string[] | RegExp])[] = [
  [MAY_MARK, MARKS],
  [
    MAY_CIRCULATE,
    'not dont mustnt shouldnt maynt cant mustnot shouldnot maynot cannot eyes only copy copi back collected keep leave leaves spoken nobody destroy beyond outside further outwith wider'.split(
      ' ',
    ),
  ],
  [
    MAY_DISCLAIM,
    'intended addressee addressees named recipient recipients received error notify virus disclaimer necessarily email e message communication transmission'.split(
      ' ',
    ),
  ],
];

/** The bits of the words that stand near text[from, to), as many tokens away as may be. */
export type WordsNear = (token: number, from: number, to: number) => number;

/** Looks at the tokens around one; `marks` are the vocabulary's. */
export function wordsNear({ starts, ends, words, count }: Tokens, marks: Int32Array): WordsNear {
  // A word with a digit in it is not looked up: it may be any.
  const bitsOf = (at: number) => {
    const word = words[at] ?? -1;
    return word < 0 ? ((ends[at] ?? 0) - (starts[at] ?? 0) > 4 ? -1 : 0) : (marks[word] ?? 0);
  };
  return (token, from, to) => {
    let bits = 0;
    for (let at = token; at >= 0 && (ends[at] ?? 0) > from; at--) bits |= bitsOf(at);
    for (let at = token + 1; at < count && (starts[at] ?? 0) < to; at++) bits |= bitsOf(at);
    return bits;
  };
}

/** Markings of one segment, looked for at `markers` (tokens, rising). An embargo is none after its day. */
export function markingsOf(
  { text, starts }: Tokens,
  markers: readonly number[],
  near: WordsNear,
  place: Place,
  today: string,
): Marking[] {
  const found: Marking[] = [];
  let lineEnd = -1;
  for (const token of markers) {
    const at = starts[token] ?? 0;
    if (at < lineEnd) continue;
    const start = text.lastIndexOf('\n', at) + 1;
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    // A paragraph on one line is looked at piece by piece, so that a word at its end finds its own neighbours.
    const from = Math.max(start, at - 160);
    const to = Math.min(end, at + 260);
    lineEnd = end - start < 400 ? end : to;
    const signal = judge(text, { start, end, from, to, token }, near, place, today);
    if (signal) found.push({ signal, start: from, end: to });
  }
  return found;
}

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

function judge(
  text: string,
  { start, end, from, to, token }: Where,
  near: WordsNear,
  place: Place,
  today: string,
): MarkingSignal | null {
  const words = text.slice(from, to);
  const ownLine = end - start < 110;
  const line = lineOf(text, start, end);
  // Most lines that share, forward or keep something mark nothing: they are let go before anything dearer is asked.
  const may = near(token, from, to);
  const circulates = (may & MAY_CIRCULATE && CIRCULATION.test(words)) || (ownLine && ONLY.test(line));
  if (!circulates && !(may & MAY_MARK && MARKS.test(words))) return null;
  const strict = STRICT.test(words);
  if (OTHER_MARKING.test(words)) return 'declared/other-marking';
  if (NEGATED.test(words)) return 'declared/negated';
  if (PRIVILEGE.test(words)) return 'declared/privilege';
  const isHead = (ownLine && (LINE.test(line) || PRIVATE.test(line) || TAIL.test(line))) || HEAD.test(line);
  // A footer forbids sharing "this e-mail": whoever marks a paper names the paper, and stands by itself.
  const around = [Math.max(0, from - 300), Math.min(text.length, to + 300)] as const;
  if (
    (!isHead || place === 'signature' || place === 'footer') &&
    near(token, ...around) & MAY_DISCLAIM &&
    DISCLAIMER.test(isHead ? line : text.slice(...around))
  )
    return 'declared/disclaimer';

  const embargo = /\bembargo(?:ed)?\b.{0,20}?\b(?:until|till|to|:)\s*(.{3,60})/i.exec(words);
  if (embargo) return lapsed(embargo[1] ?? '', today) ? 'declared/lapsed' : 'declared/embargo';

  if (place === 'label')
    return strict
      ? 'declared/strict-line'
      : /confiden|restrict|internal only|secret/i.test(words)
        ? 'declared/label'
        : null;
  if (place === 'property' || place === 'metadata' || place === 'header-field') {
    if (!/confiden|restrict|cyfrinach/i.test(words)) return null;
    if (strict) return 'declared/strict-line';
    return /(?:sensitivity|x-confidential|category|keywords?|status|label|msip|subject|title|comments?|description)[^\n]{0,60}(?:confiden|restrict)|^\W*confidential/i.test(
      line,
    )
      ? 'declared/label'
      : 'declared/prose';
  }
  if (place === 'subject' || place === 'file-name') {
    if (strict) return 'declared/strict-line';
    if (
      /^(?:(?:re|fwd?|fw)\s*:\s*)*[[(]?(?:(?:private (?:and|&) )?confidential|in confidence|restricted)\b[\])]?(?:\s*[-:–—/]|\s*$|[_ ])|[[(](?:in )?confiden(?:tial|ce)[\])]|[-–—:]\s*confidential\W*$/i.test(
        line,
      )
    )
      return 'declared/marking-line';
    if (place === 'file-name' && /(?:^|[ _.-])confidential(?:[ _.-]|$)/i.test(line)) return 'declared/marking-line';
    return CIRCULATION.test(words) ? 'declared/circulation' : null;
  }
  if (isHead)
    return strict ? 'declared/strict-line' : PRIVATE.test(line) ? 'declared/private-line' : 'declared/marking-line';
  if (ownLine && strict && line.length < 70 && /^[^a-z]{0,70}$|^strictly/i.test(line)) return 'declared/strict-line';
  if (place === 'header' || place === 'footer') {
    if (strict) return 'declared/strict-line';
    if (/\bconfidential\b/i.test(words) && line.length < 90) return 'declared/marking-line';
  }
  if (PROMISE.test(words)) return 'declared/prose';
  if (strict && (STATEMENT.test(words) || circulates)) return 'declared/strict-statement';
  if (circulates) return 'declared/circulation';
  if (STATEMENT.test(words) && REFERENCE_WORDS.test(words)) return 'declared/statement';
  return /confiden/i.test(words) ? 'declared/prose' : null;
}

/** What stands around a marking and is none of its words. */
const FRAME = /[\s*=#_|<>!~"'[\](){}.•-]/;

/** The line, or its beginning, without its frame. */
function lineOf(text: string, start: number, end: number): string {
  const line = text.slice(start, Math.min(end, start + 200));
  if (!FRAME.test(line[0] ?? '') && !FRAME.test(line.at(-1) ?? '')) return line;
  return line.replace(/^[\s*=#_|<>!~"'[\](){}•-]{1,40}|[\s*=#_|<>!~"'[\](){}.•-]{1,40}$/g, '');
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Whether the day that the words name lies before `today`; false where they name none. */
function lapsed(words: string, today: string): boolean {
  const iso = /\b(\d{4})-(\d\d)-(\d\d)\b/.exec(words);
  if (iso) return iso[0] < today;
  const slashed = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\b/.exec(words);
  const spelled =
    /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? ?(\d{4})?/i.exec(
      words,
    );
  const [day, month, year] = slashed
    ? [slashed[1], Number(slashed[2]), slashed[3]]
    : spelled
      ? [spelled[1], MONTHS.indexOf((spelled[2] ?? '').toLowerCase()) + 1, spelled[3] ?? today.slice(0, 4)]
      : [undefined, 0, undefined];
  if (day === undefined || year === undefined) return false;
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}` < today;
}
