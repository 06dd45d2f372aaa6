/** What zeros in a text without a mark tell of its charset, and what they do not. */
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/extract/charset.ts';

const wide = (text: string) => Buffer.from(new Uint32Array([...text].map((each) => each.codePointAt(0) ?? 0)).buffer);
const PADDED = Buffer.concat([Buffer.from('Name'), Buffer.alloc(1020), Buffer.from('Minutes of the meeting')]);

describe('text without a mark', () => {
  it.each([
    ['of four bytes a letter', wide('Minutes, café 💬'), 'Minutes, café 💬'],
    ['cut within a letter', wide('Minutes of').subarray(0, 38), 'Minutes o\ufffd'],
    ['of two bytes a letter', Buffer.from('Minutes, café 💬', 'utf16le'), 'Minutes, café 💬'],
    ['that zeros pad', PADDED, PADDED.toString('latin1')],
    [
      'that begins so and goes on in ASCII',
      Buffer.concat([wide('Hello. '.repeat(40)), PADDED]),
      /Minutes of the meeting$/,
    ],
    [
      'that begins with two bytes a letter and goes on in ASCII',
      Buffer.concat([
        Buffer.from('Hello. '.repeat(90), 'utf16le'),
        Buffer.from(`\nThe ${'minutes of the meeting, '.repeat(2)}end`),
      ]),
      /The minutes of the meeting, minutes of the meeting, end$/,
    ],
  ])('%s', (_what, bytes, expected) => {
    expect(decodeText(bytes)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });
});
