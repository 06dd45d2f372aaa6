/**
 * What data on elections is made of, whoever tells of it: who votes how, what was knocked, promised, posted and turned out,
 * where the effort goes, who applied, backs whom and by how many, and that it is not yet to be told.
 *
 * One of these is everyday talk. Two or three together are a return or a result. Pure.
 */
import { atLeast, phrases, type Signal } from './signal.ts';

const facets: readonly Signal[] = [
  {
    id: 'elections/leaning',
    for: 'fair',
    find: phrases(`
      is/are/was/were/always/been/all/both/still/probably/definitely/firmly/solid/strong/weak/soft/lifelong/now/down as
      labour/lab/l/ours/us/tory/con/t/reform/ref/r/green/grn/g/lib/libs/ld/lds/snp/plaid/tories/greens, labour/lab/reform/tory/con/green/ld
      strong/weak/soft/firm/leaning/lean/poster/supporter/supporters/vote/voter/voters, one of ours, of ours, are ours, is ours, not ours,
      for us, with us, against us, agin us, anti, antis, us now, won't say, wouldn't say, don't know, don't knows, dk, dks, undecided~,
      not decided, not made up, hasn't decided, haven't decided, unsure, wavering, wobbly, wavers, wobblers, tactical~, lend us, lending us, lent us,
      switch~ to/from, gone to reform/the/green, gone over to, gone reform/green/tory, drifting, never again, never voted, won't
      vote, not voting, doesn't vote, non voter~, said yes, said no, said maybe, would vote, will vote, voted for us/them/reform/labour, voted labour/tory/reform/green,
      voting for us/reform/labour/green/tory, voting labour/reform/tory/green, first time voter~, in the bag, persuadable,
      could be persuaded, squeezable, last time we, supporter~, sympath~, hostile, hard no, soft yes, yes/no/maybe :, yes
      # no #, likely to, likelihood,
      will if, would if, voted blue, was blue, blue for, used to be labour/tory/blue/plaid/lib/red, said
      definitely, said yes in, never voted, good ones, ours since, isn't ours, isn't and, him firm, her firm,
      both firm, firm, firm her, firm him, leave him, against since, maybe us, us in a pinch, asked for the
      candidate, how you'll vote, how will you vote, same as ever, vote for that, vote for a donkey, vote for
      you, voting for you, vote for her, vote for him, asked for her/him by, the reds, the blues, yellow,
      yellows, us them, us #, them #, theirs #, ours #, prev lab/con/ld/dnv, coded
    `),
  },
  {
    id: 'elections/knocked',
    for: 'fair',
    find: phrases(`
      knocked, knocking, doors, # doors, on the knocker, on the doors, on the doorstep~, door to door, evens, odds, street # to,
      spoke to, spoke, # spoke, spoken to, conversations, conv, contacts, contact~ rate, contact~ this/per/last/a, nobody in,
      no answer, no reply, not in, not home, answered, out of date, moved away, gone away, has moved, moved out, deceased, sheet~, board #, walk
      #, walks, round #, clipboard, patch, the estate, flats, cul de sac, garden stake~, poster~, board~ up, placard, wants a
      poster/board/lift/word/visit/call, call back, ring back, dials, # dials, phonebank, phone bank, pb, calls made, got
      through, canvass~, sat am, sat pm, sunday session, saturday session, do not knock, don't knock, dnk, refused, buzzed us,
      let us in, slammed, dog, shift, per shift, sheet lost, typed in, data entry, inputted, entered ..3 sheets, on the app, the app says, doorstep app, cards from,
      telephoning, rang # , i rang, were out, was out, washed my mouth, not been asked, haven't been asked, not
      yet asked, not asked, the farm, the estate, evens and, nos #, no's #, sat phones, the phones, ticked them,
      typed up, tick them in, numbers on, blitz, matched the sheets, the sheets, leave out, take off, take
      her/him off, take them off, off the list, new people, new houses, new family, au pair, can't vote but, can
      vote in, eu citizen, candidate to ring, see her, wants to meet
    `),
  },
  {
    id: 'elections/promised',
    for: 'fair',
    find: phrases(`
      pledge~, pledges, pledged, promise~, promises, promised, # promises, # pledges, need # , needed # , we need, needed last time, short of, # short, behind
      target, light by, ahead of target, target of, target # by, running total, total so far, so far this, this year #, get
      home, got home, to win, to hold, to hang on, our vote, core vote, identified, voter id, voter ids, vid, vids, not yet
      contacted, unidentified, come to #, comes to #, adds up to, makes # , hit rate, hits, conversion, promise hits, of
      promises, of pledges, per cent of our, % of our
    `),
  },
  {
    id: 'elections/posted',
    for: 'fair',
    find: phrases(`
      postal~, pv, pvs, pv's, postals back, absent vot~, av list, proxy, proxies, ballot pack~, posted already, posted it, have
      posted, has posted, sent back, sent it back, not back, come back, came back, back yet, hasn't come back, returned already, not returned, returned
      so far, rej sig, rejected, signature~ rejected/don't/doesn't/mismatch~, signed in the wrong, opened # , # opened, in the
      bin, lost her/his/their pack, replacement pack, waiver, wrong envelope, pack~ landed/arrive/landing/out, not arrived, dropping thursday/friday,
      posts it, votes by post, wants a postal, want a postal, either want a postal, needs a postal, needs a
      proxy, posted hers/his/theirs, form for a postal, letter # feb/march/april/may, code sent, ballot sent,
      bounce~, undelivered, voted web, returned #, web post
    `),
  },
  {
    id: 'elections/turned-out',
    for: 'fair',
    find: phrases(`
      teller~, telling, number taker, numbers off, crossed off, cross off, struck off, ticked off, marked off, runner, committee room,
      polling station, stn, station #, turnout, turn-out, voted by, been to vote, has/have/had been, already voted, not voted yet, still to
      vote, yet to vote, by noon, by # am, by # pm, by six, by ten, by five, knock up, knock-up, knocking up, knockers up, get ..3
      out, gotv, dragging out, lift~ to, need~ a lift, want~ a lift, lift on the day, box #, boxes, on the day, last hour, closing time, minibus~, loudspeaker, on the board, wall
      board, reading, shuttleworth~, our people out,
      electors in, electors in box, promised # , # am, # pm, hist, last five polls, last voted, turned out
      last, who turned out, never voted but, in the box, to go, still out, not out yet, get them out, through
      the door, through by
    `),
  },
  {
    id: 'elections/sampled',
    for: 'fair',
    find: phrases(`
      sampl~, samples, sample of, papers each, # papers, papers face, face up, verification, verified, verify, tally, tallies, tallied,
      count is, count's, the count, at the count, counted, counting, recount, bundles, bundle of, on the tables, at the tables, table #,
      boxes opened/open/up/in/counted/not, opened about, us first, us and, us to, for us, # to us, to them, ahead of us, we're
      # up/down, up by, down by, ahead by, behind by, ahead in, behind in, too close, on a knife, neck and neck, looks like we've, looks like we,
      we've lost, we've won, we've held, think we've, lost it, held it, concede, speech, speeches, declare~, declaration,
      returning officer, agent~, doubtful~, spoilt, provisional,
      tick sheet~, tbl #, table two/three/four/seven, on a hundred, on a thousand, out of # i, i could see, in
      the boxes, on the forms, verifying, finished verifying, moor box, northgate boxes, # of # boxes, after
      three, after two, after # of, our table, our lad on, my tick, swap at the bell, at a time, the room,
      smile, eat something, unw, base
    `),
  },
  {
    id: 'elections/our-poll',
    for: 'fair',
    find: phrases(`
      our own poll, our poll~, our polling, own polling, own poll, private poll~, internal poll~, pollster, poll that came, poll came back, polled, focus
      group~, message test~, has us on/at/in, have us on/at/in, puts us on/at/in/ahead/behind, put us on/at, us on # , us at #, we're on #, we are on #, we're at, the model, model
      has/gives/run/runs/says, data people/team/unit, data team, mrp, # per cent chance, % chance, chance of, seats, # seats, fieldwork,
      sample of, wave, tracker, crosstab~, cross-tabs, net favour~, favourab~, recognition, segment~, swing, swing voters, soft
      vote, margin, inside the margin, third place, second place, among women/men/under/over/those, over 65s, under 35s,
      leave voters, switchers, undecideds,
      in the hundred, wouldn't vote, unweighted, base, live tel, field #, private for, line a, line b, moves # ,
      pts, points, honest read, numbers for tonight, tonight's numbers, say they'll vote, we've canvassed, dug
      in, fed up, worth # , miles ahead, by name, the rest at sea, model #, band a/b/c, bands decide, maj,
      notional
    `),
  },
  {
    id: 'elections/effort',
    for: 'fair',
    find: phrases(`
      out of Aa and into, everybody into, everyone into, everybody out, all into, moving/moved/move ..4
      to/into/from/out, pull/pulled/pulling/taking/taken/take/shift/shifting/divert~/redirect~/switch ..3
      staff/organisers/organiser/resources/money/minibuses/teams/volunteers/activists/effort/leaflets/spend/budget/people, paid staff,
      organiser days, writing off, written off, write off, given up on, giving up on, gone, hopeless, winnable, unwinnable, no
      hopers, must win, must hold, target seat~, target ward~, target list, key seat~, key ward~, battleground~, defensive, offensive,
      hold list, a list, b list, priority seat~, priority ward~, tier #, tier one/two/three, top # , red amber, rag rating, spend on, digital spend, direct
      mail, drop~ , freepost, mailing to, select~ for, households, regional wants, region wants, region want, candidate hasn't been
      told, hasn't been told, haven't been told, don't know yet, doesn't know yet, on leave, candidate thinks, don't send anybody
    `),
  },
  {
    id: 'elections/applied',
    for: 'fair',
    find: phrases(`
      applicant~, applied for, applications, # applications, forms in, # forms, put in for, put his/her name, put their names, threw his/her hat, hat in the ring, in the
      running, in the frame, candidate~ for selection, aspirant~, hopeful~, longlist~, long list~, long-list~, shortlist~, short
      list~, short-list~, panel, the panel, panel interview~, panelled, interviewed, interview~, assessment~, passed, passed
      for, pass list, failed, turned down, not through, through to, knocked out, cut to, down to # , down to
      two/three/four/five/six, the cut, made the cut, didn't make, scored, score, scores, out of 40, out of 50, out of 20, out of ten, marks, marked her/him,
      due diligence, vetting, vetted, social media check, selection, selections, selected, selecting, reselect~, deselect~, trigger~, affirmative, hustings, cvs,
      procedures secretary, selection committee, endorsed, endorsement, wards pick, pick from, imposed, parachut~, stitch~ up, aws, open selection,
      vacancy, standing for, stand for, running for, run for, going for,
      subscribers, proposer, seconder, subscriber~, nomination form, nomination paper~, still to come in, forms
      noon, hot they are, cv, references, who signed, knows every door, will get the union, can't stand till,
      just missed, candidate for Aa, haven't got a candidate
    `),
  },
  {
    id: 'elections/backed',
    for: 'fair',
    find: phrases(`
      nominat~, nominations, nominee~, nominating meeting, backing, backs, backed, backers, supporting nomination~, declared
      for, declaring for, leaning to, leaning towards, undeclared, has the unions, have the unions, union nominations, affiliate~,
      branches for, # branches, branches in, delegates' vote~, delegation vote~, mandate, mandated, slate~, slates, votes for Aa, voted for Aa, went for Aa,
      go for Aa, going for Aa, behind Aa, threshold, needs #, needs another, over the line, card vote~, block vote~, for the
      nec, for npf, for the cac, for conference delegate, for chair, for secretary, for treasurer, for leader, for deputy,
      leadership, deputy leader, deputy leadership, leader of the group, group leader vote, contest for, unopposed, yes/no votes,
      names of the other slate, other slate, full slate, in the tin, nominations rec'd, nominations received, by
      herself, by himself, not valid, have gone for, has gone for, gone for Aa, down to the floor, tie
      so, sec tie, sent in by, quorate meeting, we nominate, nominated by, nominate Aa, form came, signed by
      chair, contested
    `),
  },
  {
    id: 'elections/won-by',
    for: 'fair',
    find: phrases(`
      by # votes, by one vote, by one, by two, by a whisker, by a handful, by a mile, # votes, votes each, # to # , # each, # against #, # for and, # yes,
      first pref~, second pref~, first round, second round, final round, first ballot, second ballot, on the first,
      on the second, eliminated, drop~ out, dropped out, transfers, transferred, quota, stage #, tied, tie, dead heat, draw
      lots, drawn by lot, toss of, spoilt, spoiled, void, ineligible vote~, came top, came first/second/third/fourth/last, topped, top of the poll,
      bottom of the poll, runner up, runner-up, winner, won it, won the, wins by, won by, lost by, lost to, beat, beaten, scraped, romped, walked it, turnout of, turnout
      was, turnout #, # voted, have voted, ballots in, votes in, voting closes, ballot closes, closes at, closed at, closes on, re-run, rerun, challenged, contested, dispute~ the,
      rd1, rd2, round one, round two, elected hall, scrutineer~, live positions, current positions,
      standings, electorate # , cast # , duplicate votes, papers sent, on-line votes, online votes, on line for,
      votes in till, postal ones, ahead so far, the difference is, in it by, in by #, lost by #, to # on,
      elected, excluded
    `),
  },
  {
    id: 'elections/told-later',
    for: 'fair',
    find: phrases(`
      announce~, announcement, announced at/on/tomorrow/tonight/monday/friday, not announced, before the announcement,
      be told, they'll be told, told at, told tonight, told tomorrow, not been told, hasn't been told, haven't been told, don't know yet, nobody knows, don't tell, tell no one,
      tell nobody, not to tell, not told a soul, not a soul, don't share, don't forward, don't post, don't put, don't
      tweet, keep ..4 yourself/yourselves/quiet/off, under your hat, under wraps, between us, between ourselves, on the
      quiet, in confidence, confidential, not for the, not public, not official, unofficial~, embargo~, until ..3
      told/announced/declared/confirmed/count/friday/monday/tomorrow, till ..3 told/announced/declared/confirmed/count/friday/monday/tomorrow,
      before ..3 told/announced/declared/confirmed/know/hear, shouldn't say, shouldn't really, i shouldn't, burn this,
      shred, delete this, delete after, you never saw, internal only, eyes only, not written to anybody, not written to anyone,
      letters go, letters out,
      tell nobody, above all not, tell me not, not the room, read to the volunteers, know any of it, you and me
      know/knows, people who know, not for rehearsal, draft slide, ahead of the declaration, outside your
      office, until you tell us, stays in the safe, in the safe, do not put that, where the candidate can, don't
      let her/him, tell her gently, delete, is it a secret, bring it don't, don't e-mail it, don't email it,
      hope they think
    `),
  },
];

const ids = facets.map(({ id }) => id);

export const electionFacets: readonly Signal[] = [
  ...facets,
  { id: 'elections/two-facets', for: 'weak', find: atLeast(2, ...ids) },
  { id: 'elections/three-facets', for: 'fair', find: atLeast(3, ...ids) },
  { id: 'elections/four-facets', for: 'fair', find: atLeast(4, ...ids) },
  { id: 'elections/five-facets', for: 'fair', find: atLeast(5, ...ids) },
];
