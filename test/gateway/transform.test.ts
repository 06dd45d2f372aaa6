import { describe, expect, it } from 'vitest';
import { decodeWords } from '../../src/extract/mime-header.ts';
import { departing } from '../../src/gateway/transform.ts';
import { CLAIM_HEADER, SUBJECT_TAG, TAGGED_FIELDS } from '../../src/policy/claims.ts';
import type { Outgoing } from '../../src/store/deliveries.ts';
import { envelope } from '../messages.ts';

const claims = { header: CLAIM_HEADER, subjectTag: SUBJECT_TAG, taggedFields: TAGGED_FIELDS, decode: decodeWords };

function outgoing(raw: string): Outgoing {
  const { recipients: _all, ...rest } = envelope();
  return {
    id: '0190-id',
    lease: 'lease',
    envelope: rest,
    recipients: [],
    bytes: Buffer.from(raw, 'latin1'),
    sha256: Buffer.alloc(32),
    receivedAt: new Date('2026-11-24T09:00:00Z'),
    releasedAt: new Date('2026-11-24T09:00:00Z'),
    action: 'release',
    reason: '6(c)',
  };
}

function sent(raw: string): { text: string; breaksSignature: boolean } {
  const { pieces, breaksSignature } = departing(outgoing(raw), claims);
  return { text: Buffer.concat(pieces.slice(1)).toString('latin1'), breaksSignature };
}

const signed = (headers: string) => `DKIM-Signature: v=1; a=rsa-sha256;\r\n h=from:to:${headers};\r\n b=abc=\r\n`;

describe('what leaves', () => {
  const rows: [why: string, raw: string, text: string, breaksSignature: boolean][] = [
    ['a message without a claim, as it came', 'A: b\r\n\r\n.body\r\n', 'A: b\r\n\r\n.body\r\n', false],
    ['without a header that claims', 'X-Confidential-Exception: 6(c); why\r\nA: b\r\n\r\nx', 'A: b\r\n\r\nx', false],
    [
      'folded over lines, in any case',
      'x-confidential-EXCEPTION: 6(c);\r\n why\r\n\tmore\r\nA: b\r\n\r\nx',
      'A: b\r\n\r\nx',
      false,
    ],
    [
      'several claims',
      'X-Confidential-Exception: 6(c); a\r\nA: b\r\nX-Confidential-Exception: 6(b); c\r\n\r\nx',
      'A: b\r\n\r\nx',
      false,
    ],
    ['a tag in the subject', 'Subject: [exception 6(c): why] News\r\n\r\nx', 'Subject: News\r\n\r\nx', false],
    [
      'a tag in a subject that is encoded',
      'Subject: =?utf-8?Q?=5Bexception_6=28c=29=3A_why=5D_N=C3=A9ws?=\r\n\r\nx',
      'Subject: =?UTF-8?B?TsOpd3M=?=\r\n\r\nx',
      false,
    ],
    [
      'a tag beside one that is encoded',
      'Subject: [exception 6(c): a] =?utf-8?Q?=5Bexception_6=28c=29=3A_b=5D_News?=\r\n\r\nx',
      'Subject: News\r\n\r\nx',
      false,
    ],
    [
      'a tag that is folded',
      'Subject: [exception\r\n 6(c): why] News\r\nA: b\r\n\r\nx',
      'Subject: News\r\nA: b\r\n\r\nx',
      false,
    ],
    [
      'a tag that is folded at a tab',
      'Subject: [exception\r\n\t6(c): why] News\r\n\r\nx',
      'Subject: News\r\n\r\nx',
      false,
    ],
    [
      'the subject that Outlook repeats',
      'Thread-Topic: [exception 6(c): why] News\r\nSubject: [exception 6(c): why] News\r\n\r\nx',
      'Thread-Topic: News\r\nSubject: News\r\n\r\nx',
      false,
    ],
    [
      'a claim behind lines that are no fields',
      '>From x Tue Mar 3\r\nX-\xfc: y\r\nX-Confidential-Exception: 6(c); a\r\nC: d\r\n\r\nx',
      '>From x Tue Mar 3\r\nX-\xfc: y\r\nC: d\r\n\r\nx',
      false,
    ],
    ['a claim whose name is folded', 'A: b\r\nX-Confidential-Exception\r\n : 6(c); a\r\n\r\nx', 'A: b\r\n\r\nx', false],
    [
      'a message without a header stays',
      'Hello\r\nX-Confidential-Exception: 6(c); a\r\n',
      'Hello\r\nX-Confidential-Exception: 6(c); a\r\n',
      false,
    ],
    [
      'the same words in the body stay',
      'A: b\r\n\r\nX-Confidential-Exception: 6(c); a\r\n',
      'A: b\r\n\r\nX-Confidential-Exception: 6(c); a\r\n',
      false,
    ],
    [
      'a signature over other headers',
      `${signed('date')}X-Confidential-Exception: 6(c); a\r\n\r\nx`,
      `${signed('date')}\r\nx`,
      false,
    ],
    [
      'a signature over the subject',
      `${signed('subject')}Subject: [exception 6(c): a] N\r\n\r\nx`,
      `${signed('subject')}Subject: N\r\n\r\nx`,
      true,
    ],
    ['bytes above ASCII', 'Subject: [exception 6(c): a] \xfc\r\n\r\n\xff\xfe', 'Subject: \xfc\r\n\r\n\xff\xfe', false],
    [
      'several fields, with what stands between them',
      'Subject: [exception 6(c): a] N\r\nA: b\r\nX-Confidential-Exception: 6(c); a\r\nC: d\r\n\r\nx',
      'Subject: N\r\nA: b\r\nC: d\r\n\r\nx',
      false,
    ],
    ['a message of one line', 'Subject: x', 'Subject: x', false],
    ['nothing at all', '', '', false],
  ];
  it.each(rows)('%s', (_why, raw, text, breaksSignature) => {
    expect(sent(raw)).toEqual({ text, breaksSignature });
  });

  it('is ready in time by length and in few pieces, however many lines a header has: all other mail waits meanwhile', () => {
    const lines = 'A: b\r\n'.concat('c\r\n'.repeat(3_000_000));
    const { pieces } = departing(outgoing(`${lines}X-Confidential-Exception: 6(c); a\r\n`), claims);
    // A piece for each line took seconds and gigabytes: what stands before the claim, nothing in its place, and the rest.
    expect(pieces.slice(1).map(({ length }) => length)).toEqual([lines.length, 0, 0]);
  });

  it('has two lines of ours on top, which nobody can break', () => {
    const made = outgoing('A: b\r\n\r\n');
    const client = { address: '192.0.2.1\r\nBcc: x@y', helo: 'evil\r\nX: y', tls: true };
    const { pieces } = departing({ ...made, envelope: { ...made.envelope, client } }, claims);
    const lines = pieces[0]?.toString() ?? '';
    expect(lines).toMatch(
      /^Received: from evilX:y \(\[192\.0\.2\.1Bcc:x@y\]\)\r\n by \S+ \(Reticent\) with ESMTPS id 0190-id;\r\n Tue, 24 Nov 2026 09:00:00 \+0000\r\nX-Reticent: release 6\(c\); id=0190-id\r\n$/,
    );
  });
});
