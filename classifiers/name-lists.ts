/**
 * Where a line may list names one after the other: enough to tell that an expression need not be tried. Pure.
 */
import { isLetter, isUpper } from './tokens.ts';

/**
 * Whether names may stand one after the other: two capitals behind what parts the names of a list (a comma, a semicolon, a
 * dot, "and"), and behind the first of them nothing but words with capitals up to what may part or explain a name.
 */
export function mayListNames(text: string, start: number, end: number): boolean {
  let capitals = 0;
  let mayBeName = false;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    const parts =
      unit === 44 ||
      unit === 59 ||
      unit === 0xb7 ||
      unit === 0x2022 ||
      (unit === 100 && at - start > 3 && text.charCodeAt(at - 1) === 110 && text.charCodeAt(at - 3) === 32);
    if (!parts) continue;
    const next = text.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
    if (next >= end || !isUpper(text.charCodeAt(next))) continue;
    capitals++;
    if (mayBeName && capitals >= 2) return true;
    mayBeName ||= isNameEnd(text, afterCapitals(text, next, end), end);
  }
  return capitals >= 2 && mayBeName;
}

/** Where the words with capitals end that begin at `at`, one blank between each. */
function afterCapitals(text: string, start: number, end: number): number {
  let at = start;
  for (;;) {
    while (at < end && isOfName(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== 32 || at + 1 >= end || !isUpper(text.charCodeAt(at + 1))) return at;
    at++;
  }
}

/** A letter, an apostrophe, a hyphen or a stop; whatever is not ASCII may be a letter, but for dots. */
function isOfName(unit: number): boolean {
  return (
    isLetter(unit) || unit === 39 || unit === 45 || unit === 46 || (unit > 0x7f && unit !== 0xb7 && unit !== 0x2022)
  );
}

/** What parts names, an opening bracket, or a blank before "and", a bracket or a dash. */
function isNameEnd(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const unit = text.charCodeAt(at);
  if (unit === 44 || unit === 59 || unit === 0xb7 || unit === 0x2022 || unit === 40) return true;
  const next = text.charCodeAt(at + 1);
  return unit === 32 && (next === 97 || next === 40 || next === 45 || next > 0x7f);
}
