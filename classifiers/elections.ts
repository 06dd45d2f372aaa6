/**
 * Data pertaining to elections: canvass returns, registers, postal voters and contact rates; and of the Party's own
 * selections and ballots before their results are announced.
 *
 * Source: paragraph 5(b). Pure. Columns speak louder than words; a declared result, a notice or a lesson is public.
 */
import { atLeast, beside, type Classifier, either, noneOf, phrases, type Signal, shapes, together } from './signal.ts';

const own: readonly Signal[] = [
  { id: 'elections/elector-heading', for: 'strong', find: shapes('elector-heading') },
  { id: 'elections/elector-numbers', for: 'strong', find: shapes('elector-numbers') },
  { id: 'elections/voter-codes', for: 'strong', find: shapes('voter-codes') },
  { id: 'elections/door-codes', for: 'decisive', find: shapes('door-codes', 'door-talk') },
  { id: 'elections/voter-marks', for: 'fair', find: shapes('voter-marks') },
  { id: 'elections/canvass-heading', for: 'strong', find: shapes('canvass-heading') },
  { id: 'elections/marked-heading', for: 'strong', find: shapes('marked-heading') },
  { id: 'elections/box-counts', for: 'strong', find: shapes('box-counts') },
  { id: 'elections/stage-heading', for: 'strong', find: shapes('stage-heading') },
  { id: 'elections/ballot-heading', for: 'fair', find: shapes('ballot-heading') },
  { id: 'elections/nomination-heading', for: 'fair', find: shapes('nomination-heading') },
  { id: 'elections/candidate-counts', for: 'weak', find: shapes('candidate-counts') },
  { id: 'elections/voter-roll', for: 'strong', find: shapes('voter-roll') },
  { id: 'elections/blt', for: 'decisive', find: shapes('blt-lines') },
  {
    id: 'elections/canvass-words',
    for: 'strong',
    find: phrases(`
      canvass~ returns/return/sheet/sheets/data/results/figures/records/cards, voter id/ids/identification,
      vid/vids, voter~ contacts/contact/intention, voting intention~, contact rate~, contact creator, promise~
      sheet/sheets/list/count, our promises, labour promise~, promises, firm/strong/soft/weak
      labour/promises/support, lab probable~, definite~ labour, solid labour, weak labour, against~ us, don't knows,
      knock up/ups/list, knock-up, knocking up, gotv, get out the vote, road group~, roadgroup~, walk sheet~, warp
      sheet~, reading pad/pads, shuttleworth~, tellers, telling/tellers' sheets/numbers/slips, board~ list, doors
      knocked, spoke to #, spoken to, committee room returns, turnout so far, turnout at, guesstimate, squeeze,
      switchers, voted labour last, likely/unlikely to vote, postal returned, segments, target voters/list, phone
      bank~, lab scale, dom :, on the doors, canvassed, data from ..3 canvass~, labour/tory/reform/green/lib now,
      down as, leaning, switching, won't say
    `),
  },
  {
    id: 'elections/register-words',
    for: 'strong',
    find: phrases(`
      elector~ number~, elector no, electoral roll number, polling number, register of electors, electoral register,
      marked register/copy/registers, marked up register, full register, postal voters/voter, pv
      list/voters/voter/data, pvs, absent voter~, proxy~ list/voters/voter, polling district~, roll number,
      attainer~, overseas electors, monthly update, rolling register, adp file, elector markers, not returned ..3
      postal, postal vote~, their postal, unreturned, anonymous elector~
    `),
  },
  {
    id: 'elections/count-words',
    for: 'strong',
    find: phrases(`
      sampling, sample~ ..3 box/boxes/ward, box count~, box tally, tally/tallies, our tallies, verification total~,
      verification figures, postal vote opening, pv opening, postal votes ..5 cross, had our cross, verification on, at the verification, at verification, opening session, before the declaration, ahead by, we
      are/were # behind/ahead, internal polling, private polling, our polling, mrp, target seat~, key seat~, non
      battleground, defend list, win probability, swing needed, seat list, our numbers, not for release, projection,
      tracker poll, focus group, candidate vetting
    `),
  },
  {
    id: 'elections/selection-words',
    for: 'strong',
    find: phrases(`
      longlist~, long list~, shortlist~, short list~, trigger ballot~, affirmative nomination~, nominations
      received/so/from/by/for, nominated by, supporting nominations, due diligence, panel interview~, interview
      scores/panel, eligible to vote, eligible members, freeze date, ballot papers, ballots returned/issued/cast,
      votes cast/counted/received, first preferences, first pref, second preferences, transfer~ from/of/to, quota,
      eliminated, elimination, stage #, round #, non transferable, stv, count sheet, spoiled/spoilt, unique
      code/link, voting code~, security code~, anonyvoter, civica, scrutineer~, selection committee/panel/process,
      selected by # votes, won by #, beat Aa by, by # votes, turnout of, branch nominations, affiliates nominated,
      union nominations, passed/failed the panel, hustings, aws, ballot closes, ballot opens, so far ..4 voted,
      running tally, early figures, provisional result~, first/second/third/final round, shortlisting panel, shortlisting meeting, didn't get through, did not get through, failed at, leadership nominations, clp nomination, so Aa by, declined to endorse, score sheet, nomination meeting, voted
      for Aa, candidate~ scored, got # votes, ers
    `),
  },
  {
    id: 'elections/unannounced',
    for: 'strong',
    find: phrases(`
      not yet announced, not announced, before it is/the announced/announcement, until ..5
      announced/announcement/declared, embargo~, haven't been announced, hasn't been announced, not been announced,
      keep ..5 yourself/quiet, don't share, do not share, don't tell, provisional, before the candidates, candidates
      ..3 told/informed, under wraps, not public, unannounced, unofficial, so far, still open, not for publication,
      between us, members hear, until then, till then, don't pass, do not pass, nothing till, you know the rules, is in the safe, not to be shared
    `),
  },
  {
    id: 'elections/committee-room',
    for: 'strong',
    find: phrases(`
      committee room, committee-room, teller~, telling, promise~, turnout at, ours so far, our vote, get
      ..3 out before, still to vote, not voted yet, yet to vote, haven't voted, has voted, have voted,
      knock up, on the board, lift~ to the polls, lift to vote, polling station # , numbers off/from
      the, of which ours, # of ours, down on last time, up on last time, marked up, mark off, marked
      off, crossed off, tick~ off ..4 voted, reading system, elec prom
    `),
  },
  {
    id: 'elections/doorstep',
    for: 'strong',
    find: phrases(`
      is lab/labour/con/tory/reform/green/lib/ld/against, are lab/labour/con/tory/reform, both
      lab/labour, used to be us/labour, now reform/green/tory, no answer, not in, don't know~, dk/dks,
      undecided~, would have a board/poster, have a poster, poster up, wants a poster/board/postal,
      needs a postal/lift/proxy, voting for us, for us, with us, against us, not voting, won't vote,
      lends us, lent us, wants to meet, call from the candidate, on the doors, doorstep~, canvassed #,
      knocked #, contacts # , ids # , ids this week, voter ids, # ids, firm labour/lab, soft
      labour/lab/ref/reform/con/tory, lean~ lab/labour, switcher~, lab to, tory to, target~ # , squeeze
      message, recontact, re-contact, undecideds, walk # , round # , patch # , street by street, postal
      packs, packs landed, pv chase, emergency proxy, neither returned, not returned, postal ..4
      returned, on the roll, on the register, checked against the register, subscriber~, assentor~,
      proposer, nomination paper/form/papers
    `),
  },
  {
    id: 'elections/polling',
    for: 'strong',
    find: phrases(`
      fieldwork, weighted, n # , sample of # , headline ..4 certain, certain to vote, wave # , message
      test~, segment~, favourable~, unfav, recognition # , internal poll~, private poll~, constituency
      poll~, model says, mrp, lean losses, inside the margin, seats we are defending, we are defending,
      we hold # of, hold # of the, we are level, are gone, # ahead, # behind, swing of, on a swing,
      points ahead/behind, lose by # , win by # , target # , pulled from, pull ~ organisers, ground
      game, battle bus, campaign director, key seats, target seats, non-battleground, defensive seats,
      offensive seats
    `),
  },
  {
    id: 'elections/count-night',
    for: 'strong',
    find: phrases(`
      verif~, samples across, our samples, sample~ across, sample says, boxes in/out/from, box # , #
      boxes, ro won't, won't declare, before ..3 declare~, postal opening, postals opened, opening of
      postals, agents on the tables, for us # , # for us, two to one, level in, ahead in, call it # ,
      bundle check, recount, spoilt papers, doubtful~, stack~, on the tables, provisional~ turnout
    `),
  },
  {
    id: 'elections/contest',
    for: 'strong',
    find: phrases(`
      # votes, votes # , round # , first round, second round, third round, # st round, # nd round, after
      the second, eliminated, excl, excluded ..3 transfer~, surplus, transfer~, quota, st # , valid # ,
      non-transferable, n t, ron, spoiled, spoilt, reopen nominations, drawing of lots, tied on, online
      votes, hall votes, postal ballots, votes to add, voted so far, have voted, of # voted, ballot so
      far, ballot closes/closed/opens, closes sunday/friday/monday, kept him/her # , dumped him/her,
      unanimous for, full contest, open contest, open selection, full selection, third of branches,
      affirm~, trigger, reselect~, re-select~, deselect~, longlist~, shortlist~, applications closed,
      interview stage, panel saw/interviewed, passed the panel, failed the panel, failed :, through to
      the, go on to the interview, the six who, names go forward, nominated so far, nominations so far,
      branches so far, has # nominations, nominations from, we nominate~, nominate~ for, supporting
      nomination, read it out, be announced, scrutineer~, returning officer, ballot paper, procedures
      secretary, members voted, delegation votes, levy payers
    `),
  },
  { id: 'elections/canvass-figures', for: 'strong', find: shapes('canvass-figures') },
  { id: 'elections/number-runs', for: 'strong', find: shapes('number-runs') },
  { id: 'elections/party-shares', for: 'strong', find: shapes('party-shares') },
  { id: 'elections/tally', for: 'fair', find: shapes('name-tally') },
  { id: 'elections/elector-mentions', for: 'strong', find: shapes('elector-mentions') },
  { id: 'elections/preferences', for: 'strong', find: shapes('preference-heading') },
  {
    id: 'elections/contest-tally',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['elections/contest', 'elections/tally', 'elections/candidate-counts', 'elections/selection-words'],
      when: (seen) =>
        seen('elections/contest') + seen('elections/selection-words') > 0 &&
        seen('elections/tally') + seen('elections/candidate-counts') > 0,
    },
  },
  {
    id: 'elections/assessed',
    for: 'strong',
    find: phrases(`
      interviewed #, interviewed five/six/seven/eight/nine/ten/four/three, applicant #,
      interview/interviews/panel marks/scores, sift, sift scores, assessor~, assessment day, we assessed,
      scored #, i scored, you scored, her/his/their score/scores, my scores, marked her/him/them, not through
      :, through :, fail :, failed :, wasn't placed, was not placed, weren't placed, offers of seats, offered
      the seat/ward, the line is/was #, line was at, go/goes/went to the members, came
      second/third/fourth/fifth/sixth/last, the trawl, social media check/trawl/search, nothing of concern, no
      concerns, suitable for ..2 longlist/shortlist/panel, due diligence, not being/been shortlisted, ward
      picks, wards can/may begin/shortlist, has/have to endorse, nec endorse~, endorsement panel,
      council/local-government panel, lgc, panel of candidates, none of them hears/knows/know, not told the
      candidates, candidate~ not to be told, haven't told the candidates, candidates will get, seats made,
      who'd get Aa, applied for the seat, names ..3 put forward, makes/made the longlist/shortlist/cut, on the
      longlist/shortlist, off the longlist/shortlist, dropped from ..3 list
    `),
  },
  {
    id: 'elections/own-ballot',
    for: 'strong',
    find: phrases(`
      exec met ..9 going for, going for Aa, ballots in, levy payers, levy-payer~ ballot, exit question, card
      vote~, delegation voted, filled in the ballot, had voted, have voted, has voted, # voted, voted so far,
      votes so far, votes in so far, ahead by, made it # , tied, drawing of lots, draw lots, by lot, coin toss,
      first vote, second vote, third vote, ahead on first, on transfers, transfers went, transfers from, ballot
      closed, ballot closes, closed at #, read it out, until the count, till the count, count is on, nominee~,
      nominations for, nominations closed/close, nominated by, only nomination, unopposed, no other
      nominations, branches each, # branches, form came, forms in, form in, who has nominated, who's nominated,
      put up for, standing for chair/secretary/treasurer, for two places, must be a woman, open selection,
      trigger~, not to be announced, announcement on, announcement {weekday}, no decision, balance so far
    `),
  },
  {
    id: 'elections/postal-session',
    for: 'strong',
    find: phrases(`
      pv session, postal session, postal vote session, postals session, opening session, # opened, opened #,
      thrown out, signatures rejected, rejected signature~, signed in the wrong, mismatch~, on my table, on the
      table~, running # to, # to # to us, to us and, level on, face up, saw ..4 crosses, crosses for, could
      see, couldn't see all, verification total~, verified #, box~ verified, adjudicat~
    `),
  },
  {
    id: 'elections/battleground',
    for: 'strong',
    find: phrases(`
      seats we shall/will/are, stop working in, contacts a week, contact target, at all costs, candidate effort
      only, effort only, release seat~, staff out, organisers moved/go/going, moved to :, direct mail money, no
      money till/until, top # segments, top two/three segments, direct mail, drops, today's model, the model,
      lead #, lead is under, lead's under, range #, has us on, had us on, puts us on, if it were tomorrow, were
      tomorrow, if may were, we'd lose, we'd hold, we lose, we're behind, we are behind, behind in, soft
      ref/lab/con/tory/reform, fieldwork, lean~ losses, inside the margin, pull/pulled organisers,
      battleground~, battle-ground~, target~ for next may, hold Aa, gain Aa, defend Aa, marginal~, safe seat~,
      to defend, targets are, our poll, own poll~, polled, constituency polls, tracker
    `),
  },
  {
    id: 'elections/pledges',
    for: 'strong',
    find: phrases(`
      pledge card~, pledges, pledge, dials, # dials, spoke #, spoke to, # spoke, dks for, needs lift, needs a
      lift, wants a lift, want~ pv, pv form, will lend, lend/lent us, no poster, yes labour, key these, put
      her/him as, from the system, probable, all out, wouldn't open, torn in half, already sent, take off :, no
      such flat, ours #, theirs #, rest soft, rest are soft, lab id~, stayed home, stayed at home, voters
      spoken to, doors knocked, conversations, who's which, down as postal, down as ours, hasn't returned it,
      not yet returned, neither has returned, both ours, all ours, three ours, one of ours, promised us,
      promised to vote, promises to, reform now, was labour, voted labour, labour last time, won't say, would
      not say, undecided, undecideds, don't know, with us, is with us, against, posters in #, canvassed
    `),
  },
  {
    id: 'elections/register-extract',
    for: 'fair',
    find: phrases(`
      register ref, on the roll, the register you've, on the register, marked copy, marked c0py, strokes
      ballot, ballot issued, voted station/post, electors, current register month, elector~, not registered,
      registered twice, pd :, pds, roll number, polling number~, added to the register, come off the register,
      rolling registration, absent vote~
    `),
  },
  {
    id: 'elections/panel-list',
    for: 'strong',
    find: phrases(`
      panel results, results of the panel, panel's decisions, passed :, approved :, not approved, referred for
      training, failed the panel, didn't pass the panel, letters go ..2 on, deadline for appeals, longlisted #,
      longlisted three/four/five/six/seven/eight, longlisted :, shortlisted :, on the chair's vote, by one
      vote, casting vote, sit tight, nominations to date, nominations as of, branches :, affiliates :, not
      heard from, hasn't met, haven't met, none yet, closes noon/midnight/at, for the vacancy, recounted,
      recount, came out # #, one spoilt, # spoilt, thinks she's/he's won, has/have/had won but, the count for
      chair/secretary/treasurer, out of # members, # members voted
    `),
  },
  {
    id: 'elections/work-rate',
    for: 'strong',
    find: phrases(`
      per cent of the ward, % of the ward/electorate, of the ward now, done # per, on the last canvass, ahead
      of reform/tories/labour/greens, ahead among, those who told us, split even, we hold by, we win by, we
      lose by, hold by #, strong on, weak on, seat by seat, # pts behind/ahead, pts behind, on our model, worth
      # organisers, it's gone, money follows, pv chase, not returned, says posted, strong lab, all strong,
      sampled #, not sampled, box #, lids off, teller's slip~, slips from, # promises, of our #, have been,
      send ..2 car, last id, soft reform, green curious, likelihood, segment
    `),
  },
  { id: 'elections/marked-lines', for: 'strong', find: shapes('marked-lines') },
  {
    id: 'elections/aside',
    for: 'strong',
    find: phrases(`
      supporters, # supporters, # against, haven't decided, hasn't decided, garden stake, second ballot, third
      ballot, after the second/third/first, candidates tonight, tell the candidates, names gone, dropped off, #
      added, since december, by road, for the incumbent, against the incumbent, faces a contest, face a
      contest, more against, first batch, turnout's, the turnout is, through by, # through, of ours in, of ours
      out, ours in, # to go, by the sheet, marks out of, scores out of, cut at, the cut is, will appeal,
      postals :, come back, have come back, think are with us, are with us, with us, scripts, need a call, the
      pollster, pollster, among men/women/under/over, third in, second in, holding in, take # from us, from us
      everywhere, men under, women over, in the lead, trailing
    `),
  },
];

