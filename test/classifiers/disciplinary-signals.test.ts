import { describe, expect, it } from 'vitest';
import { tellsOf } from '../../classifiers/tells.ts';
import { signalsIn } from './signals.ts';

describe('signals of disciplinary cases', () => {
  it.each([
    ['disciplinary/sentenced', 'Maxine: twelve months out, and no office for two years'],
    ['disciplinary/put-to', 'An allegation has been made against you'],
    ['disciplinary/reports', 'He keeps messaging me, I just want it to stop'],
    ['disciplinary/kept-out', 'Region have told him not to come to anything'],
    ['disciplinary/case-papers', 'Papers for the hearing, presenting for the NEC: Ms Quaye'],
    ['disciplinary/under-way', 'She has an open complaint, the panel on Friday'],
    ['disciplinary/refused', 'He was rejected because the EC objected'],
    ['disciplinary/told-of-conduct', 'I bring to your attention the behaviour of our treasurer'],
    ['disciplinary/rulings', 'NFA on Tomlinson, Sadiq adjourned'],
    ['disciplinary/whip-notes', 'Ellison abstained on the bill, one more and it goes to the Chief'],
    ['disciplinary/labels', 'Respondent: F. Sultana\nAllegation: posts\nSanction: none'],
    [
      'disciplinary/sanctioned',
      'Appeal\tWho\tResult\nA/1\tN. Cathcart\t18m susp\nA/2\tH. Voss\tdismissed\nA/3\tV. Rudkin\tdismissed\n',
    ],
    [
      'disciplinary/case-record',
      'Field\tEntry\nRespondent\tFarah Sultana\nAllegation\tposts\nPanel date\t12/06/2026\nInvestigator\tT Page\n',
    ],
    [
      'disciplinary/much-explained',
      'How the complaints process works: any complaint will be assessed, members may appeal by the web form',
    ],
    ['disciplinary/elsewhere-only', 'Your driver refused my bus pass'],
    ['disciplinary/case-reference', 'Your letter, case no. CN/2026-0412, reached me'],
    ['disciplinary/case-reference', 'The complaint reference: XY-12/34/567 is closed'],
    ['disciplinary/case-reference', 'Re NCC-2026-01234'],
    ['disciplinary/case-reference', 'cdsc4471 on Friday'],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['disciplinary/sentenced', 'The baby is six weeks old'],
    ['disciplinary/kept-out', 'Sorry that you missed it on Friday'],
    ['disciplinary/case-record', 'Field\tEntry\nName\tFarah Sultana\nAddress\t1 Hill Street\n'],
    ['disciplinary/sanctioned', 'Player\tScore\nN. Cathcart\t18\nH. Voss\t12\n'],
    ['disciplinary/elsewhere-only', 'The CLP heard that the driver was late'],
    ['disciplinary/case-reference', 'Invoice number 4471 for the hall'],
    ['disciplinary/case-reference', 'In that case 412 of them came'],
    ['disciplinary/case-reference', 'disc 0412'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });
});

describe('how much is told', () => {
  it.each([
    ['One of our members is under investigation.', 'fact'],
    ['An investigation into a member is open. We cannot comment further, and have no comment on reports.', 'fact'],
    ['Your complaint was dismissed by the NCC.', 'outcome'],
    ['He is under investigation. It was a comment on a photograph.', 'detail'],
    ['The member is the subject of an inquiry by the Party, and it will be some months.', 'fact'],
    ['She has been sent a notice of investigation.', 'fact'],
    ['He is suspended pending investigation.', 'fact'],
    ['There is an open case.', 'fact'],
    ['It is a formal NEC warning, twelve months on file.', 'outcome'],
    ['He was let off with a reminder of conduct.', 'outcome'],
    ['She has been cleared and her suspension is lifted.', 'outcome'],
    ['He has been kicked out.', 'outcome'],
    ['Two years before she can apply again.', 'outcome'],
    ['He got a warning for what he wrote on Facebook.', 'detail'],
    ['She is under investigation, three witnesses have given statements.', 'detail'],
    ['Suspended pending a hearing on Tuesday.', 'detail'],
    ['You will not guess what happened to our friend.', 'detail'],
  ])('%s is %s', (text, tells) => {
    expect(tellsOf(text)).toBe(tells);
  });
});
