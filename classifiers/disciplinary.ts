/**
 * One person's disciplinary investigation, decision or proceedings: letters, bundles, trackers, and a line between officers.
 *
 * Source: paragraphs 5(b) and 5(c). Pure. About an individual, not about the rules: the same words without anybody they
 * concern are a handbook, a motion or statistics. No name is needed, "the member we discussed" is somebody.
 */

import { affected } from './disciplinary-affected.ts';
import { course } from './disciplinary-course.ts';
import { desk } from './disciplinary-desk.ts';
import { caseFacets } from './disciplinary-facets.ts';
import { talk } from './disciplinary-talk.ts';
import { elsewhere, NOT_OURS, OURS, STRANGERS, toldTogether } from './owners.ts';
import { atLeast, beside, type Classifier, either, noneOf, phrases, type Signal, within } from './signal.ts';
import { welshCases } from './welsh.ts';

/** What others follow from. */
const plain: readonly Signal[] = [...course, ...talk, ...welshCases];
/** What is told of a case, whoever tells it. */
const told: readonly Signal[] = [...affected, ...desk];
const own: readonly Signal[] = [...plain, ...caseFacets, ...told];

const tellings = told.map(({ id }) => id);
/** Where that there is a case about somebody is no more than a topic. */
const TOPICS = [
  ...NOT_OURS,
  'context/other-body',
  'context/institution',
  'context/union-body',
  'context/employer',
  'context/published',
  'context/generic',
  'context/bulk',
  'disciplinary/due-process',
  'disciplinary/statistics',
  'disciplinary/explained',
  'disciplinary/elsewhere',
  'disciplinary/public-plea',
];
/** Several things told make a case; the Party's words beside them say whose. */
const gathered: readonly Signal[] = [
  // One sentence is enough to tell of a case, where nothing says that it is another's, public or a manner of speaking.
  { id: 'disciplinary/bare-fact', for: 'decisive', find: within(['disciplinary/fact'], 1, [], TOPICS) },
  ...toldTogether('disciplinary', tellings, {
    'told-twice': 'fair',
    'told-thrice': 'fair',
    'told-often': 'fair',
    'ours-told': 'fair',
    'ours-told-twice': 'fair',
    'ours-told-thrice': 'strong',
  }),
  { id: 'disciplinary/ours-barred', for: 'strong', find: within(['disciplinary/barred'], 1, OURS, NOT_OURS) },
  { id: 'disciplinary/ours-letter', for: 'fair', find: within(['disciplinary/letter-came'], 1, OURS, NOT_OURS) },
  { id: 'disciplinary/ours-going-on', for: 'fair', find: within(['disciplinary/going-on'], 1, OURS, NOT_OURS) },
  { id: 'disciplinary/ours-went', for: 'fair', find: within(['disciplinary/went'], 1, OURS, NOT_OURS) },
  { id: 'disciplinary/case-desk', for: 'strong', find: beside(own, 'context/case-desk') },
  {
    id: 'disciplinary/case-desk-tells',
    for: 'strong',
    find: within(tellings, 1, ['context/case-desk'], [...NOT_OURS, ...STRANGERS]),
  },
  { id: 'disciplinary/ours-case-desk', for: 'strong', find: within(['context/case-desk'], 1, OURS, NOT_OURS) },
];

const spoken = plain.map(({ id }) => id).filter((id) => id !== 'disciplinary/someone');

