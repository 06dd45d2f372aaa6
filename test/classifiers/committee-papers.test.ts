import { describe, expect, it } from 'vitest';
import { isTaken, type Row } from './build.ts';

const rows: Row[] = [
  [
    'the head of a paper',
    'National Executive Committee, 24 March. Agenda item 7. Paper NEC 26/07. Report of the General Secretary. For decision.\nBackground\nImplications: finance, legal.\nRecommendation: the NEC is asked to agree option 2.',
    true,
  ],
  [
    'two papers before the meeting',
    'Papers for the NEC on Tuesday: please read paper 3, report of the Treasurer. The NEC is asked to approve the budget and note the deficit.',
    true,
  ],
  [
    'a council\u2019s report',
    'Report to Cabinet, Midborough Borough Council. Agenda item 7. Wards affected: all. Section 151 officer. Recommendation: that Cabinet approve the budget. Financial implications: none.',
    false,
  ],
  [
    'a published annual report',
    'Published on our website: the annual report of the National Executive Committee to Conference is available to all members.',
    false,
  ],
  [
    'a paper in plain words',
    'For the NEC on Tuesday, item 5. Should regional offices be merged?\nFor: it saves £400k a year. Against: the unions.\nStaff view: a trial in two regions. Risk: that it leaks.\nThe committee is asked to settle which.',
    true,
  ],
  ['an appeal for votes', 'I am standing for the NEC. Please nominate me at your next CLP meeting.', false],
];

describe('committee-papers', () => {
  it.each(rows)('judges %s', (_why, text, isSo) => {
    expect(isTaken(text, 'committee-papers')).toBe(isSo);
  });
});
