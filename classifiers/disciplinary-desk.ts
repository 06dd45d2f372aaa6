/**
 * Cases on the desks of those who handle them: whose mailbox it is, what is listed, sent, reported, checked and recorded, by
 * staff, panels, whips and the officers of a branch; in Welsh too.
 *
 * Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const desk: readonly Signal[] = [
  // Signed or spoken of by those who deal with cases.
  {
    id: 'disciplinary/handlers',
    for: 'weak',
    find: phrases(`
      ^ casework/investigations/disputes/complaints/governance/compliance/safeguarding $, ^
      casework/cases/case/investigations/disputes/complaints/governance/conduct/compliance/safeguarding
      team/desk/unit/adviser/advisor/officer/manager/lead/directorate/handler $, clerk to the
      panel/panels/ncc/board/committee/icb, panel clerk, case worker/handler/team/adviser, casework
      adviser/team/officer/manager, cases team/desk, governance director/manager/officer/lead, head of
      disputes/complaints/investigations/governance/compliance, disputes officer/manager/lead/chair/inbox/team, complaints
      officer/manager/lead/inbox/desk/handler/team/unit, presenting officer, conduct officer/adviser/team/panel,
      safeguarding officer/lead/team/manager, member of the panel/ncc/icb, panel member~, chief/group/deputy whip, whip's
      office, whips' office, group whip's, chair of disputes, chair of the panel, vice-chair of disputes, governance and
      legal, ombudsperson
    `),
  },
  // What is listed and how it stands, person after person.
  {
    id: 'disciplinary/docket',
    for: 'weak',
    find: phrases(`
      noi #, nois, noi sent/out/went/issued/served/drafted, suspension #, suspension lifted/sent/issued/letter, outcome
      nfa/expelled/warning/reminder/suspended/letter/sent/issued, nfa signed/letter/closed/agreed/recommended, signed off,
      letter in drafts, letter's in drafts, in drafts, sent in error, wrong person/member, reply
      came/in/received/due/overdue/read, reply came # pp, # pp, awaiting
      reply/response/outcome/region/decision/panel/allocation, awaiting, chased, chase ..2
      reply/statement/witness/respondent, closed dead, closed nfa, with counsel, allocated, unallocated, to be allocated,
      triage, triaged, oldest, backlog of cases, new evidence, keeps sending, names a new witness, new witness, adult
      letter, young person's letter, under 18, respondent has/admits/admitted/denies/in/is/says/asks/wants, witness
      a/b/c/d/one/two/three/#, complainant a/b/c/one/two/has/is/wants/withdrew, complaint joined, complaints
      joined/linked/merged, two complaints, joined by order, application for more time, more time, extension of time,
      extension granted/refused/asked, deal with it on, on the papers, paper hearing, hold/held over, stood over, dial in,
      without camera, packs on/by/to, pack for panel, panel a/b/c/d/one/two/#, cases #, recommended
      warning/reminder/nfa/suspension/expulsion/that/sanction/for, recommended :, recommend
      warning/reminder/nfa/suspension/expulsion/referral, referral to ncc, referral, lift suspension, remain/continue
      suspension, maintain suspension, words of advice, can you ..2 sit, still sit, do you ..3 sit, sit on this, step back
      from this, recuse~, conflict~ of interest, declared ..4 platform/interest/that you, shared a platform, # on
      friday/monday/tuesday/wednesday/thursday, statement taken/received/sent/signed, interview ..2
      done/booked/arranged/with/on, first/second interview, interviewed ..3 complainant/respondent/witness, note of
      interview, interview note~, notes of interview, q and a, asked whether he/she, asked if he/she, union friend, silent
      friend, with friend, hand-over, handover, caseload, prima facie, no case, fast track, fast-track, nec panel,
      auto-excl~, prohibited act~, proscribed
    `),
  },
  // What somebody is told to have done, by whom, to those who deal with it.
  {
    id: 'disciplinary/lodged',
    for: 'weak',
    find: phrases(`
      i allege, i the undersigned, we the undersigned, allege that, wish/want/like/writing to complain of/about/against,
      complain of mr/mrs/ms/miss/cllr/the, complaint about our/my/the/a/his/her, formal complaint, making a complaint, put
      in a complaint, want/wants him/her/them out/gone/suspended/expelled/dealt/investigated, i want something done,
      something must be done, ask that he/she/it/they be, he/she/they be warned/suspended/expelled/asked/told/disciplined,
      a certain treasurer/councillor/member/chair/secretary/candidate/person/somebody/mp, ask yourselves, i wrote it down,
      wrote it down, wrote down, made a note at, at the time, will tell you the same, will bear me out, bear this out,
      back me up, can confirm what, several of us, six of us, we all heard/saw, everyone/everybody heard/saw, in front of
      everyone/everybody/members/us, i was there, i saw, i heard, he/she said to, said to ..3 sit down, go back to, shut
      up, would not put, closed the meeting, turned the lights, told at two, be a second name, second name, add your name,
      put your name to, the form only, complaint form, online form, filled in the form, in the box for, what rule, which
      rule, numbered them, i've numbered, screenshot~, # are his/her, public page, his/her
      page/profile/timeline/facebook/account/feed, ward chat, branch chat, whatsapp group, voice note~, group chat, letter
      against, accusation~, accused, against our chair/secretary/treasurer, petition against, whistle blower,
      whistleblower, informant, anonymous letter, letter signed anonymous, won't give my name, wont give my name, don't
      use my name, not to be named, doesn't know i'm, does not know i, don't know i'm writing, have his/her name, nobody
      ..3 has her/his name, frightened of losing, afraid of losing, afraid he/she/they, who signs the cheques, where ..4
      money went/go, raffle/jumble/collection money, helped himself/herself, the cheques, bank statement~, driving him/her
      home, drove him/her home, gave him/her a phone/present/lift, an older member, older man, lad of #, girl of #, boy of
      #, aged #, under age, underage, is only #, his/her mum, parents know, ring the police, told the police, reported to
      the police, safeguarding, i've not said why, haven't told anyone, told nobody, is that right, what do i do, what
      should i do, what i do with this, not sure what, not sure who, is this the right, put in the form, i've put in, put
      the form in, form about, a form about, web form, on the web form, sent me a reference, gave me a reference,
      reference number for the complaint, i named you, named you as, having heard, they may write to you, may be in touch
      with you, you don't have to reply, i'm one of those, one of those who/she/he reported, she reported, he reported,
      who she/he reported, i make this statement, make this statement, say as follows, believe that it is true, is true to
      the best, statement for the, one of our councillors, told me in front, in front of two, isn't the first time, wasn't
      the first time, heard the one in, don't want it to get, get in the papers, somebody to look into, someone to look
      into, look into it, want it looked at, looked at under, off the officers' list, kept topping up, walked her to, sat
      in the corridor, made a joke, on the count, opened and read, give back the keys, give back the office, written
      charge, case to be looked
    `),
  },
  // What is said to the world instead: the reason given, the name left off, the press.
  {
    id: 'disciplinary/cover-story',
    for: 'weak',
    find: phrases(`
      personal reasons, family reasons, health reasons, stepping back for, stepping down for, standing down for, diary
      clash, diary trouble, delay in processing, technical reasons, spend more time, for the time being, call it
      personal/family/a/illness, say it's/its/he's/she's/he/she ..3 clash/personal/family/ill/away/busy/holiday/resting,
      saying he/she ill/away/busy, don't say why, don't tell them why, do we say why, not say why, without saying why, no
      reason given, needn't give a reason, give a/no reason, don't give a reason, if ..4 rings/asks/calls say, if they ask
      say, give them nothing, say nothing, we don't comment, no comment, can't stand that up, knock it down, off the
      record, between ourselves, it'll say in the, will say he/she, he'll/she'll/he/she will say, they'll say i, i didn't,
      officially, officially he/she/no/it, the line, hold the line, tell ..2 no more, tell him/her ..5 no more, not from
      me, never told you, i never told, i never said, this stays here, stays here, stays between, keep it here, don't
      show, dont show, don't print, not a word, nobody/no one up there, us two, one copy, take it away again, hasn't been
      told, mum/dad/wife/husband doesn't know, doesn't know yet, why his/her office, gone quiet, has gone quiet, went
      quiet, reason he/she has, is there a reason, don't ring him/her/the/back, let it lie, so you hear it from, hear it
      from me, before you read/see/hear it
    `),
  },
  // A check before a selection that finds a case; a whip's book.
  {
    id: 'disciplinary/on-record',
    for: 'weak',
    find: phrases(`
      warning on/expired/from/in/since, an old warning, a warning on, reminder expired, on her/his/their file, on file,
      live complaint, complaint outstanding, nothing proved, not proved, never proved, finding :, findings :, branch
      grievance, disciplinary record/history, past complaint~, previous complaint~, earlier complaint~, was suspended in,
      suspended in #, expired in #, declared/disclosed it, left it off the form, can't be interviewed till/until, can't be
      shortlisted, not to be interviewed, missed ..3 vote/votes/division~, absent from the, without leave, without
      permission, spoken to by, had a word, sent on to, exec #, vote/voted/voting against the
      agreed/group/whip/budget/position, against the agreed, agreed position of, leave to abstain, did not seek, didn't
      seek, told the Aa that, broke group/the, group discipline, group rules/rule, under the standing orders, whip be,
      whip withdrawn/suspended/removed/restored/back/for, lose/lost/losing the whip, be warned, written warning,
      first/second/final warning, undertaking~, hauled, shows as/up suspended/excluded/expelled/under, suspended since,
      suspended #, shown as suspended, status suspended/excluded, marked suspended/excluded, administrative hold, on hold,
      hold on his/her, restricted since, flag on, reinstated, membership suspended, not arrears, isn't arrears, not on the
      voting list
    `),
  },
  // Who stood, signed or worked for another ticket: out by rule, and hard to get back in.
  {
    id: 'disciplinary/other-ticket',
    for: 'weak',
    find: phrases(`
      stood against us/labour/the/an/a/our, stood vs us/labour, standing against us/labour/our, ran against us/labour/our, stood as an? independent/ind, stood for the ..1
      independents/independent/greens/green/reform/liberals/tories/tusc/workers/party/residents/other, stood for other/another/reform/plaid/yourself/themselves, stood as a paper, against an official, against the official,
      official candidate, signed ..4 nomination paper/papers/form, signed ..3 paper/papers for/of, signed an/the independent's, his/her/my name is on a, nomination paper/papers of/for an/a/the/another, nomination papers for, paper shows
      his/her, assentor for, seconded an, campaigned for/against the/us/labour/an, leafleting for, leafleted for, canvassing for the, canvassed for the, knocking for, delivering for the, working for the other, helping the
      other/independent/greens/reform/lot, helped the other, was the agent for, agent for the reform/tory/green/independent, was in ukip/reform/the, used to be ukip/tory, ran that page, ex ukip, joined
      the/another greens/reform/party, member of another, dual member~, proscribed, proscribed group/organisation, forbidden list, banned list, outfit on the, silly open letter, open letter that turned, supporter of
      reform/another, endorsed the/an independent/green, nominated an independent, prohibited act, 2 i 5, 2 i 4, previous # yr/year, previous bar, bar ends, # yr bar, five-year bar, auto-exclu~
    `),
  },
  {
    id: 'disciplinary/welsh',
    for: 'fair',
    find: phrases(`
      atal o'r blaid, atal dros dro, wedi ei atal/hatal, wedi cael ei atal/hatal, cael ei atal, gwaharddiad, gwahardd,
      wedi ei wahardd, diarddel, ddiarddel, ymchwiliad, ymchwilio, ymchwilydd, cwyn, cwynion, cwyno, gwyn yn erbyn,
      cyhuddiad, cyhuddiadau, cyhuddo, gwrandawiad, disgyblu, disgyblaeth, disgyblaethol, apêl, apelio, rhybudd, ceryddu,
      cerydd, tystion, tystiolaeth, datganiad, tra bod nhw, edrych ar y, ar y negeseuon, llythyr gan y blaid, dim gair
      wrth, gadeirio yn ei le, ymddiheuro, ymddygiad, aflonyddu, bwlio
    `),
  },
];
