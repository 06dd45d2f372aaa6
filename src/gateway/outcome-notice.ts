/**
 * Letters after a hold: to the sender that it was rejected, ran out, or that a reviewer asks; to reviewers that holds wait.
 *
 * Like the notice of a hold they go to who authenticated, quote nothing of the message, and are not sent in answer to
 * automatic mail (RFC 3834, 2).
 */
import type { OutcomeTold } from '../store/outcomes.ts';
import type { OwnMessage } from '../store/own-message.ts';
import { letter, mayBeTold, momentOf, TAG } from './letter.ts';

/** Null where nobody is to be told. `publicUrl` is where the link of a question leads. */
export async function outcomeNotice(told: OutcomeTold, publicUrl: string): Promise<OwnMessage | null> {
  if (!mayBeTold(told)) return null;
  const { subject, paragraphs } = wordsOf(told, publicUrl);
  const text = [...paragraphs, `The number of this message is ${told.id}.`].join('\n\n');
  return letter({ to: told.login, subject, text });
}

function wordsOf(
  { about, receivedAt, recipients, decision }: OutcomeTold,
  publicUrl: string,
): { subject: string; paragraphs: string[] } {
  const which = `Your message of ${momentOf(receivedAt)} to ${recipients.join(', ')}`;
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
  const end = 'What is not decided goes back to its sender in the end.';
  const text = [words, end, `${publicUrl}/quarantine?late=${step}`].join('\n\n');
  return letter({ to: recipient, subject: words.replace(/\.$/, ''), text });
}
