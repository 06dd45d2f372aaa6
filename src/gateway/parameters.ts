/** Parameters of MAIL and RCPT as an MTA passes them on: `SMTPUTF8`, `BODY=8BITMIME`, and those of RFC 3461. */
import type { Envelope, RecipientDsn } from '../store/envelope.ts';

export function senderParameters(words: readonly string[]): Pick<Envelope, 'smtputf8' | 'body8bit' | 'dsn'> {
  const { smtputf8, body, ret, envid: xtext } = parametersOf(words);
  const envid = fromXtext(xtext);
  return {
    smtputf8: smtputf8 !== undefined,
    body8bit: body?.toUpperCase() === '8BITMIME',
    ...((ret || envid) && { dsn: { ...(ret && { ret: ret.toUpperCase() }), ...(envid && { envid }) } }),
  };
}

export function recipientParameters(words: readonly string[]): RecipientDsn | undefined {
  const { notify, orcpt: xtext } = parametersOf(words);
  const orcpt = fromXtext(xtext);
  if (!notify && !orcpt) return undefined;
  return { ...(notify && { notify: notify.toUpperCase().split(',') }), ...(orcpt && { orcpt }) };
}

function parametersOf(words: readonly string[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word.toLowerCase(), ''] : [word.slice(0, at).toLowerCase(), word.slice(at + 1)];
    }),
  );
}

/** RFC 3461, 4: `+2B` is a plus sign. Undefined for what is none: it has a control character, which no record can keep. */
function fromXtext(text = ''): string | undefined {
  const decoded = text.replace(/\+([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return decoded === '' || /\p{Cc}/u.test(decoded) ? undefined : decoded;
}
