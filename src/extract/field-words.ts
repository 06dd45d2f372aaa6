/**
 * What the code of a field in Word says: where it leads, what it shows in a place of its own, what it holds and need not show.
 *
 * Source: ECMA-376 part 1, 17.16.5 (fields), which are those of [MS-DOC] 2.9.90 too.
 */
import { literalsOf } from './formula-literals.ts';

export interface FieldWords {
  /** `shown` where the field stands, as a button or an equation is; else as the places of that name. */
  readonly place: 'annotation' | 'hidden' | 'shown';
  readonly text: string;
}

const LINKS = /\b(?:HYPERLINK|INCLUDE|DDE|LINK)/;
/** A button with the words on it behind the name of what it does; an equation. */
const SHOWS = /^\s*(?:(?:MACROBUTTON|GOTOBUTTON)\s+\S+|EQ)\s+/i;
/** Fields of which the texts in quotation marks are words; other programs keep what they like in an ADDIN. */
const SAYS =
  /^\s*(?:ASK|AUTHOR|AUTOTEXTLIST|COMMENTS|COMPARE|DOCPROPERTY|FILLIN|IF|INFO|KEYWORDS|QUOTE|SET|SUBJECT|TA|TC|TITLE|USER(?:ADDRESS|INITIALS|NAME)|XE)\b/i;
const HOLDS = /^\s*(?:ADDIN|DATABASE)\b/i;
/** These take a single word without quotation marks. */
const TAKES_WORDS = /^\s*(?:ASK|COMPARE|FILLIN|IF|QUOTE|SET|TA|TC|XE)\s/i;

export function fieldWords(code: string): FieldWords[] {
  if (LINKS.test(code)) return [{ place: 'annotation', text: code.trim() }];
  const shown = SHOWS.exec(code)?.[0];
  if (shown !== undefined) return [{ place: 'shown', text: code.slice(shown.length).trim() }];
  if (HOLDS.test(code)) return [{ place: 'hidden', text: code.trim() }];
  if (!SAYS.test(code)) return [];
  const literals = literalsOf(code);
  if (literals.length > 0) return literals.map((text) => ({ place: 'hidden', text }));
  return TAKES_WORDS.test(code) && !code.includes('"') ? [{ place: 'hidden', text: code.trim() }] : [];
}
