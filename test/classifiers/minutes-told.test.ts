import { describe, expect, it } from 'vitest';
import { signalsIn } from './signals.ts';

describe('signals of accounts of a meeting', () => {
  it.each([
    ['minutes/national-body', 'Org Sub sat till four'],
    ['minutes/local-body', 'I missed the GC and the exec'],
    ['minutes/body-met', 'CAC yesterday was dull'],
    ['minutes/body-met', 'Back from the NEC, feet up'],
    ['minutes/told-absent', 'You had to leave at three, so here is what came next'],
    ['minutes/told-absent', 'A short account for those who weren\u2019t there'],
    ['minutes/spoke-often', 'Ines said we should wait. Omar backed her. Ted wanted it in May.'],
    ['minutes/office-spoke', 'The GS promised a list and the Treasurer warned us'],
    ['minutes/outcome', 'Transport was put off and the levy went through'],
    ['minutes/figures', 'It was settled by seven to two'],
    ['minutes/bare-score', 'Buses: 12\u20134. Then tea.'],
    ['minutes/bare-score', 'We lost it, 21\u201314'],
    ['minutes/bare-score', 'On water 4\u20133 for Sheila'],
    ['minutes/corrected', 'You have me saying that I liked it. What I said was the reverse.'],
    ['minutes/in-session', 'Chair: Those in favour? Noted. Next item.'],
    [
      'minutes/live-account',
      'Chair: can I just ask about the NEC? Those in favour?\nAnn: seconded\nChair: that\u2019s carried\nTed: we lost it 5-2, minute that',
    ],
    ['minutes/bare-score', 'Amendment 43 to a vote, 71 / 58, lost'],
    ['minutes/our-group', 'Group mtg Monday. Leader said no, so the whip is on.'],
    ['minutes/dated-and-settled', 'LGC 5 Nov. Twelve there. Agreed to reopen the panel, outvoted 5-2.'],
    ['minutes/affiliates', 'GMB were firm, Usdaw less so'],
    ['minutes/body-and-votes', 'NEC today. Rule change lost it 21\u201314, nobody spoke for it.'],
    [
      'minutes/absent-told-how',
      'You missed a good GC. Ann spoke against it, Ted backed her, Omar wanted it in May; it fell by nine to six.',
    ],
    [
      'minutes/record-disputed',
      'Your minutes of the branch have me saying no. Nine of us came, I voted for it, and it fell by one.',
    ],
    [
      'minutes/account-of-others',
      'Federation of Brass Bands, national committee. We voted 8\u20133 to raise fees, Ted spoke against, Ann moved it and nine came.',
    ],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['minutes/bare-score', 'Open 10-4 on Saturdays, pages 12-14, items 3-5.'],
    ['minutes/bare-score', 'The tour is from 12-14 May, 2-4 pm'],
    ['minutes/figures', 'It starts at twenty to nine and we need four to six people'],
    ['minutes/our-group', 'The Conservative group met, and the whip was off'],
    ['minutes/dated-and-settled', 'Branch on Tuesday at seven, all welcome'],
    [
      'minutes/body-and-votes',
      'Minutes of the ASLEF Dunmere branch, Bro. Oakes in the chair. Agreed 12\u20134 to back the rosters.',
    ],
    ['minutes/affiliates', 'UNISON balloted its members'],
    ['minutes/body-and-votes', 'The village choir voted 8\u20133 to sing in German'],
    ['minutes/body-and-votes', 'How to write minutes: figures for votes, 8\u20133, and what the branch agreed'],
    ['minutes/body-and-speech', 'Branch on Tuesday at seven, all welcome, bring a chair'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });
});
