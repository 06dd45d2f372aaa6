import { describe, expect, it } from 'vitest';
import { countsOf } from '../../classifiers/counts.ts';
import { signals } from '../../classifiers/lexicon.ts';
import { readDocument } from '../../classifiers/reading.ts';
import { context, document } from './build.ts';
import { signalsIn } from './signals.ts';

describe('what is told of a case', () => {
  it.each([
    ['disciplinary/barred', 'Don is not allowed at the branch any more'],
    ['disciplinary/barred', 'They took the candidacy off me on Thursday'],
    ['disciplinary/letter-came', 'She had an email saying that nothing has been decided'],
    ['disciplinary/going-on', 'The party are looking into what he said'],
    ['disciplinary/going-on', 'It goes to region as it is'],
    ['disciplinary/went', 'He got two years and can apply again in 2028'],
    ['disciplinary/went', 'They have lifted it and he is back on Thursday'],
    ['disciplinary/own-part', 'I did send it. Will you be a character witness?'],
    ['disciplinary/handlers', 'Yours sincerely\nCasework Adviser'],
    ['disciplinary/docket', 'Vickers: reply came, 60 pp, letter in drafts'],
    ['disciplinary/lodged', 'I allege that he broke the rule, I wrote it down at the time'],
    ['disciplinary/cover-story', 'Call it personal reasons, and do not say why'],
    ['disciplinary/on-record', 'There is an old warning on her file'],
    ['disciplinary/other-ticket', 'He signed the nomination paper of an independent in May'],
    ['disciplinary/other-ticket', 'She was removed because she stood against us in 2022'],
    [
      'disciplinary/tracker',
      'case,opened,nature,who,CLP,next\nK1,3 May,posts,Orr,Tern,panel\nK2,4 May,money,Fell,Tern,reply',
    ],
    ['disciplinary/welsh', "Mae Alun wedi cael ei atal o'r blaid"],
    ['disciplinary/told-twice', 'The letter came today. No meetings, no leafleting.'],
    ['disciplinary/ours-told', 'The CLP was told that they have lifted it'],
    ['disciplinary/bare-fact', 'A complaint about a councillor is being looked into.'],
    ['disciplinary/bare-fact', 'We can confirm that a member is under investigation.'],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['disciplinary/told-twice', 'The school had an email saying that he is not allowed at the meeting of governors'],
    ['disciplinary/ours-told', 'He is not allowed near the stall'],
    [
      'disciplinary/tracker',
      'Ref,Applicant,Ward,Proposal,Decision\n25/1,Ashby,Hill,dormer,granted\n25/2,Orr,Mill,shed,refused',
    ],
    [
      'disciplinary/bare-fact',
      'This branch notes that members under investigation wait too long, a motion for natural justice',
    ],
    [
      'disciplinary/bare-fact',
      'Any member under investigation may bring a friend. No candidate may stand. The panel must write.',
    ],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });
});

describe('what is told of an election', () => {
  it.each([
    ['elections/not-out', "I'm through! It is not official till Thursday"],
    ['elections/weighed', 'Two have put in, both through, one has an old blog'],
    ['elections/doors-said', 'Put him down as undecided, he told me straight at the gate'],
    ['elections/on-the-day', 'Send the minibus, 80 promised and 12 in by noon'],
    ['elections/war-room', 'The private poll has us at six, nothing from us there'],
    ['elections/electorate', 'The selectorate is 214, you sign for it'],
    ['elections/party-columns', 'box,sample,L,C,LD,R\nA12,50,19,6,2,18\nA13,50,14,9,1,22'],
    ['elections/told-twice', 'She is not official till Thursday. The selectorate was 214.'],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });
});

describe('what is told of members', () => {
  it.each([
    ['membership/one-of-ours', 'Is he one of ours? Yes, never had a card'],
    ['membership/came-went', 'Resigned: the Lowes. Those that joined at the fete: Lucy'],
    ['membership/owes', 'He has paid nothing since Easter'],
    ['membership/admitted', 'Your application has stalled, the party objected'],
    ['membership/list-held', 'The file held 1,118 people, name, number, e-mail'],
    ['membership/told-twice', 'Is she one of ours? She has paid nothing since Easter'],
    ['membership/our-record', 'Ron Hesketh, A217733, send the form'],
    ['membership/our-number', 'Ron Hesketh, A2177331, send the form'],
    ['membership/ours-numbered', 'To the CLP: L0884123, in by mistake'],
    [
      'membership/slate-rows',
      'name,number\nA Opal,L0712008\nB Hugh,A419225\nC Sonia,L0933104\nAsk your CLP to nominate all',
    ],
  ])('%s takes: %s', (signal, text) => {
    expect(signalsIn(text)).toContain(signal);
  });

  it.each([
    ['membership/our-number', 'A number looks like A000000 or L0000000'],
    ['membership/our-number', 'Part K361902, plot L44812'],
    ['membership/our-record', 'Your library card is L1855203, borrowers pay no fines'],
    ['membership/our-record', 'DAVEY, Colin. Staff no. A418822. Wexcombe depot, contract ended'],
    ['membership/our-record', 'Thanks for joining our gym, your number is L2204518, Hollie Fry'],
    ['membership/our-record', 'Please nominate Okonjo L1200456'],
  ])('%s does not take: %s', (signal, text) => {
    expect(signalsIn(text)).not.toContain(signal);
  });
});

describe('desks', () => {
  const seen = (field: string) =>
    readDocument(document(['body', 'Thank you.'], ['header-field', field]), context())
      .flatMap(({ windows }) => windows)
      .flatMap((window) => [...countsOf(window)].flatMap((count, at) => (count > 0 ? [signals[at]?.id ?? ''] : [])));

  it.each([
    ['context/case-desk', 'From: Disputes Team <cases@party.example>'],
    ['context/case-desk', 'To: complaints@party.example'],
    ['context/records-desk', 'To: mem sec <memsec.fellgate@homemail.example>'],
    ['context/ballot-desk', 'To: Procedures Secretary <procsec@tollhouse.example>'],
    ['context/public-desk', 'From: Herald <newsdesk@herald.example>'],
  ])('%s is read from: %s', (signal, field) => {
    expect(seen(field)).toContain(signal);
  });

  it('a desk alone tells nothing', () => {
    expect(seen('To: complaints@party.example')).not.toContain('disciplinary/case-desk');
  });
});
