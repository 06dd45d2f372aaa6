/**
 * Bounces: a delivery status notification to the sender, for each recipient that could not be served, and for who asked
 * to hear of success where the next hop cannot tell of it.
 *
 * Source: RFC 3464 (the report), RFC 3462 (its container), RFC 3461 (what the sender asked for), RFC 6533 (addresses beyond
 * ASCII). Nobody gets a report for a report: the null sender ends it. Of the message only its header goes back, whatever
 * RET asked for: a report may travel further than the message would have.
 */
import { isAscii } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Delivery, Outgoing, PendingRecipient } from '../store/deliveries.ts';
import type { OwnMessage } from '../store/own-message.ts';

interface Reported {
  readonly recipient: PendingRecipient;
  readonly action: 'failed' | 'relayed';
  readonly response: string;
}

/** Takes recipients that bounced or were relayed; null where nobody is to be told. */
export function reportFor(
  outgoing: Outgoing,
  deliveries: readonly Delivery[],
  nextHop: string,
  now: Date,
): OwnMessage | null {
  const { envelope, recipients } = outgoing;
  const reported = deliveries.flatMap(({ ordinal, state, response }): Reported[] => {
    const recipient = recipients.find((each) => each.ordinal === ordinal);
    if (!recipient) return [];
    // Without a NOTIFY failures are told, and they alone (RFC 3461, 4.1).
    const notify = recipient.dsn?.notify ?? ['FAILURE'];
    const action = state === 'bounced' ? 'failed' : 'relayed';
    return notify.includes(action === 'failed' ? 'FAILURE' : 'SUCCESS') ? [{ recipient, action, response }] : [];
  });
  if (envelope.mailFrom === '' || reported.length === 0) return null;

  const host = hostname();
  const boundary = `reticent-${randomUUID()}`;
  const hasFailed = reported.some(({ action }) => action === 'failed');
  const top = [
    `From: Mail Delivery <MAILER-DAEMON@${host}>`,
    `To: <${envelope.mailFrom.replace(/\p{Cc}+/gu, ' ')}>`,
    `Subject: ${hasFailed ? 'Your message could not be delivered' : 'Your message is on its way'}`,
    `Date: ${dateOf(now)}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    'Content-Transfer-Encoding: 8bit',
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...inWords(reported),
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    `Reporting-MTA: dns; ${host}`,
    ...(envelope.dsn?.envid ? [`Original-Envelope-Id: ${plain(envelope.dsn.envid)}`] : []),
    `Arrival-Date: ${dateOf(outgoing.receivedAt)}`,
    '',
    ...reported.flatMap((each) => [...fieldsOf(each, nextHop), '']),
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    'Content-Transfer-Encoding: 8bit',
    '',
    '',
  ];
  // The header goes back byte for byte: what it is written in is for its reader to find out.
  const raw = Buffer.concat([
    Buffer.from(top.join('\r\n')),
    headerOf(outgoing.bytes),
    Buffer.from(`\r\n\r\n--${boundary}--\r\n`),
  ]);
  return { recipient: envelope.mailFrom, raw };
}

function inWords(reported: readonly Reported[]): string[] {
  const listed = (action: Reported['action'], words: string) => {
    const those = reported.filter((each) => each.action === action);
    if (those.length === 0) return [];
    return [
      words,
      '',
      ...those.flatMap(({ recipient, response }) => [`  ${recipient.address}`, `    ${response}`, '']),
    ];
  };
  return [
    ...listed('failed', 'Your message could not be delivered to:'),
    ...listed('relayed', 'Your message was passed on to a server that sends no reports of delivery, for:'),
  ];
}

function fieldsOf({ recipient, action, response }: Reported, nextHop: string): string[] {
  // Where nothing was answered the words are ours, and no server reported them (RFC 3464, 2.3.5 and 2.3.6).
  const isReply = /^\d{3}[ -]/.test(response);
  return [
    ...(recipient.dsn?.orcpt ? [`Original-Recipient: ${escaped(recipient.dsn.orcpt)}`] : []),
    `Final-Recipient: ${typed(recipient.address)}`,
    `Action: ${action}`,
    `Status: ${statusIn(response)}`,
    ...(isReply ? [`Remote-MTA: dns; ${plain(nextHop)}`] : []),
    `Diagnostic-Code: ${isReply ? 'smtp' : 'x-reticent'}; ${plain(response)}`,
  ];
}

/** The enhanced status code of the answer (RFC 3463) behind its code, else the general one for its class. */
function statusIn(response: string): string {
  const status = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1];
  return status ?? (response.startsWith('5') ? '5.0.0' : response.startsWith('2') ? '2.0.0' : '4.4.7');
}

function headerOf(bytes: Buffer): Buffer {
  const end = bytes.indexOf('\r\n\r\n');
  return bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, 16_384));
}

function dateOf(moment: Date): string {
  return moment.toUTCString().replace('GMT', '+0000');
}

function typed(address: string): string {
  return isAscii(Buffer.from(address)) ? `rfc822; ${plain(address)}` : `utf-8; ${escaped(address)}`;
}

/** What is beyond ASCII as `\x{FC}` (RFC 6533, 3), so that the report can go where no SMTPUTF8 is spoken. */
function escaped(text: string): string {
  if (isAscii(Buffer.from(text))) return plain(text);
  return text.replace(/[^\x21-\x7e]|[\\+=]/gu, (one) => `\\x{${one.codePointAt(0)?.toString(16).toUpperCase()}}`);
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').trim();
}