export const disciplinary: Classifier = {
  category: 'disciplinary',
  paragraphs: ['5(b)', '5(c)'],
  signals: [
    ...own,
    { id: 'disciplinary/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'disciplinary/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'disciplinary/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'disciplinary/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'disciplinary/sender-inside', for: 'weak', find: beside(own, 'context/sender-inside') },
    // Several things of a case at once, whatever each may mean alone.
    { id: 'disciplinary/several', for: 'fair', find: atLeast(3, ...spoken) },
    { id: 'disciplinary/many', for: 'strong', find: atLeast(5, ...spoken) },
    ...gathered,
    // Against.
    {
      id: 'disciplinary/elsewhere-only',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['disciplinary/elsewhere'],
        when: (seen) =>
          seen('disciplinary/elsewhere') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
    {
      id: 'disciplinary/much-explained',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['disciplinary/explained'],
        when: (seen) => seen('disciplinary/explained') >= 3,
      },
    },
    {
      id: 'disciplinary/elsewhere',
      against: 'strong',
      find: phrases(`
        your driver, bus pass, bus driver, tenancy, tenant~, neighbour~, antisocial behaviour, anti-social
        behaviour, injunction, full pay, from work, at work, the till, union woman/man/rep/official, parents,
        classroom, class teacher, half term, year #, match, player~, offence, referee, tackle, yellow/red card,
        league, patient~, surgery, driving ban, licence, refund, the firm, company, employer, gross misconduct,
        school, pupil~, teacher, magistrates, crown court, sentenced, judge, jury, fitness to practise,
        regulator, depot, warehouse, shift, manager, hr, vicar, police officer, custody, bail, prison, driver,
        logistics, the bank, tribunal
      `),
    },
    {
      id: 'disciplinary/public-plea',
      against: 'strong',
      find: phrases(`
        a statement from me, my statement, i stand with, istandwith~, retweet, please share, crowdfund~,
        gofundme, legal costs/fund, fight this, hundreds of you, thank ..4 support, messages of support, my side
        of the story, press statement, to the press, statement follows, wherever you get your podcasts, the mp,
        profile of, in the papers, listen on
      `),
    },
    {
      id: 'disciplinary/explained',
      against: 'strong',
      find: phrases(`
      faq, how long does, who will know, unless you are, we aim to, those dealing with, how ..4 works,
      complaints process works, how the complaints process, will be assessed, may be administratively/suspended,
      may receive, may appeal, members have # days, respondent may/will/should/has/receives, complainant
      may/will/should, any complaint, all complaints, complaints should/must/are, complaint
      should/must/can/will, what happens next/if, proposed changes, changes to the/procedural, made-up, real
      cases, mr x, handling complaints, for beginners, places left, limited to, register here, you'll learn,
      course covers, this module, proposed rule, rule change, show of hands, do not fill, for the guidance pack
    `),
    },
    {
      id: 'disciplinary/unspoken',
      against: 'fair',
      find: noneOf(
        'disciplinary/two-facets',
        'disciplinary/told-twice',
        'disciplinary/ours-told',
        'disciplinary/fact',
        'disciplinary/complaint',
        'disciplinary/case-reference',
        'disciplinary/register-case',
        'disciplinary/notice',
        'disciplinary/acted-on',
        'disciplinary/served',
        'disciplinary/penalty',
        'disciplinary/panel-talk',
        'disciplinary/whips',
        'disciplinary/membership-dispute',
        'disciplinary/sentenced',
        'disciplinary/aside',
        'disciplinary/refused',
        'disciplinary/told-of-conduct',
        'disciplinary/rulings',
        'disciplinary/whip-notes',
        'disciplinary/under-way',
        'disciplinary/put-to',
        'disciplinary/reports',
        'disciplinary/kept-out',
        'disciplinary/case-papers',
        'disciplinary/labels',
        'disciplinary/sanctioned',
        'disciplinary/case-record',
        'disciplinary/tracker',
        'disciplinary/tracker-rows',
      ),
    },
    {
      id: 'disciplinary/nobody',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['disciplinary/process', 'disciplinary/notice', 'disciplinary/acted-on'],
        when: (seen) =>
          seen('disciplinary/process') + seen('disciplinary/notice') + seen('disciplinary/acted-on') > 0 &&
          seen('disciplinary/someone') +
            seen('disciplinary/person') +
            seen('disciplinary/fact') +
            seen('disciplinary/tracker') +
            seen('disciplinary/case-reference') +
            seen('disciplinary/register-case') ===
            0,
      },
    },
    {
      id: 'disciplinary/statistics',
      against: 'strong',
      find: phrases(`
        number of complaints, complaints received/were/closed/open, cases closed/open/opened/were, per cent of
        complaints/cases, statistics, average time, backlog, case load, caseload, total of # complaints, figures
      `),
    },
    {
      id: 'disciplinary/body-suspended',
      against: 'fair',
      find: phrases(`
        clp was/is/has/remains suspended/been, branch was/is/has suspended/been, special measures, standing orders ..3
        suspended, trading suspended, suspend standing, service suspended, suspended until further, suspension of
        standing, suspension bridge, account suspended, services suspended, suspended animation, suspended sentence,
        suspended ceiling, suspend~ services/trading/play
      `),
    },
    { id: 'disciplinary/generic-many', against: 'strong', find: either('context/generic-many') },
    { id: 'disciplinary/generic-mostly', against: 'strong', find: either('context/generic-mostly') },
    { id: 'disciplinary/public-voice', against: 'strong', find: either('context/public-voice') },
    {
      id: 'disciplinary/tracker-elsewhere',
      against: 'decisive',
      find: {
        kind: 'derived',
        from: ['disciplinary/tracker'],
        when: (seen) => seen('disciplinary/tracker') > 0 && seen('owner/other') > 0,
      },
    },
    ...elsewhere('disciplinary', spoken),
    { id: 'disciplinary/owner-ours', for: 'fair', find: beside(own, 'owner/ours') },
    { id: 'disciplinary/owner-ours-clearly', for: 'fair', find: beside(own, 'owner/ours-clearly') },
    { id: 'disciplinary/owner-other', against: 'strong', find: beside(own, 'owner/other') },
    { id: 'disciplinary/owner-other-clearly', against: 'strong', find: beside(own, 'owner/other-clearly') },
    { id: 'disciplinary/owner-other-surely', against: 'strong', find: beside(own, 'owner/other-surely') },
    { id: 'disciplinary/owner-unknown', for: 'weak', find: beside(own, 'owner/unknown') },
    { id: 'disciplinary/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'disciplinary/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'disciplinary/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'disciplinary/institution', against: 'weak', find: either('context/institution') },
    { id: 'disciplinary/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'disciplinary/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'disciplinary/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'disciplinary/union', against: 'weak', find: either('context/union') },
    { id: 'disciplinary/public-desk', against: 'weak', find: either('context/public-desk') },
    { id: 'disciplinary/employer', against: 'strong', find: either('context/employer') },
    { id: 'disciplinary/news', against: 'strong', find: either('context/news') },
    { id: 'disciplinary/rules', against: 'fair', find: either('context/rules') },
    { id: 'disciplinary/training', against: 'fair', find: either('context/training') },
    { id: 'disciplinary/template', against: 'strong', find: either('context/template', 'context/placeholders') },
    { id: 'disciplinary/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'disciplinary/published', against: 'fair', find: either('context/published') },
    { id: 'disciplinary/fiction', against: 'fair', find: either('context/fiction') },
    {
      id: 'disciplinary/due-process',
      against: 'fair',
      find: phrases(`
        due process, natural justice, this branch/clp/conference/gc believes/notes/resolves/calls, call for ..4
        reform, motion, crowdfund~, my blog, campaign against, clear my name, reinstate, public statement, open
        letter, solidarity with
      `),
    },
  ],
};