const spoken = own.map(({ id }) => id);

export const elections: Classifier = {
  category: 'elections',
  paragraphs: ['5(b)'],
  signals: [
    ...own,
    { id: 'elections/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'elections/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'elections/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'elections/party-like', for: 'fair', find: beside(own, 'context/party-like') },
    { id: 'elections/sender-inside', for: 'weak', find: beside(own, 'context/sender-inside') },
    {
      id: 'elections/canvass-rows',
      for: 'strong',
      find: together('elections/canvass-words', 'elections/elector-numbers'),
    },
    {
      id: 'elections/party-count',
      for: 'fair',
      find: together('elections/selection-words', 'elections/candidate-counts'),
    },
    {
      id: 'elections/early-count',
      for: 'strong',
      find: together('elections/selection-words', 'elections/unannounced'),
    },
    {
      id: 'elections/coded-electors',
      for: 'decisive',
      find: {
        kind: 'derived',
        from: ['elections/elector-numbers', 'elections/elector-mentions', 'elections/voter-codes'],
        when: (seen) =>
          seen('elections/elector-numbers') + seen('elections/elector-mentions') > 0 &&
          seen('elections/voter-codes') > 0,
      },
    },
    // Several things of an election at once, whatever each may mean alone.
    { id: 'elections/several', for: 'fair', find: atLeast(3, ...spoken) },
    { id: 'elections/many', for: 'strong', find: atLeast(5, ...spoken) },
    {
      id: 'elections/figures',
      for: 'weak',
      find: phrases(`
        contacts this week, {number} per cent, per cent labour, contacts, conversations, doors, down # on, up # on,
        rate of #, labour #, lab #, con #
      `),
    },
    // Against.
    {
      id: 'elections/trade-only',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['elections/trade'],
        when: (seen) => seen('elections/trade') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
    {
      id: 'elections/much-explained',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['elections/explained'],
        when: (seen) => seen('elections/explained') >= 3,
      },
    },
    {
      id: 'elections/published-poll',
      against: 'strong',
      find: phrases(`
        yougov, ipsos, survation, more in common, find out now, opinium, savanta, a poll for, poll for the,
        published poll, polling council, changes with, fieldwork dates, all adults, gb adults, data tables,
        tables published, commissioned by
      `),
    },
    {
      id: 'elections/others-ballot',
      against: 'strong',
      find: phrases(`
        parents' ballot, parent ballot, academy order, staff ballot, tenants' ballot, business improvement, bid
        ballot, referendum, neighbourhood plan, parent governor, squeeze lab/labour, soft labour lot, greens
        weekly, northfield/local greens, churchwarden~, synod, class rep~, prefect~, head girl/boy, man of the
        match, player of the, school council, kennel, show bench
      `),
    },
    {
      id: 'elections/explained',
      against: 'strong',
      find: phrases(`
        how ..4 works, rank as many, is worked out, votes are transferred, drops out until, exit poll, years ago, archive, history of, guidance for candidates, your right to attend, entitled to be present, entitled to a copy, is an offence,
        applications open, applications close on, timetable, doors # pm, check your spam, will be read out, on
        the website, your ballot will, you will receive a ballot, any questions to, procedure for, explainer,
        what's a, what is a, map of them, from public reports, published results, published tables, respondents'
        data, academic~, memoirs, sources below, marks ], # marks, give two reasons, 95, interval, for beginners,
        someone who told us, looks like this, quiz, political education, you're wrong about, electoral reform,
        voting system~, proportional, in scotland, ons id, ons code, constituency names, turnout statistics
      `),
    },
    {
      id: 'elections/trade',
      against: 'strong',
      find: phrases(`
        tariff, households, conservatory, leads a day, window firm, flood, sandbag~, caretaker, references before
        interview, the job, job scores, applied for the job, recruit~ panel, customers, sales, double
        glazing, broadband, energy, organ, vestry, archdeacon, depot, best kept, allotment, talent show, baby
        name, bake off, award~, judges, prize, poetry, competition, tender~, bidder~, supplier~, quotes received,
        contract
      `),
    },
    {
      id: 'elections/unspoken',
      against: 'fair',
      find: noneOf(
        'elections/elector-heading',
        'elections/elector-numbers',
        'elections/voter-codes',
        'elections/door-codes',
        'elections/voter-marks',
        'elections/canvass-heading',
        'elections/marked-heading',
        'elections/box-counts',
        'elections/stage-heading',
        'elections/ballot-heading',
        'elections/nomination-heading',
        'elections/voter-roll',
        'elections/blt',
        'elections/canvass-words',
        'elections/register-words',
        'elections/count-words',
        'elections/selection-words',
        'elections/committee-room',
        'elections/doorstep',
        'elections/polling',
        'elections/count-night',
        'elections/contest',
        'elections/aside',
        'elections/assessed',
        'elections/panel-list',
        'elections/work-rate',
        'elections/marked-lines',
        'elections/own-ballot',
        'elections/postal-session',
        'elections/battleground',
        'elections/pledges',
        'elections/register-extract',
        'elections/canvass-figures',
        'elections/number-runs',
        'elections/party-shares',
        'elections/elector-mentions',
        'elections/preferences',
        'elections/candidate-counts',
        'elections/tally',
      ),
    },
    { id: 'elections/premises', against: 'strong', find: shapes('premises-heading') },
    {
      id: 'elections/declared',
      against: 'strong',
      find: phrases(`
        declaration of result, declared elected, duly elected, hereby give notice, notice of poll/election, persons
        nominated, result was declared, was declared, were declared, returning officer for the, declared on, result~
        declared, final result, official result~, announced the result~, were announced, was announced, have been
        announced, has been announced, acting returning officer, situation of polling, opinion poll, held/gained the
        seat, majority of #
      `),
    },
    { id: 'elections/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'elections/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'elections/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'elections/institution', against: 'weak', find: either('context/institution') },
    { id: 'elections/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'elections/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'elections/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'elections/union', against: 'weak', find: either('context/union') },
    {
      id: 'elections/other-vote',
      against: 'strong',
      find: phrases(`
        tax election, benefit~ election, elect to, open enrollment, shareholder~, student union, su elections,
        presidential, caucus, primary, secretary of state, county clerk, precinct~, strictly come, eurovision, best in
        show, survey, questionnaire, jury, board election~, leadership contest, photo id, voter authority
      `),
    },
    {
      id: 'elections/invitation',
      against: 'weak',
      find: phrases(`
        meet at, join us, come along, all welcome, we are out, out canvassing, sign up, doorknocking session,
        canvassing session, no experience, leafleting session, bring a friend
      `),
    },
    {
      id: 'elections/no-numbers',
      against: 'weak',
      find: phrases(`
        how do i vote, register to vote, postal vote application, apply for a postal, your vote, polling day is, vote
        labour, vote for, polls open
      `),
    },
    { id: 'elections/bulk', against: 'strong', find: either('context/bulk') },
    { id: 'elections/news', against: 'strong', find: either('context/news') },
    { id: 'elections/published', against: 'fair', find: either('context/published') },
    { id: 'elections/training', against: 'strong', find: either('context/training') },
    { id: 'elections/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'elections/rules', against: 'fair', find: either('context/rules') },
    { id: 'elections/fiction', against: 'fair', find: either('context/fiction') },
  ],
};
