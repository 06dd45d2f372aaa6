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
    "a council's monthly update, whose headings are one word each",
    'DistrictRef\tStreetName\tPropertyPostCode\tElectorNumber\tElectorForename\tElectorSurname\tElectorCreatedMonth\tMarkersRegisterText\nNF3\tMill Lane\tZZ99 1QT\t101\tInes\tCalder\t11\t\nNF3\tMill Lane\tZZ99 2QT\t102\tOwen\tTranter\t11\t\nNF3\tMill Lane\tZZ99 3QT\t103\tJoan\tPetty\t11\t\n',
    true,
  ],
  [
    "a council's polling stations, whose headings are one word each",
    'PollingPlaceId\tPollingPlaceName\tPollingPlaceAddress1\tPostCode\tUPRN\tPollingDistrict\n12\tHill School\tMill Lane\tZZ99 1QT\t100012345678\tNF3\n13\tSt Jude Hall\tElm Road\tZZ99 2QT\t100012345679\tNF4\n',
    false,
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
