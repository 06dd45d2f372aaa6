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

describe('plain words where a mark or a label says that each letter has several bytes', () => {
  const words = Buffer.from(`The ${'minutes of the meeting, '.repeat(2)}é`);

  it.each([
    ['behind the mark of UTF-16, the lower byte first', Buffer.from([0xff, 0xfe]), undefined],
    ['behind that with the higher byte first', Buffer.from([0xfe, 0xff]), undefined],
    ['behind the mark of UTF-32', Buffer.from([0xff, 0xfe, 0, 0]), undefined],
    ['with a label alone', Buffer.alloc(0), 'utf-16le'],
  ])('are read %s', (_where, mark, label) => {
    expect(decodeText(Buffer.concat([mark, words]), label)).toContain('The minutes of the meeting, minutes');
  });

  it('are none in such a text', () => {
    const text = `Minutes, ${'会议记录'.repeat(20)}`;
    expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
    expect(decodeText(Buffer.from(text, 'utf16le'), 'utf-16le')).toBe(text);
  });
});
