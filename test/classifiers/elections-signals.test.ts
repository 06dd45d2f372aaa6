import { describe, expect, it } from 'vitest';
import { find } from './build.ts';
import { signalsIn } from './signals.ts';

describe('signals of elections', () => {
  it.each([
    ['elections/assessed', 'We interviewed seven for Canal ward, the line was at 60'],
    ['elections/panel-list', 'Panel results. Passed: Amos, Birch. Not approved: Stebbing.'],
    ['elections/own-ballot', 'Of the levy payers 40 have voted so far'],
    ['elections/postal-session', 'From the PV session: 640 opened, 22 thrown out for the signatures'],
    ['elections/battleground', 'Organisers moved to Millbeck, the contact target stays'],
    ['elections/pledges', '58 dials, spoke to 19, two want a PV form'],
    ['elections/work-rate', 'Sampled 50 from box 11'],
    ['elections/marked-lines', '12 Ablett v\n13 Ablett jnr 0\n15 Cross x\n'],
    [
      'elections/canvass-figures',
      'ward\tdoors\tanswers\tour vote\tdk\nPier\t820\t211\t88\t39\nShore\t310\t102\t19\t7\n',
    ],
    ['elections/coded-electors', 'NF3-110\tCalder, Ines\tL9\nNF3-117\tTranter, Owen\tT\nNF3-124\tPetty, Joan\tD4\n'],
    [
      'elections/coded-electors',
      'Name,ED,No,Road,VI\nCalder,NF3,112,Mill Road,L\nNair,NF3,113,Mill Road,VL/S\nPetty,NF3,118,Mill Road,D\n',
    ],
    [
      'elections/coded-electors',
      'NF3,112,Calder,4 Mill Road,L\nNF3,113,Nair,6 Mill Road,VL/S\nNF3,118,Petty,9 Mill Road,D\n',
    ],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['elections/assessed', 'The line was engaged, so we went to see the band'],
    ['elections/postal-session', 'The post office opened its doors again'],
    ['elections/marked-lines', '1 Pint of milk\n2 Loaves of bread\n12 Eggs\n'],
    ['elections/canvass-figures', 'day\topen\tclosed\nMonday\t9\t5\nTuesday\t9\t5\n'],
    ['elections/coded-electors', 'TS1,10,shirt,L\nTS2,12,shirt,XL\nTS4,20,hoodie,S\nTS5,4,hoodie,L\n'],
    ['elections/coded-electors', 'AB1-100\tbolt\t4\nAB1-101\tnut\t5\nAB1-102\twasher\t9\n'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });

  it('counts each elector once', () => {
    const finding = find(
      'Elector No\tName\tVoter ID\nNF3-110\tCalder, Ines\tL9\nNF3-117\tTranter, Owen\tT\nNF3-117\tTranter, Owen\tT\n',
      'elections',
    );
    expect(finding?.people).toBe(2);
  });
});
