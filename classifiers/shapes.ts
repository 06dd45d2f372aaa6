/**
 * Shapes of lines and tables (`table-shapes.ts`), told by structure rather than words: what a list, a register, a count or
 * a transcript looks like. Each shape is a name that signals of the categories refer to. Pure.
 */
import { type LineExpressions, type LineShape, lineShapes, readySayings, type Saying, wordListsOf } from './lines.ts';
import { type Block, blocksOf } from './rows.ts';
import { tableShapes } from './table-shapes.ts';
import { HAS_BLANK_FORM, type Tokens } from './tokens.ts';

const SHAPES = [
  'numbered-items',
  'speaker-turns',
  'time-codes',
  'chat-lines',
  'initials-lines',
  'attendance-list',
  'letter-layout',
  'placeholders',
  'fill-in-lines',
  'bullet-lines',
  'member-numbers',
  'people-with-contacts',
  'people-with-standing',
  'people-with-dates',
  'membership-heading',
  'contact-heading',
  'elector-heading',
  'elector-numbers',
  'voter-codes',
  'door-codes',
  'voter-marks',
  'canvass-heading',
  'marked-heading',
  'box-counts',
  'stage-heading',
  'preference-heading',
  'number-runs',
  'party-shares',
  'party-columns',
  'name-tally',
  'elector-mentions',
  'people-with-addresses',
  'paper-line',
  'vote-counts',
  'bare-score',
  'party-paper',
  'timed-lines',
  'door-talk',
  'goods-heading',
  'foreign-numbers',
  'ballot-heading',
  'candidate-counts',
  'nomination-heading',
  'voter-roll',
  'blt-lines',
  'case-heading',
  'case-rows',
  'case-record',
  'sanctioned-people',
  'canvass-figures',
  'marked-lines',
  'names-listed',
  'action-column',
  'premises-heading',
  'many-rows',
  'empty-table',
] as const;
export type Shape = (typeof SHAPES)[number];

