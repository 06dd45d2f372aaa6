/**
 * A case as those tell of it whom it touches: the accused, their family and friends, who complains, who must manage without
 * them. They seldom say "investigation": a letter came, somebody is not to come, it is over, he can apply again.
 *
 * Each is weak alone, since schools, employers and clubs do the same to people; beside the Party's words it is a case. Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const affected: readonly Signal[] = [
  // Kept from what members do: meetings, canvassing, standing, speaking at a dinner.
  {
    id: 'disciplinary/barred',
    for: 'weak',
    find: phrases(`
      not/isn't/isnt/wasn't/aren't/weren't allowed/permitted/supposed/meant/able ..4
      meeting/meetings/branch/group/groups/stall/conference/hustings/campaign/canvass/canvassing/leaflet/leafleting/phonebank/dinner/social/agm/gc/ec/exec/event/events/doorstep/office/stand/canvass,
      not/isn't/aren't allowed/wanted near/round us/the/them/it/any/ours, not allowed anywhere near, no meetings, no
      canvassing, no campaigning, no leafleting, no conference, no hustings, no standing, no group, no posts, no
      office/offices for/until/till, can't/cannot/couldn't/mustn't/shouldn't/won't ..2
      come/attend/stand/speak/vote/canvass/chair/leaflet/nominate/campaign/help/host/sit ..4
      till/until/while/pending/now/anymore, stay/keep/kept/keeping/steer ..3 away/clear from/of ..3
      meetings/meeting/branch/group/events/event/party/conference/members/volunteers/canvass/stall/campaign/office,
      barred/banned/excluded/suspended/kept/stopped/debarred from ..4
      meetings/meeting/branch/office/group/conference/events/attending/standing/canvassing/campaigning/voting/membership/holding,
      isn't/aren't/is/are not? to ..2 attend/hold/speak/stand/canvass/host/chair/contact/knock/vote, isn't/aren't to
      come/be/have, take/took/taken/taking/leave/left/strike/struck/keep ..4 off the
      notices/rota/poster/mailing/whatsapp/leaflet/list/ballot/panel/programme/agenda/stall/top, off the
      panel/list/ballot/shortlist/leaflet/ticket/rota until/till/while/pending/because/over/now/for, off
      everything/duties/all, not ..3 put ..5 on the poster/leaflet/rota/list/stall/platform/ticket, not/don't invite
      him/her/them, not/don't ask him/her ..3 chair/speak/canvass/stall/host, removed/took/kicked ..2 from/off/out the/our
      whatsapp/chat/group/mailing, taken out of the whatsapp/chat/group, may/can ..2
      attend/come/vote/speak/stand/canvass/go ..3 again, go to meetings again, free to attend/come/take/stand, take part
      in the life, back on the notices/mailing/list/committee/exec/board/rota/stall, name back on, let him/her/them back,
      restriction~ on/lifted/remain~/stands/has/have/had/was/were/upon, attending meetings was/is/has, not/no longer
      our/the/their/a candidate, not the candidate any, isn't the/our candidate, can't/cannot be our/the/a candidate,
      can't/cannot be put up, took/taken/take/taking ..1 it/candidacy/nomination/seat/candidature off/from/away
      me/him/her/them, took ..2 endorsement, endorsement away/off/gone/taken/removed/withdrawn, run/use/bring/put/field
      the reserve, reserve from, out of the count/race/running/contest/frame for/over/until/while/now, membership/party
      card off/from/away/back, took his/her/my/their ..2 card, isn't/not to have meetings, can't stand
      till/until/while/in/because, not/can't sign nomination, standing him/her down, stood him/her/me down, they stood
      him/her/me down, made him/her stand down, asked to stand down/aside/back, hold the leaflet, pulp~ the leaflets, pull
      the leaflet, shouldn't be canvassing, isn't canvassing, nobody should canvass with, not to use his/her house, not at
      his/her house, can't have him/her on/at/in, we can't be seen with, don't be seen with
    `),
  },
  // The letter: it came, what it asks, by when, whom one may tell.
  {
    id: 'disciplinary/letter-came',
    for: 'weak',
    find: phrases(`
      they've/they/theyve/have wrote/written/emailed/e-mailed to me/him/her/us about, they wrote to me/him/her, i've/i
      had/have had a letter/email/e-mail, he/hes/she/shes had a letter/email/e-mail, had a/the/that letter/email saying,
      had an email saying, letter saying, email saying, letter/email to say, its come, it's come, it/letter/email/envelope
      came today/yesterday/friday/this/on/last/at/from/in/with, email friday, e-mail friday, opened a letter/it/an
      envelope, letter with questions, letter full of, letter from you/them, a letter from complaints/disputes/head/the
      party/region/london, letter telling him/her/me/them, letter about what, letter is four/three/two/six/seven/ten, list
      of questions/allegations/posts, schedule of, seven/six/five/four/three/two/eight/nine/ten questions, questions
      beneath, reply to the questions, reply to each, look at each and, answer each, you'd till/until, you have
      till/until, you've till/until, he/she till/until/has to the, i've till/until, i have till/until, i'd till/until, got
      till/until/to the, by the # to reply/answer/respond, # days is/are up, before ..2 days, # days from, fourteen days,
      seven days to, write back within/by, answer within/by, reply within/by, respond within/by, no later than ..4
      {weekday}, within a fortnight, within fourteen/seven/ten/twenty days, says i
      may/can/mustn't/must/can't/have/am/was/did/said, says he/she may/can/mustn't/must/has/is/was/did/said, i may/can
      talk to, talk to close family, may talk/speak to family/solicitor/doctor/your/my/close, speak to your doctor, your
      doctor and, those closest to you, you may take advice, take advice from, citizens advice, not to get in touch, get
      in touch with anybody/anyone who, in touch with the complainant~/witness~, who you think may have, may have
      complained, not to contact any/the/anybody/anyone, welfare line, upsetting, distressing, letters such as this,
      samaritans, we have received material, received material which, material which suggests, suggests that you, may not
      have acted, acted in line with, in line with the rules, the rules that bind, nothing has been decided, no decision
      has been, nothing is decided, you remain a member, in full standing while, while we look into, you are not
      suspended, not suspended, at this stage, the posts concerned, the matters concerned, wrong person, sent ..3 to the
      wrong, it's not me, not the same person, a different Aa, mistaken identity, name at the top, by email only, by
      e-mail only, by recorded delivery, special delivery
    `),
  },
  // It goes on, somewhere, with somebody.
  {
    id: 'disciplinary/going-on',
    for: 'weak',
    find: phrases(`
      under investigation, being investigated, be investigated, they're/theyre/are investigating, is investigating,
      they're/theyre/are looking into/in him/her/me/it/what/the/that, party/region/head/london is/are/was/were looking
      into/in/at, while they look into/at, while the party/region/they
      look/looks/looked/looking/decide/decides/investigate/investigates/are/is, look into/in to him/her/me/them,
      till/until his/her/their/my thing, his/her/my/your thing with/at/about, your/his/her/my party case, the party case,
      your/his/her/my case, case against, since they suspended/wrote/stopped/took, is that still on, is it still on, still
      going on, still hanging, hanging over him/her/me/them, over his/her/my head, cloud over, under a cloud, given it to
      somebody/someone/another/a new, passed to a new, starts/start/started/starting again from, has to start again, new
      investigator, third investigator, second investigator, with counsel, with the
      investigator/panel/lawyers/solicitors/disputes/complaints/region/governance/glu, gets/get/got round to
      him/her/it/his/me, till/until the ncc/panel/hearing/appeal/decision, case comes up, comes up before, comes before,
      listed for, listing for, listing, not/hasn't been heard/decided/looked, won't have looked at/it, hasn't/haven't
      heard back/anything/from/since, heard nothing since/for/from, nothing back from, no word from, how long
      it/does/will, how is it going with, how's it going with, any news on/of/about, your ..2 business with the, what's
      happening with/about his/her/the/your, waiting for/on the
      panel/decision/outcome/letter/appeal/hearing/result/investigator, panel of three/members, answer to a panel, up
      before a/the, in front of a/the, now it's a/its a panel, its a panel, see the panel, meet the panel, my panel,
      his/her panel, the panel on, panel is on/in/next, the hearing is, hearing in, on the call with, statements to
      you/him/her/me, put ..4 statements to, two/three/four/both statements, women's statements, the statements, statement
      from, subject to proceedings, subject of proceedings, subject to an/a, live complaint, open complaint, complaint
      landed/came/arrived/in/pending/outstanding/lodged, a complaint about/against/from/that, you've/have had a complaint,
      had a complaint about/against, hold a complaint, whether he/she has/is/was, an inquiry into/in/about, pending an/the
      inquiry/enquiry/investigation/outcome, the police have it, police are also, separate from the police, i've been told
      that i'm, told i'm being, told he/she/that he/she is being, is being looked/investigated, are being
      looked/investigated, it goes to region, goes up to/separately/a, it goes up, send it up, sent on to region, sent up
      to, referred ..2 to region/regional/glu/disputes/complaints/governance/ncc, passed to
      region/regional/complaints/disputes/governance/safeguarding, off to region, not ours to look, not for us to
      look/judge/decide, nothing to do with the branch, case/cases is/are/was open/live/active/ongoing/pending, case/cases
      open, open case/cases, open complaint with/from/against/about, has/have/with an open complaint, while
      his/her/my/their/the case, until his/her/my/their/the case, compliance/governance/disputes/complaints/investigations
      has/have/had/got him/her/them/it, compliance/governance/disputes have got, got him/her for, sits as an independent,
      sit as an independent, appear before, before three folk/people/members/of, my/his/her representative, with
      my/his/her rep, hearing on, parked police, waiting on standards/the police/counsel/outcome, first interview, second
      interview, 2nd interview, in your own words, tell me in your own, what you saw, what you heard, have
      somebody/someone with you, bring somebody/someone, compare notes, don't discuss it with, still have the photo, the
      other/others meanwhile, pressing ..2 buttons, whatever chapter, under whatever rule, chapter six, under chapter 6,
      blocked, she's/shes/he's/hes blocked, they pulled her/him, pulled her/him at, pending pending, suspended him/her
      pending, they've suspended, theyve suspended, signed for by, moved to the constitutional, constitutional committee,
      gone to the ncc/panel/committee/constitutional, asking was i, were you there, was i there, want it by, they want it,
      they want my/his/her, answers within, put me on the panel, on the panel for, the panel for, taking a note, panel
      moved, panel being, panel's been
    `),
  },
  // It is over: how it went, in a friend's words or a letter's.
  {
    id: 'disciplinary/went',
    for: 'weak',
    find: phrases(`
      decision in/came/arrived/is/was/has, verdict in/came/is, result is in, he/hes/she/shes/i/ive/they/theyve got
      two/three/five/six/twelve/nine/eighteen/a/one/four years/months/year/warning/reminder, got two/three/five years, got
      six/twelve/nine/three/eighteen/two months, got a year/warning/reminder/reprimand/slap/telling, can/may/could ..2
      apply/reapply/rejoin/join ..2 in/again/after/from #, apply again in/after/from/for, come back in #, can't come
      back/rejoin/reapply/apply, not come back till/until, he/hes/she/shes/i/im/they're/theyre out,
      kicked/thrown/chucked/booted/slung/turfed out of the/your/our/their party/labour, out of the party, put out of the,
      not suspended out, the vote was #, they voted # to, voted # to # to, voted three/two to, # to # against him/her/me,
      lifted it, been lifted, they've/theyve/have/has lifted, lifted his/her/my/the, was lifted, is lifted, back as of, is
      back, are back, he's/hes/she's/shes back, back among us, back with us, back from {weekday}, let her/him/me/them
      back, welcome him/her back, no slow handclap, may vote again, no further step/steps/action/sanction, nothing else
      follows, nothing more/further will, nothing follows, called for no, made out, not made out, partly made out,
      reminded of the/your/his/her, reminded to, standards expected, expected of members, words of advice, advice and
      guidance, written advice, strong words, reminder will/on/stays/expired/sent, stay/stays/kept/remain/remains on file,
      on his/her/your/my file, off his/her/my file, old warning, an old reminder, expired in/last, membership
      ended/ends/ceased/cancelled/stopped/revoked/terminated/withdrawn/has/was, ended my/his/her/your/their membership,
      your membership ended/ceased/has/is/will/was, automatic exclusion, it's automatic, its automatic, automatic
      expulsion, no hearing, without a hearing, been told he/she/i/they cannot/can't/can, cannot/can't be in
      your/the/our/their party, in your/the/our party any, no longer a member, not a member any, aren't a member, isn't a
      member any, lost my/his/her membership/card, i'm no longer a member, they've/theyve/they finished with him/her/me,
      finished with him/her/me, done with him/her/me, all over, it's over, its over, case over, it's finished, is cleared,
      was cleared, been cleared, cleared him/her/me, cleared of, let off, got off, nothing in it, threw it out, thrown it
      out, dropped it, they've dropped, have dropped the, closed dead/nfa/no/with/without, closed the case/file, case
      closed, file closed, not upheld, upheld against, found for/against him/her/me/the, found that he/she/i/you/the, it
      found the, i may appeal, i can appeal, appeal by, appeal within, ask for a review, want to ask for a, review of the
      decision, days if you want, reasons won't/will/not, not be sent its/the reasons, papers will be destroyed,
      apologise/apologize in writing, say sorry in, go on a course, do a course, the course, on a course, did the course,
      done the course, certificate attached, three months from, six months from, twelve months from, for
      three/six/twelve/two/nine/eighteen months/years, till/until ..3 # expires, withdrew before/when/after, jumped
      before, resigned before/rather/while, left under, under investigation left, not be endorsed, shall not be endorsed,
      won't be endorsed, isn't endorsed, endorsement refused, refused endorsement, fell short of, ends membership
      automatically, ends your/his/her membership, this ends membership, ended on, was ended, was removed in, were removed
      in, you were removed, he/she was removed, wish to come back, wants back in, want back in, met and says, says yes,
      says no, come back no, came back no, come back yes, readmission ..6 no/yes, was refused, been refused, application
      refused/rejected, appeal turned down, appeal refused, appeal failed, appeal dismissed, lost the appeal, won the
      appeal, out for # years, out for five, five years min, # years min, before he/she can ask, expelled it, expelled,
      didn't stand up, did stand up, threw out the, threw the other, the other two charges, other charges, eighteen months
      and, course to go, not even a slap, it's over nfa, nfa, no case to answer, reminder of conduct/values, cleared
      technically, sixteen months, let him/her back in, he'd had enough, isn't one of us, not one of us now, no badge for,
      tell only the, take him/her off your, taken off your
    `),
  },
  // The accused's own part: what they admit, draft, regret; who stands by them.
  {
    id: 'disciplinary/own-part',
    for: 'weak',
    find: phrases(`
      i the undersigned, i accept that/i/what, on or about, i did send/say/write/post/share/sign/shout/call/hit/push/take,
      i did not/never send/say/write/post/share/sign/shout/call/hit/push/take/mean/know, didn't know it/what/the word/that
      it, i said it and, i was wrong, it was wrong, i've/i have/ive said sorry, said sorry, say sorry to, i regret, i
      am/i'm sorry for/if/that, i/i'd apologise~, sorry to her/his face, i'd never/i would never/id never, i
      honestly/genuinely didn't/don't/did, honest to god, i don't remember, i do not remember, from years ago, when i was
      sixteen/seventeen/at/young/a/in, when he/she was sixteen/seventeen/at/young/a, i was at college, from when i/he/she,
      old post~, old tweet~, out of context, meant as a joke, it was a joke, a joke, no offence, what i've drafted, ive
      drafted, i've drafted, my draft, draft reply/answer/response/statement, be hard on it, does it sound, how does
      this/it sound/read, should i say/put/mention/send/admit/appeal/resign/get, shall i say/put/appeal/resign, do i have
      to answer/reply/go/tell, can they do, can they really, what can they do, my reply/response/answer/statement/defence
      to/is/for, my statement, my side, to the panel, dear panel, to whom it may, thank them/you for hearing, for hearing
      me, hear me out, whatever you think, whatever you decide, whatever is fair, if they ask, they'll/theyll ask, i'd/i
      would like to come back, like to stay, let me stay, keep my card/membership/badge, keep the badge, my
      fifty/forty/thirty/twenty years, # years a member, member # years, member of the party/branch/same ..3 for/since/#,
      years in the/this party, fifty/forty/thirty/twenty years in, go quietly, do not/don't/not to resign, don't resign,
      if you resign, before i resign, can't get back in, get back in for, delete nothing, don't delete, not delete, want
      to delete, character reference, character witness~, reference for, i've/i have/ive known him/her/them/miss/mr/mrs
      since/for, known her/him since, speak for him/her/me, vouch for, weigh what, weigh that, take into account, in
      my/his/her defence, come to the interview, interview with you, come with me/you/him/her, as a friend, a friend with,
      lawyer for, can't give you a lawyer, legal help, employment matter, political officer, help with it, somebody
      sensible, can she/he/you help, can you help, have a word with, could/can you ..2 have a word, put in a word, tell
      them about, tell them i, ask them to, from my mp, write to them for, the first one, the second one, i did not send
      the, shared laptop, shared computer, not my account, my account was, hacked, someone else/somebody else had, who's
      named me/him, i know who, nearly certain, certain it's, i think i know who
    `),
  },
];
