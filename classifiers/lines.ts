/**
 * Shapes that one line has: which of the expressions a line may fit at all, and those tried on it.
 *
 * Nearly every line is let go by its first and last character, by what the tokeniser has counted in it, by the words that
 * it has and by what stands around its numbers; only what is left is shown to an expression. Pure and linear.
 */
import { mayListNames } from './name-lists.ts';
import type { Shape, ShapeHit } from './shapes.ts';
import {
  COMMAS,
  countIn,
  DIGITS,
  HAS_COLON,
  HAS_DIGIT,
  isDash,
  isLetter,
  isUpper,
  SEMICOLONS,
  type Tokens,
} from './tokens.ts';

/** One expression a shape, each anchored at the beginning of a line and bounded. */
export type LineShape = readonly [Shape, RegExp, least: number];

/**
 * Where numbers may stand: by themselves behind a word with a capital (`Joan Petty, 214`), behind a letter (`L 45`, `L45`),
 * behind a hyphen (`AB-45`), before a blank, before a capital behind what may part a name from a house, near another
 * number, before what may part a list, before what parts a score (`12-4`, `12 v 4`), or in a reference (`NEC 24/07`,
 * `EQ(25)14`).
 */
const NUMBER_PLACES = [
  'named',
  'coded',
  'hyphened',
  'leading',
  'house',
  'paired',
  'listed',
  'scored',
  'referenced',
] as const;
export type NumberPlace = (typeof NUMBER_PLACES)[number];

/** What a line must have before its expression is tried. What it leaves out costs time and nothing else. */
export interface Needs {
  /** Lower-case words, parted by blanks: one of them. */
  readonly words?: string;
  /** Or capitals and a number at its beginning (`NEC 24/07`), in their stead. */
  readonly orCode?: true;
  /** Numbers that stand so, at least as many as the shape needs, or `times`. */
  readonly numbers?: NumberPlace;
  readonly times?: number;
}

/** What some lines with digits say; counted over the line, at least so often, and with so many digits in it. */
export type Saying = readonly [Shape, RegExp, least: number, digits: number, needs?: Needs];

/** A saying with the bit that the vocabulary gives the words it needs: 0 where it needs none. */
interface Ready {
  readonly shape: Shape;
  readonly expression: RegExp;
  readonly least: number;
  readonly digits: number;
  readonly bit: number;
  readonly orCode: boolean;
  readonly times: number;
  /** Index into `NUMBER_PLACES`; below zero where it does not matter. */
  readonly place: number;
}

export function readySayings(sayings: readonly Saying[]): readonly Ready[] {
  let bits = 0;
  return sayings.map(([shape, expression, least, digits, { words, orCode = false, numbers, times } = {}]) => ({
    shape,
    expression,
    least,
    digits,
    bit: words === undefined ? 0 : 1 << bits++,
    orCode,
    times: times ?? least,
    place: numbers === undefined ? -1 : NUMBER_PLACES.indexOf(numbers),
  }));
}

/** The words that sayings need, each list with its bit; the vocabulary is to know them before any text is cut. */
export function wordListsOf(sayings: readonly Saying[]): readonly (readonly [bit: number, words: readonly string[]])[] {
  const lists = sayings.flatMap(([, , , , needs]) => (needs?.words === undefined ? [] : [needs.words.split(' ')]));
  return lists.map((words, at) => [1 << at, words]);
}

/** The shapes by the names that the pass over the lines asks for. */
export interface LineExpressions {
  readonly numbered: LineShape;
  readonly speaker: LineShape;
  readonly timeCode: LineShape;
  readonly chat: LineShape;
  readonly initials: LineShape;
  readonly door: LineShape;
  readonly marked: LineShape;
  readonly bullet: LineShape;
  readonly ballot: LineShape;
  readonly timed: LineShape;
  /** Names one after the other. */
  readonly names: RegExp;
  readonly sayings: readonly Ready[];
}

const LONGEST = 400;
/** A door and what was said there has so much room in its expression. */
const LONGEST_DOOR = 60;

