/** 9(c): every place and way in which a text may tell who it is. */
import { describe, expect, it } from 'vitest';
import type { Document, MessageHead, Place } from '../../src/document/document.ts';
import { withoutClaims } from '../../src/policy/claims.ts';
import type { Facts, State } from '../../src/policy/decision.ts';
import { document } from './build.ts';
import { GS, resultsOf, STRANGER, stateOf, yaml } from './rows.ts';

type Told = [why: string, told: Partial<Record<Place | 'path', string>>, state: State];

/** Where the message names no case, over the open ones: Martin Doyle's, Mona Price's and Ivy Quill's. */
const nowhere: Told[] = [
  ['nothing that tells', { body: 'I can confirm that an investigation is under way.' }, 'met'],
  ['a reference alone', { body: 'On DC-2026-0071 I can confirm that an investigation is under way.' }, 'met'],
  ['the name in the other order', { body: 'DOYLE, Martin' }, 'failed'],
  ['the surname with what a word processor does to it', { body: 'Mr Do\u00adyle' }, 'failed'],
  ['the surname with an accent', { body: 'Mr Doÿle' }, 'failed'],
  ['the surname in a word', { body: 'The Doyleys were there.' }, 'met'],
  ['the surname in quoted text', { body: 'See below.', quoted: 'What about Doyle?' }, 'failed'],
  ['the surname in a signature', { body: 'See below.', signature: 'M. Doyle' }, 'failed'],
  ['the surname in a file name', { body: 'See attached.', path: 'letter to doyle.pdf' }, 'failed'],
  ['the surname in a file name without blanks', { body: 'See attached.', path: 'MDoyle2026.pdf' }, 'failed'],
  ['the surname in a name within an archive', { 'file-name': 'StatementDoyle.pdf' }, 'failed'],
  ['the surname in a property', { body: 'See attached.', property: 'Author: Martin Doyle' }, 'failed'],
  ['the surname in what a scan shows', { ocr: 'DOYLE' }, 'failed'],
  ['the surname in a header field', { 'header-field': 'Cc: doyle family <family@home.example>' }, 'failed'],
  ['the surname in a subject', { subject: 'Doyle' }, 'failed'],
  ['the surname in a comment', { comment: 'is this doyle?' }, 'failed'],
  ['a nickname', { body: 'It is Marty.' }, 'failed'],
  ['a number in another punctuation', { body: 'Member A 765 4321' }, 'failed'],
  ['the local part as a handle', { body: '@m_doyle' }, 'failed'],
  ['the surname in a hashtag', { body: 'They write #justicefordoyle everywhere.' }, 'failed'],
  ['initials in small letters', { body: 'It is about m.d. of course.' }, 'failed'],
  ['initials with a stroke after a title', { body: 'It is about Cllr M/D of course.' }, 'failed'],
  ['a complaint against initials', { body: 'There is a complaint against MD.' }, 'failed'],
  ['the office that one person holds', { body: 'It is the secretary, Hill Ward.' }, 'failed'],
  ['a first name', { body: 'It is about Ivy and nobody else.' }, 'unknown'],
  ['a first name that is a word', { body: 'Poison ivy grows there.' }, 'met'],
  ['somebody else as the one investigated', { body: 'Jane Sandell has been suspended.' }, 'failed'],
  ['somebody else, after what is done', { body: 'We opened an investigation into Cllr Sandell.' }, 'failed'],
  [
    'somebody else over a line’s end',
    { body: 'There is a complaint about Jane\nSandell, which we look at.' },
    'failed',
  ],
  ['somebody else by one name', { body: 'I can confirm that Sandell is under investigation.' }, 'unknown'],
  ['somebody else beside it', { body: 'The investigation began after Jane Sandell wrote to us.' }, 'unknown'],
  ['a subject that is a name', { subject: 'Re: Jane Sandell', body: 'An investigation is under way.' }, 'unknown'],
  ['a body as what is suspended', { body: 'Midborough Labour Party has been suspended.' }, 'met'],
  ['the sender beside it', { body: 'Grace Sharpe opened an investigation.' }, 'met'],
  ['a telephone, and no roll', { body: 'Ring 07700 900123.' }, 'unknown'],
  ['a telephone as one dials it from abroad', { body: 'Ring 0044 7700 900123.' }, 'unknown'],
  ['a telephone with points', { body: 'Ring 07700.900.123.' }, 'unknown'],
  ['a telephone with hyphens that break no line', { body: 'Ring +44‑7700‑900123.' }, 'unknown'],
  ['a day and an hour, which are no telephone', { body: 'It was at 01-02-2026 10:30.' }, 'met'],
  [
    'the sender’s telephone in a signature',
    { body: 'An investigation.', signature: 'Press office, 020 7946 0123' },
    'met',
  ],
];

