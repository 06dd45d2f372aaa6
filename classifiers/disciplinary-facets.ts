/**
 * What a case is made of, one signal for each thing that it has whoever tells of it: somebody is written to, kept from
 * something, has until a day to answer, is said to have done something, is judged, and others are to keep it quiet.
 *
 * One of these is everyday talk. Two or three together, about one person, are a case. Pure.
 */
import { atLeast, phrases, type Signal } from './signal.ts';

const facets: readonly Signal[] = [
  {
    id: 'disciplinary/written-to',
    for: 'fair',
    find: phrases(`
      letter/email/e-mail/notice/envelope/message/call/papers/charges/bundle ..2 from
      region/regional/hq/london/glu/complaints/disputes/head/governance/legal/compliance/conduct/standards/party/nec/national/constitutional,
      heard from region/regional/hq/london/glu/complaints/head/governance/legal/compliance/conduct,
      region/regional/hq/london/glu/complaints/disputes/governance/legal/compliance/conduct
      have/has/had/says/say/wrote/written/want/wants/will/told/tell/decided, written to ..3
      fortnight/week/weeks/days/yesterday/monday/tuesday/wednesday/thursday/friday/today, was/been/being/is/were
      written to, were/was/been sent ..3 letter/questions/allegations, got/gets/had/has/received/opened/opens/seen/read a/the/his/her/their/my
      letter/email/notice, letter went/goes/came/came/arrived/landed/gone/signed/sent, letter's gone/gone, letter dated,
      conduct people/unit/team/office, complaints people/unit/team/office/inbox/procedure, standards people/unit/team, governance
      people/unit/team/officer, compliance people/unit/team/officer, those upstairs, the powers that be, high-ups, legal
      team/department/people, served on/with/by/today/yesterday/last, has been served, was served, formal notice, notice on
      him/her/them, notified of, notification of, opened his/her post,
      they accuse me, accuse me of/that, accused me, the party accuse/accuses/accused, somebody/someone has told
      us, somebody had sent in, put to him/her/me that, your questions, their questions, the questions, forty
      pages, # pages, cold letter, rang ..4 from head/hq/london/governance/conduct/complaints/regional, man from
      head, woman from head, wants it to go to, sent it to london, fwd to london, opened a file, opens a file, a
      file on, have a file, case number, ref k, our ref, allocated to
    `),
  },
  {
    id: 'disciplinary/kept-from',
    for: 'fair',
    find: phrases(`
      can't/cannot/couldn't/mustn't/shouldn't/won't come/attend/stand/speak/vote/canvass/chair/hold/sit/do/be/take ..5
      till/until/while/pending, isn't/not allowed at/to/near/in/on/anywhere, not ..2 to attend/come/contact/speak/stand/hold/be, off everything,
      off the exec/committee/panel/list/ballot/rota/group/executive/ec/board, out of everything, anything of ours, nothing of
      ours, any meeting~, any party, all meetings, party meetings, from meetings, from all, from holding, from
      office/standing/membership/group/post/being, stood down, stand down, standing down, stepped down, step down, stepped back,
      step back, stepping back, stood aside, stand aside, stepped aside, stands aside, in his/her place, instead of him/her,
      stand in for, standing in for, step in for, acting chair/secretary/treasurer/leader/agent, cover for him/her, card
      ..2 pulled/revoked/cancelled/taken/stopped, pulled his/her ..2 card/membership/nomination, membership
      pulled/revoked/cancelled/ended/frozen/withdrawn/stopped, frozen out, put on hold, on ice, on hold till/until/while,
      locked out, taken off him/her/them, removed from/as, relieved of, suspended, suspension~, benched, gardening leave,
      bar on, barred, temporary bar, banned, ban on, excluded, exclusion~, expelled, expulsion~, thrown out, kicked out,
      chucked out, drummed out, out of the party, out on his/her ear, deselected over, disendorsed, endorsement
      removed/withdrawn/pulled/suspended, no longer a member/member/candidate/councillor/endorsed, lost the whip, loses the whip, whip gone,
      whip off, without whip, sit as independent/an,
      forbidden everything, forbidden to, forbids me, not let back, stand aside as, stands aside as, for the
      time being, not at present acting, is not at present, acting as secretary/chair/treasurer, until further
      notice, put out of the, put out of, out since, out for, badge taken, login off, took ..3
      login/keys/laptop/badge/card, keys and laptop, keys and, hand ..2 keys, handed over the keys, moved to
      other, told to stay home, stay home, stay away, keep away, keeps away, told to keep, asked him/her not to,
      asked ..3 not to be at, mustn't be, mustn't contact, don't contact, no contact with, not contact, may not
      contact, may not come, keep her/his seats, interim measure, interim measures, restriction~ on, flag stays,
      flagged, flag on, can't do the
    `),
  },
  {
    id: 'disciplinary/until-settled',
    for: 'fair',
    find: phrases(`
      till/until/while/pending/before ..4
      sorted/resolved/settled/heard/decided/cleared/over/concluded/investigated/finished/investigate/investigation/outcome/panel/hearing/decision/appeal/inquiry/enquiry/report/verdict,
      till/until/while they've/they/it's/it looked/look/is/are/have/decide/finish/hear/sort, live matter, live case, live
      complaint, ongoing matter/case/complaint/investigation/process, open matter/case/investigation/process, matter is
      live/ongoing/open/active/pending, case is live/ongoing/open/active/pending, being looked at/into, looking into
      it/him/her/what/this/that/the, look into it/him/her/what/this/that/the, looked into, investigat~, inquiry into, enquiry
      into, inquiries into, fact-finding, fact finding, under investigation, takes its course, took its course, run its
      course, due process, process is/has/will/must/takes, something going on with/about, in trouble with/over, up before, up in
      front, hauled before/in/up, hauled over,
      till it's heard, until it's heard, till they judge, until they judge, goes through his/her/their, could
      take till/until, take till summer/autumn/christmas, weeks or months, seeing it through, it's to be
      decided, to be decided on, they have to ask him/her, ask him/her first, has to be asked, we have to look
      into, had to look into, before anybody/anyone/we decides/decide, not a finding, case to answer, no case to
      answer, in the matter of, matter of, under the local procedure, set up a panel, set up an inquiry, in
      her/his absence, carry on in
    `),
  },
  {
    id: 'disciplinary/to-answer',
    for: 'fair',
    find: phrases(`
      has/have/had/got/gets/given/till/until ..3 days/weeks/fortnight/week/hours to/in, weeks to answer/reply/respond/appeal,
      days to answer/reply/respond/appeal/object, week to answer/reply/respond/appeal, fortnight to
      answer/reply/respond/appeal, answer their/the/these/her/his/my questions, answer to the, his/her/their/my/your
      answer/answers/reply/response/defence/version/account/side, answers to the, respond to the, reply to the
      charge~/allegation~/questions/notice/complaint/letter, what he/she says ..3 them, argue that, argue he/she, right to
      a/an/of, no right, ask for a review/hearing, review within, appeal~, review of the decision, hearing, hearings, hear the
      case, heard the case, hear it/him/her, hears it/him/her, panel of, three of us, sit on it, sitting on it, the panel,
      sub-panel, sub panel, her/his/my/their hearing, bring somebody/someone/a friend/friend/companion, with a friend, represent
      him/her/me/them, speak for him/her/me, silent friend, union rep/official ..4 with, solicitor, barrister, counsel, legal advice, defend
      myself/himself/herself, my defence,
      front of three, in front of them/three/a/the, before three, three people on, three members of, panel's
      adviser, adviser to the panel, presenter, presenting, the other side's, exhibit~, cross-examine~, cross
      examine~, called as a witness, must she/he be called, read back to him/her, taken down for, own words,
      his/her rep, our client, we act for, act for mr/mrs/ms, we are instructed, instructed to, particularise,
      disclose the statements, directions, directs that, vacated, relisted, serve a/any/the, shall serve, on
      which he/she relies, represented by, letter of support, reference for him/her, character reference, speak
      up for, plead~, mitigation, your side, her side of, his side of, hear your side, what do i put, did you
      put
    `),
  },
  {
    id: 'disciplinary/said-to-have',
    for: 'fair',
    find: phrases(`
      what he/she/they/i/you said/did/wrote/put/posted/called/sent/shared/tweeted/shouted/liked, over what he/she/they/i,
      because of what he/she/they/i, about what he/she/they/i, for what he/she/they/i, over a/the/that/some/his/her
      post/tweet/remark/comment/message/leaflet/video/photo/joke/email/messages/posts/tweets/comments/remarks/money/expenses/party,
      about a/the/that/some/his/her post/tweet/remark/comment/message/video/photo/joke/messages/posts/tweets/comments/remarks, two
      posts, the posts, a post, posts about, put on facebook/that/twitter/the, on that facebook, shouted, swore, sworn,
      screamed, yelled, ranted, drunk, in drink, the worse for, groped, grope, touched, pinched, pawed, leered, cornered,
      followed her/me/him, hands on, hand on, shoved, pushed, punched, slapped, spat, threatened, threats, threatening,
      bully~, bullied, harass~, abus~, racist, racism, antisemit~, anti-semit~, islamophob~, transphob~, homophob~, sexist,
      misogyn~, slur~, called me/him/her/them/us a/an, offensive, vile, inappropriate~, unwanted, unwelcome, creepy, pest,
      pestered, stalking, leaked to, leaking to, leaked the, briefed against, gave the list, signed the nomination, nominated
      an, campaigned for/against, stood against, ran against, supported the other, endorsed the, endorsed a, backed the other,
      voted against the, broke ..2 whip, defied ..2 whip, crossed the floor, money missing, missing money, missing from the,
      pocketed, fiddled, fiddling, forged, faked, lied, lying about, dishonest~, misled, brought the party, into disrepute,
      conduct, behaviour, behaved,
      wrote of/about/to, sang a, sang it, sing it, hit mr/mrs/him/her, hit him/her/me/somebody, hit a, not push,
      did not push, pushed her/him/me/my, followed her/me/him, lift home, a young woman, the young woman, two
      women, both women, three women, two ladies, three of the ladies, the two lads, two lads, two girls, the
      girl, the boy, texting women, texting girls, messaging her, e-mailing her, emailing her, hotel bill,
      receipts, collection tin, petty cash, raffle money, the deposit, expenses claim, signature~ yours,
      signatures in one hand, handwriting, snitch~, banter, jokes about, calls me, called my, told me to go
      back, where i'm from, my accent, british, colour, diversity, through the letterbox, outside my house, to
      my house, at my work, my boss, her boss, husband's boss
    `),
  },
  {
    id: 'disciplinary/judged',
    for: 'fair',
    find: phrases(`
      warning, warned, reprimand~, reminder of, rap on the knuckles, slap on the wrist, slapped wrist, told off, ticked off,
      ticking off, censure~, apology, apologise, apologised, training course, sent on a course, undertake training, # months,
      six/three/twelve/nine/eighteen/two/four months, # years, two/three/five years, life ban, for life, found
      proved/against/for/that/guilty/he/she/him/her, finds that, found to have, found in breach, in breach, breach of, breached our/the/rule/rules, breaches of,
      guilty, not guilty, proved, proven, unproven, upheld, dismissed, thrown out, no case, no further action, nfa, drop~ the
      case/complaint/charge~/matter, dropped it, let off, got off, cleared, exonerated, in the clear, clean bill, vindicated,
      reinstated, restored, readmit~, re-admit~, let back in, back in the fold, may/can come back, may/can rejoin/reapply/try again, stays
      on his/her/your/the/file/record, on his/her/your/the file/record, verdict, sanction~, penalt~, sentence, outcome,
      decision letter, decided to, panel decided/found/felt/thought/agreed/were/was/has/have, two to one, by two to, majority
      of the panel, unanimous, recommend~ expulsion/suspension/warning/that/a/no, suggest refus~, admit or refuse, refer to, referred to,
      referred up, send it up, sent up to,
      out five years, out # , five years, three yrs, # yrs, yrs ban, ban done, ban up, ban isn't up, no office,
      years no office, repay in, repay the, exclude, exclude hold, hold write, say sorry, sorry letter, wrong
      man, more likely than not, not on #, on # and # , on balance, charge # , allegation # , allegations # ,
      struck out, upheld in part, in part, proportionate, disproportionate, life is, it finds that, finds
      against, on my record, for # years, and a warning, reminder says, been a naughty, on the carpet, had
      him/her on the carpet, for sign-off, for sign off, admit or, re-admission~, readmission~, wants to come
      back, come back quietly, let back
    `),
  },
  {
    id: 'disciplinary/kept-quiet',
    for: 'fair',
    find: phrases(`
      can't say much/more/why/who/what/anything, can't tell you, not supposed to, shouldn't be telling/say/tell/know, shouldn't have
      said/told, you didn't hear, didn't hear it from, not from me, don't ask, don't mention/say/tell/repeat/let/forward/pass/breathe/quote/discuss/share,
      don't put, best not, better not, rather nobody, nobody else, no one else, nobody is to, nobody knows, no names, without saying why, say nothing, said nothing,
      say no more, keep it/this to/quiet/between/under/off, keep schtum, keep mum, mum's the word, stay off, between us,
      between ourselves, between you, in confidence, strictly between, sensitive, delicate, hush, burn this, delete this,
      delete after, shred, eyes only, not for the, not for wider, off the record, on the quiet, quiet word, quietly, word to
      the, by the by, by the way, make an excuse, say ..3 full, say he's/she's ill/busy/away, personal reasons, family reasons, the
      official line, the line is, line to take, if asked, if anyone asks, if anybody asks, may know, need to know, told no one,
      not to know, doesn't know it's, doesn't know who, not been told who/it's/that, no one is to know, nobody
      is to know, does not know about, we don't confirm, neither may we, don't say what it's for, don't tell the
      branch, don't tell them what, tear off and, hold for, please no gossip, no gossip, don't gossip, don't
      pass it, pass it round, make a song, not to guess, can't tell you who, can't say who, may not say, was
      asked to write nothing, write nothing, not to mail, not to write, ring don't, don't write, delete these,
      disappearing
    `),
  },
  {
    id: 'disciplinary/felt',
    for: 'weak',
    find: phrases(`
      taking/took/taken it badly/hard/well, in tears, crying, cried, in bits, in pieces, upset, shaken, beside himself/herself,
      furious, livid, distraught, devastated, mortified, ashamed, sorry for him/her, feel/felt sick, not sleeping, can't
      sleep, couldn't sleep, stress, stressed, depressed, at the doctor~, signed off, suicidal, samaritans, keep an eye on,
      someone with him/her, check on him/her, ring him/her, be kind, look after, his/her wife/husband/partner/mum/family, my
      wife, my husband, don't tell mum/dad, frightened, scared, afraid to, wouldn't come back, won't come back, left the
      meeting, walked out, made me feel, made her feel, unsafe, safe
    `),
  },
  {
    id: 'disciplinary/teller-of',
    for: 'fair',
    find: phrases(`
      complain~, complaint~, complainant~, reported him/her/them/it, report him/her/them/it, raised it/concerns/this with, raise a
      concern, witness~, statement~, gave a statement, saw it, heard every, heard it, heard him/her, doorbell camera, on camera,
      on video, recording, recorded it, screenshot~, evidence, proof, kept the messages, have the messages, i have it on, allegation~, alleg~, accus~, denies,
      denied, admits, admitted, says he/she didn't/never, maintains that, against him/her/them, against me, against cllr/councillor/mr/mrs/ms,
      about him/her, happened at/on/in/to, the incident, what happened,
      came forward, come forward, wrote in about, wrote in, sent in ..3 accounts/statement~/screenshots, sent in
      my/his/her, our accounts, put it in writing, in writing about, willing to be named, to be named, three
      people who say, people who say he/she, say he was, who was there, who were there, did anyone see, anyone
      see, what happened, who's it about, who is it about, what would you like, set it down, a full account, my
      account, written account, report of the, statement taken, taken by, taken from, read it back, two minutes
      to spare, seating plan, waiter, bus stop, my bit, sign a thing
    `),
  },
];

