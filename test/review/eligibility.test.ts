import { describe, expect, it } from 'vitest';
import { createRegister } from '../../src/register/register.ts';
import type { Person } from '../../src/register/types.ts';
import { addressOf, type Concern, conflictOf, conflictOfFile, isOnePerson } from '../../src/review/eligibility.ts';
import { finding, register } from '../policy/build.ts';

const envelope = {
  login: 'sec@party.example',
  mailFrom: 'sec@party.example',
  recipients: ['nec@lists.party.example', 'press@paper.example'],
};
const ofTheCase = { findings: [finding('disciplinary', { cases: ['DC-2026-0071'] })], from: [] };

const record = (membership: string, others = 0): Concern => {
  const numbers = [membership, ...Array.from({ length: others }, (_, at) => `X000000${at}`)];
  const exposed = numbers.map((each) => ({ name: null, email: null, membership: each }));
  return { findings: [finding('membership', { people: exposed.length, exposed })], from: [] };
};

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
  ['one of nine', 'owen.tranter@home.example', record('L1204461', 8), 'it is about you'],
  ['an adviser', 'solicitor@law.example', ofTheCase, 'you advise in DC-2026-0071'],
  // not their own
  ['a reviewer who has no part in it', 'gs@party.example', ofTheCase, null],
  ['one of a list, which is about nobody', 'owen.tranter@home.example', record('L1204461', 9), null],
  ['the subject, where the case is not in it', 'm.doyle@home.example', undefined, null],
  // A header is anybody's word: it makes nobody the sender for whom the login may not send.
  ['a name that the header only claims', 'gs@party.example', { findings: [], from: ['gs@party.example'] }, null],
  ['an account without an address', null, ofTheCase, null],
];

describe('what is somebody’s own', () => {
  it.each(rows)('%s', (_why, email, concern, conflict) => {
    expect(conflictOf({ name: 'kay', email }, envelope, concern, register)).toBe(conflict);
  });
});

describe('an account without an address', () => {
  it.each([
    ['is known by the full name', 'Martin Doyle', 'm.doyle@home.example'],
    ['is known by the address within the organisation that begins like it', 'A.Khan', 'a.khan@party.example'],
    ['is nobody by an address elsewhere', 'm.doyle', null],
    ['is nobody by a part of a name', 'Doyle', null],
  ])('%s', (_why, name, address) => {
    expect(addressOf({ name, email: null }, register)).toBe(address);
  });

  it('is bound by what the register knows of them', () => {
    expect(conflictOf({ name: 'Amira Khan', email: null }, envelope, undefined, register)).toBe('you would receive it');
  });

  it('is nobody where two are called alike', () => {
    const [khan] = register.entries.people;
    const people = [...register.entries.people, { ...khan, email: 'other@home.example', also: [] }] as Person[];
    const two = createRegister({ ...register.entries, people }, 'two');
    expect(addressOf({ name: khan?.name ?? '', email: null }, two)).toBe(null);
  });
});

describe('what is somebody’s own on a drive', () => {
  const outside = [
    { principal: 'user:press', address: 'press@paper.example', because: 'not entitled' },
    { principal: 'group:desk', address: 'd.stone@party.example', because: 'not entitled' },
  ];
  const places = ['a.khan@party.example', 'sec@party.example'].map((owner) => ({
    path: 'x.txt',
    part: 'x.txt',
    owner,
    readers: ['gs@party.example', 'user:press', 'group:desk'],
    outside,
    everyone: false,
    firstSeen: new Date(),
    goneAt: null,
  }));
  it.each([
    ['a file of theirs, by another address', 'amira@home.example', 'the file is yours'],
    ['a file that they can read from outside', 'press@paper.example', 'you can read the file from outside its circle'],
    ['what is about them', 'm.doyle@home.example', 'you are the subject of DC-2026-0071'],
    ['a file that they can read within its circle', 'gs@party.example', null],
    ['a file that a group of theirs can read', 'd.stone@party.example', null],
    ['a file of an owner without an address, for which they answer', 'sec@party.example', null],
    ['an account without an address', null, null],
  ])('%s', (_why, email, conflict) => {
    const found = { finding: finding('disciplinary', { cases: ['DC-2026-0071'] }), places };
    expect(conflictOfFile({ name: 'kay', email }, found, 'sec@party.example', register)).toBe(conflict);
  });
});

describe('two reviewers', () => {
  it.each([
    ['two addresses of one person are one', 'a.khan@party.example', 'amira@home.example', true],
    ['two people are two', 'a.khan@party.example', 'gs@party.example', false],
    ['accounts without an address are nobody', null, null, false],
  ])('%s', (_why, one, other, isOne) => {
    expect(isOnePerson({ name: 'kay', email: one }, { name: 'lou', email: other }, register)).toBe(isOne);
  });
});
