/**
 * Elections as people tell of them to one another: who is in, by how many, what the doors said, how it goes on the day, which
 * seats are given up, who may vote and who was handed the list. Few numbers, no headings, and seldom the word "canvass".
 *
 * Each is weak alone; two together, or one beside the Party's words, are data on an election. Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const electionsTold: readonly Signal[] = [
  // A result that is not out: who won, lost, is through, and who is not to hear.
  {
    id: 'elections/not-out',
    for: 'weak',
    find: phrases(`
      i'm/im/he's/hes/she's/shes/we're/you're through, through to the final/last/members/ballot, not official
      till/until/yet, not official, isn't/it's not official, official till/until, telling us/me/them officially,
      officially on/at/tomorrow, nobody/no-one but you and me, has the numbers, have the numbers, seen the numbers, got
      the numbers, before i/we/they declare/announce/read, before it's/its/it is read/announced/declared/out, read
      him/her/them/it out, reads out at, chair reads, to be read out, say/saying nothing until/till, announce~ at/on/it
      when, announced at/on/before/until, until/till noon, noon tomorrow, until/till ro, aloud till, until/till
      the/we/they declare/close/announce/count, keep it/this under, under your hat, put it about, don't put it about,
      about till the, not been given out, not to be given, given out before, given out till/until, goes to the
      clp/gc/ec/members/nec/region, goes forward to, lost by #/one/two/three/four/five/a, won by
      #/one/two/three/four/five/a, i lost, i've lost, i won, i've won, we won it, we lost it, # to his/her/my/their, with
      # to, # you #, # her #, # him #, # me #, # for you, # for neither, came out # #, came
      fifth/sixth/fourth/third/second with, the reserve, runner-up, scrutineer~, count sheet, the count was, counted by, i
      counted, i've counted, counted in the, counted the papers/votes/hands/slips, recount, one blank, two blank, # blank,
      one spoiled/spoilt, # spoiled/spoilt, ron #, plumped, transfers don't, transfers went, transfers of, drew straws,
      drew lots, tossed a coin, sealed the papers/lot/envelope, sealed them, sealed in, papers in an envelope, burn the
      papers, destroy papers, destroy the papers, 1st ballot, 2nd ballot, 1st round, 2nd round, first ballot, second
      ballot, third ballot, members' side, affiliates' side, affiliates haven't, affiliate~ section, aff section, weighted
      #, constit~ section, constituency section votes, unpacking, provisional, unofficial, from someone on the panel, so
      shh, don't screenshot, neutral party, how'd yours go, how did yours go, thought you were a cert, a cert, is
      selected, got selected, was selected, has been selected, we've selected, selected for, got it #, got the nomination,
      won the nomination, won the selection, counting heads, solid for you, solid for, for Aa six, wobbly :, if Aa gets,
      wants planning, group election, it's # #, went for Aa with, went for Aa, the other way about, branches so far, have
      put in for, has put in for, haven't replied, have not met, papers from, i've had papers, proposed by, seconded by,
      closing is, closes noon, contest till, there's a contest, nobody for secretary/treasurer/chair, don't let
      candidates, let candidates know, exhausted, out # #, 1st prefs, first prefs, hasn't signed it off, signed it off
      yet, announcement friday/monday/tuesday/wednesday/thursday/saturday, opened the box, # papers, papers and #,
      nominations in, # nominations, nominations #, through whatever
    `),
  },
  // A panel and its applicants: what was found, marked and thought.
  {
    id: 'elections/weighed',
    for: 'weak',
    find: phrases(`
      panel scoring, scoring sheet, score sheets, scoresheet~, mark sheet, line was #, line is #, pass mark, pass
      narrowly, narrow pass, borderline, dissenting, # dissent, knowledge of ward #, campaigning record, equality q,
      anything embarrassing, embarrass~ the party, old blog, deleted posts, old posts, old tweets, companies house, struck
      off, county court, ccj, directorship~, been through ..4 posts/years/accounts/tweets/feed, trawl~, searches on,
      check~ we/i ran, social media check~, vetting, vetted, vet him/her/them/the, due diligence, red flag~, wobble~ from,
      two wobbles, i'd/i would ask about, ask him/her about the, otherwise sound, put him/her/them through, wouldn't put,
      would not put, hold him/her back, applicants for, reports on each, # applied, # applicants, # forms, forms in,
      applied by the deadline, has/have put in, put in for, put the form in, put his/her form, form in for, who could
      stand, who might stand, could stand, thinking of standing, to interview the, interview the four/five/six/three, let
      ..4 down before, let the others down, not been told they, hasn't been told he/she/they, draw up the shortlist,
      shortlist of #/two/three/four/five, shortlist is, shortlisted, before we shortlist, shortlisting
      on/is/meeting/panel, longlist of/is/stands, longlist stands, # through, both through, none through, not through, go
      ahead with him/her, interviews are/friday/saturday/on, # mins each, minutes each, number # on the list, next on the
      list, top of the list, off the panel, on the panel of, approved panel, panel of approved, union backing, backed by
      unite/gmb/unison/usdaw, gmb's choice, unite's choice, leader's choice, leader's office wants, london wants, region
      wants, spad from, parachuted, local ones, at least one woman, aws, all women, all-women, open shortlist, branches
      of, branches have met, branches prefer, prefer Aa, prefers Aa, declared supporter~, who's backing, who is backing,
      who's for, who is for, count on :, count on, wobbling, is wobbly, wobbler~, we have # of, got # of #, # of the #,
      our # hold, slate, agreed slate, the caucus, voted in another seat, conduct of selection, objection to conduct, run
      again, run it again, on the sheet, signed in, in the kitchen
    `),
  },
  // What the doors, calls and messages said, and what was written down of it.
  {
    id: 'elections/doors-said',
    for: 'weak',
    find: phrases(`
      did Aa street/road/close/avenue/st/rd/ave/cl, did the evens/odds/flats/estate/top/bottom, rock solid, gone over to,
      gone to the independents/greens/reform, to a man, voted for us since, always voted, has always been, # yes # no, yes
      # no, # yes, # waverers, waverers, wavering, # maybes, maybes, probables, put him/her/them as, put him/her/them down
      as, put everybody down, putting him/her/them down, have put him/her, mark~ him/her/them as/down, down as a, she's
      down as, he's down as, change to firm/against/labour/tory/reform/undecided, change her/him to, changed it in, i'll
      change that, is not against, not against, = against, the other feller, other fella, your lot, ur lot, told me
      straight, told me to my face, told us to, on the door, on the doors, at the doors, spoke to yr/your, had a word on,
      shut the door, went for Aa with, hose, are ours, is ours, all ours, not ours, ours but, husband isn't, wife isn't,
      reform flag, flag in, poster in the window, poster up, garden poster, do again, do it again, needs doing, redo, nine
      answers, answers out of, # answers, out of a hundred, one in two/three/four/five/ten, second homes, down both sides,
      with the tablet, on the tablet, taster, # gone, not speaking to us, went from, from a probably, probably to a never,
      a probably, a never, went in as, in as ours, # chats, # doors, # convos, convs, conversations, # conversations,
      knocked on, hundred doors, contact rate, had a view on, view on, of the electors, said they were ours, said they'd,
      being polite, on the estate, eve of poll, gotv, lost a board, left a clipboard, clipboard, the long version, what
      they'd said, scale #, letter a, letter b, soft, reform-curious, reform curious, green-curious, curious, leaning us,
      dunno, # dunno, matched to, cost per, delivered #, replies keyed, keyed by, text bank, textbank, phone bank,
      dialler, call back, hung up, leftovers, do-not-text, lift please, needs a lift, want a postal, postal form, wants
      postal, did the postal, postal thing, voted for ur, don't knock, dont knock, # not in, # l #, doors #, conversations
      not, in every hundred, in every ten, # in 10, # in ten, are with us, is with us, still with us, not sure, wobbly,
      holding up, is holding, was # at, down as a firm, a firm one, firm one for, mark that he/she, vl at, # is z, is z,
      pv both, both pv, hers not sent, put g/t, says green, says reform, says tory, says labour, # identified, identified
      #, lost # in, never been canvassed, been canvassed, nobody's been, nobody has been, canvassed since, do that road,
      that road, whole road, both sides of, round there, mr/mrs Aa at #, the lady at #, at number #, at no #
    `),
  },
  // The day and the count: who is in, what is left, box by box.
  {
    id: 'elections/on-the-day',
    for: 'weak',
    find: phrases(`
      pulled off, # promised, promised #, in by #/six/noon/two/four/five, # in by, our prom, prom #, on reg, # voted, off
      the tellers, from the tellers, number~ taken, wouldn't give, at the table, send the minibus, send every car, send a
      car, cars free, # cars, don't bother with, that's the worry, v bad, fine till, till after tea, still out, not out,
      to come out, get them out, drag them, how we looking, how are we looking, how's it looking, tight, too close, too
      close to, on a knife, knife edge, neck and neck, ahead by, behind by, behind #, behind on, up if, about # up, ticked
      # boxes, box #, boxes, # boxes, sample #, sampled, sample of, sampling, off the tables, bundling, bundle check,
      verification, verified, unfolded, unfolding, for the opening, at the opening, # in #, # in 100, in 100, my fingers,
      don't write that, count pass, counting agent, count hall, in the hall, in hall, by box, won # to #, # to 1, lost
      about, we won, we lost, cancelled out, promised there, came out at, turnout was, est close, est #, marked reg,
      marked register, marked copy, clerk's copy, line through, lines through, a line and, had a line, voted in may, voted
      last, says he did, if he voted, whether they voted, did they vote, turned out, who voted, no link, link arrived,
      says y, undecided 2nd, who's ringing, not voted, hasn't voted, telling slips, telling slip, teller won't, share with
      reform, on till #, labour room, committee room, poll card, as gone, been deleted, in the boxes, ferry #, ticked off,
      off the list, pulled off so far, out by #
    `),
  },
  // Where effort goes, and what our own polls say.
  {
    id: 'elections/war-room',
    for: 'weak',
    find: phrases(`
      seat tiers, tier a/b/c/one/two/three/#, defend with everything, defend, local money, nothing from us, attack seats,
      model #, model says, our model, the model has, needs #, swing, private poll, private polling, internal poll, our
      poll, has us at, has us on, us at #, wave #, wave is back, right track, leader net, net #, of our # voters, will
      come again, stay on the sofa, focus group~, in the focus, bank the, drop the line, drop the, message test~, tested
      best, best message, slips off the list, off the list, goes on the list, on the target, target list, key seats,
      weekly return, # of doors, promise #, falling, rising, what's happening, clp has not, moved the minibus, organisers
      to, pull out of, pulled out of, give up on, given up on, writing off, leave the seafront, worth # people, is it
      worth, twelve people, won already, behind # on, canvass #, on returns, on the returns, cash left, # in the towns,
      ahead in the, four behind, # pts, cut the one, ads, insta, facebook ads, targeted, segments, mosaic, mailing to, who
      to leaflet, leaflet drop, eve of poll card, our own tracker, own tracker, our tracker, # interviews, interviews
      across, beyond the margin, within the margin, ahead beyond, level :, behind :, ahead :, vans go, teams to, send
      teams, everyone to Aa, everybody to Aa, stop going, so stop, # reached, % reached, reached lead, lead #, behind #,
      pledges to be called, seats by tier, seats-by-tier, by tier, tier one, tier sheet, what we expect, expect to get,
      where organisers, gets an organiser, print offer, losing, where we are losing, where we stand, where we are, lab
      now, lab '#, new boundaries, inherit #, on paper, us #, them #, n #, picked on that, gone soft, households, direct
      mail #, tracking call, readout of
    `),
  },
  // The ballot's own papers: who may vote, was sent, has voted; the list that candidates sign for.
  {
    id: 'elections/electorate',
    for: 'weak',
    find: phrases(`
      can vote, # can vote, may vote, who can vote, who may vote, entitled to vote, entitled to a vote, eligible to vote,
      eligible #, eligible :, selectorate, voters' list, voter list, list of members entitled, list of those who,
      candidates get the list, gets the list, get the list, shortlisted people, as you've been shortlisted, your copy of,
      you sign for it, sign for it, signed for it, made them sign, make them sign, on a stick, memory stick, watermarked,
      link lasts, password begins, delete it after, delete after, burn after, give it back, freeze date, freeze ok, at
      freeze, six months in, # months in, cut off, cut-off, too new, joined after, not on the voting, voting list, polling
      list, voter upload, ballot pack, ballot e-mail, ballot email, resend, re-send, invitation~ bounced, bounced, poll
      shuts, poll closes, ballot closes, closes #, status open, invited #, delivered #, last ten votes, votes received,
      administrator of this ballot, daily progress, voter~ token, voted at, paper votes, postal ballot, online votes,
      someone had voted already, voted already, has nominated, have nominated, both wards, nominated #, # nominated, # of
      #, nominating body, nomination meeting, nominations so far, noms, nom'd, to either camp, till we close, until we
      close, procedures sec, procsec, won't be told who, who they backed, returned y, returned n, tot #
    `),
  },
];
