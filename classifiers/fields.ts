/**
 * What one cell of a table, or one piece of a line, holds, told by its content.
 *
 * Shapes: membership and elector numbers as the Party and councils write them, UK postcodes and telephones, dates. All
 * expressions are anchored and bounded, because cells are hostile text too. Pure.
 */
import { beginningsOf } from './beginnings.ts';
import {
  APOSTROPHE,
  AT,
  BLANK,
  BRACKET,
  CLASSES,
  COLON,
  COMMA,
  CURRENCY,
  classOf,
  classOfUnit,
  DIGIT,
  HYPHEN,
  LETTER,
  OTHER,
  PERCENT,
  PLUS,
  SLASH,
  STOP,
} from './cell-classes.ts';

export const FIELD_KINDS = [
  'member-number',
  'elector-number',
  'voter-code',
  'party-word',
  'mark',
  'email',
  'phone',
  'postcode',
  'date',
  'name',
  'word',
  'status',
  'payment',
  'money',
  'integer',
  'decimal',
  'case-ref',
  'sanction',
  'street',
  'person-at',
  'text',
  'empty',
] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

const BITS = Object.fromEntries(FIELD_KINDS.map((kind, at) => [kind, 1 << at])) as Readonly<Record<FieldKind, number>>;

/** Where a kind stands in `FIELD_KINDS`. */
export function indexOfKind(kind: FieldKind): number {
  return FIELD_KINDS.indexOf(kind);
}

/** Of each kind one bit, so that a row's kinds are one number. */
export function bitsOf(...kinds: readonly FieldKind[]): number {
  let bits = 0;
  for (const kind of kinds) bits |= BITS[kind];
  return bits;
}

/** What one expression needs beyond what its kind does: characters, at least one of some, and so many in all. */
interface Needs {
  readonly must?: number;
  readonly some?: number;
  readonly shortest?: number;
}

