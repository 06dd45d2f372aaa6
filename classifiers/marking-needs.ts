/**
 * What words an expression of `marking-words.ts` cannot match without: where they do not stand, it is not tried.
 *
 * Words by themselves are bits of `SAYS`. Most are common, and it is only two of them together that mark: those are bits of
 * `PAIRED`. Each spelling is looked at once; near a marker a few bits are joined. Whoever changes an expression changes its
 * words here, and a test tries every expression on every training text beside them. Pure.
 */
import { type Facts, factAt } from './facts.ts';
import { MARKS } from './marking-words.ts';
import { IS_MIXED, type Tokens } from './tokens.ts';

/**
 * Bits of words: an expression is tried where words stand without which it cannot match. The vocabulary is to know them
 * before any text is cut; each spelling is looked at once. The first bits are the lines' (`LINE_WORDS`).
 */
export const SAYS = {
  mark: 1 << 4,
  /** Not: `not`, `no`, `never`, `cannot`, `don't`. */
  not: 1 << 5,
  /** What may be done with a text: `copy`, `shared`, `leave`. */
  share: 1 << 6,
  /** How far it may go: `beyond`, `stays`, `keep`. */
  bounds: 1 << 7,
  /** Copies: `numbered`, `returned`, `destroy`. */
  copies: 1 << 8,
  /** Who reads: `only`, `circulation`, `eyes`. */
  readers: 1 << 9,
  whisper: 1 << 10,
  disclaim: 1 << 11,
  strict: 1 << 12,
  others: 1 << 13,
  privilege: 1 << 14,
  embargo: 1 << 15,
  /** `confidential` in any spelling. */
  confide: 1 << 16,
  conduct: 1 << 17,
  /** `restricted`, `embargoed`, `secret`. */
  kept: 1 << 18,
  /** The same in Welsh: `peidiwch`, `nid`, `unig`. */
  welsh: 1 << 20,
  /** Copies that are so by themselves: `numbered`, `destroy`. */
  counted: 1 << 21,
  declared: 1 << 22,
  treat: 1 << 23,
  alone: 1 << 24,
  /** `copy` or `number`. */
  number: 1 << 25,
  /** Where a marking may be told to stand: `watermark`, `cover`. */
  noted: 1 << 26,
  /** What denies besides `not`: `hardly`, `unclassified`. */
  denies: 1 << 27,
  /** What only a footer says: `addressee`, `virus`. */
  footer: 1 << 28,
  only: 1 << 29,
  nothing: 1 << 30,
} as const;

/** Not given to any word: something of `share` close behind something of `not`. */
export const FORBIDS = 1 << 19;
/** So many words may stand between the two, in the longest of the expressions. */
const FORBIDS_WITHIN = 8;
/** Not given to any word either: something of `mark` close behind something of `not` or `denies`. */
const DENIED = 1 << 31;
const DENIED_WITHIN = 5;

/** Bits of two words of which the second stands right behind the first; of `PAIRED.past` within `PAST_WITHIN`. */
const PAIRED = {
  ofUs: 1,
  notFor: 1 << 1,
  confidentialTo: 1 << 2,
  keepThis: 1 << 3,
  limitedTo: 1 << 4,
  staysWithin: 1 << 5,
  nobodyElse: 1 << 6,
  between: 1 << 7,
  notTell: 1 << 8,
  handBack: 1 << 9,
  intendedFor: 1 << 10,
  thisMail: 1 << 11,
  ordered: 1 << 12,
  officeTo: 1 << 13,
  past: 1 << 15,
} as const;
const PAST_WITHIN = 13;

/** With what the name of an office ends. */
const OFFICES =
  'secretary gs leader office chair treasurer nec executive officers group board panel whip whips hq region director officer party';
