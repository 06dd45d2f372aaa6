import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../classifiers/classifier.ts';
import type { BuiltInCategory } from '../../classifiers/finding.ts';
import { context, document, find, registerOf } from './build.ts';

/** One fact apart: what is held, and its innocent neighbour. */
const rows: [why: string, category: BuiltInCategory, text: string, holds: boolean][] = [
  [
    'minutes of a branch',
    'minutes',
    'Hill Ward Branch, Northfield CLP\nPresent: Tom Vance (chair), Priya Nair, 9 members. Apologies: Len Foster.\n1. Minutes of the last meeting were agreed.\n2. Motion on buses, proposed by Priya Nair, seconded by Tom Vance, carried 8 for, 1 against.\nThe meeting closed at 9 pm.',
    true,
  ],
  [
    'minutes of a parish council',
    'minutes',
    'Hill Parish Council\nPresent: Cllrs Moss, Dean. In attendance: the Clerk. Apologies: none.\n1. Declarations of interest.\n2. The minutes of the last meeting were agreed.\n3. Planning applications: no objection, proposed by Cllr Dean, seconded by Cllr Moss.\nThe meeting closed at 9 pm.',
    false,
  ],
  [
    'the agenda of a branch',
    'minutes',
    'You are invited to the branch meeting on 14 December.\nAgenda\n1. Apologies\n2. Minutes of the last meeting\n3. AOB',
    false,
  ],
  ['a walk of ten minutes', 'minutes', "The hall is ten minutes' walk from the station.", false],
  ['numbers with names', 'membership', 'Joan Petty A481220\nOwen Tranter L1204461\nKofi Landau L1204502', true],
  ['an invoice of the same shape', 'membership', 'Invoice A481220\nOrder number L1204461, part L1204502', false],
  [
    'elector numbers with codes',
    'elections',
    'Elector No\tName\tVoter ID\nNF3-110\tCalder, Ines\tL9\nNF3-117\tTranter, Owen\tT\nNF3-124\tPetty, Joan\tD4\n',
    true,
  ],
  [
    'a declared result',
    'elections',
    'Declaration of Result of Poll. I hereby give notice that the votes were: Ames 1,204 elected, Dean 1,100.',
    false,
  ],
  [
    'a line between officers',
    'disciplinary',
    'The member we discussed has been suspended. Panel on Tuesday, two statements in. Between us please.',
    true,
  ],
  [
    'a railway line',
    'disciplinary',
    'Trains on the Eastmarsh line have been suspended. Customers should expect delays.',
    false,
  ],
];

describe('classify', () => {
  it.each(rows)('judges %s (%s)', (_why, category, text, holds) => {
    expect((find(text, category)?.confidence ?? 0) >= 0.5).toBe(holds);
  });

  it('quotes what stands at its offsets, in any text', () => {
    const pieces = fc.constantFrom(
      'Minutes of the mee​ting ',
      'Apologies: Len\n',
      'ag\u00adreed that ',
      '💬',
      'S T R I C T L Y confidential\n',
      'L1204461 Owen Tranter\n',
      '> ',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (words) => {
        const text = words.join('');
        for (const { evidence } of classify(document(['body', text]), context())) {
          for (const { start, end, quote } of evidence) expect(text.slice(start, end)).toBe(quote);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes the body, the unit and the cases from the register', () => {
    const register = registerOf({
      committees: [
        {
          id: 'nec',
          name: 'National Executive Committee',
          national: true,
          aliases: ['NEC'],
          members: [],
          support: [],
          meetings: [],
        },
      ],
      units: [{ id: 'northfield', name: 'Northfield CLP', aliases: ['Northfield Constituency Labour Party'] }],
      cases: [
        {
          ref: 'DC-2026-0071',
          kind: 'discipline',
          status: 'open',
          subject: { email: null, name: 'Márton Doyle', membership: null },
          complainants: [],
          witnesses: [],
          appointed: [],
          advisers: [],
          plp: false,
        },
      ],
    });
    const minutes = find(
      'The NEC agreed the timetable by 17 votes to 12. The General Secretary reported. Apologies from two.',
      'minutes',
      { register },
    );
    expect(minutes?.body).toBe('nec');
    const records = find('Joan Petty A481220, joined 1998, Northfield CLP, in arrears', 'membership', { register });
    expect(records).toMatchObject({ unit: 'northfield', people: 1 });
    for (const who of ['dc 2026 0071', 'M. Doyle', 'Doyle, Márton', 'Marton Doyle', 'Márton James Doyle']) {
      const notice = find(`${who} has been served, the panel is on Tuesday.`, 'disciplinary', { register });
      expect([who, notice?.cases]).toEqual([who, ['DC-2026-0071']]);
    }
  });

  it.each<[string, string, string | null]>([
    ['the unit that is named', 'A481220 Joan Petty, Northfield CLP, in arrears', 'northfield'],
    ['none where two are', 'A481220 Joan Petty, Northfield CLP\nA481221 Ann Reed, Midborough CLP', null],
    ['the same, named twice', 'A481220 Joan Petty, Northfield CLP\nA481221 Ann Reed, Northfield CLP', 'northfield'],
  ])('a list of members is of %s', (_what, text, unit) => {
    const units = ['Northfield', 'Midborough'].map((name) => ({
      id: name.toLowerCase(),
      name: `${name} CLP`,
      aliases: [],
    }));
    expect(find(text, 'membership', { register: registerOf({ units }) })?.unit).toBe(unit);
  });

  it.each([
    ['There is an investigation under way. The member is under investigation by the disputes team.', 'fact'],
    ['The outcome of your complaint: the member has been issued with a formal warning by the NEC panel.', 'outcome'],
    ['She has been suspended, two witness statements say that she shouted at the chair. Panel on Tuesday.', 'detail'],
  ])('tells how much is told: %s', (text, tells) => {
    expect(find(text, 'disciplinary')?.tells).toBe(tells);
  });

  it('puts all findings of a strictly marked part under the marking', () => {
    const findings = classify(
      document(['body', 'STRICTLY CONFIDENTIAL\n\nJoan Petty A481220\nOwen Tranter L1204461\nKofi Landau L1204502']),
      context(),
    );
    expect(
      findings.filter(({ confidence }) => confidence >= 0.5).map(({ category, strictly }) => [category, strictly]),
    ).toEqual([
      ['declared', true],
      ['membership', true],
    ]);
  });

  it('counts every person of a long list once', () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `L${1_000_000 + (at % 1450)}\tInes\tCalder\tActive`);
    expect(find(`Mem No\tFirst name\tSurname\tStatus\n${rows.join('\n')}`, 'membership')?.people).toBe(1450);
  });

  it('reads the second halves of postcodes as they stand, however many begin with a digit that looks like a letter', () => {
    const rows = ['0AA', '1QT', '3NB', '4QT', '1LE'].map(
      (inward, at) => `Ines Calder${'abcde'[at]}\tZZ99 ${inward}\t03/2026`,
    );
    expect(find(`Name\tPostcode\tPaid to\n${rows.join('\n')}`, 'membership')?.people).toBe(5);
  });

  it('leaves the number in a signature alone', () => {
    const findings = classify(
      document(['body', 'See you on Friday.'], ['signature', 'Val Nunn\nSecretary, Hill CLP\nMember no. L1204461']),
      context(),
    );
    expect(findings.filter(({ confidence }) => confidence >= 0.5)).toEqual([]);
  });
});
