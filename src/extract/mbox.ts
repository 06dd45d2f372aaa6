/**
 * Mailboxes in one file: each message becomes a child.
 *
 * Source: RFC 4155, and the variant mboxrd (`>From ` in a body stands for `From `).
 */
import type { Extractor } from './extractor.ts';

/** A field that mail begins with. */
const FIRST_FIELD =
  '(?i:return-path|received|delivered-to|x-[\\w-]+|mime-version|date|message-id|from|to|subject|content-type|status|arc-[\\w-]+|dkim-signature|authentication-results)';
const DATED = String.raw`[^\n]*\b\d{4}\b[^\n]*\n(?=>?[!-9;-~]+[ \t]*:)`;
const UNDATED = String.raw`(?:-|[^\s@]+@[^\s@]+)?[ \t]*\r?\n(?=${FIRST_FIELD}[ \t]*:)`;

/**
 * The line that begins a message: `From `, who, and a year at its end or before a zone. Netscape wrote a dash alone, and
 * what Google's mail gives out has a number for an address and no date; then a field of mail must follow.
 */
export const POSTMARK = new RegExp(`^From (?:${DATED}|${UNDATED})`);

export const mbox: Extractor = {
  format: 'mbox',
  types: ['application/mbox'],

  *extract(bytes) {
    for (const [index, message] of (splitMbox(bytes) ?? [bytes]).entries()) {
      yield { kind: 'child', name: `${index + 1}.eml`, declaredType: 'message/rfc822', open: async () => message };
    }
  },
};

/** The messages of a mailbox in order, without their postmarks; undefined where the bytes are no mailbox. */
export function splitMbox(bytes: Uint8Array): Uint8Array[] | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!isPostmark(buffer, 0)) return undefined;
  const starts = [0];
  for (let at = buffer.indexOf('\nFrom ', 0, 'latin1'); at >= 0; at = buffer.indexOf('\nFrom ', at + 1, 'latin1')) {
    if (isPostmark(buffer, at + 1)) starts.push(at + 1);
  }
  return starts.map((start, index) => {
    const from = buffer.indexOf(0x0a, start) + 1;
    return unescapeFrom(buffer.subarray(from, starts[index + 1] ?? buffer.length));
  });
}

function isPostmark(buffer: Buffer, at: number): boolean {
  return POSTMARK.test(buffer.toString('latin1', at, Math.min(buffer.length, at + 1000)));
}

function unescapeFrom(message: Buffer): Buffer {
  if (message.indexOf('\n>From ', 0, 'latin1') < 0) return message;
  return Buffer.from(message.toString('latin1').replace(/^>(>*From )/gm, '$1'), 'latin1');
}