export interface ShapeHit {
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

/** All shapes in a text and the blocks of rows that they were told from. */
export function shapesOf(tokens: Tokens): { readonly hits: ShapeHit[]; readonly blocks: readonly Block[] } {
  const blocks = blocksOf(tokens);
  const hits = blocks.flatMap(tableShapes);
  lineShapes(tokens, EXPRESSIONS, hits);
  blanksIn(tokens, hits);
  return { hits, blocks };
}

/** Where a blank of a form or template may begin; the two expressions below are tried there. */
const MAY_BE_BLANK = /[[<{☐□]|XX\/|_{4,}|\.{6,}|…{3,}/g;
const BLANK =
  /\[(?:name|date|member|your|insert|address|clp|branch|number|amount|title|candidate|x{2,}|\.{2,}|recipient|respondent|first|surname|time|venue|organisation|role)[^\]\n]{0,40}\]|<(?:name|date|insert|your|first|surname|member|clp|address|number)[^>\n]{0,30}>|\{\{?[a-z_ .]{2,30}\}?\}|XX\/XX\/X{2,4}\b|_{5,}|\.{8,}|…{3,}/iuy;
const FILL_IN = /[☐□]|\[ \]|(?<=:[ \t]{0,8})(?:_{4,}|\.{6,})/y;

const LINES: readonly LineShape[] = [
  ['numbered-items', /^[ \t]{0,6}(?:item )?\d{1,2}(?:\.\d{1,2})?[.):]?[ \t]+\p{L}/iu, 3],
  [
    'speaker-turns',
    /^[ \t]{0,4}(?:\d{1,2}:\d\d(?::\d\d)?[ \t-]{1,3})?(?!(?:from|to|cc|bcc|sent|date|subject|re|fwd?|tel|mob|phone|email|e-mail|web|when|where|time|venue|what|who|ps|nb|note|notes|action|actions|present|apologies|chair|location|cost|price|attachments?|attendees?|address|name|title|ref|case|status|purpose)\b)\p{Lu}[\p{L}'’.]{0,20}(?: \p{Lu}[\p{L}'’.]{0,20}){0,2}(?: \([^)\n]{1,30}\))?:[ \t]+["“]?\p{L}/iu,
    3,
  ],
  ['time-codes', /^\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{3})?\]?(?: -->| \p{L}|$)/u, 3],
  [
    'chat-lines',
    /^\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\]?(?: -)? [^:\n]{2,40}: /iu,
    2,
  ],
  ['initials-lines', /[([ ](?:[A-Z]{2,3}(?:[/,&+ ]{1,3}[A-Z]{2,3}){0,3})[)\]]?[ \t]*(?:to (?:\p{Ll}+)\b.{0,80})?$/u, 2],
  [
    'door-codes',
    /^[ \t]{0,4}\d{1,3}[a-z]?[ \t,:-]{1,3}(?:[LTSGRIADUXZV]\d?(?:\/[A-Z]{1,2})?|lab(?:our)?|con|tory|green|reform|lib ?dem|not in|out|no answer|don'?t knows?|won'?t say|against)\b[^\n]{0,24}$/iu,
    4,
  ],
  [
    'marked-lines',
    /^\d{1,4}(?:\/\d{1,2})?[ \t,.-]{1,3}(?:\p{Lu}[\p{L}'-]{0,20}[ ,]{0,2}){1,3}(?:jnr|snr|mrs?|ms)?[ \t,:-]{1,6}(?:[vVxX0✓AP-]|voted|post(?:al)?|not)[ \t]*$/u,
    3,
  ],
  // Ballots in a BLT file: weight, preferences, 0.
  ['blt-lines', /^\d{1,6}(?: \d{1,3}){1,20} 0$/, 3],
  ['timed-lines', /^\[?\d{1,2}[.:]\d\d\]?[ ,\t-]{1,6}\p{L}/u, 3],
  ['bullet-lines', /^[ \t]{0,8}[-*•·–▪◦o][ \t]+\p{L}/u, 3],
];

const NAMED = "\\p{Lu}[\\p{L}'-]{1,20}(?: \\p{Lu}[\\p{L}'.-]{0,20}){0,2}";
/** The capital is asked for first, because it rules out most places at the price of one character. */
const NO_MONTH =
  '(?=\\p{Lu})(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Page|Item|Rule|Section|Chapter|Room|Clause|Article|Version|Part|Paper|Option|Level|Step|Table|Figure|Appendix|Year|Week|Day|Phase|Volume|No|The|A|In|On|At|By|Tel|Unit|Flat|Case)\\w{0,6}\\b)';

/** Names one after the other, with what is remarked of each in brackets or behind a dash. */
const NAMES = new RegExp(
  `(?:${NO_MONTH}${NAMED}(?:,? [A-Z]\\.?)?(?: ?\\([^)\\n]{1,40}\\))?(?: [-–—] [^,;·\\n]{1,40})?(?:[,;·•]| and) ?){2}${NO_MONTH}${NAMED}`,
  'u',
);

/** What some lines with digits say in running words; each is counted over its line and needs at least so many. */
const SAID: readonly Saying[] = [
  // Numbers that a teller took down, behind the letters of a polling district.
  [
    'number-runs',
    /^\W{0,4}[A-Z]{1,3}\d{0,2}[ :-]{1,4}(?:\d{1,4}(?:\/\d)?\??[ ,]{1,3}){4,60}/g,
    1,
    6,
    { numbers: 'listed', times: 3 },
  ],
  [
    'party-shares',
    /\b(?:Lab(?:our)?|L|Con(?:servatives?)?|C|T|Ref(?:orm)?|R|LD|Lib ?Dems?|Gre?e?n|G|SNP|PC|Plaid|DK|UKIP) ?\d{1,3}\b/g,
    3,
    4,
    { numbers: 'coded' },
  ],
  [
    'name-tally',
    new RegExp(`${NO_MONTH}${NAMED},? {1,30}\\d{1,5}(?![\\d:./%-])(?:[ ,;.)]|$)`, 'gu'),
    3,
    3,
    { numbers: 'named' },
  ],
  ['elector-mentions', /\b[A-Z]{1,3}\d{0,2}-\d{1,4}(?:\/\d{1,2})?\b/g, 3, 4, { numbers: 'hyphened' }],
  [
    'door-talk',
    /\b\d{1,3}[a-z]? (?:is |are |= ?|- ?)?(?:L|lab(?:our)?|con|tory|reform|green|lib ?dem|don'?t know|dk|no answer|not in|out|pv|used to be|told me|won'?t)\b/gi,
    3,
    3,
    { numbers: 'leading' },
  ],
  [
    'people-with-addresses',
    new RegExp(`${NAMED} ?[(,-] ?(?:flat |no\\.? ?)?\\d{1,4}[a-z]? \\p{Lu}\\p{L}{2,}`, 'gu'),
    2,
    2,
    { numbers: 'house' },
  ],
  [
    'paper-line',
    /\b(?:[Pp]aper|PAPER|[Ii]tem|ITEM|[Aa]genda item|[Rr]ef)\b.{0,12}\b[A-Z]{1,5}[ /-]?\d{1,2}(?:[/-]\d{1,3}){0,2}\b|^[A-Z]{2,5}[ /]\d{2}[/-]\d{2,3}\b/g,
    1,
    1,
    { words: 'paper item ref', orCode: true },
  ],
  [
    'vote-counts',
    /\b(?:agreed|carried|lost|fell|falls|pass(?:ed|es)|split|vote[ds]?|by|elected|stays|won|defeated|approved|motion|upheld)\b[^\n.]{0,30}?\b\d{1,3} ?(?:-|to|v|votes to|for) ?\d{1,3}\b/gi,
    1,
    2,
    {
      words:
        'agreed carried lost fell falls passed passes split vote voted votes by elected stays won defeated approved motion upheld',
      numbers: 'paired',
    },
  ],
  // "12–4.", "lost it 21–14", "4–3 for Sheila": no range, hour or date stands so.
  [
    'bare-score',
    /(?=\d)(?<![\d£$€.,:/–-])(?<!\b(?:pages?|pp?|items?|paras?|nos?|rooms?|ages?|aged|houses|numbers|of|from|between|open|at|till|chapters?|rules?|clauses?|sections?|bids|weeks?|years?|season|under|the|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september|october|november|december)\.? ?)\b(?:\d{1,3} ?[-–—] ?\d{1,3}(?: ?[-–—] ?\d{1,2})?|\d{1,3} (?:v|up,? \d{1,3} down)\.? ?\d{0,3}|\d{1,3} \/ \d{1,3}(?=,? (?:lost|won|carried|fell|passed)))(?=[.;!?)\]]?$|[.,;!?)\]]+ |\)|,? (?:lost|won|carried|fell|passed|for|against|to|in favour|with|abst|not|in the end|after|but|so|i|we|on a|on the)\b)(?!,? ?(?:to \d|on the \d|for \d|for \w+day))/gi,
    1,
    2,
    { numbers: 'scored' },
  ],
  // As our national committees number their papers.
  [
    'party-paper',
    /\b(?:NEC|ORG|Org|OC|NCC|CAC|WCAC|JPC|NPF|CDSC|DISP|DP|EQ|EQU|BB|ARC|AR|NWC|YLNC|YL|WEC|SEC|REC|DF|INT|PF)[ /-]{0,2}\d{2}[/-]\d{1,3}\b|\b(?:NEC|ORG|NCC|CAC|JPC|NPF|CDSC|EQ)(?:\/\d{1,3}|\(\d{2}\)\d{1,3})\b/g,
    1,
    2,
    { numbers: 'referenced', times: 1 },
  ],
];

