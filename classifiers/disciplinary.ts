/**
 * One person's disciplinary investigation, decision or proceedings: letters, bundles, trackers, and a line between officers.
 *
 * Source: paragraphs 5(b) and 5(c). Pure. About an individual, not about the rules: the same words without anybody they
 * concern are a handbook, a motion or statistics. No name is needed, "the member we discussed" is somebody.
 */
import {
  atLeast,
  beside,
  type Classifier,
  either,
  noneOf,
  phrases,
  type Signal,
  shapes,
  together,
  told,
} from './signal.ts';

const own: readonly Signal[] = [
  {
    id: 'disciplinary/complaint',
    for: 'strong',
    find: phrases(`
      wish/want/like/writing/have to ..2 complain, wish/want/like/writing/have to make/lodge/raise/submit/report a, formal
      complaint, i am/was complaining, breaks/breached/breach/breaches of? rule, called me a/an, called him/her/them a/an,
      happy to give/make a statement, give a statement, complain about Aa, my complaint about/against, i reported him/her/them,
      told not to come/attend, been told not, not to come/attend to?, statements in, put in a statement, two statements, panel
      is, her/his panel, served yesterday/today, got the/a/his/her email/letter ..4 suspended, days to appeal/respond/reply, thrown the book, right to reapply, may reapply, expelled, excluded from membership, remain excluded, appeal ..8 dismissed/upheld/rejected/allowed, looked at by, complaints people, is suspended while, be suspended while, repeatedly sent, keep him/her/them away
    `),
  },
  {
    id: 'disciplinary/someone',
    for: 'weak',
    find: phrases(
      'mr/mrs/ms/miss/cllr/councillor/dr Aa, she/he/him/her/his, dear mr/mrs/ms/miss/cllr, you are/have, your, for Aa',
    ),
  },
  { id: 'disciplinary/case-reference', for: 'strong', find: told },
  { id: 'disciplinary/register-case', for: 'decisive', find: told },
  { id: 'disciplinary/register-subject', for: 'fair', find: told },
  {
    id: 'disciplinary/notice',
    for: 'strong',
    find: phrases(`
      notice of ..2 investigation/suspension/allegations/outcome/termination/exclusion/expulsion/hearing/charges,
      noi/nois, administrative suspension, administratively suspended, admin suspension, notification of ..3
      suspension/investigation/allegations/outcome, reminder of conduct/values, nec warning, formal warning, written
      warning, final warning, charge sheet, draft charge~, charges against, bundle, evidence pack/bundle, statement
      of case, skeleton argument, we have received a complaint, a/the complaint about/against your/you, received ..3
      complaint about/against, you are ..3 under investigation, allegation #, allegations ..3 you/against, your
      conduct, you are hereby, suspended from membership, pending the outcome, auto exclu~, auto-exclu~,
      automatically excluded, exclusion from membership, terminat~ ..3 membership, membership ..4 terminated, letter
      of outcome, outcome letter
    `),
  },
  {
    id: 'disciplinary/acted-on',
    for: 'fair',
    find: phrases(`
      has/have/had been/now?
      suspended/expelled/served/excluded/charged/referred/investigated/reported/cleared/reprimanded/warned/disciplined/interviewed,
      was/were/is/are/being/been/getting/got
      suspended/expelled/served/excluded/charged/reprimanded/disciplined/investigated/cleared/reinstated, under
      investigation, under review by, be suspended/expelled/served/excluded/charged/disciplined, been complained
      about, complaint against/about/from, complaints against/about, complained about ..2 him/her/them, refer~ ..3
      ncc, referred to the, to the ncc, lost the whip, whip ..3 removed/withdrawn/restored/suspended/back, withdrawn
      the whip, lifted ..3 suspension, suspension ..3 lifted/stands/upheld/continues/expires, no further action, no
      case to answer, nfa, not upheld, upheld, sanction~, a warning, reprimand~, her/his/their
      suspension/case/appeal/hearing/investigation/expulsion/complaint/reply/response/statement, suspended for #,
      month suspension, months' suspension, suspension of #, barred for/from, readmi~, re-admi~, kicked out, thrown
      out, chucked out, found against, let off, in trouble, facing expulsion/suspension/charges/action,
      two-year/five-year bar, expulsion, suspension
    `),
  },
  {
    id: 'disciplinary/person',
    for: 'fair',
    find: phrases(`
      respondent~, complainant~, the accused, the member
      we/you/who/in/concerned/discussed/i/has/was/is/about/said/had/from/named, the individual, that member, the
      person we/you/who, a certain member/councillor/person, our friend, you know who, the councillor concerned/in,
      the lad/woman/man/chap/guy/fella we/who/you/from, the secretary/chair/treasurer in question, the other matter,
      subject of the, alleged~ victim, against cllr/councillor/him/her/them/me/Aa, the subject, the one we/i/you,
      him/her ..6 complaint~/suspended/panel/investigat~, witness~, that business, that person, my client, your
      client, i have been suspended/served/accused/charged/expelled, my suspension/case/hearing/appeal/expulsion,
      i've been suspended/served/accused
    `),
  },
  {
    id: 'disciplinary/process',
    for: 'fair',
    find: phrases(`
      disciplinary, investigat~, investigating officer/panel, nec panel, disputes panel, panel
      on/decided/meets/hearing/upheld/heard/recommend~/will/have, before the panel, panel {weekday}, hearing
      on/date/before, glu, governance and legal, complaints team/unit/officer, disputes team, ncc, independent
      complaints, icb, irb, independent review, rule 2, chapter 2, clause i, clause 1 8, grossly detrimental,
      prejudicial, proscribed, prohibited act~, case worker, caseworker, presenting officer, presenter, right of
      appeal, appeal ..4 days, days to reply/respond, cyhuddiad, precautionary, must not attend, not to attend, not
      attend ..3 meetings, sexual harassment procedure, safeguarding, the complaint, a complaint, complaints
    `),
  },
  {
    id: 'disciplinary/conduct',
    for: 'weak',
    find: phrases(`
      antisemit~, anti-semit~, islamophob~, transphob~, racis~, sexis~, harass~, bully~, bullied, abusive, abuse~,
      shouted at, swore at, posted, tweet~, facebook post, social media, misogyn~, threaten~, inappropriate~,
      assault~, groped, screenshots, whatsapp, discriminat~, brought the party, remarks, intimidat~, touched,
      comments about, offensive, hostile
    `),
  },
  {
    id: 'disciplinary/evidence',
    for: 'weak',
    find: phrases(`
      witness statement~, witnesses, evidence, statement~ from, screenshot~, the allegation~, alleg~, denies,
      denied, admitted, her/his/their side, testimony, two people saw, written account, proof
    `),
  },
  {
    id: 'disciplinary/letter',
    for: 'weak',
    find: phrases(`
      by email only, case no/number/ref/reference, our ref, dear Aa, yours sincerely, you have # days, samaritans,
      your gp, wellbeing, welfare, you must not, confidential~ ..6 investigation
    `),
  },
  {
    id: 'disciplinary/hush',
    for: 'weak',
    find: phrases(`
      between us, between you and me, didn't hear, did not hear, keep ..4 yourself, keep this quiet, don't repeat,
      not for sharing, hush, off the record, in confidence, heads up, just so you know, word to the wise, delete
      this, strictly between, on the quiet, don't say, tell no one, not a word, no names
    `),
  },
  {
    id: 'disciplinary/served',
    for: 'strong',
    find: phrases(`
      got/had/has/received/opened/seen his/her/their/my/the letter, got/had/received the email, letter
      came/arrived/through/landed/went, the letter is, have/has/had sent me a, letter says, it says
      i/he/she, until the # to answer/reply/respond, until {weekday} to answer/reply/respond, till ..4
      to answer/reply/respond, has until the, have until the, i've got till, got till, reply date, reply
      by, a fortnight to, # days to answer/reply/respond/appeal, # pages, been served, was served, can i
      appeal, can appeal, appeal till, no right of appeal, lodge an appeal, notice of allegations,
      answer the allegation~, the charge is, charge # , know the charge, what is it for, what's it for,
      who complained, who made the complaint, who is complaining, accused of, accused me, accuses me, i
      am accused, suspending me/him/her, suspended me/him/her, expelled me/him/her, my
      suspension/expulsion/hearing/appeal, my side, represent me, come with me ..6
      hearing/interview/panel, at the hearing, the hearing, balance of probabilities, if there's a
      hearing, be interviewed, interview under, investigation interview, put to him/her/them, put the
      allegation~
    `),
  },
  {
    id: 'disciplinary/penalty',
    for: 'strong',
    find: phrases(`
      year bar, year ban, months off, month ban, loss of whip/the, removing the whip, remove the whip,
      take/took/taking the whip, whip's off/gone, whip is off/gone/suspended/withdrawn, lose/lost/losing
      the whip, withdraw the whip, withdrawal of the whip, without the whip, whip ..3
      removed/withdrawn/suspended/restored, restore the whip, stood down pending, stepped back pending,
      step back pending, stood aside pending, stand aside pending, stand down as ..4 pending,
      endorsement ..4 taken/withdrawn/removed/pulled/revoked, lost his/her endorsement, candidacy ..3
      withdrawn/pulled/suspended, no longer our/the/a candidate, pulled as candidate, dropped as ..3
      candidate, expelled, expel, expulsion, excluded from membership, auto excluded, barred from,
      barred for, for # months, suspend # , suspend or, suspended for, suspended pending, suspended
      since, suspended last/this/on/yesterday/today, warning on ..3 file, formal reprimand, written
      apology, found proved, not proved, proved by, found guilty, breach ..3 proved, nfa'd, let off
      with, got off with, got a/his/her warning, his/her warning, stood over, wins his/her appeal, lost
      his/her appeal, appeal allowed/dismissed/upheld/rejected, readmitted, suspension lifted, lift ..3
      suspension, cleared of, cleared him/her, out of the party for, thrown out of the
    `),
  },
  {
    id: 'disciplinary/panel-talk',
    for: 'strong',
    find: phrases(`
      case # , cases # and, deliberations, panel sat/met/heard/agreed/found/split/thinks/thought/wants,
      panel # , the panel's decision, two for warn~, wants it written, dissent~, refer to the ncc,
      refer~ ..2 ncc, first/second/third complainant, the complainant, complainant's name, both
      complainants, give evidence, gives evidence, giving evidence, statement to the, made statements,
      made a statement, witness~ agree/says/said/saw, # witnesses, two/three witnesses, sealed
      folder/file, phone records, screenshots, bundle ..3 page, presenter, charges ..3 proved, his/her
      solicitor, letter before action, interim suspension, precautionary suspension, administrative
      suspension, safeguarding referral/lead/concern, lado, person about whom, concern is raised, risk
      assessment, investigating officer, investigation report, terms of investigation, officers'
      recommendation, recommend~ expulsion/suspension, recommend~ ..3 warning, proposed sanction,
      sanction ..3 recommended, chair's casting, panel chair, panel members
    `),
  },
  {
    id: 'disciplinary/whips',
    for: 'fair',
    find: phrases(`
      three-line whip, three line whip, voted against ..4 whip, against the whip, defied the whip, broke
      the whip, divisions # , in division # , without leave, under the standing orders, chief whip, sat
      on his/her/their hands, abstained ..4 whip, abide by a decision of the group, standing orders of
      the plp/group/parliamentary, group officers, report ..3 group, letter of reprimand, pairing whip,
      whips' office, from the whip
    `),
  },
  {
    id: 'disciplinary/membership-dispute',
    for: 'strong',
    find: phrases(`
      object~ to ..4 membership/admission/application, objection ..5 upheld/dismissed/rejected/allowed,
      application ..6 is/was/been rejected/refused, rejected ..4 application, stood against ..4
      candidate, stood as an independent, membership appeal, appeal ..6
      readmission/re-admission/readmitted, supporting another party, member of another party, remove
      him/her/them from your lists, refunded
    `),
  },
  {
    id: 'disciplinary/hinted',
    for: 'fair',
    find: phrases(`
      pending that thing, that thing, the thing with, you know what, the matter of, that matter, the
      business with, that incident, the incident, what happened at/on/with, caught out, if
      anyone/anybody asks, in tears, in bits, ring him/her, look after him/her, be kind, doesn't know
      yet, does not know yet, not been told, hasn't been told, hold off, keep ..2 away, can't talk
      about, nobody is supposed, not supposed to, heard about, did you hear, have you heard, hear that,
      apparently
    `),
  },
  { id: 'disciplinary/tracker', for: 'decisive', find: shapes('case-heading') },
  { id: 'disciplinary/tracker-rows', for: 'strong', find: shapes('case-rows') },
  {
    id: 'disciplinary/somebody-acted-on',
    for: 'strong',
    find: together('disciplinary/person', 'disciplinary/acted-on'),
  },
  {
    id: 'disciplinary/process-on-person',
    for: 'fair',
    find: together('disciplinary/process', 'disciplinary/person'),
  },
  {
    id: 'disciplinary/process-acted',
    for: 'strong',
    find: together('disciplinary/process', 'disciplinary/acted-on'),
  },
  { id: 'disciplinary/noticed-conduct', for: 'fair', find: together('disciplinary/notice', 'disciplinary/process') },
  {
    id: 'disciplinary/complained-conduct',
    for: 'fair',
    find: together('disciplinary/conduct', 'disciplinary/process'),
  },
  {
    id: 'disciplinary/sentenced',
    for: 'strong',
    find: phrases(`
      months/month/year/years out, # months off/suspension/susp/suspended,
      twelve/six/nine/three/eighteen/two/four/five months out/off/suspension/suspended,
      twelve/six/nine/three/eighteen/two month warning/suspension/ban/bar, months on file, on file, formal
      warning, written warning, nec warning, warning for a/twelve/six, got a ..2 warning, got ..2 warning, done
      for that/the/his/her/saying/posting, been given ..3 months/warning/reminder, gets ..3 months/warning, got
      ..3 months, got off, a course, the ..2 course, no office for, bar~ from ..3 office, banned from, stripped
      of, removed from office/his/her/the, back to being, case is over, case is closed, case closed, nothing
      proven, not proven, susp, yr bar, found against, found for, they found, we find, we don't find, we
      recommend that, recommend~ that he/she/they, should be barred/suspended/warned/expelled/removed,
      his/her/their suspension, suspension through, term~ {month}, off the panel, struck off, lost his/her ..2
      whip/membership/seat, out for
    `),
  },
  {
    id: 'disciplinary/put-to',
    for: 'strong',
    find: phrases(`
      allegation has been made, allegations have been made, complaint has been made/received/lodged, we've/have
      been sent/shown a, it is alleged, alleged that you, breach the party's, breach of the party's, may
      breach, may be a breach, send us your account, your account of/by, your answers/response/reply by, unless
      within # days, within # days/weeks, you aren't suspended, you are not suspended, you are suspended, you
      may show this, may bring a friend/companion/representative, as my/your friend, be accompanied, prohibited
      act, answer to the charge~, in answer to, answer~ the charge~, i've read the statement, i did say, i did
      not say, i didn't say, i never said, i'd have apologised, i apologise, the apology, without reservation,
      don't want to lose my, your case, in your case, you've two weeks, named on the list, photograph of you,
      your membership will be ended/terminated, no hearing is held
    `),
  },
  {
    id: 'disciplinary/reports',
    for: 'fair',
    find: phrases(`
      i want/wish/need to report, i'd like to report, like/want to talk to someone, right place, don't want my
      name, name on it, anonymous, wrote in about, who wrote in, report of posts, posts by, shared a video,
      screenshots attached, what should i do if, keeps messaging/texting/ringing/calling/touching/putting, kept
      messaging/texting/touching/putting, turned up at my, called me/him/her/them/dev a, called me/him/her/them
      names, used a word, a word that i, said the thing, want it to stop, want him/her/them to stop, kept
      quiet, will he/she be told, who's it go to, thrown ..4 at, threw ..4 at, slapped, pushed me, put his
      hand, made a pass, his hands, uncomfortable, frightened of, afraid of, in front of
      everyone/members/everybody, made me cry, my boss, the girl who, the woman who, the lad who, happened to
      me, the first time, it isn't the first
    `),
  },
  {
    id: 'disciplinary/kept-out',
    for: 'strong',
    find: phrases(`
      told ..2 not to come, not to come to anything, isn't/not allowed at/in/near/to attend/to come, can't come
      to, isn't/not able to attend, can't attend, may not attend, mustn't attend, not to attend, barred from,
      stay~ away, keep him/her/them/off away, away from the young, acts as ..3 until/till, acting until/till,
      till/until it's/it is resolved/over/sorted/settled/decided/done, looked into what, looking into
      what/him/her/it, look into the complaint, appointed to look into, inquiry, enquiry into, subject of an,
      there's a process, charges outstanding, his/her file, before the panel, told why, without saying why,
      don't mention any, opposite ends, not to speculate, not speculate, can't be with us till/until, if anyone
      asks, do not say, for you only, chair's eyes, the accused, shouldn't chair, stand aside, stands aside,
      standing aside, stepped aside, step aside
    `),
  },
  {
    id: 'disciplinary/case-papers',
    for: 'strong',
    find: phrases(`
      papers for the hearing, presenting for, for the hearing, subject access, redaction~, statement of the
      woman/man, letter before claim, suspensions in force, appellant~, appeals board, appeal board, interim
      action, officer's view, respondent's reply, third party, draft letter, para #, his/her answer, his/her
      defence, page defence, the investigator, investigator's report, letter from the complaints, complaints
      team, an appeal, his/her appeal, appeal stands/stood, appeal is, appealing, he's/she's appealing, case
      against, case with, cases with, reply in, resigned ..6 before, names heard, not be endorsed, panel vote
    `),
  },
  {
    id: 'disciplinary/labels',
    for: 'strong',
    find: phrases(`
      respondent :, complainant :, allegation~ :, sanction :, recommendation :, charge :, charges :, charge #
      :, investigator :, case :, case officer :, panel :, decision :, interim action, interim measures, outcome
      :, flags :, against :
    `),
  },
  { id: 'disciplinary/sanctioned', for: 'strong', find: shapes('sanctioned-people') },
  { id: 'disciplinary/case-record', for: 'strong', find: shapes('case-record') },
  {
    id: 'disciplinary/refused',
    for: 'strong',
    find: phrases(`
      refusal of membership, refused membership, refused admission, was/were/been rejected ..4 because/as/for,
      ec/branch/executive objected, objected because, objecting to, campaigned for the greens/reform/liberals,
      campaigned against, appeal against, apply again, reapply, join again, rejoin until, can't rejoin, cannot
      rejoin, not be readmitted, readmission
    `),
  },
  {
    id: 'disciplinary/under-way',
    for: 'strong',
    find: phrases(`
      sent a notice, been sent a notice/letter, pending investigation, pending the investigation/panel/outcome,
      open complaint, complaint open, has a complaint against, complaint ..3 against him/her/them/me, bullying
      of, harassment of, statement/statements taken, case against him/her/them/me, my case, his/her case, the
      panel on, adjournment, sitting on the panel, three of us sitting, her/his rep, referred up, gone to
      region/glu/hq, with glu/complaints/legal/hq, ncc hearing, reported to region/hq/glu/complaints, has been
      reported, i've reported, being looked at by, taken off the list of, no longer a candidate, until it's
      cleared, until cleared, whip withdrawn, whip suspended, had the whip
    `),
  },
  { id: 'disciplinary/answer-due', for: 'strong', find: together('disciplinary/served', 'disciplinary/process') },
  {
    id: 'disciplinary/told-of-conduct',
    for: 'fair',
    find: phrases(`
      bring to your/the ..3 attention, behaviour of, conduct of, conduct towards, behaved, behaviour towards,
      willing to be spoken to/talk/give, i have their names, made them leave, made her/him/me feel, in a way
      which/that, younger women, on three/two/several/# occasions, gave my evidence, gave evidence, my
      evidence, grabbed, touched her/him/me, put his arm, her wrist, had a drink, been drinking, advances, take
      no for, shouted, ranted, spat, swore, spoke over, feel sick, felt sick, felt unsafe, unsafe, in tears,
      wouldn't leave me, followed me/her/him, sent me messages, sent her messages, explicit, reposted,
      retweeted, liked a post, shared a post, cartoon~, meme~, comments under
    `),
  },
  {
    id: 'disciplinary/rulings',
    for: 'strong',
    find: phrases(`
      nfa on/for, no action on, training for, warning for/to, reminder for/to, referred to ncc, refer to ncc,
      adjourned, stood over, wants a rep, officer proposes, panel decision, member's answer, case summary, what
      is said, case # of, # of #, found against, dismissed ..2 appeal, appeal panel, no further right, for
      readmission, termination of, terminated under, chronology, first response, put to him/her, nothing back,
      hearing bundle, acknowledged the, whole list done, that's the list, auto excluded, signing ..4 nomination
      papers, enquiries continue, while enquiries, matter but not, administratively suspended, reason not for,
      process, we don't comment
    `),
  },
  {
    id: 'disciplinary/whip-notes',
    for: 'fair',
    find: phrases(`
      missed votes, abstained on, abstained again, second time, third time, one more and, goes to the chief,
      restored from, restored to the whip, on undertakings, undertaking~, spoke to Aa re, told her/him one, day
      book, rebel~, voted with the tories/opposition, not to sit with us, sit as an independent, will write to
      her/him, final chance, chief's office
    `),
  },
  {
    id: 'disciplinary/titled',
    for: 'weak',
    find: phrases(`
      mr/mrs/ms/miss/mx/dr/cllr/councillor/sir/lord/lady Aa
    `),
  },
  {
    id: 'disciplinary/titled-case',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['disciplinary/titled'],
      when: (seen) =>
        seen('disciplinary/titled') > 0 &&
        seen('disciplinary/notice') +
          seen('disciplinary/sentenced') +
          seen('disciplinary/under-way') +
          seen('disciplinary/put-to') +
          seen('disciplinary/told-of-conduct') +
          seen('disciplinary/refused') >
          0,
    },
  },
  {
    id: 'disciplinary/aside',
    for: 'fair',
    find: phrases(`
      told in writing, take it further, taken it further, taking it further, back on the
      exec/executive/committee/panel, rather nobody mentioned, nobody mentions it, having been told the line,
      report to the chief, i propose a, his/her third, voted with the opposition, it's over for, dealt with, in
      the clear, off the hook, hauled in, hauled up, carpeted, in front of the panel, up before, up in front
      of, had up
    `),
  },
];

