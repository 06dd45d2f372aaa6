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
      him/her/them, notified of, notification of, opened his/her post
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
      whip off, without whip, sit as independent/an
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
      front, hauled before/in/up, hauled over
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
      myself/himself/herself, my defence
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
      conduct, behaviour, behaved
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
      referred up, send it up, sent up to
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
      official line, the line is, line to take, if asked, if anyone asks, if anybody asks, may know, need to know, told no one
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
      about him/her, happened at/on/in/to, the incident, what happened
    `),
  },
];

const ids = facets.map(({ id }) => id);

export const caseFacets: readonly Signal[] = [
  ...facets,
  { id: 'disciplinary/two-facets', for: 'weak', find: atLeast(2, ...ids) },
  { id: 'disciplinary/three-facets', for: 'fair', find: atLeast(3, ...ids) },
  { id: 'disciplinary/four-facets', for: 'fair', find: atLeast(4, ...ids) },
  { id: 'disciplinary/five-facets', for: 'fair', find: atLeast(5, ...ids) },
];
