/**
 * People whom a sentence names with a way to reach them: "ring Joan Petty on 01632 960233", "Joan Petty <joan@home.example>".
 *
 * Half of all mail has such sentences, so they say nothing by themselves: the roll is asked about them (`roll.ts`). Left
 * out are the lines of a quoted or forwarded head, and those that give the public somebody to turn to. Bounded. Pure.
 */
import type { PersonSeen } from './people.ts';
import { HAS_DIGIT, type Tokens } from './tokens.ts';

const PHONE = /(?:\+44|0)[\d ()-]{8,14}\d/y;
const ADDRESS = /[^\s@<>()[\],;:]{1,64}@[a-z\d.-]{1,80}\.[a-z]{2,20}/iy;
const POSTCODE = /[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/y;
/** Words with capitals, one after the other: the last two of them are the name ("Regards, Joan Petty", "Dear Joan Petty"). */
const NAMES = /\p{Lu}[\p{L}'’-]{1,24}(?: \p{Lu}[\p{L}'’-]{1,24}){1,4}/gu;
const NAME_AFTER = /^[^\p{L}\n]{1,6}(\p{Lu}[\p{L}'’-]{1,24} \p{Lu}[\p{L}'’-]{1,24})/u;
/** A first name is enough where somebody is asked to use it. */
const ASKED_FOR =
  /\b(?:ring|rang|call|phone|text|try|ask|email|e-mail|mail|chase|message) (\p{Lu}[\p{L}'’-]{1,24})(?: \p{Lu}[\p{L}'’-]{0,24})?,? (?:on|at|back on|via)[ :<]{1,3}$/u;
const HEAD = /^[\s>|*]*(?:from|to|cc|bcc|reply-to|sender|sent by)\s*:|\b(?:wrote|writes)\b[^\n]{0,4}$/i;
const PUBLIC =
  /\b(?:contact|rsvp|enquir\w*|quer(?:y|ies)|questions?|book(?:ings?)?|further|information|details from|organis\w*|organiz\w*|press|promoted|printed|tickets?|get in touch|let (?:me|us) know|reply to|helpline|office hours|surgery)\b/i;
const LONGEST_LINE = 400;
const BEFORE = 80;
const AFTER = 40;
const MOST = 1000;

/** In order of where they are reached. */
export function peopleTold(tokens: Tokens): PersonSeen[] {
  const { text, starts, ends, flags, marked } = tokens;
  const people: PersonSeen[] = [];
  let done = 0;
  let line = 0;
  let lineEnd = -1;
  for (const token of marked) {
    const start = starts[token] ?? 0;
    if (start < done) continue;
    const isAddress = text.charCodeAt(ends[token] ?? 0) === 64;
    if (!isAddress && !((flags[token] ?? 0) & HAS_DIGIT)) continue;
    const reach = isAddress ? addressAt(text, start) : numberAt(text, start);
    if (!reach) continue;
    done = reach.end;
    // Looked for once in each line: all of a message may be one, with thousands of telephones.
    if (start > lineEnd) {
      line = text.lastIndexOf('\n', start - 1) + 1;
      lineEnd = endOf(text, reach.end);
    }
    if (lineEnd - line > LONGEST_LINE) continue;
    const whole = text.slice(line, lineEnd);
    if (HEAD.test(whole) || PUBLIC.test(whole)) continue;
    const before = text.slice(Math.max(line, reach.start - BEFORE), reach.start);
    const after = text.slice(reach.end, Math.min(lineEnd, reach.end + AFTER));
    const { email, phone, postcode } = reach;
    const asked = ASKED_FOR.exec(before)?.[1];
    const named = asked ? [asked] : namesIn(before);
    if (named.length === 0) named.push(...(NAME_AFTER.exec(after)?.slice(1) ?? []));
    // Before a postcode stands a street, which looks like a name: the roll knows which one is.
    for (const name of postcode ? named : named.slice(-1))
      people.push({ name, email, membership: null, phone, postcode, at: reach.start });
    if (people.length >= MOST) break;
  }
  return people;
}

type Reach = Pick<PersonSeen, 'email' | 'phone' | 'postcode'> & { readonly start: number; readonly end: number };

/** The address around a token that stands before an @: it may have begun tokens earlier, at a stop or a hyphen. */
function addressAt(text: string, token: number): Reach | null {
  let start = token;
  while (start > 0 && token - start < 64 && /[\w.+'-]/.test(text.charAt(start - 1))) start--;
  ADDRESS.lastIndex = start;
  const email = ADDRESS.exec(text)?.[0];
  return email ? { email, phone: null, postcode: null, start, end: start + email.length } : null;
}

function numberAt(text: string, start: number): Reach | null {
  PHONE.lastIndex = text.charAt(start - 1) === '+' ? start - 1 : start;
  const phone = PHONE.exec(text)?.[0];
  if (phone) return { email: null, phone, postcode: null, start, end: start + phone.length };
  POSTCODE.lastIndex = start;
  const postcode = POSTCODE.exec(text)?.[0];
  return postcode ? { email: null, phone: null, postcode, start, end: start + postcode.length } : null;
}

function endOf(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function namesIn(before: string): string[] {
  return [...before.matchAll(NAMES)].map(([each]) => each.split(' ').slice(-2).join(' '));
}
