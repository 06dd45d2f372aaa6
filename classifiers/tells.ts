/**
 * How much a disciplinary text tells: that there is an investigation, its result, or anything else.
 *
 * Source: 9(c) and 9(f) as `docs/policy.md` reads them. When in doubt it is `detail`, which no exception but a full one
 * clears. Bounded expressions over one window's text. Pure.
 */
import type { Span } from '../src/document/document.ts';
import type { Tells } from './finding.ts';

const DETAIL =
  /\b(?:witness\w*|evidence|screenshots?|statements?|alleg(?:ations?|ed(?:ly)?|es)|charges?|charged with|posted|tweet\w*|facebook|whatsapp|shouted|swore|hit|pushed|groped|touched|harass\w*|bull(?:y|ied|ying)|abus\w+|anti-?semit\w*|racis\w*|sexis\w*|islamophob\w*|transphob\w*|because|reasons?|reasoning|rule \d|clause|chapter \d|complainant|complained that|said that|denie[sd]|admit\w*|bundle|hearing on|panel (?:on|meets|date)|interview\w*|investigator|remarks?|(?<!\b(?:no|not|cannot|can't|(?:un)?able to) (?:further )?)comments?|behaviour|conduct (?:at|on|towards)|breach\w*|threat\w*|police|statement of case|mitigat\w*|for what (?:he|she|they|you)|wrote (?:on|in|to)|shared an?|videos?|messages?|accus\w+|drunk|incident|shouting|swearing|called (?:me|him|her|them) an?|over (?:an?|the|his|her|their) \w+|on the grounds?|two votes? to|casting vote)\b/i;
const OUTCOME =
  /\b(?:no further action|no case to answer|not upheld|upheld|reminder of (?:conduct|values)|(?:formal|written|final|nec) warning|reprimand\w*|expelled|expulsion|auto-?excluded|excluded from|suspension (?:has been |was |is )?lifted|suspended (?:from \w+ )?for|\w+[- ]month suspension|suspension of \w+ months?|has been (?:cleared|reinstated|readmitted)|readmi\w+|re-admi\w+|outcome|concluded|case (?:is |has been |was )?closed|membership (?:has been |was |is )?terminated|barred|sanction\w*|required to (?:attend|undertake|complete) training|not be endorsed|whip (?:has been |was |is )?(?:restored|withdrawn|suspended|removed|back|out|gone)|(?:lost|loses|withdrawn|removed|restored) the whip|warning|nfa|(?:kicked|thrown|chucked) out|let off|cleared|months? (?:out|off|on file)|year (?:bar|ban)|\w+ years? before (?:he|she|they|you) (?:can|may)|stripped of|struck off|(?:appeal|complaint|case) (?:has been |was |is )?(?:allowed|dismissed|rejected|upheld)|found (?:proved|not proved|against)|nothing (?:was )?proven?)\b/i;
const FACT =
  /\b(?:under (?:an )?investigation|being investigated|(?:an|the|disciplinary) investigation|is investigating|has been (?:suspended|served)|complaint has been (?:made|received)|subject to (?:disciplinary|an)|disciplinary (?:process|proceedings)|subject of an? (?:\w+ )?(?:inquiry|enquiry|investigation|complaint|case)|notice of investigation|noi|(?:is|are|was|were|been|being) (?:administratively )?suspended|suspended pending|pending (?:an |the )?investigation|(?:open|pending) (?:case|complaint)|(?:case|complaint|process|investigation|inquiry) (?:is |has been )?(?:open|opened|under way|underway|ongoing|pending)|(?:being|been) looked into|has been reported)\b/i;

export function tellsOf(text: string): Tells {
  if (DETAIL.test(text)) return 'detail';
  if (OUTCOME.test(text)) return 'outcome';
  return FACT.test(text) ? 'fact' : 'detail';
}

/** Where a sentence ends: at its stop before a blank, or at an empty line. Lines are wrapped, so one line feed ends none. */
const END = /[.!?](?=\s)|\n(?=[ \t]*\n)|$/g;

/** The sentences of a text that tell more than a fact or an outcome: offsets into it. */
export function sentencesBeyond(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { 0: stop, index } of text.matchAll(END)) {
    const to = index + stop.length;
    const sentence = text.slice(from, to);
    const start = from + sentence.length - sentence.trimStart().length;
    if (DETAIL.test(sentence)) spans.push({ start, end: from + sentence.trimEnd().length });
    from = to;
  }
  return spans;
}