const spoken = own.map(({ id }) => id).filter((id) => id !== 'disciplinary/someone');

export const disciplinary: Classifier = {
  category: 'disciplinary',
  paragraphs: ['5(b)', '5(c)'],
  signals: [
    ...own,
    { id: 'disciplinary/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'disciplinary/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'disciplinary/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'disciplinary/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'disciplinary/sender-inside', for: 'weak', find: beside(own, 'context/sender-inside') },
    // Several things of a case at once, whatever each may mean alone.
    { id: 'disciplinary/several', for: 'fair', find: atLeast(3, ...spoken) },
    { id: 'disciplinary/many', for: 'strong', find: atLeast(5, ...spoken) },
    // Against.
    {
      id: 'disciplinary/elsewhere-only',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['disciplinary/elsewhere'],
        when: (seen) =>
          seen('disciplinary/elsewhere') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
    {
      id: 'disciplinary/much-explained',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['disciplinary/explained'],
        when: (seen) => seen('disciplinary/explained') >= 3,
      },
    },
    {
      id: 'disciplinary/elsewhere',
      against: 'strong',
      find: phrases(`
        your driver, bus pass, bus driver, tenancy, tenant~, neighbour~, antisocial behaviour, anti-social
        behaviour, injunction, full pay, from work, at work, the till, union woman/man/rep/official, parents,
        classroom, class teacher, half term, year #, match, player~, offence, referee, tackle, yellow/red card,
        league, patient~, surgery, driving ban, licence, refund, the firm, company, employer, gross misconduct,
        school, pupil~, teacher, magistrates, crown court, sentenced, judge, jury, fitness to practise,
        regulator, depot, warehouse, shift, manager, hr, vicar, police officer, custody, bail, prison, driver,
        logistics, the bank, tribunal
      `),
    },
    {
      id: 'disciplinary/public-plea',
      against: 'strong',
      find: phrases(`
        a statement from me, my statement, i stand with, istandwith~, retweet, please share, crowdfund~,
        gofundme, legal costs/fund, fight this, hundreds of you, thank ..4 support, messages of support, my side
        of the story, press statement, to the press, statement follows, wherever you get your podcasts, the mp,
        profile of, in the papers, listen on
      `),
    },
    {
      id: 'disciplinary/explained',
      against: 'strong',
      find: phrases(`
        faq, how long does, who will know, unless you are, we aim to, those dealing with, how ..4 works, complaints process works, how the complaints process, will be assessed, may be
        administratively/suspended, may receive, may appeal, members have # days, web form, respondent
        may/will/should/has/receives, complainant may/will/should, any complaint, all complaints, complaints
        should/must/are, complaint should/must/can/will, what happens next/if, proposed changes, changes to
        the/procedural, made-up, real cases, invented, mr x, handling complaints, for beginners, places left,
        limited to, register here, you'll learn, course covers, this module, proposed rule, rule change, show of
        hands, do not fill, for the guidance pack, by right, bundle limit
      `),
    },
    {
      id: 'disciplinary/unspoken',
      against: 'fair',
      find: noneOf(
        'disciplinary/complaint',
        'disciplinary/case-reference',
        'disciplinary/register-case',
        'disciplinary/notice',
        'disciplinary/acted-on',
        'disciplinary/served',
        'disciplinary/penalty',
        'disciplinary/panel-talk',
        'disciplinary/whips',
        'disciplinary/membership-dispute',
        'disciplinary/sentenced',
        'disciplinary/aside',
        'disciplinary/refused',
        'disciplinary/told-of-conduct',
        'disciplinary/rulings',
        'disciplinary/whip-notes',
        'disciplinary/under-way',
        'disciplinary/put-to',
        'disciplinary/reports',
        'disciplinary/kept-out',
        'disciplinary/case-papers',
        'disciplinary/labels',
        'disciplinary/sanctioned',
        'disciplinary/case-record',
        'disciplinary/tracker',
        'disciplinary/tracker-rows',
      ),
    },
    {
      id: 'disciplinary/nobody',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['disciplinary/process', 'disciplinary/notice', 'disciplinary/acted-on'],
        when: (seen) =>
          seen('disciplinary/process') + seen('disciplinary/notice') + seen('disciplinary/acted-on') > 0 &&
          seen('disciplinary/someone') +
            seen('disciplinary/person') +
            seen('disciplinary/tracker') +
            seen('disciplinary/case-reference') +
            seen('disciplinary/register-case') ===
            0,
      },
    },
    {
      id: 'disciplinary/statistics',
      against: 'strong',
      find: phrases(`
        number of complaints, complaints received/were/closed/open, cases closed/open/opened/were, per cent of
        complaints/cases, statistics, average time, backlog, case load, caseload, total of # complaints, figures
      `),
    },
    {
      id: 'disciplinary/body-suspended',
      against: 'fair',
      find: phrases(`
        clp was/is/has/remains suspended/been, branch was/is/has suspended/been, special measures, standing orders ..3
        suspended, trading suspended, suspend standing, service suspended, suspended until further, suspension of
        standing, suspension bridge, account suspended, services suspended, suspended animation, suspended sentence,
        suspended ceiling, suspend~ services/trading/play
      `),
    },
    { id: 'disciplinary/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'disciplinary/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'disciplinary/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'disciplinary/institution', against: 'weak', find: either('context/institution') },
    { id: 'disciplinary/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'disciplinary/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'disciplinary/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'disciplinary/union', against: 'weak', find: either('context/union') },
    { id: 'disciplinary/employer', against: 'strong', find: either('context/employer') },
    { id: 'disciplinary/news', against: 'strong', find: either('context/news') },
    { id: 'disciplinary/rules', against: 'fair', find: either('context/rules') },
    { id: 'disciplinary/training', against: 'fair', find: either('context/training') },
    { id: 'disciplinary/template', against: 'strong', find: either('context/template', 'context/placeholders') },
    { id: 'disciplinary/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'disciplinary/published', against: 'fair', find: either('context/published') },
    { id: 'disciplinary/fiction', against: 'fair', find: either('context/fiction') },
    {
      id: 'disciplinary/due-process',
      against: 'fair',
      find: phrases(`
        due process, natural justice, this branch/clp/conference/gc believes/notes/resolves/calls, call for ..4
        reform, motion, crowdfund~, my blog, campaign against, clear my name, reinstate, public statement, open
        letter, solidarity with
      `),
    },
  ],
};