describe('the identity of the subject, where no case is named', () => {
  it.each(nowhere)('%s', (_why, told, state) => {
    const row = { of: ['disciplinary', { tells: 'fact' }], from: GS, to: STRANGER, document: read(told) } as const;
    expect(stateOf({ ...row, of: [...row.of] }, '9(c)', 'identity-nowhere')).toBe(state);
  });

  it('counts who may read it: another recipient is the subject', () => {
    const row = { of: ['disciplinary', { tells: 'fact' }] as const, from: GS, to: STRANGER };
    const over = { recipients: [STRANGER, 'M.Doyle@home.example'] };
    expect(stateOf({ ...row, of: ['disciplinary', { tells: 'fact' }], over }, '9(c)', 'identity-nowhere')).toBe(
      'failed',
    );
  });

  it('does not know what stands in a part that was not read', () => {
    const of: Parameters<typeof stateOf>[0]['of'] = ['disciplinary', { tells: 'fact' }];
    const unread: Partial<Document> = { unscannable: [{ part: 'a.zip', reason: 'encrypted' }] };
    expect(stateOf({ of, from: GS, to: STRANGER, document: unread }, '9(c)', 'identity-nowhere')).toBe('unknown');
    expect(stateOf({ of, from: GS, to: STRANGER, text: 'Doyle', document: unread }, '9(c)', 'identity-nowhere')).toBe(
      'failed',
    );
  });

  it('does not count a claim, which is taken out', () => {
    const headers = [{ name: 'X-Confidential-Exception', value: '9(c); Doyle is asked about' }];
    const head: MessageHead = { subject: '', from: [], to: [], cc: [], bcc: [], messageId: null, headers };
    const of: Parameters<typeof stateOf>[0]['of'] = ['disciplinary', { tells: 'fact' }];
    const state = (sent: MessageHead) => {
      const asked = { of, from: GS, to: STRANGER, document: withoutClaims(document('A text.', { head: sent })) };
      return stateOf(asked, '9(c)', 'identity-nowhere');
    };
    expect(state(head)).toBe('met');
    const subject = '[exception 9(c): Doyle is asked about] Our statement';
    expect(state({ ...head, subject, headers: [{ name: 'Subject', value: subject }] })).toBe('met');
    expect(state({ ...head, headers: [...headers, { name: 'X-Notes', value: 'Doyle' }] })).toBe('failed');
    // A tag elsewhere is nobody's claim, and reaches the recipient.
    expect(state({ ...head, headers: [...headers, { name: 'Comments', value: subject }] })).toBe('failed');
  });

  const cases = yaml(
    'people: [{ email: a@x, name: Anna-Maria Ashby-Cole, membership: L1, offices: [Agent] }, { email: b@x, name: B, also-known: [Dizzy O’Brien], offices: [Agent] }]',
    'units: [{ id: big, name: Bigham CLP }, { id: small, name: Smallton CLP }]',
    'cases:',
    '  - { ref: C-1, subject: { email: a@x } }',
    '  - { ref: C-2, status: closed, subject: { name: Zoe Marsh, email: z@x } }',
    '  - { ref: C-4, status: closed, subject: { membership: L4 } }',
    '  - { ref: C-5, status: closed, subject: { name: Élodie Núñez, email: é.n@x } }',
    '  - { ref: C-3, status: closed, subject: { name: "O’Brien, Dana Jo", email: b@x } }',
  );
  const rows: [why: string, text: string, cases: string[], state: State][] = [
    ['half of a double name', 'Ms Ashby', [], 'failed'],
    ['the other half', 'Ms Cole', [], 'failed'],
    ['initials of a double first name, its case named', 'AMAC', ['C-1'], 'failed'],
    ['initials without the middle, its case named', 'about A.C. of course', ['C-1'], 'failed'],
    ['the same letters where no case is named', 'the AC is broken', [], 'met'],
    ['an office that two people hold', 'It is the Agent.', [], 'unknown'],
    ['the subject of a closed case, where none is named', 'It was Zoe Marsh last year.', [], 'met'],
    ['the subject of a closed case that is named', 'It was Ms Marsh last year.', ['C-2'], 'failed'],
    ['a surname with its apostrophe left out', 'It was Ms OBrien last year.', ['C-3'], 'failed'],
    ['initials of a name that the register has surname first', 'It was D.J.O. last year.', ['C-3'], 'failed'],
    ['the first name of a nickname', 'It was Dizzy last year.', ['C-3'], 'unknown'],
    ['two branches, of which one is small', 'a woman of Bigham CLP or Smallton CLP', [], 'unknown'],
    ['two offices, of which few hold one', 'a delegate, who is treasurer too', [], 'unknown'],
    ['both sexes, of which one is few', 'She said that he is a delegate.', [], 'unknown'],
    ['one sex, of which there are many', 'She is a delegate.', [], 'met'],
    ['a branch that is large', 'a woman of Bigham CLP', [], 'met'],
    ['a day of joining in figures', 'She joined on 03/03/2021 as far as we know', [], 'unknown'],
    ['a year of joining', 'She joined the Labour Party in 2021', [], 'met'],
    ['initials without their accents', 'It was E.N. last year.', ['C-5'], 'failed'],
    ['an address beyond ASCII', 'Write to É.N@x.', ['C-5'], 'failed'],
    ['a first name without its accent', 'It was Elodie last year.', ['C-5'], 'unknown'],
    ['a case whose subject the register does not name', 'It was Jane Sandell last year.', ['C-4'], 'unknown'],
  ];
  it.each(rows)('%s', (_why, text, refs, state) => {
    const of: Parameters<typeof stateOf>[0]['of'] = ['disciplinary', { tells: 'fact', cases: refs }];
    const countOnRoll = ({ unit, office = 'delegate', sex }: Facts) =>
      unit === 'small' || office !== 'delegate' || sex === 'male' ? 3 : 500;
    const row = { of, from: 'gs@x', to: STRANGER, text, over: { register: cases, countOnRoll } };
    expect(stateOf(row, '9(c)', 'identity-nowhere')).toBe(state);
  });

  it('tells the count', () => {
    const of: Parameters<typeof resultsOf>[0]['of'] = ['disciplinary', { tells: 'fact' }];
    const over = { register: cases, countOnRoll: () => 3 };
    const [result] = resultsOf({ of, from: 'gs@x', to: STRANGER, text: 'somebody of Smallton CLP', over }, '9(c)');
    expect(result?.conditions.find(({ id }) => id === 'identity-nowhere')?.because).toBe(
      'it tells Smallton CLP, which fits 3 members of the roll',
    );
  });
});

function read({ path = 'body', ...places }: Partial<Record<Place | 'path', string>>): Partial<Document> {
  const segments = Object.entries(places).map(([place, text]) => ({ place: place as Place, text }));
  return { parts: [{ path, type: 'text/plain', sizeBytes: 1, segments }] };
}
