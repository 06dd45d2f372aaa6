/**
 * Letters after a hold: to the sender that it was rejected, ran out, or that a reviewer asks; to reviewers that holds wait.
 *
 * Like the notice of a hold they go to who authenticated, quote nothing of the message, and are not sent in answer to
 * automatic mail (RFC 3834, 2).
 */
import { hostname } from 'node:os';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutcomeTold } from '../store/outcomes.ts';
import type { OwnMessage } from '../store/own-message.ts';
import { TAG } from './notice.ts';

const AUTOMATIC = /^(?:auto-submitted:(?!\s*no\b)|precedence:\s*(?:bulk|list|junk)|list-id:)/im;
const LONDON = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'long', timeStyle: 'short' });

/** Null where nobody is to be told. `publicUrl` is where the link of a question leads. */
export async function outcomeNotice(told: OutcomeTold, publicUrl: string): Promise<OwnMessage | null> {
  if (AUTOMATIC.test(told.header) || !told.login.includes('@')) return null;
  const { subject, paragraphs } = wordsOf(told, publicUrl);
  return letter(told.login, subject, [...paragraphs, `The number of this message is ${told.id}.`]);
}

function wordsOf(
  { about, receivedAt, recipients, decision }: OutcomeTold,
  publicUrl: string,
): { subject: string; paragraphs: string[] } {
  const which = `Your message of ${LONDON.format(receivedAt)} to ${recipients.join(', ')}`;
  switch (about.kind) {
    case 'rejected':
      return {
        subject: 'A message of yours was not let go',
        paragraphs: [
          `${which} was looked at by a reviewer and will not be delivered.`,
          `The reviewer writes: ${about.reason}`,
          `Why it was held: ${decision.explanation}`,
          'Nothing more is done with it, and it will be deleted in time.',
        ],
      };
    case 'returned':
      return {
        subject: 'A message of yours was not decided in time',
        paragraphs: [
          `${which} waited for a reviewer until its time ran out. It will not be delivered.`,
          `Why it was held: ${decision.explanation}`,
          `If it may go, please send it again and say why in its subject: ${TAG}`,
        ],
      };
    case 'asked':
      return {
        subject: 'A reviewer asks about a message of yours',
        paragraphs: [
          `${which} waits for a reviewer, who asks:`,
          about.question,
          `Please answer here; you need not sign in, and it works once:\n${publicUrl}/claim/${about.token}`,
        ],
      };
  }
}

/** To one reviewer: how many wait, and where; nothing of a message. */
export function waitingNotice(
  recipient: string,
  {
    step,
    count,
    publicUrl,
  }: { readonly step: 'warned' | 'escalated'; readonly count: number; readonly publicUrl: string },
): Promise<OwnMessage> {
  const many = count === 1 ? 'A held message has' : `${count} held messages have`;
  const words =
    step === 'warned'
      ? `${many} waited long for a decision.`
      : `${many} waited too long for a decision and ${count === 1 ? 'is' : 'are'} put before you.`;
  return letter(recipient, words.replace(/\.$/, ''), [
    words,
    'What is not decided goes back to its sender in the end.',
    `${publicUrl}/quarantine?late=${step}`,
  ]);
}

async function letter(to: string, subject: string, paragraphs: readonly string[]): Promise<OwnMessage> {
  const raw = await new MailComposer({
    from: { name: 'Reticent', address: `MAILER-DAEMON@${hostname()}` },
    to,
    subject,
    headers: { 'Auto-Submitted': 'auto-replied' },
    text: paragraphs.join('\n\n'),
    newline: 'windows',
  })
    .compile()
    .build();
  return { recipient: to, raw };
}
