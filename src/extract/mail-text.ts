/**
 * The text of a message by place: what its sender wrote, what was quoted below or between, the signature.
 *
 * Source: RFC 3676 4.3 (`-- `), and what Outlook, Gmail, Apple Mail and Thunderbird write. A place is a help for people
 * and classifiers; all of the text is read, whatever its place.
 */
import type { SegmentFound } from './extractor.ts';

type MailPlace = 'body' | 'quoted' | 'signature';

/**
 * Quoted lines; then what begins a quotation without prefixes; then what begins a signature. Bounded: text is hostile.
 * Each begins a line, which is asked once for all of them: asked by each, it is asked five times at every character.
 */
const TURN = new RegExp(
  `^(?:${[
    String.raw`(?<quote>[ \t]{0,3}>.*(?:\n|$)(?:^[ \t]{0,3}>.*(?:\n|$))*)`,
    String.raw`(?<wrote>[ \t]*(?:On|Ar|Am|Le) [^\n]{5,250}(?:\n[^\n>]{1,120}){0,2}?(?:wrote|writes|ysgrifennodd[^\n]{0,80}|schrieb[^\n]{0,80}|a écrit)[ \u00a0]?:[ \t]*(?:\n|$))`,
    String.raw`(?<sticky>[ \t]*(?:-{2,}[ \t]*(?:Original Message|Original Appointment|Forwarded (?:message|by)|Reply message|Neges Wreiddiol)\b[^\n]*|Begin forwarded message:|\*?From:\*?[ \t][^\n]*\n(?:[^\n]*\n){0,3}?[ \t]*\*?(?:Sent|Date|To|Subject):))`,
    '(?<delimiter>-- ?$)',
    String.raw`(?<signOff>[ \t]*(?:(?:kind|best|warm|kindest|many|with|warmest)\s+(?:regards|wishes|thanks|best wishes)|regards|best|cheers|thanks|many thanks|thank you|yours(?: sincerely| faithfully| truly| fraternally)?|in solidarity|solidarity|fraternally|comradely|sent from my [^\n]{1,40}|cofion(?: gorau| cynnes)?)[ \t]*(?:[,.!][ \t]*)?$)`,
  ].join('|')})`,
  'gimu',
);

/** A signature is short: what is pasted below one is no longer the sender's signature. */
const SIGNATURE_LINES = 12;
const SIGNATURE_LINE_LENGTH = 120;

/** Splits a plain text body (line feeds only) into runs by place, in order. */
export function* mailRuns(text: string, start: MailPlace = 'body'): Generator<SegmentFound> {
  if (start !== 'body') return yield* run(start, text);
  let done = 0;
  TURN.lastIndex = 0;
  for (let turn = TURN.exec(text); turn; turn = TURN.exec(text)) {
    const at = turn.index;
    const end = at + turn[0].length;
    const { quote, wrote, sticky } = turn.groups ?? {};
    if (sticky !== undefined || (wrote !== undefined && !/^\s*>/.test(text.slice(end, end + 200)))) {
      yield* run('body', text.slice(done, at));
      return yield* run('quoted', text.slice(at));
    }
    const isQuote = quote !== undefined || wrote !== undefined;
    const stop = isQuote ? end : signatureEnd(text, end);
    if (stop > at) {
      yield* run('body', text.slice(done, at));
      yield* run(isQuote ? 'quoted' : 'signature', text.slice(at, stop));
      done = stop;
    }
    TURN.lastIndex = Math.max(stop, end, at + 1);
  }
  yield* run('body', text.slice(done));
}

function* run(place: MailPlace, text: string): Generator<SegmentFound> {
  const trimmed = text.trimEnd().replace(/^\n+/, '');
  if (trimmed) yield { kind: 'segment', place, text: trimmed };
}

/** Where the signature that begins before `from` ends: before a quotation, two empty lines, or what is no signature. */
function signatureEnd(text: string, from: number): number {
  let at = from;
  let lines = 0;
  let empty = 0;
  while (at < text.length) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const line = text.slice(at, end);
    if (line.trim() === '') empty++;
    else {
      if (empty > 2 || ++lines > SIGNATURE_LINES || line.length > SIGNATURE_LINE_LENGTH) return at;
      if (/^[ \t]*(?:>|-{2,}[ \t]*\w|\*?From:|On .{5,250}:$|Begin forwarded)/i.test(line)) return at;
      empty = 0;
    }
    at = end + 1;
  }
  return text.length;
}