/** The fact alone: that there is a case about somebody, said in one sentence. Whose it is must stand beside it. */
const fact: readonly Signal[] = [
  {
    id: 'disciplinary/fact',
    for: 'strong',
    find: phrases(`
      investigation/investigations/inquiry/enquiry/proceedings ..5 into/against/concerning/about/involving ..5
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer,
      complaint/complaints/allegation/allegations ..4 against/about/concerning/involving ..5
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer,
      looking/look/looked/enquiring/inquiring into ..6
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer,
      investigating ..5
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer,
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..8 under investigation,
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..8 being/been investigated/suspended/complained/reported/expelled/charged/excluded,
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..8 being looked, member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..6 subject of, member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..6 subject to, member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..6 facing, member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer/somebody/someone/person/individual
      ..6 is/was/are suspended, open case/cases/complaint/complaints on/against/about, case ..3 against ..5
      member/members/councillor/councillors/cllr/candidate/candidates/officer/officers/mp/mps/msp/ms/peer/secretary/chair/treasurer/organiser/agent/activist/delegate/volunteer
    `),
  },
  // Nobody but a party's whips takes a whip from anybody.
  {
    id: 'disciplinary/whip-taken',
    for: 'strong',
    find: phrases(`
      suspend~/withdraw~/withdrew/remove~/removing/taking/took/taken/restore~/restoring/lose/loses/lost/losing/keep/keeps/return~/give/gave ..4
      the whip, whip ..4 suspended/withdrawn/removed/taken/restored/back/off/gone/returned, without the whip, sit without, divisions # and,
      voted ..4 against ..3 whip, absent unpaired, explanation to the whips, standing order ..4 group, whips' file
    `),
  },
  {
    id: 'disciplinary/speaks',
    for: 'weak',
    find: phrases(`
      i can/may/will/am able/am only, we can/may/will/are able, can/able to confirm/say/tell, all i can/am, you asked, thank you for asking/your, in confidence, you should know, cannot say
      who/what/more/which, can't say who/what/more, can't tell you, will not name, won't name, not name, no comment, not comment further, not able to say, not in a position, say no more
    `),
  },
  {
    id: 'disciplinary/our-fact',
    for: 'decisive',
    find: {
      kind: 'derived',
      from: ['disciplinary/fact'],
      when: (seen) =>
        seen('disciplinary/fact') > 0 &&
        seen('owner/ours-strong') + seen('context/party') + seen('context/register-name') > 0 &&
        seen('context/generic') +
          seen('context/news') +
          seen('context/public-voice') +
          seen('context/training') +
          seen('context/template') +
          seen('owner/other') ===
          0,
    },
  },
  // Somebody's own words to somebody: what a party's mail says of a member is said of its member.
  {
    id: 'disciplinary/said-fact',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['disciplinary/fact'],
      when: (seen) =>
        seen('disciplinary/fact') > 0 &&
        seen('owner/unknown') > 0 &&
        seen('disciplinary/speaks') + seen('disciplinary/kept-quiet') > 0 &&
        seen('context/news') + seen('context/public-voice') + seen('context/training') + seen('context/template') === 0,
    },
  },
];

const ids = facets.map(({ id }) => id);

export const caseFacets: readonly Signal[] = [
  ...facets,
  ...fact,
  { id: 'disciplinary/two-facets', for: 'weak', find: atLeast(2, ...ids) },
  { id: 'disciplinary/three-facets', for: 'fair', find: atLeast(3, ...ids) },
  { id: 'disciplinary/four-facets', for: 'fair', find: atLeast(4, ...ids) },
  { id: 'disciplinary/five-facets', for: 'fair', find: atLeast(5, ...ids) },
];
