import { describe, expect, it } from 'vitest';
import { signalsIn } from './signals.ts';

describe('signals of papers on their way', () => {
  it.each([
    ['committee-papers/paper-code', 'Women\u2019s structures (ORG/26/12)'],
    ['committee-papers/paper-code', 'JPC/26/11 Second draft'],
    ['committee-papers/paper-code', 'the attached draft, EQ(25)14, on captions'],
    ['committee-papers/paper-code', 'Paper CDSC/04'],
    ['committee-papers/goes-to', 'It goes in the pack at noon'],
    ['committee-papers/invited', 'Officers are invited (1) to appoint a panel of three'],
    ['committee-papers/paragraphs', 'In para 14 leave out the second sentence'],
    ['committee-papers/chair-brief', 'If pressed on the deed: it comes in July'],
    ['committee-papers/row-advised', 'Bellbrook, laptop. Recommended: refuse.'],
    [
      'committee-papers/drafted-for-body',
      'Second draft for the JPC. Delete the last line of para 4. It goes to officers on Friday.',
    ],
    [
      'committee-papers/asked-of-body',
      'Paper B. We propose that the NC ask for a text line. For decision by the NC on 11 April.',
    ],
    [
      'committee-papers/panel-sheet',
      'Panel B. Item 1. E. M., Vale. Officer\u2019s view: warning. Item 2. T. B. Recommended: no action.',
    ],
    [
      'committee-papers/chair-briefed',
      'Speaking note for the Chair of the NEC, item 4. If Ann raises the levy: see annex B.',
    ],
    [
      'committee-papers/paper-of-others',
      'Paper 4 for ExCo. The department is asked to note the delivery plan. Ministry of Works.',
    ],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['committee-papers/paper-code', 'Ref 26/12, seat NF 26'],
    ['committee-papers/asked-of-body', 'Members are asked to bring a plate to the NEC social'],
    [
      'committee-papers/drafted-for-body',
      'County cabinet, para 14 of the report. Cabinet is asked to note it, says the council\u2019s site.',
    ],
    ['committee-papers/panel-sheet', 'Guild of Tilers. Item 1. Cracked hearths. Officer\u2019s view: warning.'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });
});
