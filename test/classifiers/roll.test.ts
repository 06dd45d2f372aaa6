import { describe, expect, it } from 'vitest';
import { classify } from '../../classifiers/classifier.ts';
import { vocabulary } from '../../classifiers/lexicon.ts';
import { membersOf } from '../../classifiers/members.ts';
import { peopleTold } from '../../classifiers/people-told.ts';
import { buildRoll, namePostcode, openRoll, type RollKey, type RollKind } from '../../classifiers/roll.ts';
import { tokenise } from '../../classifiers/tokens.ts';
import { context, document, find } from './build.ts';

const key: RollKey = [1, 2, 3, 4];
const list =
  'Mem No\tFirst name\tSurname\tPostcode\tEmail\tMobile\nL1204417\tInes\tCalder\tZZ99 1QT\tines@home.example\t07700 900114\nA481220\tJoan\tPetty\tZZ99 3QT\tjoan@home.example\t01632 960233';
const members = [...membersOf(list)];
const keys = members.flatMap((row) => row.keys);
const table = buildRoll(members.length, keys.length, keys, key);
const roll = openRoll(table, key);

describe('the roll', () => {
  it.each([
    ['a number', 'number', 'L1204417', true],
    ['a number with a blank, in lower case', 'number', 'l 1204417', true],
    ['a stranger', 'number', 'L1204418', false],
    ['an address in capitals', 'email', 'INES@home.example', true],
    ['a telephone as from abroad', 'phone', '+44 7700 900114', true],
    ['one that says the nought twice', 'phone', '+44 (0)7700 900114', true],
    ['one whose nought a sheet has dropped', 'phone', '7700 900114', true],
    ['a name in another order', 'name-postcode', namePostcode('Calder, Ines', 'zz991qt'), true],
    ['a name at another postcode', 'name-postcode', namePostcode('Ines Calder', 'ZZ99 3QT'), false],
    ['a number asked for as a telephone', 'phone', 'L1204417', false],
  ] satisfies [string, RollKind, string, boolean][])('knows %s', (_why, kind, value, known) => {
    expect(roll.has(kind, value)).toBe(known);
  });

  it.each([
    ['a head, also below a title', 'Members as at 1 May\nMem No\tEmail\nL1204417\tines@home.example', [3]],
    ['no head, and columns of yes and no', 'L1204417\tyes\tno\nA481220\tno\tyes', [1, 2]],
    ['a row without anything to know by', 'Mem No\tName\tEmail\n\tInes Calder\t\n\n\t\t', [2]],
  ])('reads a list with %s', (_why, text, lines) => {
    expect([...membersOf(text)].map(({ line }) => line)).toEqual(lines);
  });

  it('says what of a row it cannot know', () => {
    const rows = membersOf('Mem No\tName\tEmail\n4417\tInes Calder\tines@home.example\n\tKen\t?\nL1204417\tJo Ash\t');
    expect([...rows].map(({ problem }) => problem)).toEqual([
      'the membership number is not a letter and six or seven digits',
      'nothing that a member could be known by',
      null,
    ]);
  });

  it('says nothing without the key', () => {
    const other = openRoll(table, [1, 2, 3, 5]);
    expect(keys.filter(([kind, value]) => other.has(kind, value))).toEqual([]);
  });

  it('finds all of many members, and few strangers', () => {
    const many = Array.from({ length: 20_000 }, (_, at): [RollKind, string] => ['number', `L${1_000_000 + at}`]);
    const large = openRoll(buildRoll(many.length, many.length, many, key), key);
    expect(many.every(([kind, value]) => large.has(kind, value))).toBe(true);
    const strangers = many.filter(([kind, value]) => large.has(kind, value.replace('L', 'K')));
    expect(strangers).toEqual([]);
  });

  it.each([
    ['a name with its telephone', 'Joan Petty 01632 960233', true],
    ['a name with its postcode', 'Petty, Joan\t4 Mill Lane\tZZ99 3QT', true],
    ['a name at somebody else\u2019s telephone', 'Joan Petty 07700 900555', false],
    ['a telephone alone', 'Tel. 01632 960233', false],
  ])('is asked about %s', (_why, text, isKnown) => {
    const finding = find(`for Saturday\n${text}\n`, 'membership', { roll });
    expect(finding?.evidence.some(({ signal }) => signal === 'membership/on-roll') ?? false).toBe(isKnown);
  });

  it.each([
    ['a sentence that gives a telephone', 'Can you ring Joan Petty on 01632 960233 about the raffle?', true],
    ['a first name and its telephone', 'Please ring Joan on 01632 960233 tonight, she is upset.', true],
    ['a name and its address', 'You might ask Ines Calder <ines@home.example>, she has the key.', true],
    ['a postcode in a sentence', 'Take it round to Ines Calder at number 4, ZZ99 1QT, before six.', true],
    ['a postal address', 'Take it round to Ines Calder, 4 Mill Lane, ZZ99 1QT, before six.', true],
    ['a telephone before its name', 'I have 01632 960233 (Joan Petty) down for the lift.', true],
    ['a stranger in a sentence', 'Can you ring Ken Boothroyd on 07700 900555 about the raffle?', false],
    ['whom the public may turn to', 'Any questions to Joan Petty on 01632 960233.', false],
    ['a quoted head', 'From: Ines Calder <ines@home.example>', false],
    ['who wrote what is quoted', 'On Monday Ines Calder <ines@home.example> wrote:', false],
  ])('is asked about %s', (_why, text, isKnown) => {
    const finding = find(`Hello,\n\n${text}\n\nThanks`, 'membership', { roll });
    expect(finding?.evidence.some(({ signal }) => signal === 'membership/on-roll') ?? false).toBe(isKnown);
  });

  it('is asked in time by length where all of a message is one line', () => {
    const tokens = tokenise('Ring Joan Petty on 01632 960233. '.repeat(100_000), vocabulary);
    expect(peopleTold(tokens)).toEqual([]);
  });

  it('leaves the correspondents of a message alone', () => {
    const mailboxes = [{ name: 'Joan Petty', address: 'joan@home.example' }];
    const head = { subject: '', from: mailboxes, to: [], cc: [], bcc: [], messageId: null, headers: [] };
    const text = 'See you there.\n\nRegards, Joan Petty 01632 960233, or ring Joan on 01632 960233';
    const message = { ...document(['body', text]), kind: 'message' as const, head };
    expect(classify(message, context({ roll })).filter(({ confidence }) => confidence >= 0.5)).toEqual([]);
  });

  it('makes a record certain', () => {
    const alone = (number: string) =>
      find(`please look up ${number} for me, thanks`, 'membership', { roll })?.confidence ?? 0;
    expect(alone('L1204417')).toBeGreaterThan(0.5);
    expect(alone('L1204418')).toBeLessThan(0.5);
  });
});
