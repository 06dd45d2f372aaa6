import { describe, expect, it } from 'vitest';
import { type Concern, conflictOf, conflictOfFile, isOnePerson } from '../../src/review/eligibility.ts';
import { finding, register } from '../policy/build.ts';

const envelope = {
  login: 'sec@party.example',
  mailFrom: 'sec@party.example',
  recipients: ['nec@lists.party.example', 'press@paper.example'],
};
const ofTheCase = { findings: [finding('disciplinary', { cases: ['DC-2026-0071'] })], from: [] };

const record = (membership: string): Concern => ({
  findings: [finding('membership', { exposed: [{ name: null, email: null, membership }] })],
  from: [],
});

const rows: [why: string, email: string | null, concern: Concern | undefined, conflict: string | null][] = [
  // their own
  ['who authenticated', 'sec@party.example', undefined, 'you sent it'],
  [
    'the person for whom the login sends',
    'j.bell@party.example',
    { findings: [], from: ['j.bell@party.example'] },
    'sec@party.example sent it for you',
  ],
  ['a member of a list that gets it', 'amira@home.example', undefined, 'you would receive it'],
  ['the subject of the case', 'm.doyle@home.example', ofTheCase, 'you are the subject of DC-2026-0071'],
  ['who complained', 'c.reed@home.example', ofTheCase, 'you complained in DC-2026-0071'],
  [
    'whose record it is, by a number in small letters',
    'owen.tranter@home.example',
    record('l1204461'),
    'it is about you',
  ],
  ['an adviser', 'solicitor@law.example', ofTheCase, 'you advise in DC-2026-0071'],
  // not their own
  ['a reviewer who has no part in it', 'gs@party.example', ofTheCase, null],
  ['the subject, where the case is not in it', 'm.doyle@home.example', undefined, null],
  // A header is anybody's word: it makes nobody the sender for whom the login may not send.
  ['a name that the header only claims', 'gs@party.example', { findings: [], from: ['gs@party.example'] }, null],
  ['an account without an address', null, ofTheCase, null],
];

describe('what is somebody’s own', () => {
  it.each(rows)('%s', (_why, email, concern, conflict) => {
    expect(conflictOf(email, envelope, concern, register)).toBe(conflict);
  });
});

describe('what is somebody’s own on a drive', () => {
  const outside = [{ principal: 'user:press', address: 'press@paper.example', because: 'not entitled' }];
  const places = [
    {
      path: 'x.txt',
      part: 'x.txt',
      owner: 'a.khan@party.example',
      readers: ['gs@party.example', 'user:press'],
      outside,
      everyone: false,
      firstSeen: new Date(),
      goneAt: null,
    },
  ];
  it.each([
    ['a file of theirs, by another address', 'amira@home.example', 'the file is yours'],
    ['a file that they can read from outside', 'press@paper.example', 'you can read the file from outside its circle'],
    ['what is about them', 'm.doyle@home.example', 'you are the subject of DC-2026-0071'],
    ['a file that they can read within its circle', 'gs@party.example', null],
    ['an account without an address', null, null],
  ])('%s', (_why, email, conflict) => {
    const found = { finding: finding('disciplinary', { cases: ['DC-2026-0071'] }), places };
    expect(conflictOfFile(email, found, register)).toBe(conflict);
  });
});

describe('two reviewers', () => {
  it.each([
    ['two addresses of one person are one', 'a.khan@party.example', 'amira@home.example', true],
    ['two people are two', 'a.khan@party.example', 'gs@party.example', false],
    ['accounts without an address are nobody', null, null, false],
  ])('%s', (_why, one, other, isOne) => {
    expect(isOnePerson(one, other, register)).toBe(isOne);
  });
});
