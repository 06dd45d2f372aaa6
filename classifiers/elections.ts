/**
 * Data pertaining to elections: canvass returns, registers, postal voters and contact rates; and of the Party's own
 * selections and ballots before their results are announced.
 *
 * Source: paragraph 5(b). Pure. Columns speak louder than words; a declared result, a notice or a lesson is public.
 */
import { electionFacets } from './elections-facets.ts';
import { internalElections } from './elections-internal.ts';
import { publicElections } from './elections-public.ts';
import { electionsTold } from './elections-told.ts';
import { elsewhere, NOT_OURS, toldTogether } from './owners.ts';
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
  within,
} from './signal.ts';
import { welshElections } from './welsh.ts';

/** What others follow from. */
const plain: readonly Signal[] = [...publicElections, ...internalElections, ...welshElections];
const own: readonly Signal[] = [...plain, ...electionFacets, ...electionsTold];

const tellings = electionsTold.map(({ id }) => id);
/** Several things told at once; the Party's words, or the desk of those who run ballots and campaigns, say whose. */
const gathered: readonly Signal[] = [
  ...toldTogether('elections', tellings, {
    'told-twice': 'weak',
    'told-thrice': 'fair',
    'told-often': 'fair',
    'ours-told': 'weak',
    'ours-told-twice': 'fair',
    'ours-told-thrice': 'fair',
  }),
  { id: 'elections/ballot-desk', for: 'fair', find: beside(own, 'context/ballot-desk') },
  { id: 'elections/ballot-desk-tells', for: 'strong', find: within(tellings, 1, ['context/ballot-desk'], NOT_OURS) },
];

const spoken = plain.map(({ id }) => id);

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
    ...gathered,
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
        'elections/two-facets',
        'elections/told-twice',
        'elections/ours-told',
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
        'elections/party-columns',
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
    { id: 'elections/generic-many', against: 'strong', find: either('context/generic-many') },
    { id: 'elections/generic-mostly', against: 'strong', find: either('context/generic-mostly') },
    { id: 'elections/public-voice', against: 'strong', find: either('context/public-voice') },
    ...elsewhere('elections', spoken),
    { id: 'elections/owner-ours', for: 'fair', find: beside(own, 'owner/ours') },
    { id: 'elections/owner-ours-clearly', for: 'fair', find: beside(own, 'owner/ours-clearly') },
    { id: 'elections/owner-other', against: 'strong', find: beside(own, 'owner/other') },
    { id: 'elections/owner-other-clearly', against: 'strong', find: beside(own, 'owner/other-clearly') },
    { id: 'elections/owner-other-surely', against: 'strong', find: beside(own, 'owner/other-surely') },
    { id: 'elections/owner-unknown', for: 'weak', find: beside(own, 'owner/unknown') },
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
    { id: 'elections/public-desk', against: 'weak', find: either('context/public-desk') },
    { id: 'elections/bulk', against: 'strong', find: either('context/bulk') },
    { id: 'elections/news', against: 'strong', find: either('context/news') },
    { id: 'elections/published', against: 'fair', find: either('context/published') },
    { id: 'elections/training', against: 'strong', find: either('context/training') },
    { id: 'elections/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'elections/rules', against: 'fair', find: either('context/rules') },
    { id: 'elections/fiction', against: 'fair', find: either('context/fiction') },
  ],
};
