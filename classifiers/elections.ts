/**
 * Data pertaining to elections: canvass returns, registers, postal voters and contact rates; and of the Party's own
 * selections and ballots before their results are announced.
 *
 * Source: paragraph 5(b). Pure. Columns speak louder than words; a declared result, a notice or a lesson is public.
 */
import { beside, type Classifier, either, phrases, type Signal, shapes, together } from './signal.ts';

const own: readonly Signal[] = [
  { id: 'elections/elector-heading', for: 'strong', find: shapes('elector-heading') },
  { id: 'elections/elector-numbers', for: 'strong', find: shapes('elector-numbers') },
  { id: 'elections/voter-codes', for: 'strong', find: shapes('voter-codes', 'door-codes') },
  { id: 'elections/voter-marks', for: 'fair', find: shapes('voter-marks') },
  { id: 'elections/canvass-heading', for: 'strong', find: shapes('canvass-heading') },
  { id: 'elections/marked-heading', for: 'strong', find: shapes('marked-heading') },
  { id: 'elections/box-counts', for: 'strong', find: shapes('box-counts') },
  { id: 'elections/stage-heading', for: 'strong', find: shapes('stage-heading') },
  { id: 'elections/ballot-heading', for: 'fair', find: shapes('ballot-heading') },
  { id: 'elections/nomination-heading', for: 'fair', find: shapes('nomination-heading') },
  { id: 'elections/candidate-counts', for: 'weak', find: shapes('candidate-counts') },
  { id: 'elections/voter-roll', for: 'strong', find: shapes('voter-roll') },
  { id: 'elections/blt', for: 'strong', find: shapes('blt-lines') },
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
];

export const elections: Classifier = {
  category: 'elections',
  paragraphs: ['5(b)'],
  signals: [
    ...own,
    { id: 'elections/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
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
      id: 'elections/figures',
      for: 'weak',
      find: phrases(`
        contacts this week, {number} per cent, per cent labour, contacts, conversations, doors, down # on, up # on,
        rate of #, labour #, lab #, con #
      `),
    },
    // Against.
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