export function lineShapes(tokens: Tokens, expressions: LineExpressions, hits: ShapeHit[]): void {
  const { text, lines, features, said, marked, starts } = tokens;
  const counts = new Map<Shape, number>();
  let start = 0;
  let end = 0;
  let line = '';
  // The first of the marked tokens that the line may have.
  let mark = 0;
  const ask = ([shape, expression, least]: LineShape) => {
    if (line === '') line = text.slice(start, end);
    if (!expression.test(line)) return;
    const count = (counts.get(shape) ?? 0) + 1;
    counts.set(shape, count);
    if (count % least === 0) hits.push({ shape, start, end });
  };

  for (let each = 0; each < lines.length; each++) {
    start = lines[each] ?? 0;
    end = each + 1 < lines.length ? (lines[each + 1] ?? 0) - 1 : text.length;
    if (end - start < 3 || end - start >= LONGEST) continue;
    line = '';
    let at = start;
    while (at < end && text.charCodeAt(at) <= 32) at++;
    const has = features[each] ?? 0;
    // The few expressions that the line may fit, by its first and last character.
    const first = text.charCodeAt(at);
    const last = text.charCodeAt(end - 1);
    const isDigit = first >= 48 && first <= 57;
    if (isDigit) {
      ask(expressions.numbered);
      if (has & HAS_COLON) {
        ask(expressions.timeCode);
        ask(expressions.chat);
      }
      if (end - start <= LONGEST_DOOR) ask(expressions.door);
      if (endsInMark(last)) ask(expressions.marked);
      const second = text.charCodeAt(at + 1);
      const third = text.charCodeAt(at + 2);
      if (second === 46 || second === 58 || third === 46 || third === 58) ask(expressions.timed);
      if (last === 48) ask(expressions.ballot);
    } else if (first === 91) {
      if (has & HAS_COLON) {
        ask(expressions.timeCode);
        ask(expressions.chat);
      }
    } else if (first < 65 || first > 0x2000 || first === 111 || first === 183) {
      const next = text.charCodeAt(at + 1);
      if (next === 32 || next === 9) ask(expressions.bullet);
    }
    if (
      has & HAS_COLON &&
      (isDigit
        ? hasColon(text, at, Math.min(end, at + 100))
        : (isCapital(first) || first > 0x7f) && mayBeSpeaker(text, at, end))
    )
      ask(expressions.speaker);
    if ((last >= 65 && last <= 90) || last === 41 || last === 93) ask(expressions.initials);
    const digits = countIn(has, DIGITS);
    if (digits > 0) {
      while (mark < marked.length && (starts[marked[mark] ?? 0] ?? 0) < start) mark++;
      countNumbers(tokens, mark, end);
      const { sayings } = expressions;
      for (let saying = 0; saying < sayings.length; saying++) {
        const asked = sayings[saying];
        if (!asked || digits < asked.digits) continue;
        const { shape, expression, least, bit, orCode, place } = asked;
        if (place >= 0 && (numbers[place] ?? 0) < asked.times) continue;
        if (bit !== 0 && ((said[each] ?? 0) & bit) === 0 && !(orCode && startsInCode(text, start))) continue;
        if (line === '') line = text.slice(start, end);
        expression.lastIndex = 0;
        let times = 0;
        while (times < least && expression.test(line)) times++;
        if (times === least) hits.push({ shape, start, end });
      }
    }
    if ((countIn(has, COMMAS) >= 2 || countIn(has, SEMICOLONS) >= 2) && mayListNames(text, start, end)) {
      if (line === '') line = text.slice(start, end);
      if (expressions.names.test(line)) hits.push({ shape: 'names-listed', start, end });
    }
  }
}

/** By index in `NUMBER_PLACES`, for the line that was counted last. */
const numbers = new Int32Array(NUMBER_PLACES.length);

