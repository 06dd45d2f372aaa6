import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  [
    'a branch\u2019s minutes',
    'Minutes of the Hill Ward branch meeting, Northfield CLP, 3 March\nPresent: T Vance (chair), P Nair and 9 members. Apologies: L Foster.\n1. Minutes of the last meeting agreed as a true record.\n2. Motion on buses, moved by P Nair, carried 8 for, 1 against.\nMeeting closed at 9 pm.',
    true,
  ],
  [
    'what a national committee decided, told the day after',
    'The NEC met yesterday. The General Secretary reported on finance. The NEC agreed the timetable by 17 votes to 12 and noted the Treasurer\u2019s report.',
    true,
  ],
  [
    'a chat log of a committee',
    '[12/03/2026, 19:04] Bea: CLP exec starting, apologies from Len\n[12/03/2026, 19:06] Tom: last minutes agreed\n[12/03/2026, 19:09] Bea: motion on buses, seconded by Priya, carried 5-0\n[12/03/2026, 19:30] Bea: closed, next meeting 9 April',
    true,
  ],
  [
    'the agenda of the same meeting',
    'You are invited to the branch meeting on 14 December.\nAgenda\n1. Apologies\n2. Minutes of the last meeting\n3. AOB',
    false,
  ],
  [
    'a parish council\u2019s minutes',
    'Hill Parish Council\nPresent: Cllrs Moss, Dean. In attendance: the Clerk.\n1. Declarations of interest.\n2. Minutes of the last meeting agreed.\n3. Planning applications: no objection, proposed by Cllr Dean.\nThe meeting closed at 9 pm.',
    false,
  ],
  [
    'a cricket club\u2019s minutes',
    'Hill Cricket Club committee minutes. Present: six. The treasurer reported \u00a3210. It was agreed to buy a roller. Fixtures secretary resigned. Meeting closed at nine.',
    false,
  ],
  [
    'short notes of an executive',
    'Exec mtg, Northfield CLP, 4 Feb. 8 there, Deb chair.\n- street stall: Yaw to book\n- motion on buses to the MP, 6-2\n- Cllr Moss on the budget, noted\nNext 4 March',
    true,
  ],
  [
    'short notes of a croquet club',
    'Committee, Marston Croquet Club, 4 Feb. 8 there, Deb chair.\n- lawn: Yaw to book the roller\n- motion on hoops, 6-2\n- treasurer on the budget, noted\nNext 4 March',
    false,
  ],
  ['a unit of time', 'The hall is ten minutes\u2019 walk from the station.', false],
];

describe('minutes', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'minutes')).toBe(isSo);
  });
});
