import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/document/text.ts';

const rows: [why: string, written: string, read: string][] = [
  ['plain text', 'Strictly confidential\nnot for sharing', 'Strictly confidential\nnot for sharing'],
  ['full-width letters', 'ｃｏｎｆｉｄｅｎｔｉａｌ', 'confidential'],
  ['mathematical letters', '𝐂𝐨𝐧𝐟𝐢𝐝𝐞𝐧𝐭𝐢𝐚𝐥', 'Confidential'],
  ['ligatures', 'conﬁdential', 'confidential'],
  ['zero-width characters', 'con\u200bfi\u2060den\ufefftial', 'confidential'],
  ['bidi controls', '\u202econ\u202cfidential\u2069', 'confidential'],
  ['words shown from right to left', '\u202esetuniM\u202c of the \u202egniteem\u202c', 'Minutes of the meeting'],
  ['lines shown so, in pieces', '\u202e2026\u202c\u202e .cnI tide\n\u202efo\u202c', 'edit Inc. 6202\nof'],
  ['words written forwards there', '\u202eMinutes of the meeting\u202c', 'Minutes of the meeting'],
  ['digits of other scripts', 'L١٢٠٤٤١٧ and A४८१२२०', 'L1204417 and A481220'],
  ['marks piled on letters', 'm\u0301\u0327\u0488i\u0301\u0327n\u20dd', 'min'],
  ['letters apart by hair spaces', 'M\u200ai\u200an\u200au\u200at\u200ae\u200as of', 'Minutes of'],
  ['soft hyphens', 'con\u00adfi\u00addential', 'confidential'],
  ['Cyrillic look-alikes', 'СОNFІDЕNТІАL соnfіdеntіаl', 'CONFIDENTIAL confidential'],
  ['Greek look-alikes', 'ΜΙΝUΤΕS', 'MINUTES'],
  ['letters of flags and badges', '🅲🅾🅽🅵', 'CONF'],
  ['struck-through letters', 'c\u0336o\u0336n\u0336f', 'conf'],
  ['letter-spaced words', 'S T R I C T L Y  C O N F I D E N T I A L', 'STRICTLY  CONFIDENTIAL'],
  ['letter-spacing with no-break spaces', 'C\u00a0O\u00a0N\u00a0F', 'CONF'],
  ['letters apart by dots', 'C.O.N.F.I.D.E.N.T.I.A.L', 'CONFIDENTIAL'],
  ['a hyphen at the end of a line', 'confi-\ndential', 'confidential'],
  ['a typographic hyphen at the end of a line of Windows', 'confi\u2010\r\ndential', 'confidential'],
  ['a soft hyphen at the end of a line', 'confi\u00ad\ndential', 'confidential'],
  ['a hyphen at the end of a quoted line', '> confi-\n> dential', 'confidential'],
  ['prefixes of quoted replies', '> a\n>> b\n> > c', 'a\nb\nc'],
  ['typographic quotes and dashes', '“members’ list” – 2026', '"members\' list" - 2026'],
  ['headings that programs write as one word', 'ElectorNo\tPostalVoter\tDOB', 'Elector No\tPostal Voter\tDOB'],
  ['such headings between commas, quoted', '"firstName","joinDate","ward"\r\n', '"first Name","join Date","ward"\r\n'],
  ['such a key before its value', 'joinDate: 2024-01-02', 'join Date: 2024-01-02'],
  ['a decomposed accent', 'cafe\u0301', 'café'],
  // what stays
  ['an abbreviation', 'U.K. and N.E.C. papers', 'U.K. and N.E.C. papers'],
  ['initials', 'J R R Tolkien', 'J R R Tolkien'],
  ['a hyphenated word', 'well-known', 'well-known'],
  ['a number range over lines', '10-\n12', '10-\n12'],
  ['a brand in a sentence', 'McDonald, on YouTube, said', 'McDonald, on YouTube, said'],
  ['a row of surnames', 'McDonald, MacLeod, LaRue, DeSouza', 'McDonald, MacLeod, LaRue, DeSouza'],
  ['a row of names', 'McDonald\tAnne\tMill Lane\t4', 'McDonald\tAnne\tMill Lane\t4'],
  ['a name with two marks', 'Nguyễn, Ệ', 'Nguyễn, Ệ'],
  [
    'thin spaces between words and initials',
    'J\u2009R\u2009Smith\u2009for\u2009a\u2009person',
    'JR Smith for a person',
  ],
  ['Hebrew where it is forced', '\u202eשלום עולם\u202c', 'שלום עולם'],
  ['a thin space between words', 'see\u2009above, a\u200ahair', 'see above, a hair'],
  ['an account', 'YouTube: party', 'YouTube: party'],
  ['accents', 'Ynys Môn, Siân', 'Ynys Môn, Siân'],
  ['cells of a table', 'A\tB\tC\tD\tE', 'A\tB\tC\tD\tE'],
];

describe('normalise', () => {
  it.each(rows)('reads %s', (_why, written, read) => {
    expect(normalise(written).text).toBe(read);
  });

  it('points at the words as written', () => {
    const written = 'From: ｘ\n> see the 𝐂\u200bо\u00adn\ufb01-\n> dential …list';
    const { text, spanOf } = normalise(written);
    const at = text.indexOf('Confidential');
    const { start, end } = spanOf(at, at + 'Confidential'.length);
    expect(written.slice(start, end)).toBe('𝐂\u200bо\u00adn\ufb01-\n> dential');
    const list = spanOf(text.indexOf('list'), text.length);
    expect(written.slice(list.start, list.end)).toBe('list');
  });

  const hostile = fc
    .array(
      fc.constantFrom(
        'a',
        'B ',
        'C O N F',
        '-\n',
        '> ',
        '\n',
        'ﬁ',
        '\u200b',
        '\u00ad\n',
        'e\u0301',
        '💬',
        'о',
        '…',
        '\ud800',
        ' x y z w ',
        'joinDate\t',
        '\u202e',
        '\u202c',
        '\u200a',
        '٣',
        '7',
      ),
    )
    .map((pieces) => pieces.join(''));

  it('maps every offset into the original, in order, in any text', () => {
    fc.assert(
      fc.property(hostile, (written) => {
        const { text, offsetOf, spanOf } = normalise(written);
        let last = 0;
        for (let at = 0; at <= text.length; at++) {
          const offset = offsetOf(at);
          expect(offset).toBeGreaterThanOrEqual(last);
          expect(offset).toBeLessThanOrEqual(written.length);
          last = offset;
          if (at === text.length) break;
          const { start, end } = spanOf(at, at + 1);
          expect(end).toBeGreaterThan(start);
          // A digit, which no rule touches but that of text shown backwards, is itself at its span.
          if (text[at] === '7' && !written.includes('\u202e')) expect(written.slice(start, end)).toBe(text[at]);
        }
      }),
    );
  });

  it('reads an override as long as a message may be', () => {
    const { text } = normalise(`\u202e${'setunim fo '.repeat(1_500_000)}`);
    expect(text.slice(0, 12)).toBe(' of minutes ');
    expect(text).toHaveLength(16_500_000);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const { text } = normalise(written);
        if (!/[>-]|\p{L} \p{L}/u.test(text)) expect(normalise(text).text).toBe(text);
      }),
    );
  });
});
