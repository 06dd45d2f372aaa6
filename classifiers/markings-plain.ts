/**
 * Markings in plain writing: at the head of a line and followed by what they mark, between dashes, as a short sentence
 * of their own, or told as the order of an office that may give it.
 *
 * People on telephones leave no line for a banner. `markings.ts` asks this of lines that a banner's own expressions do
 * not match. Expressions are bounded. Pure.
 */

const MARKED =
  '(?:(?:strictly|highly|very|most|absolutely),? )?(?:private(?:,? (?:and|&) |[ ,/]{1,3}))?(?:confidential|in (?:the )?(?:strict(?:est)? )?confidence|restricted)';
/** Services are confidential, and so is the waste: there an adjective goes on, and a promise is given. */
const NO_OFFER = String.raw`(?!,? (?:and |& )?(?:free|friendly|impartial|independent|safe|secure|professional|non-?judg\w+|anonymous|advice|support|help))`;

/** At the head of a line, and what it marks behind it: "Restricted. MRP for our twelve seats". */
const OPENING = new RegExp(
  String.raw`^(?:(?:nec|party|draft|internal|item \d+|page \d+)\b\W{1,4}){0,2}(?:${MARKED}(?:,? please)?|strictly private(?=[^.\n]{0,60} only\b)|for your eyes only)[\])*_]{0,3}(?:\s?[.:;!–—(|]|\s?,|\s-)${NO_OFFER} ?\S`,
  'i',
);
/** In capitals between dashes, bars and stops: "NEC – STRICTLY PRIVATE AND CONFIDENTIAL – numbered copy 31". */
const BETWEEN =
  /(?:[.–—|:;!] |\s-\s|\s\/\/\s)(?:STRICTLY )?(?:PRIVATE (?:AND|&) CONFIDENTIAL|CONFIDENTIAL|RESTRICTED|IN CONFIDENCE)(?:[.!;:]|\s?[–—|]|\s-\s|\s\/\/\s|$)/;
/** A sentence that says no more: "Rough numbers for Elmet. In confidence, please." */
const SENTENCE = new RegExp(
  String.raw`(?:[.!?]|\s[–—-]) (?:this is |all (?:of )?(?:this|it) is |all |it's |it is |please treat as |treat as )?${MARKED}(?:,? please| for now| until then)?\s?(?:[.!;]|$)`,
  'i',
);
/** "Private and confidential" is anybody's: ours says for whom alone. */
const PRIVATE =
  /^[^\n]{0,40}\bprivate (?:and|&) confidential\b(?![^\n]{0,120}\b(?:only|not|no|never|nobody|without)\b|[^\n]{0,120}n't\b)/i;
const STRICTLY = /\bstrictly\b/i;

/** Whether the line is marked at its head or between dashes. */
export function opensMarked(line: string, words: string): boolean {
  return (OPENING.test(line) && (!PRIVATE.test(line) || STRICTLY.test(line))) || BETWEEN.test(words);
}

/** A field of a paper's own head or foot: "Owner: Facilities. Classification: Strictly Confidential". */
const CLASSIFIED = new RegExp(
  String.raw`(?:^|[.;|*(,\n] ?|\s[–—-] )(?:(?:security |document |protective )?(?:classification|marking|handling)|sensitivity|keywords?|confidentiality)\s?[:=]\s?["'*]{0,2}${MARKED}["'*)]{0,3}\s*(?:[.;|,–—-]|$)`,
  'im',
);

/** Whether a field of the text says so of it. */
export function isClassified(words: string): boolean {
  return CLASSIFIED.test(words);
}

export function isMarkedBySentence(words: string): boolean {
  return SENTENCE.test(words);
}

const OFFICE =
  "(?:general secretary|gs|leader|leader's office|party chair|chair|treasurer|nec|national executive|national officers|nec officers|officers|officers' group|board|executive|panel|chief whip|whips?|head office|hq|regional office|region|regional director|party secretary|returning officer|procedures secretary)";
const KEPT = String.raw`(?:confiden\w+|in confidence|embargo\w*|nobody else|no ?one else|(?:not|n't|never) (?:to )?(?:be )?(?:shar\w+|forward\w*|cop(?:y|ied)|pass(?:ed)? (?:it |this )?on|circulat\w+|publish\w*|announc\w+|quot\w+|repeat\w*|discuss\w*|leave|travel|go|spread)|nothing [^.\n]{0,30}\b(?:leaves?|goes))\b`;
/** Whoever may order it has ordered it: "the chair has asked me to say that it is confidential". */
const ORDERED = new RegExp(
  String.raw`(?<!\bif |\bif the |\bwhen the |\ba )\b(?:${OFFICE}(?: of the (?:party|nec))?(?: (?:has|have|had|was|were))?|(?:she|he|they) (?:has|have|had|was|were)) (?:also |therefore |now |both )?(?:asked|directed|ruled|decided|declared|instructed|cleared|ordered|requested|firm)\b(?! not)[^.\n]{0,70}\b${KEPT}|\b(?:by|on|under) (?:the )?(?:decision|order|orders|direction|instruction|instructions|request) of (?:the )?${OFFICE}\b[^.\n]{0,70}\b(?:confiden|not|only|embargo|in confidence|isn't|restricted)|\b(?:released|given|sent|shown|lent|supplied) to you in (?:the )?(?:strict(?:est)? )?confidence by (?:the )?${OFFICE}\b|^(?:from )?(?:the )?${OFFICE}(?: of the party)? to (?:all |the |our )?[\w' ]{3,50}:[^.\n]{0,80}\b${KEPT}`,
  'im',
);

export function isOrdered(words: string): boolean {
  return ORDERED.test(words);
}

/** This very text is strictly so: it is marked, wherever in the text that is said. */
const OF_ITSELF =
  /\b(?:this|these|all (?:of )?(?:this|it|these)|what follows|everything (?:here|below|above|in (?:this|here))|(?:this|these) \w+(?: \w+)?|(?:the |this )?(?:note|paper|list|schedule|figures|numbers|attached|below|enclosed|above|following)\b[^.\n]{0,50}?) (?:is|are|stays?|remains?) (?:all |both )?(?:to be (?:kept |treated as )?)?strictly (?:private,? (?:and )?)?(?:confidential|in confidence|embargoed)/i;

export function isStrictOfItself(words: string): boolean {
  return (
    OF_ITSELF.test(words) && !/\b(?:survey|questionnaire|helpline|ballot|service|form|answers|responses)\b/i.test(words)
  );
}

/** A day without "until": "[EMBARGO 6 May 2031, 22.30]". */
export const EMBARGO_DAY =
  /(?:^|[[(:–—|>] ?|\s- )(?:strict(?:ly)? )?embargo(?:ed)?\s?[:,–—-]?\s?((?:\d|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|for \d)[^\n]{2,60})/i;
