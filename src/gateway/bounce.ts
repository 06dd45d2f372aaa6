/**
 * Bounces: a delivery status notification to the sender, for each recipient that could not be served.
 *
 * Source: RFC 3464 (the report), RFC 3462 (its container), RFC 3461 (what the sender asked for). Nobody gets a report
 * for a report: the null sender ends it. Of the message only its header goes back.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Delivery, Outgoing } from '../store/deliveries.ts';
import type { OwnMessage } from '../store/own-message.ts';

/** Undelivered recipients of one message; null where nobody is to be told. */
export function bounceFor(outgoing: Outgoing, bounced: readonly Delivery[], now: Date): OwnMessage | null {
  const { envelope, recipients } = outgoing;
  const failures = bounced.flatMap(({ ordinal, response }) => {
    const recipient = recipients.find((each) => each.ordinal === ordinal);
    // NOTIFY=NEVER, or a NOTIFY without FAILURE, asks for no report of a failure (RFC 3461, 4.1).
    const notify = recipient?.dsn?.notify;
    return recipient && (!notify || notify.includes('FAILURE')) ? [{ recipient, response }] : [];
  });
  if (envelope.mailFrom === '' || failures.length === 0) return null;

  const host = hostname();
  const boundary = `reticent-${randomUUID()}`;
  const listed = failures.map(({ recipient, response }) => `  ${recipient.address}\r\n    ${response}`).join('\r\n');
  const perRecipient = failures.map(({ recipient, response }) =>
    [
      ...(recipient.dsn?.orcpt ? [`Original-Recipient: ${plain(recipient.dsn.orcpt)}`] : []),
      `Final-Recipient: rfc822; ${plain(recipient.address)}`,
      'Action: failed',
      `Status: ${statusIn(response)}`,
      `Remote-MTA: dns; next-hop`,
      `Diagnostic-Code: smtp; ${plain(response)}`,
    ].join('\r\n'),
  );
  const envid = envelope.dsn?.envid ? [`Original-Envelope-Id: ${plain(envelope.dsn.envid)}`] : [];
  const text = [
    `From: Mail Delivery <MAILER-DAEMON@${host}>`,
    `To: <${plain(envelope.mailFrom)}>`,
    'Subject: Your message could not be delivered',
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${randomUUID()}@${host}>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered to:',
    '',
    listed,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    [
      `Reporting-MTA: dns; ${host}`,
      ...envid,
      `Arrival-Date: ${outgoing.receivedAt.toUTCString().replace('GMT', '+0000')}`,
    ].join('\r\n'),
    '',
    perRecipient.join('\r\n\r\n'),
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headerOf(outgoing.bytes),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { recipient: envelope.mailFrom, raw: Buffer.from(text) };
}

/** The enhanced status code of the answer (RFC 3463), else the general one for its class. */
function statusIn(response: string): string {
  const status = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1];
  return status ?? (response.startsWith('5') ? '5.0.0' : '4.4.7');
}

function headerOf(bytes: Buffer): string {
  const end = bytes.indexOf('\r\n\r\n');
  return bytes.toString('latin1', 0, end < 0 ? Math.min(bytes.length, 16_384) : Math.min(end, 16_384));
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').trim();
}
