/**
 * Claims: the sender's word that a paragraph applies, in a header or in a tag of the subject.
 *
 * `X-Confidential-Exception: 6(c); reporting back to the CLP` or `[exception 6(c): reporting back]`. Grammar:
 * `claim = code *("," code) ";" reason`. Pure; removing a claim before relay is the gateway's work, by the same words.
 */
import type { Document, MessageHead } from '../document/document.ts';
import type { Claim, ConditionResult } from './decision.ts';
import { claimed, failed, type Question } from './ground.ts';

export const CLAIM_HEADER = 'x-confidential-exception';

/** `[exception 6(c): why]` anywhere in a subject, whatever blank it was folded at; bounded, because a subject is hostile too. */
export const SUBJECT_TAG = /\[exception\s{1,9}([^\]:;]{1,200})[:;]([^\]]{0,400})\]\s?/giu;

/** The fields whose tags are taken out: Outlook repeats the subject in `Thread-Topic`, and shows it to the recipient. */
export const TAGGED_FIELDS: ReadonlySet<string> = new Set(['subject', 'thread-topic']);

/** Codes that a claim may carry; a claim of 9(e), 9(f) or 10 is recorded and ignored by every ground. */
const CODES = new Set([
  '6(a)',
  '6(b)',
  '6(c)',
  '6(d)',
  '8',
  '8-law',
  '8-permission',
  '9(a)',
  '9(b)',
  '9(c)',
  '9(d)',
  '9(e)',
  '9(f)',
  '10',
]);

/** Every claim that a message makes, in order; one whose codes or reason are missing is none. */
export function claimsOf({ subject, headers }: MessageHead): Claim[] {
  const fromHeaders = headers
    .filter(({ name }) => name.toLowerCase() === CLAIM_HEADER)
    .map(({ value }) => ({ parts: /^([^;]{1,200});([\s\S]{0,4000})$/.exec(value.trim()), source: 'header' as const }));
  const fromSubject = [...subject.matchAll(SUBJECT_TAG)].map((parts) => ({ parts, source: 'subject' as const }));
  return [...fromHeaders, ...fromSubject].flatMap(({ parts, source }) => {
    const codes = (parts?.[1] ?? '')
      .split(',')
      .map(plainCode)
      .filter((code) => CODES.has(code));
    const reason = (parts?.[2] ?? '').trim();
    return codes.length > 0 && reason !== '' ? [{ codes, reason, source }] : [];
  });
}

const CLAIM_LINE = new RegExp(`^${CLAIM_HEADER}:.*$`, 'gimu');
const TAGGED_LINE = new RegExp(`^(?:${[...TAGGED_FIELDS].join('|')}):.*$`, 'gimu');

/**
 * The document as its recipients get it: claims are taken out before relay, so what they say must not count for or
 * against what the message is, and nothing else goes uncounted. Blanks stand in their place, so that offsets hold.
 */
export function withoutClaims(document: Document): Document {
  const { head } = document;
  if (!head || claimsOf(head).length === 0) return document;
  const blank = (found: string) => ' '.repeat(found.length);
  const untagged = (text: string) => text.replace(SUBJECT_TAG, blank);
  const headers = head.headers
    .filter(({ name }) => name.toLowerCase() !== CLAIM_HEADER)
    .map((field) => (TAGGED_FIELDS.has(field.name.toLowerCase()) ? { ...field, value: untagged(field.value) } : field));
  const parts = document.parts.map((part) => {
    if (part.path !== 'body') return part;
    const segments = part.segments.map((segment) => {
      if (segment.place === 'header-field')
        return { ...segment, text: segment.text.replace(CLAIM_LINE, blank).replace(TAGGED_LINE, untagged) };
      if (segment.place === 'subject') return { ...segment, text: untagged(segment.text) };
      return segment;
    });
    return { ...part, segments };
  });
  return { ...document, head: { ...head, subject: untagged(head.subject), headers }, parts };
}

/** `6 (C)` is `6(c)`; `8` alone means law. */
function plainCode(written: string): string {
  const code = written.toLowerCase().replace(/\s+/g, '');
  return code === '8' ? '8-law' : code;
}

/** No claim but these helps a recipient who is recorded as media. */
const HELP_MEDIA = new Set(['9(c)', '9(d)']);

/** Whether the sender claims a code that may help this recipient. */
export function isClaimed(question: Question, code: string): boolean {
  return mayHelp(question, code) && question.circumstances.claims.some((claim) => claim.codes.includes(code));
}

function mayHelp({ recipient, register }: Question, code: string): boolean {
  const isMedia =
    recipient !== null && (register.person(recipient)?.roles.some(({ role }) => role === 'media') ?? false);
  return !isMedia || HELP_MEDIA.has(code);
}

/** A condition that rests on nothing but the sender's word. */
export function onClaim(question: Question, id: string, code: string, what: string): ConditionResult {
  return isClaimed(question, code)
    ? claimed(id, `the sender says that ${what}`)
    : sayable(question, failed(id, `nobody has said that ${what}`), code);
}

/** A condition that failed, with the claim by which the sender's word would fill it; where none would, with why not. */
export function sayable(question: Question, lacking: ConditionResult, code: string): ConditionResult {
  if (lacking.state !== 'failed') return lacking;
  if (mayHelp(question, code)) return { ...lacking, claim: code };
  return {
    ...lacking,
    because: `${lacking.because}, and no such claim helps ${question.recipient}, who is recorded as media`,
  };
}

/** Whether the policy takes a claim of this code at its word. `8` covers `8-law`; a permission is always reviewed. */
export function isAccepted({ policy, claimsRefused }: Question['circumstances'], code: string): boolean {
  if (code === '8-permission' || claimsRefused) return false;
  return policy.claims[code === '8-law' ? '8' : code] === 'accept';
}
