import { describe, expect, it } from 'vitest';
import { find } from './build.ts';
import { signalsIn } from './signals.ts';

describe('signals of membership', () => {
  it.each([
    ['membership/behind', 'Betty Gough is three months behind'],
    ['membership/in-since', 'Baptiste: in since Feb 2023, clear on the cut-off'],
    ['membership/application', 'Thank you for your application to join'],
    ['membership/newcomer', 'Jodie came over from the Lib Dems and wants to do leaflets'],
    ['membership/standing-talk', 'Mrs Delaney joined us on 19 May, payments up to date, no breaks'],
    ['membership/titled-standing', 'Mrs Delaney has stopped paying'],
    ['membership/names', 'Kofi Landau, Joan Petty, Bea Norwood (retired)'],
    ['membership/named-standing', 'Kofi Landau, Joan Petty, Bea Norwood: all two months behind'],
    ['membership/scheme-only', 'Recall list: Mrs Gough 9.10, lapsed patients after 4'],
    [
      'membership/much-explained',
      'Freeze dates explained for secretaries. Example: someone who was behind. Never photograph the list.',
    ],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['membership/names', 'We need eggs, milk, butter'],
    ['membership/named-standing', 'The train is three months behind schedule'],
    ['membership/titled-standing', 'Mrs Delaney sends her love'],
    ['membership/slate-numbers', 'Joan Petty A481220\nOwen Tranter L1204461\nKofi Landau L1204502'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });

  it.each([
    ['a person twice is one', 'Joan Petty A481220\nPetty, Joan A481220\nKofi Landau L1204502', 2],
    ['a number written apart is the same', 'Joan Petty A481220, in arrears. Joan Petty (A 481220) joined in 1998.', 1],
    [
      'rows of a sheet',
      'Name\tEmail\tJoined\tStatus\nJoan Petty\tjoan@home.example\t1998\tactive\nKofi Landau\tkofi@home.example\t2015\tlapsed\n',
      2,
    ],
    [
      'a record of lines is of one person',
      'Membership record\nName: Joan Petty\nAddress: 4 Mill Lane, Northfield ZZ99 1AA\nTel: 01632 960233\nEmail: joan@home.example\nMembership no: L1204461\nStatus: paid up',
      1,
    ],
    [
      'and so is a vCard',
      'Membership\nBEGIN:VCARD\nVERSION:4.0\nFN:Joan Petty\nN:Petty;Joan;;;\nTEL;TYPE=cell:07700 900233\nEMAIL:joan@home.example\nNOTE:Membership number L1204461\nEND:VCARD',
      1,
    ],
    [
      'two records one under the other are of two',
      'Members\nName: Joan Petty\nEmail: joan@home.example\nMembership no: L1204461\nName: Kofi Landau\nEmail: kofi@home.example\nMembership no: L1204502',
      2,
    ],
    [
      'two halves of two records are no record',
      'Members\nName: Joan Petty\nMembership no: L1204461\nName: Kofi Landau\nEmail: kofi@home.example',
      2,
    ],
    [
      'an address without a name is not the member’s',
      'Member details\nEmail: secretary@clp.example\nMembership no: L1204461\nStatus: lapsed',
      2,
    ],
    [
      'a name in parts behind a whole one is another’s',
      'Members\nName: Joan Petty\nMembership no: L1204461\nFirst name: Kofi\nSurname: Landau\nEmail: kofi@home.example',
      2,
    ],
    [
      'and a whole one behind a name in parts',
      'Members\nFirst name: Joan\nSurname: Petty\nMembership no: L1204461\nName: Kofi Landau\nEmail: kofi@home.example',
      2,
    ],
    [
      'a household is no one person',
      'Members\nName: Joan Petty and Kofi Landau\nEmail: kofi@home.example\nMembership no: L1204461',
      2,
    ],
    [
      'what a line says freely is not',
      'Member details\nName: Joan Petty\nMembership no: L1204461\nProposed by: Kofi Landau\nEmail: kofi@home.example',
      2,
    ],
    [
      'nor what stands behind an empty line',
      'Member details\nName: Joan Petty\nMembership no: L1204461\n\nEmail: kofi@home.example\nStatus: paid',
      2,
    ],
  ])('%s', (_why, text, people) => {
    expect(find(text, 'membership')?.people).toBe(people);
  });

  it('ties the address and the number of a record to its name', () => {
    const text = 'Member details\nName: Joan Petty\nEmail: joan@home.example\nMembership no: L1204461';
    expect(find(text, 'membership')?.exposed).toEqual([
      { name: 'Joan Petty', email: 'joan@home.example', membership: 'L1204461' },
    ]);
  });
});
