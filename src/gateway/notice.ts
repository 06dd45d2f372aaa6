/**
 * The notice that a sender gets when a message is held: what it is, for whom it is held, why, and what to do.
 *
 * Goes to who authenticated and to nobody else, quotes nothing of the message (not even its subject), and is not sent
 * in answer to automatic mail (RFC 3834, 2). Text and HTML say the same.
 */
import type { Notified } from '../store/notices.ts';
import type { OwnMessage } from '../store/own-message.ts';
import { letter, mayBeTold, momentOf, TAG } from './letter.ts';

const SUBJECT = 'A message of yours waits for a reviewer';
/** More are counted: the explanation names the first of them, and the page of the link all. */
const MOST_NAMED = 6;

/** Null where nobody is to be told. `linkOf` makes the link by which the sender may claim; throws what it throws. */
export async function noticeFor(
  notified: Notified,
  linkOf: (messageId: string) => Promise<string>,
): Promise<OwnMessage | null> {
  const { id, login, receivedAt, decision } = notified;
  if (!mayBeTold(notified)) return null;
  const link = await linkOf(id);
  const sections = sectionsOf(id, receivedAt, decision, link);
  return letter({
    to: login,
    subject: SUBJECT,
    headers: { 'X-Reticent-Notice': id },
    text: sections.map(({ heading, paragraphs }) => [heading.toUpperCase(), ...paragraphs].join('\n\n')).join('\n\n\n'),
    html: htmlOf(sections, link),
  });
}

interface Section {
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

function sectionsOf(
  id: string,
  receivedAt: Date,
  { action, reason, explanation, recipients, warnings }: Notified['decision'],
  link: string,
): Section[] {
  const held = recipients.filter((each) => each.action === 'hold').map(({ address }) => address ?? 'somebody unknown');
  const when = momentOf(receivedAt);
  const isMany = held.length > MOST_NAMED;
  const whom = isMany ? `${held.length} recipients` : held.join(', ');
  return [
    {
      heading: 'What happened',
      paragraphs: [
        `Your message of ${when} was not delivered to ${whom}. It is kept, and a reviewer looks at it. Nothing is lost.`,
        ...(isMany ? ['The page behind the link below names them all.'] : []),
        ...(action === 'split' ? ['The other recipients have it.'] : []),
      ],
    },
    {
      heading: 'Why',
      paragraphs: [
        explanation,
        ...warnings.map(({ address, because }) => `Please look at ${address} again: ${because}.`),
      ],
    },
    {
      heading: 'What you can do',
      paragraphs: [
        ...(reason === 'unscannable'
          ? ['If you can, send it again in a form that can be read: without a password, or as another kind of file.']
          : []),
        `If you know why it may go, or want to take it back, say so here; you need not sign in, and it works once:\n${link}`,
        'If it was sent by mistake, you need not do anything.',
        `Next time you can say it at once, in the subject: ${TAG} It is taken out before anybody else reads it.`,
        `The number of this message is ${id}.`,
      ],
    },
  ];
}

/** Styles stand with each element: mail programs drop the rest. */
const BODY =
  'font-family:sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:38em;margin:1em auto;padding:0 1em;overflow-wrap:anywhere';
const HEADING = 'font-size:18px;margin:1.4em 0 0.4em';

function htmlOf(sections: readonly Section[], link: string): string {
  const href = escaped(link);
  const anchored = (text: string) => text.replace(href, `<a href="${href}" style="color:#0b57d0">${href}</a>`);
  const lines = sections.flatMap(({ heading, paragraphs }) => [
    `<h2 style="${HEADING}">${heading}</h2>`,
    ...paragraphs.map((paragraph) => `<p>${anchored(escaped(paragraph).replaceAll('\n', '<br>'))}</p>`),
  ]);
  const top = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${SUBJECT}</title></head>`;
  return `${top}<body><div style="${BODY}">\n${lines.join('\n')}\n</div></body></html>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
