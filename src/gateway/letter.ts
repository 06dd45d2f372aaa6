/** Letters of our own to people: who they are from, to whom none goes, and what all of them say alike. */
import { hostname } from 'node:os';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OwnMessage } from '../store/own-message.ts';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same as the text says. */
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Says of itself that a machine wrote it, so that no machine answers (RFC 3834, 5). */
export async function letter({ to, headers, ...content }: Letter): Promise<OwnMessage> {
  const raw = await new MailComposer({
    from: { name: 'Reticent', address: `MAILER-DAEMON@${hostname()}` },
    to,
    headers: { 'Auto-Submitted': 'auto-replied', ...headers },
    ...content,
    newline: 'windows',
  })
    .compile()
    .build();
  return { recipient: to, raw };
}

/** Mail by programs: lists, robots, replies of machines. */
const AUTOMATIC = /^(?:auto-submitted:(?!\s*no\b)|precedence:\s*(?:bulk|list|junk)|list-id:)/im;

/** Whether who sent a message may be told of it: not in answer to automatic mail (RFC 3834, 2), nor where no address signed in. */
export function mayBeTold({ login, header }: { readonly login: string; readonly header: string }): boolean {
  return login.includes('@') && !AUTOMATIC.test(header);
}

const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' });

/** When something was, as a letter says it. */
export function momentOf(at: Date): string {
  return LONDON.format(at);
}

/** How to claim at once, the next time. No claim of its own: what applies to one message would be a false word on another. */
export const TAG = '[exception 6(c): your reason], with the paragraph that applies in place of 6(c).';