const lineShape = (wanted: Shape): LineShape =>
  LINES.find(([shape]) => shape === wanted) ?? ['bullet-lines', /(?!)/, 1];
const EXPRESSIONS: LineExpressions = {
  numbered: lineShape('numbered-items'),
  speaker: lineShape('speaker-turns'),
  timeCode: lineShape('time-codes'),
  chat: lineShape('chat-lines'),
  initials: lineShape('initials-lines'),
  door: lineShape('door-codes'),
  marked: lineShape('marked-lines'),
  bullet: lineShape('bullet-lines'),
  ballot: lineShape('blt-lines'),
  timed: lineShape('timed-lines'),
  names: NAMES,
  sayings: readySayings(SAID),
};

/** The words without which some shapes need not be looked for; the vocabulary is to know them before any text is cut. */
export const LINE_WORDS = wordListsOf(SAID);

/** Blanks of forms and templates, looked for in lines that have what they are made of. */
function blanksIn({ text, lines, features }: Tokens, hits: ShapeHit[]): void {
  let blankEnd = 0;
  for (let line = 0; line < lines.length; line++) {
    if (((features[line] ?? 0) & HAS_BLANK_FORM) === 0) continue;
    const start = lines[line] ?? 0;
    const end = line + 1 < lines.length ? (lines[line + 1] ?? 0) - 1 : text.length;
    for (const match of text.slice(start, end).matchAll(MAY_BE_BLANK)) {
      const index = start + match.index;
      const blank = matchAt(BLANK, text, index);
      if (blank > index && index >= blankEnd) {
        hits.push({ shape: 'placeholders', start: index, end: blank });
        blankEnd = blank;
      }
      const filled = matchAt(FILL_IN, text, index);
      if (filled > index) hits.push({ shape: 'fill-in-lines', start: index, end: filled });
    }
  }
}

/** Where the sticky expression's match at `index` ends; `index` where there is none. */
function matchAt(expression: RegExp, text: string, index: number): number {
  expression.lastIndex = index;
  return expression.test(text) ? expression.lastIndex : index;
}
