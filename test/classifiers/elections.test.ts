import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  [
    'elector numbers with codes',
    'Elector No\tName\tVoter ID\nNF3-110\tCalder, Ines\tL9\nNF3-117\tTranter, Owen\tT\nNF3-124\tPetty, Joan\tD4\n',
    true,
  ],
  [
    'a walk in prose',
    'Canvass of Mill Lane: 2 is Labour, 4 is Tory, 6 don\u2019t know, 8 no answer, 10 Labour and wants a postal vote. Contact rate 41 per cent.',
    true,
  ],
  [
    'a ballot before its result is told',
    'Selection ballot, first round: Ames 94, Dean 70, Moss 41. Second round after transfers: Ames 112, Dean 107. Not to be announced until the candidates are told.',
    true,
  ],
  [
    'a declared result',
    'Declaration of Result of Poll. I hereby give notice that the votes were: Ames 1,204 elected, Dean 1,100.',
    false,
  ],
  [
    'a lesson',
    'Training: how to canvass. In this session new volunteers learn what a voter ID code is, with made-up examples on the slides.',
    false,
  ],
  [
    'a vote abroad',
    'The presidential primary: votes counted so far show the governor ahead. The secretary of state will certify.',
    false,
  ],
];

describe('elections', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'elections')).toBe(isSo);
  });
});