/** Counts what may be a number in each of its places, generously: an expression has the last word. */
function countNumbers({ text, marked, starts, ends, flags }: Tokens, from: number, lineEnd: number): void {
  let named = 0;
  let coded = 0;
  let hyphened = 0;
  let leading = 0;
  let house = 0;
  let paired = 0;
  let listed = 0;
  let scored = 0;
  let referenced = 0;
  let before = -9;
  for (let each = from; each < marked.length; each++) {
    const token = marked[each] ?? 0;
    const start = starts[token] ?? 0;
    if (start >= lineEnd) break;
    if (((flags[token] ?? 0) & HAS_DIGIT) === 0) continue;
    const end = ends[token] ?? 0;
    const length = end - start;
    const first = text.charCodeAt(start);
    const previous = start > 0 ? text.charCodeAt(start - 1) : 10;
    const next = end < lineEnd ? text.charCodeAt(end) : 10;
    if (first < 58) {
      const behind = start > 1 ? text.charCodeAt(start - 2) : 10;
      if (previous === 32) {
        // A blank, a comma, a semicolon, a closing bracket or the end of the line.
        if (
          length <= 5 &&
          (next === 32 || next === 44 || next === 59 || next === 41 || next === 10) &&
          token > 0 &&
          hasCapital(text, starts[token - 1] ?? 0, ends[token - 1] ?? 0)
        )
          named++;
        if (isLetter(behind) && length <= 3) coded++;
      } else if (previous === 45 && (isLetter(behind) || (behind > 47 && behind < 58))) hyphened++;
      if (next === 32 && length <= 4) leading++;
      if (next === 32 || next === 44 || next === 47 || next === 63) listed++;
      if (token - before <= 3 || hasLetter(text, start, end)) paired++;
      if (length <= 3 && mayBeginScore(previous) && (next === 32 ? partsScore(text, end + 1, lineEnd) : isDash(next)))
        scored++;
    } else {
      if (length < 4 || !isDigitUnit(text.charCodeAt(end - 4))) coded++;
      paired++;
    }
    if (
      (next === 47 || next === 45 || previous === 47 || previous === 40) &&
      endsInCapital(text, first > 57 ? start + 1 : start)
    )
      referenced++;
    if (next === 32 && length <= 8 && end + 1 < lineEnd && isUpper(text.charCodeAt(end + 1))) {
      const parts = previous === 32 && start > 1 ? text.charCodeAt(start - 2) : previous;
      // An opening bracket, a comma, a hyphen, a stop, or the end of "flat" and "no".
      if (first > 57 || parts === 40 || (parts > 43 && parts < 47) || parts === 116 || parts === 111) house++;
    }
    before = token;
  }
  numbers[0] = named;
  numbers[1] = coded;
  numbers[2] = hyphened;
  numbers[3] = leading;
  numbers[4] = house;
  numbers[5] = paired;
  numbers[6] = listed;
  numbers[7] = scored;
  numbers[8] = referenced;
}

/** Behind a blank: a dash, a stroke, "v" or "up". */
function partsScore(text: string, at: number, lineEnd: number): boolean {
  if (at >= lineEnd) return false;
  const unit = text.charCodeAt(at);
  return isDash(unit) || unit === 47 || (unit | 32) === 118 || (unit | 32) === 117;
}

/** Whether a score may begin behind the unit: not where an amount, a time or a date goes on. */
function mayBeginScore(previous: number): boolean {
  // A hyphen, a stop and a stroke; a comma; a colon; a currency; a dash.
  return !(
    (previous > 43 && previous < 48) ||
    previous === 58 ||
    previous === 36 ||
    previous === 0xa3 ||
    previous === 0x20ac ||
    previous === 0x2013
  );
}

/** Whether a capital stands before text[at], up to two blanks, strokes, hyphens or brackets left out. */
function endsInCapital(text: string, at: number): boolean {
  let before = at - 1;
  for (; before >= 0 && before > at - 3; before--) {
    const unit = text.charCodeAt(before);
    if (unit !== 32 && unit !== 47 && unit !== 45 && unit !== 40) break;
  }
  return before >= 0 && isCapital(text.charCodeAt(before));
}

function hasCapital(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (isUpper(text.charCodeAt(at))) return true;
  return false;
}

function hasLetter(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) > 57) return true;
  return false;
}

/** Two to five capitals, a blank or a stroke, and a digit. */
function startsInCode(text: string, start: number): boolean {
  let at = start;
  while (at < start + 5 && isCapital(text.charCodeAt(at))) at++;
  const parts = text.charCodeAt(at);
  return at - start > 1 && (parts === 32 || parts === 47) && isDigitUnit(text.charCodeAt(at + 1));
}

function isCapital(unit: number): boolean {
  return unit > 64 && unit < 91;
}

function isDigitUnit(unit: number): boolean {
  return unit > 47 && unit < 58;
}

/** Whether words lead to a colon, and a blank behind it: "Priya Nair (chair): we". */
function mayBeSpeaker(text: string, start: number, end: number): boolean {
  const last = Math.min(end, start + 100);
  let at = start;
  for (; at < last; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 58 || unit === 40) break;
    // A letter, a blank, an apostrophe or a stop.
    if (!isLetter(unit) && unit !== 32 && unit !== 39 && unit !== 46 && unit < 0x80) return false;
  }
  if (text.charCodeAt(at) === 40) return hasColon(text, at, last);
  const next = text.charCodeAt(at + 1);
  return at < last && (next === 32 || next === 9);
}

/** Whether the line may end as one of a marked register does: "v", "0", "voted", "post", "postal", "not", "-". */
function endsInMark(last: number): boolean {
  return last <= 32 || last > 0x7f || last === 48 || last === 45 || 'vVxXAPdtl'.includes(String.fromCharCode(last));
}

function hasColon(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 58) return true;
  return false;
}