/** Content of a cell, trimmed. A letter and six or seven digits is a membership number only beside other fields of a person. */
const CONTENT: readonly (readonly [FieldKind, RegExp, Needs?])[] = [
  ['member-number', /^[A-Z][ -]?\d{6,7}$/i],
  ['email', /^<?[^\s@<>]{1,64}@[^\s@<>]{1,80}\.[a-z]{2,20}>?$/i],
  ['phone', /^(?:t|m|tel|mob)?[.: ]{0,2}(?:\+44|0044|\(0|0)[\d ()-]{8,14}$/i, { shortest: 9 }],
  ['phone', /^7\d{3} ?\d{6}$/, { shortest: 10 }],
  ['postcode', /^[A-Z]{1,2}\d[A-Z\d]? {0,2}\d[A-Z]{2}$/i],
  [
    'date',
    /^\d{1,2}[/.-]\d{1,2}[/.-](?:\d\d|\d{4})(?: \d\d:\d\d(?::\d\d)?)?$/,
    { some: SLASH | STOP | HYPHEN, shortest: 6 },
  ],
  ['date', /^\d{4}-\d\d-\d\d(?:[T ][\d:]{5,8})?$/, { must: HYPHEN, shortest: 10 }],
  [
    'date',
    /^(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}[ -](?:\d{4}|'?\d\d)$/i,
    { must: LETTER },
  ],
  [
    'date',
    /^\d{1,2}[ -](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}(?:[ -]\d{2,4})?$/i,
    { must: LETTER },
  ],
  ['case-ref', /^[A-Z]{2,5}[-/ ]?(?:20\d\d[-/])?\d{3,5}$/],
  ['elector-number', /^[A-Z]{1,4}\d{0,2}[A-Z]?(?:-\d\/\d)?[ -]\d{1,4}(?:\/\d{1,2})?$/, { some: BLANK | HYPHEN }],
  ['elector-number', /^\d{3}[A-Z]{1,3} \d{1,4}(?:\/\d{1,2})?$/, { must: BLANK }],
  ['voter-code', /^(?:[LTSGRIADUXZPCV]{1,2}|NV|WS|DK|LD|VL|VT)\d{0,2}(?:\/[A-Z]{1,2}\d?)?$/],
  [
    'party-word',
    /^(?:lab(?:our)?|con(?:servative)?|tory|lib(?:eral)?[ -]?dem(?:ocrat)?|green|reform|ukip|snp|plaid|against|don'?t know|won'?t say|non[ -]voter|undecided|probable|possible|firm|strong|weak|soft)(?: (?:labour|lab))?$/i,
  ],
  ['status', /^[^\n]{1,16}(?:mths?|months?) (?:behind|in arrears|overdue)$/i, { must: BLANK, shortest: 11 }],
  [
    'status',
    /^(?:active|current|in arrears|arrears|lapsed|lapsing|resigned|deceased|pending|suspended|cancelled|rejoined|new|joined|transferred(?: (?:in|out))?|renewed|overdue|\d{1,2} months?(?: (?:behind|in arrears|overdue|arrears))?|good standing|provisional|expired|ok|(?:joined|rejoined|lapsed|resigned|transferred|owes|paid|since|left|moved|applied|ymunodd)\b.{1,24}|(?:standard|reduced|student|life|youth) (?:rate|member))$/i,
  ],
  [
    'payment',
    /^(?:dd|direct debit|d\/d|cheque|card|cash|standing order|s\/o|standard|reduced|student|youth|unwaged|concession|union|affiliate|retired|forces|joint|annual|monthly)$/i,
  ],
  [
    'sanction',
    /^(?:nfa|no further action|no case.{0,20}|(?:not )?upheld.{0,16}|dismissed|allowed.{0,12}|varied.{0,16}|conceded|reminder.{0,20}|(?:nec |formal |written |final )?warning.{0,16}|reprimand.{0,16}|expelled|expulsion|auto-?excl\w{0,8}|excluded|suspended (?:from|for|until|since|\d).{1,16}|(?:admin )?susp(?:ension)?.{0,12}|\d{1,2} ?(?:m|mths?|months?|yrs?|years?) (?:susp\w{0,8}|bar|ban|warning)|whip (?:out|off|withdrawn|suspended).{0,12}|barred.{0,16}|referred to ncc|ncc)$/i,
  ],
  ['mark', /^(?:y|n|yes|no|x|v|✓|✔|☑|☐|0|-|pv|p|true|false)$/i],
  ['money', /^[-+(]?[£$€] ?[\d,]{1,12}(?:\.\d\d?)?\)?[km]?$/i, { must: CURRENCY }],
  ['decimal', /^[-+]?\d{1,9}\.\d{1,6}%?$/],
  ['integer', /^[-+]?\d{1,3}(?:,\d{3}){1,3}$|^[-+]?\d{1,12}%?$/],
  [
    'name',
    /^(?:(?:mr|mrs|ms|miss|mx|dr|cllr|rev|prof|sir)\.? )?\p{Lu}[\p{L}'’.-]{0,24}(?:,? \p{Lu}[\p{L}'’.-]{0,24}){1,3}$/iu,
  ],
  [
    'street',
    /^(?:flat \w{1,4},? )?\d{1,4}[a-z]?,? \p{Lu}[\p{L}' ]{1,24}(?: (?:st|street|road|rd|lane|ln|close|cl|avenue|ave|terrace|court|way|rise|gate|drive|gardens|place|park|view|row|hill|crescent|walk|mews|square|green|grove|wharf|yard|end|rise|approach|parade))?$/iu,
  ],
  [
    'person-at',
    /^\p{Lu}[\p{L}'’.-]{0,24}(?: \p{Lu}[\p{L}'’.-]{0,24}){1,2}, (?:flat \w{1,4},? )?\d{1,4}[a-z]? \p{Lu}[\p{L}' ]{2,30}$/u,
  ],
  ['word', /^\p{L}[\p{L}'’-]{1,24}$/u],
];

/** For each kind: what its values must have, all they may have, and the longest. Letters beyond ASCII count as both. */
const MADE_OF: Readonly<
  Record<Exclude<FieldKind, 'text' | 'empty'>, readonly [must: number, may: number, longest: number]>
> = {
  'member-number': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN, 9],
  email: [AT | STOP, 0x7fff, 80],
  phone: [DIGIT, DIGIT | LETTER | BLANK | HYPHEN | STOP | COLON | PLUS | BRACKET, 24],
  postcode: [LETTER | DIGIT, LETTER | DIGIT | BLANK, 9],
  date: [DIGIT, DIGIT | LETTER | BLANK | HYPHEN | STOP | SLASH | COLON | APOSTROPHE, 24],
  street: [LETTER | DIGIT | BLANK, LETTER | DIGIT | BLANK | COMMA | APOSTROPHE, 60],
  'person-at': [LETTER | DIGIT | BLANK | COMMA, LETTER | DIGIT | BLANK | COMMA | APOSTROPHE | HYPHEN | STOP, 80],
  'case-ref': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN | SLASH, 16],
  'elector-number': [LETTER | DIGIT, LETTER | DIGIT | BLANK | HYPHEN | SLASH, 20],
  'voter-code': [LETTER, LETTER | DIGIT | SLASH, 8],
  'party-word': [LETTER, LETTER | BLANK | HYPHEN | APOSTROPHE, 30],
  status: [LETTER, LETTER | DIGIT | BLANK, 24],
  payment: [LETTER, LETTER | BLANK | SLASH, 16],
  sanction: [LETTER, LETTER | DIGIT | BLANK | HYPHEN | STOP, 34],
  mark: [0, LETTER | DIGIT | HYPHEN | OTHER, 5],
  money: [DIGIT, LETTER | DIGIT | BLANK | HYPHEN | STOP | PLUS | BRACKET | COMMA | CURRENCY | OTHER, 24],
  decimal: [DIGIT | STOP, DIGIT | STOP | HYPHEN | PLUS | PERCENT, 20],
  integer: [DIGIT, DIGIT | HYPHEN | PLUS | COMMA | PERCENT, 18],
  name: [LETTER | BLANK, LETTER | BLANK | HYPHEN | STOP | COMMA | APOSTROPHE, 80],
  word: [LETTER, LETTER | HYPHEN | APOSTROPHE, 26],
};
const TESTS = CONTENT.map(([kind, expression, { must = 0, some = -1, shortest = 1 } = {}]) => ({
  index: indexOfKind(kind),
  expression,
  beginnings: beginningsOf(expression),
  must: must | MADE_OF[kind as keyof typeof MADE_OF][0],
  some,
  may: MADE_OF[kind as keyof typeof MADE_OF][1],
  shortest,
  longest: MADE_OF[kind as keyof typeof MADE_OF][2],
}));
type Test = (typeof TESTS)[number];

const EMPTY = indexOfKind('empty');
const TEXT = indexOfKind('text');
const NAME = indexOfKind('name');
const MEMBER_NUMBER = indexOfKind('member-number');
const LONGEST = 80;

/** By the characters that a cell has: the expressions that it may fit, made when they are asked for first. */
const fitting: (readonly Test[] | undefined)[] = new Array(CLASSES).fill(undefined);
/** And the bits of what those tell, or 0 before; `text` may be anything. */
const possible = new Int32Array(CLASSES);

function fittingFor(has: number): readonly Test[] {
  // A letter beyond ASCII may be anything that an expression allows.
  const tests = TESTS.filter(
    ({ must, some, may }) => (has & must) === must && (has & some) !== 0 && ((has & OTHER) !== 0 || (has & ~may) === 0),
  );
  fitting[has] = tests;
  return tests;
}

/** The bits of the kinds that a cell with these characters may be of. */
export function kindsOf(has: number): number {
  const known = possible[has] ?? 0;
  if (known !== 0) return known;
  let bits = 1 << TEXT;
  for (const { index } of fittingFor(has)) bits |= 1 << index;
  possible[has] = bits;
  return bits;
}

/** Cells repeat from row to row. What was answered is kept under two hashes, in four numbers a slot; when half is taken, it is forgotten. */
const SLOTS = 1 << 13;
const answered = new Int32Array(4 * SLOTS);
let kept = 0;

export function kindOf(cell: string): FieldKind {
  return FIELD_KINDS[kindIn(cell, 0, cell.length, classOf(cell, 0, cell.length))] ?? 'text';
}

/** What text[start, end) holds, trimmed and bare, whose characters are `has`: an index into `FIELD_KINDS`. */
export function kindIn(text: string, start: number, end: number, has: number): number {
  const length = end - start;
  if (length === 0) return EMPTY;
  if (length > LONGEST || (fitting[has] ?? fittingFor(has)).length === 0) return TEXT;
  if (isMemberNumber(text, start, end, has)) return MEMBER_NUMBER;
  // Without letters there is little to ask; addresses are somebody's own and come once.
  return !(has & LETTER) || has & AT ? told(text, start, end, has) : toldOnce(text, start, end, has);
}

/**
 * The same where it is one of the kinds whose bits these are, which expressions tell; else −1. The expressions of other
 * kinds are asked for none but cells that may be meant.
 */
export function kindAmong(text: string, start: number, end: number, has: number, bits: number): number {
  if (isMemberNumber(text, start, end, has)) return bits & (1 << MEMBER_NUMBER) ? MEMBER_NUMBER : -1;
  const tests = fitting[has] ?? fittingFor(has);
  let cell = '';
  for (let at = 0; at < tests.length; at++) {
    const test = tests[at];
    if (!test || !(bits & (1 << test.index)) || !mayFit(test, text, start, end)) continue;
    if (isNoName(test, text, start, end, has)) return -1;
    if (cell === '') cell = text.slice(start, end);
    if (!test.expression.test(cell)) continue;
    const kind = mayFitBefore(at, tests, text, start, end) ? kindIn(text, start, end, has) : kindTold(test, cell);
    return bits & (1 << kind) ? kind : -1;
  }
  return -1;
}

/** Whether an expression that is asked before tests[last] may fit. */
function mayFitBefore(last: number, tests: readonly Test[], text: string, start: number, end: number): boolean {
  for (let at = 0; at < last; at++) {
    const test = tests[at];
    if (test && mayFit(test, text, start, end)) return true;
  }
  return false;
}

/** A letter and the rest digits: the number of every row of a membership list needs no expression. */
function isMemberNumber(text: string, start: number, end: number, has: number): boolean {
  const length = end - start;
  if (has !== (LETTER | DIGIT) || (length !== 7 && length !== 8)) return false;
  if (classOfUnit(text.charCodeAt(start)) !== LETTER) return false;
  for (let at = start + 1; at < end; at++) if (classOfUnit(text.charCodeAt(at)) !== DIGIT) return false;
  return true;
}

/** What was answered before of the same characters, or what is told of them. */
function toldOnce(text: string, start: number, end: number, has: number): number {
  let first = 0x811c9dc5 | 0;
  let second = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    first = Math.imul(first ^ unit, 0x01000193);
    second = (Math.imul(second, 31) + unit) | 0;
  }
  let slot = (first ^ (second >>> 7)) & (SLOTS - 1);
  for (; ; slot = (slot + 1) & (SLOTS - 1)) {
    const at = slot << 2;
    const answer = answered[at + 2] ?? 0;
    if (answer === 0) break;
    if (answered[at] === first && answered[at + 1] === second) return answer - 1;
  }
  const kind = told(text, start, end, has);
  if (kept * 2 >= SLOTS) {
    answered.fill(0);
    kept = 0;
    slot = (first ^ (second >>> 7)) & (SLOTS - 1);
  }
  answered[slot << 2] = first;
  answered[(slot << 2) + 1] = second;
  answered[(slot << 2) + 2] = kind + 1;
  kept++;
  return kind;
}

function told(text: string, start: number, end: number, has: number): number {
  const tests = fitting[has] ?? fittingFor(has);
  let cell = '';
  for (let at = 0; at < tests.length; at++) {
    const test = tests[at];
    if (!test || !mayFit(test, text, start, end)) continue;
    if (isNoName(test, text, start, end, has)) return TEXT;
    if (cell === '') cell = text.slice(start, end);
    if (test.expression.test(cell)) return kindTold(test, cell);
  }
  return TEXT;
}

/** What a cell is that the expression fits. */
function kindTold({ index }: Test, cell: string): number {
  return index === NAME && !isName(cell) ? TEXT : index;
}

/** By its length and by what it begins with. */
function mayFit({ shortest, longest, beginnings }: Test, text: string, start: number, end: number): boolean {
  const length = end - start;
  if (length < shortest || length > longest) return false;
  const unit = text.charCodeAt(start);
  return unit > 0x7f || beginnings[unit] === 1;
}

/** Whatever looks like a name and lacks its capitals is text, and nearly all that has a blank does. */
function isNoName({ index }: Test, text: string, start: number, end: number, has: number): boolean {
  if (index !== NAME || has & OTHER) return false;
  let capitals = 0;
  for (let at = start; at < end && capitals < 2; at++) {
    const unit = text.charCodeAt(at);
    if (unit > 64 && unit < 91) capitals++;
  }
  return capitals < 2;
}

/** Two to four capitalised words; "By The Way" is no name, but telling that needs more than its letters. */
function isName(cell: string): boolean {
  return /^\S*\p{Lu}\S*,? \S*\p{Lu}/u.test(cell) && !PLACE_OR_BODY.test(cell);
}

const PLACE_OR_BODY =
  /\b(?:clp|blp|labour|party|ward|branch|group|council|committee|street|lane|road|avenue|close|house|hall|school|church|library|club|ltd|limited)\b/i;