const NOT_WORDS = 'not no never cannot t nor without';
export const MARKING_PAIRS: readonly (readonly [bit: number, first: string, second: string])[] = [
  [PAIRED.ofUs, 'of', 'you us'],
  [PAIRED.notFor, NOT_WORDS, 'for'],
  [PAIRED.confidentialTo, 'confidential', 'to between y yes'],
  [PAIRED.keepThis, 'keep', 'this it these the that'],
  [PAIRED.limitedTo, 'limited restricted confined private cleared', 'to for'],
  [PAIRED.staysWithin, 'stay stays remain remains', 'within between inside in with among amongst'],
  [PAIRED.nobodyElse, 'nobody one noone anybody anyone', 'else elses'],
  [
    PAIRED.between,
    'between keep kept say tell hear nobody hand',
    'us you ourselves these this it that nothing nobody no noone knows else is only',
  ],
  [
    PAIRED.notTell,
    `the a your and then ${NOT_WORDS}`,
    'record word ears eyes pass tell say bin delete destroy burn shred',
  ],
  [PAIRED.handBack, 'hand handed give given leave come comes taken', 'back in it this them the your on'],
  [PAIRED.intendedFor, 'intended', 'only solely exclusively for'],
  [PAIRED.thisMail, 'this', 'email e message communication transmission'],
  [
    PAIRED.ordered,
    `${OFFICES} has have had was were also therefore now both by on under in the strict strictest`,
    'asked directed ruled decided declared instructed cleared ordered requested firm decision order orders direction instruction instructions request confidence',
  ],
  [PAIRED.officeTo, OFFICES, 'to'],
  [
    PAIRED.past,
    `${NOT_WORDS} any nothing nobody none noone`,
    'beyond outside further outwith past wider leave leaves below above',
  ],
];

export const MARKING_WORDS: readonly (readonly [bit: number, words: RegExp])[] = [
  [SAYS.mark, MARKS],
  [SAYS.not, /^(?:not|no|never|cannot|dont)$|n't$/],
  [
    SAYS.share,
    /circulat|distribut|disseminat|publi|^(?:shar|forward|fwd|cop[iy]|pass|sen[dt]|releas|repeat|quot|photo|screenshot|print|disclos|len[dt]|reproduc|discuss|spoken|hinted|shown?|seen|given?|hand|read|saved?|put|made|tak|remov|leav|left|leak|travel|use|mention|minut|tabl|talk|speak|tell|post|let|store|onward|go|get|reach|before|spread|transmi|opened|heard|told|keep)/,
  ],
  [
    SAYS.bounds,
    /^(?:beyond|outside|further|outwith|past|wider|leaves?|goes|keep|limited|restricted|confined|stays?|remains?|declared|treat|treated|else|alone|below|above|cleared|private|nothing)$/,
  ],
  [
    SAYS.copies,
    /^(?:copy|copi|copies|numbered|counted|hand|handed|give|given|returned|return|collect|collected|taken|table|destroy|destroyed|deleted?|shred|shredded|shreded|burn|burned|lose|bin|eat|comes?)$/,
  ],
  [SAYS.readers, /^(?:only|circulation|distribution|named|eyes)$/],
  [
    SAYS.whisper,
    /^(?:between|record|keep|kept|word|say|tell|ears|eyes|pass|hear|nobody|mum|hand|bin|delete|destroy|burn|shred)$/,
  ],
  [
    SAYS.disclaim,
    /^(?:intended|addressees?|named|recipients?|received|error|notify|virus|disclaimer|necessarily|solely|email|e|message|communication|transmission)$/,
  ],
  [SAYS.strict, /strict|gyfrinachol/],
  [SAYS.others, /^(?:official|tlp|commercial|commercially|nhs|patient|client|schedule|exempt|paragraph)$/],
  [SAYS.privilege, /^(?:privileged?|prejudice|attorney|solicitors?)$/],
  [SAYS.embargo, /embargo/],
  [SAYS.confide, /conf(?:id|ed|ind)/],
  [SAYS.conduct, /^conduct$/],
  [SAYS.kept, /restricted|embargoed|secret/],
  [SAYS.welsh, /^(?:peidi(?:wch|er)|nid|d?dim|unig)$/],
  [
    SAYS.counted,
    /^(?:copy|copi|copies|numbered|counted|return(?:ed)?|collect(?:ed)?|destroy(?:ed)?|deleted?|shred(?:ded|ed)?|burn(?:ed)?|lose|bin|eat)$/,
  ],
  [SAYS.declared, /^declared$/],
  [SAYS.treat, /^treat(?:ed)?$/],
  [SAYS.alone, /^alone$/],
  [SAYS.number, /^(?:copy|number)$/],
  [
    SAYS.noted,
    /^(?:watermark(?:ed)?|headers?|footers?|stamp(?:ed)?|marked|marking|headed|(?:over)?printed|banner|label(?:led)?|cover|property|title|endorsed|red|biro|envelope|lanyard)$/,
  ],
  [SAYS.denies, /^(?:hardly|non|nothing|neither|declassified|unclassified)$/],
  [SAYS.footer, /^(?:addressees?|recipients?|error|notify|virus|disclaimer|necessarily|solely)$/],
  [SAYS.only, /^only$/],
  [SAYS.nothing, /^nothing$/],
];

/** The bits (`SAYS`, `PAIRED`) of the words that stand near. */
export interface Near {
  readonly said: number;
  readonly pairs: number;
}

/** What stands near text[from, to), as many tokens away as may be. */
export type WordsNear = (token: number, from: number, to: number) => Near;

/** Looks at the tokens around one; `facts` are the vocabulary's. */
export function wordsNear({ text, starts, ends, words, flags, count }: Tokens, facts: Facts): WordsNear {
  const { values: marksOf } = facts.marks;
  const { values: pairsOf } = facts.pairs;
  return (token, from, to) => {
    let first = token;
    while (first > 0 && (ends[first - 1] ?? 0) > from) first--;
    let said = 0;
    let pairs = 0;
    let before = 0;
    let not = -99;
    let denied = -99;
    let none = -99;
    for (let at = first; at < count && (at <= token || (starts[at] ?? 0) < to); at++) {
      const word = words[at] ?? -1;
      // A word with a digit in it is not looked up.
      const isAny = ((flags[at] ?? 0) & IS_MIXED) !== 0 && hasWord(text, starts[at] ?? 0, ends[at] ?? 0);
      const bits = isAny ? -1 : (marksOf[factAt(word)] ?? 0);
      const paired = isAny ? -1 : (pairsOf[factAt(word)] ?? 0);
      said |= bits;
      if (bits & SAYS.share && at - not <= FORBIDS_WITHIN) said |= FORBIDS;
      if (bits & SAYS.not) not = at;
      if (bits & (SAYS.not | SAYS.denies)) denied = at;
      if (bits & SAYS.mark && at - denied <= DENIED_WITHIN) said |= DENIED;
      pairs |= before & (paired >>> 16);
      if ((paired >>> 16) & PAIRED.past && at - none <= PAST_WITHIN) pairs |= PAIRED.past;
      if (paired & PAIRED.past) none = at;
      before = paired;
    }
    return { said, pairs };
  };
}

/** Next to a digit an expression matches no shorter word: a number of a member or a postcode has fewer letters. */
const LEAST_LETTERS = 4;

/** Whether text[from, to), a token of letters and digits, has letters enough in a row for a word that an expression may match. */
function hasWord(text: string, from: number, to: number): boolean {
  let letters = 0;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    letters = unit >= 48 && unit <= 57 ? 0 : letters + 1;
    if (letters === LEAST_LETTERS) return true;
  }
  return false;
}

