/**
 * The Party's own selections, ballots and nominations before their results are announced.
 *
 * Pure.
 */
import { phrases, type Signal, shapes } from './signal.ts';

export const internalElections: readonly Signal[] = [
  { id: 'elections/stage-heading', for: 'strong', find: shapes('stage-heading') },
  { id: 'elections/ballot-heading', for: 'fair', find: shapes('ballot-heading') },
  { id: 'elections/nomination-heading', for: 'fair', find: shapes('nomination-heading') },
  { id: 'elections/candidate-counts', for: 'weak', find: shapes('candidate-counts') },
  { id: 'elections/voter-roll', for: 'strong', find: shapes('voter-roll') },
  { id: 'elections/blt', for: 'decisive', find: shapes('blt-lines') },
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
  { id: 'elections/tally', for: 'fair', find: shapes('name-tally') },
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
