/**
 * The digest of a sweep for the owner of files: which of them hold what, and who can read it. Quotes nothing of a file.
 *
 * One message for each owner, by the way of our other notices (RFC 3834: `Auto-Submitted`), and none where there is
 * nothing new.
 */
import { hostname } from 'node:os';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { DriveFinding } from '../store/drive-findings.ts';
import type { Drive } from '../store/drives.ts';
import type { OwnMessage } from '../store/own-message.ts';

export interface DigestLine {
  readonly path: string;
  readonly category: string;
  readonly people: number;
  readonly state: string;
  readonly everyone: boolean;
  /** Who outside the circle can read it. */
  readonly outside: readonly string[];
}

export interface Digest {
  readonly to: string;
  readonly drive: string;
  readonly sweep: string;
  readonly lines: readonly DigestLine[];
}

/** In one message; the rest is told by its number. */
const LINES_AT_MOST = 200;

export function digestsOf({ name }: Pick<Drive, 'name'>, sweep: string, news: readonly DriveFinding[]): Digest[] {
  const byOwner = new Map<string, DigestLine[]>();
  for (const { category, people, state, places } of news) {
    for (const { path, owner, everyone, outside, goneAt } of places) {
      // What is gone is told where it was taken, and not where its owner moved it.
      if (!owner || (goneAt !== null && state !== 'remediated')) continue;
      const lines = byOwner.get(owner) ?? [];
      lines.push({
        path,
        category,
        people,
        state,
        everyone,
        outside: outside.map(({ principal, address }) => address ?? principal),
      });
      byOwner.set(owner, lines);
    }
  }
  return [...byOwner].map(([to, lines]) => ({ to, drive: name, sweep, lines }));
}

export async function mailOf({ to, drive, sweep, lines }: Digest): Promise<OwnMessage> {
  const open = lines.filter(({ state }) => state === 'open');
  const taken = lines.filter(({ state }) => state === 'remediated');
  const text = [
    `Files of yours on "${drive}" hold what may be a Confidential Matter, and people who are not entitled to it can read them.`,
    ...(open.length > 0 ? ['Please move them, or take the rights of those people away:', list(open)] : []),
    ...(taken.length > 0 ? ['These are not where they were any more:', list(taken)] : []),
    'If one of them may lie where it lies, or is nothing of the kind, tell your records officer.',
    `The number of this sweep is ${sweep}.`,
  ].join('\n\n');
  const raw = await new MailComposer({
    from: { name: 'Reticent', address: `MAILER-DAEMON@${hostname()}` },
    to,
    subject: `Files on "${drive}" that too many people can read`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Reticent-Digest': sweep },
    text,
    newline: 'windows',
  })
    .compile()
    .build();
  return { recipient: to, raw };
}

function list(lines: readonly DigestLine[]): string {
  const shown = lines.slice(0, LINES_AT_MOST).map(({ path, category, people, everyone, outside }) => {
    const whom = everyone ? 'everybody' : outside.join(', ');
    const exposed = people > 0 ? `, ${people} ${people === 1 ? 'person' : 'people'}` : '';
    return `- ${path}: ${category}${exposed}; read by ${whom}`;
  });
  if (lines.length > LINES_AT_MOST) shown.push(`- and ${lines.length - LINES_AT_MOST} more`);
  return shown.join('\n');
}
