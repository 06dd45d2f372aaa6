/**
 * A case in the words of those whom it touches: who complains, is accused, is kept away, hears of it, and keeps it quiet.
 *
 * Pure.
 */
import { phrases, type Signal, together } from './signal.ts';

export const talk: readonly Signal[] = [
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
  {
    id: 'disciplinary/complained-conduct',
    for: 'fair',
    find: together('disciplinary/conduct', 'disciplinary/process'),
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
