import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  ['numbers with names', 'Joan Petty A481220\nOwen Tranter L1204461\nKofi Landau L1204502', true],
  [
    'one member in prose',
    'Northfield CLP: she rejoined in May, membership number L1204461, pays the reduced rate and is two months in arrears, Ines Calder of 4 Mill Lane.',
    true,
  ],
  [
    'a download',
    'Membership No,First name,Surname,Email,Join date,Status\nL1204417,Ines,Calder,ines@home.example,02/10/2026,Active\nL1204502,Kofi,Landau,kofi@home.example,05/10/2026,In arrears\n',
    true,
  ],
  ['invoices of the same shape', 'Invoice A481220\nOrder number L1204461, part L1204502', false],
  [
    'a blank form',
    'Membership application form. Please complete in BLOCK CAPITALS. Name: ________ Address: ________ Email: ________ Membership number (office use only): ________',
    false,
  ],
  ['totals', 'Membership stands at 611, of whom 44 joined this year.', false],
  [
    'a sports club\u2019s list',
    'Hill Rugby Club subs: S Bolt owes 40, R Cundy paid, M Ely lapsed 2011. Fixtures secretary to chase.',
    false,
  ],
];

describe('membership', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'membership')).toBe(isSo);
  });
});
