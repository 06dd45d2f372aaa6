import { describe, expect, it } from 'vitest';
import { claimsOf, withoutClaims } from '../../src/policy/claims.ts';
import { document } from './build.ts';

const headOf = (subject: string, ...claims: readonly string[]) => ({
  ...{ subject, from: [], to: [], cc: [], bcc: [], messageId: null },
  headers: claims.map((value) => ({ name: 'X-Confidential-Exception', value })),
});

const rows: [why: string, subject: string, claims: string[], codes: string[][]][] = [
  ['several codes', '', ['6(c), 9(b); x'], [['6(c)', '9(b)']]],
  ['several headers', '', ['6(c); x', '9(b); y'], [['6(c)'], ['9(b)']]],
  ['a tag beside a header', 'Re: [exception 6(b): y] News', ['6(c); x'], [['6(c)'], ['6(b)']]],
  ['several tags', '[Exception 6(b); x] News [exception 6(c): y]', [], [['6(b)'], ['6(c)']]],
  ['blanks and capitals', '', ['6 (C) ; x'], [['6(c)']]],
  ['8 alone, which means the law', '', ['8; x'], [['8-law']]],
  ['a paragraph that nobody can claim, recorded', '', ['9(e), 10; x'], [['9(e)', '10']]],
  ['a code that is none beside one', '', ['6(e), 6(c); x'], [['6(c)']]],
  ['a semicolon in the reason', '', ['6(c); x; y'], [['6(c)']]],
  // none
  ['a code that is none', '', ['6(e); x'], []],
  ['no code', '', ['; x'], []],
  ['no reason', '[exception 6(c):] News', ['6(c);', '6(c)'], []],
];

describe('what is claimed', () => {
  it.each(rows)('%s', (_why, subject, claims, codes) => {
    expect(claimsOf(headOf(subject, ...claims)).map((claim) => claim.codes)).toEqual(codes);
  });
});

describe('a claim', () => {
  it('says nothing of what the message is, and moves no offset', () => {
    const field =
      'To: a@b.example\nX-Confidential-Exception: 6(c); the press reports it\nThread-Topic: [exception 6(c): x] Tuesday\nComments: [exception 6(c): stays]';
    const tagged = '[exception 6(c): strictly confidential] Tuesday';
    const head = headOf(tagged, '6(c); the press reports it');
    const segments = [
      { place: 'header-field' as const, text: field },
      { place: 'subject' as const, text: tagged },
      { place: 'body' as const, text: '[exception 6(c): stays in a body]' },
    ];
    const part = { path: 'body', type: 'text/plain', sizeBytes: 1, segments };
    const read = withoutClaims(document('', { head, parts: [part] })).parts[0]?.segments.map(({ text }) => text) ?? [];
    expect(read.map((text) => text.replace(/ +/g, ' '))).toEqual([
      'To: a@b.example\n \nThread-Topic: Tuesday\nComments: [exception 6(c): stays]',
      ' Tuesday',
      '[exception 6(c): stays in a body]',
    ]);
    expect(read.map(({ length }) => length)).toEqual(segments.map(({ text }) => text.length));
  });
});
