/**
 * What the head of a message says: subject, mailboxes, fields.
 *
 * Source: RFC 5322 3.4 and 3.6, RFC 6854 (groups). Nothing here is proven; the sender is known by envelope and login.
 */
import { createRequire } from 'node:module';
import type { HeaderField, Mailbox, MessageHead } from '../document/document.ts';
import type { SegmentFound } from './extractor.ts';
import { decodeField, decodeWords, type RawField } from './mime-header.ts';

/** Fields that hold nothing but signatures over the message: no words in them. */
const SIGNATURES = /^(?:(?:x-google-)?dkim-signature|arc-(?:seal|message-signature)|domainkey-signature)$/i;

interface ParsedAddress {
  readonly name: string;
  readonly address?: string;
  readonly group?: readonly ParsedAddress[];
}
const require = createRequire(import.meta.url);
// The inner module: the root of nodemailer loads its transports.
const parseAddresses: (text: string) => readonly ParsedAddress[] = require('nodemailer/lib/addressparser');

/** Reads the head from undecoded fields. */
export function headOf(raw: readonly RawField[]): MessageHead {
  const headers = raw.filter(({ name }) => name !== '').map(decodeField);
  const all = (name: string): readonly Mailbox[] =>
    raw.filter((field) => field.name.toLowerCase() === name).flatMap((field) => mailboxes(field.raw));
  return {
    // Several subjects are a fault of the sender's program, and all of them may be shown.
    subject: valuesOf(headers, 'subject').join('\n'),
    from: all('from'),
    to: all('to'),
    cc: all('cc'),
    bcc: all('bcc'),
    messageId: valuesOf(headers, 'message-id')[0]?.replace(/^<|>$/g, '') ?? null,
    headers,
  };
}

/** The head as text: subject, and every field that holds words. */
export function* headRuns({ subject, headers }: MessageHead): Generator<SegmentFound> {
  if (subject) yield { kind: 'segment', place: 'subject', text: subject };
  const lines = headers
    .filter(({ name }) => !SIGNATURES.test(name) && name.toLowerCase() !== 'subject')
    .map(({ name, value }) => `${name}: ${value}`);
  if (lines.length > 0) yield { kind: 'segment', place: 'header-field', text: lines.join('\n') };
}

/** Mailboxes of an address field, undecoded; members of groups are mailboxes too. Addresses in lower case. */
function mailboxes(raw: string): Mailbox[] {
  const flat = (list: readonly ParsedAddress[]): Mailbox[] =>
    list.flatMap(({ name, address, group }) =>
      group ? flat(group) : address ? [{ address: decodeWords(address).toLowerCase(), name: decodeWords(name) }] : [],
    );
  return flat(parseAddresses(raw));
}

function valuesOf(headers: readonly HeaderField[], wanted: string): string[] {
  return headers.filter(({ name }) => name.toLowerCase() === wanted).map(({ value }) => value);
}