const BOUND = PAIRED.past | PAIRED.keepThis | PAIRED.limitedTo | PAIRED.staysWithin | PAIRED.nobodyElse;

/** How far it may go (`WITHIN`). */
export function mayBound(said: number, pairs: number): boolean {
  if ((said & SAYS.bounds) === 0) return false;
  return (
    (pairs & BOUND) !== 0 ||
    (said & (SAYS.declared | SAYS.alone)) !== 0 ||
    ((said & SAYS.treat) !== 0 && (said & SAYS.mark) !== 0)
  );
}

/** The same in everyday turns (`WITHIN_ONLY`). */
export function mayBeOnly(said: number, pairs: number): boolean {
  return (
    (said & (SAYS.only | SAYS.nothing)) !== 0 || (pairs & (PAIRED.ofUs | PAIRED.notFor | PAIRED.confidentialTo)) !== 0
  );
}

/** Copies that are counted (`COUNTED`). */
export function mayCount(said: number, pairs: number): boolean {
  return (said & SAYS.copies) !== 0 && ((said & SAYS.counted) !== 0 || (pairs & PAIRED.handBack) !== 0);
}

/** Words that deny, or the box or question mark of a form. */
export function mayNegate(words: string, said: number, pairs: number): boolean {
  return (
    (said & (DENIED | SAYS.embargo | SAYS.denies)) !== 0 || (pairs & PAIRED.confidentialTo) !== 0 || /[?[☐]/.test(words)
  );
}

/** The footer of a mail (`DISCLAIMER`). */
export function mayDisclaim({ said, pairs }: Near): boolean {
  if ((said & SAYS.disclaim) === 0) return false;
  return (said & SAYS.footer) !== 0 || (pairs & (PAIRED.intendedFor | PAIRED.thisMail)) !== 0;
}

/** What an office has ordered (`isOrdered`). */
export function mayBeOrdered(pairs: number): boolean {
  return (pairs & (PAIRED.ordered | PAIRED.officeTo)) !== 0;
}

/** Silence that friends ask each other for. */
export function mayWhisper(said: number, pairs: number): boolean {
  return (said & SAYS.whisper) !== 0 && (pairs & (PAIRED.between | PAIRED.notTell)) !== 0;
}
