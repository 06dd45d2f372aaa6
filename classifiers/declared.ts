/**
 * Declared matters: what the NEC or an officer marked as confidential, in two degrees.
 *
 * Source: paragraph 5(a). Pure. `markings.ts` tells what is a marking; here stands what each kind is worth. Registered
 * documents and matters are declared by the register's word.
 */
import { campaigning, offices, others } from './declared-talk.ts';
import { MARKED } from './markings.ts';
import {
  beside,
  type Classifier,
  either,
  noneOf,
  oneOfEach,
  type Signal,
  together,
  told,
  where,
  without,
} from './signal.ts';
import { welshDeclared } from './welsh.ts';

const PARTY = ['context/party', 'context/party-head', 'context/register-name', 'context/sender-inside'];

const MARKED_LINE = ['declared/strict-line', 'declared/marking-line', 'declared/ordered'];

const OURS = [...PARTY, 'owner/ours', 'minutes/national-body'];

/** Whose else it may be, or what else than a marking. */
const OTHERS = [
  'context/other-head',
  'context/other-dominates',
  'context/news-many',
  'declared/others-affair',
  'context/employer',
  'owner/other',
  'owner/other-surely',
  'declared/other-marking',
  'declared/negated',
  'declared/lapsed',
  // Whoever may not mark does not mark by naming the Party.
  'declared/without-authority',
];

const SURELY_OTHERS = [
  'context/other-head',
  'owner/other-surely',
  'owner/other-clearly',
  'declared/others-affair',
  'declared/other-marking',
  'declared/negated',
  'declared/lapsed',
  'declared/without-authority',
  'context/news-many',
];

const NOBODY_ELSES = [
  ...OTHERS,
  'context/others-only',
  'declared/others-business',
  'context/institution',
  'context/bulk',
  'context/news',
  'context/public-voice',
  'context/template',
  'context/training',
  'context/fiction',
];

/** A union or a ward's school stands in many a text of ours. */
const PERHAPS_OURS = NOBODY_ELSES.filter((id) => id !== 'context/others-only' && id !== 'context/institution');

/** Everyday politics, of whatever party. */
const POLITICS = ['context/party-like', 'disciplinary/panel-talk', 'elections/our-poll', 'minutes/local-body'];

const own: readonly Signal[] = [
  ...campaigning,
  // One marking is enough, and a second says nothing that the first did not.
  { id: 'declared/marked', for: 'decisive', find: either(...MARKED) },
  { id: 'declared/strict-line', for: 'fair', find: told },
  { id: 'declared/strict-statement', for: 'strong', find: told },
  { id: 'declared/strict-of-itself', for: 'strong', find: told },
  { id: 'declared/ordered', for: 'strong', find: told },
  // Sentences that ask for it in words of their own, each the surer of them besides (`asked.ts`).
  { id: 'declared/asked-perhaps', for: 'weak', find: told },
  { id: 'declared/asked', for: 'fair', find: told },
  { id: 'declared/asked-plainly', for: 'fair', find: told },
  { id: 'declared/asked-surely', for: 'strong', find: told },
  {
    id: 'declared/asked-and-ours',
    for: 'strong',
    find: oneOfEach([['declared/asked'], OURS], NOBODY_ELSES),
  },
  {
    id: 'declared/asked-among-politics',
    for: 'strong',
    find: oneOfEach([['declared/asked'], [...OURS, ...POLITICS, 'declared/campaigning', 'declared/of-office']], OTHERS),
  },
  { id: 'declared/marking-line', for: 'fair', find: told },
  { id: 'declared/private-line', for: 'strong', find: told },
  {
    id: 'declared/private-and-circulation',
    for: 'strong',
    find: together('declared/private-line', 'declared/circulation'),
  },
  // Whoever writes so above the Party's own text has declared it, whatever the text is about.
  {
    id: 'declared/strict-and-party',
    for: 'decisive',
    find: {
      kind: 'derived',
      from: ['declared/strict-line'],
      when: (seen) => seen('declared/strict-line') > 0 && PARTY.some((id) => seen(id) > 0),
    },
  },
  // Members' own numbers are ours whatever else the text lacks, and few words teach what such a scrap is.
  {
    id: 'declared/strict-over-our-members',
    for: 'certain',
    find: oneOfEach([['declared/strict-line'], ['membership/our-number'], ['membership/numbered-person']], OTHERS),
  },
  { id: 'declared/strict-label', for: 'strong', find: told },
  // What an office's own programs write into a file or a message marks it, whatever the text is about.
  { id: 'declared/strict-label-of-ours', for: 'certain', find: without('declared/strict-label', ...SURELY_OTHERS) },
  { id: 'declared/label-of-ours', for: 'decisive', find: without('declared/label', ...OTHERS) },
  // So with a marking of the second degree, where nothing speaks of another owner.
  {
    id: 'declared/marked-and-ours',
    for: 'decisive',
    find: oneOfEach([MARKED, OURS], OTHERS),
  },
  // "Private and confidential" heads every bank's letters: signed or headed by an office of ours it is our marking.
  {
    id: 'declared/private-by-office',
    for: 'decisive',
    find: oneOfEach(
      [['declared/private-line'], ['declared/office-signs', 'context/party-head', 'context/sender-inside']],
      OTHERS,
    ),
  },
  // Hardly anybody else says "strictly" at the head of a text, where nothing speaks of an owner at all.
  {
    id: 'declared/strict-and-nobody-elses',
    for: 'decisive',
    find: oneOfEach([['declared/strict-line']], [...OTHERS, 'context/others-only', 'declared/others-business']),
  },
  // Of a text of ours somebody says that it is strictly so.
  {
    id: 'declared/strict-of-ours',
    for: 'decisive',
    find: oneOfEach(
      [
        ['declared/strict-of-itself'],
        [...OURS, ...POLITICS],
        ['declared/of-office', 'declared/campaigning', 'disciplinary/panel-talk'],
      ],
      NOBODY_ELSES,
    ),
  },
  // An office of ours is named as having ordered it, whoever else's words the text has.
  {
    id: 'declared/ordered-by-ours',
    for: 'decisive',
    find: oneOfEach(
      [['declared/ordered'], [...OURS, ...POLITICS, 'declared/of-office', 'declared/campaigning']],
      SURELY_OTHERS,
    ),
  },
  // Whoever marks the head of a text about votes, seats or candidates is in a party; the more so who says more of it.
  {
    id: 'declared/line-and-nobody-elses',
    for: 'strong',
    find: oneOfEach([['declared/marking-line', 'declared/ordered'], ['owner/unknown']], NOBODY_ELSES),
  },
  {
    id: 'declared/embargo-campaign',
    for: 'strong',
    find: oneOfEach([['declared/embargo'], ['declared/campaigning-twice']], NOBODY_ELSES),
  },
  {
    id: 'declared/line-campaign',
    for: 'decisive',
    find: oneOfEach([MARKED_LINE, ['declared/campaigning-twice']], PERHAPS_OURS),
  },
  // Politics that names no party, where nothing else does.
  {
    id: 'declared/marked-and-political',
    for: 'strong',
    find: oneOfEach([MARKED, [...POLITICS, 'declared/of-office']], OTHERS),
  },
  {
    id: 'declared/private-and-ours',
    for: 'strong',
    find: oneOfEach([['declared/private-line'], OURS], OTHERS),
  },
  { id: 'declared/label', for: 'fair', find: told },
  { id: 'declared/circulation', for: 'fair', find: told },
  { id: 'declared/circulation-told', for: 'strong', find: told },
  // Friends say so to each other too; only beside the Party's business it is more.
  { id: 'declared/whispered', for: 'weak', find: told },
  { id: 'declared/embargo', for: 'fair', find: told },
  { id: 'declared/statement', for: 'strong', find: told },
  { id: 'declared/matter', for: 'certain', find: told },
  { id: 'declared/fingerprint', for: 'certain', find: told },
  ...welshDeclared,
];

export const declared: Classifier = {
  category: 'declared',
  paragraphs: ['5(a)'],
  signals: [
    ...own,
    { id: 'declared/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'declared/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'declared/sender-inside', for: 'fair', find: beside(own, 'context/sender-inside') },
    { id: 'declared/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'declared/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'declared/private-and-party', for: 'fair', find: together('declared/private-line', 'context/party') },
    { id: 'declared/private-and-head', for: 'strong', find: together('declared/private-line', 'context/party-head') },
    // What such texts are about: who governs the Party, and who has not been told.
    { id: 'declared/office', for: 'fair', find: beside(own, 'declared/of-office') },
    { id: 'declared/told-by-office', for: 'strong', find: together('declared/circulation-told', 'declared/of-office') },
    { id: 'declared/told-before', for: 'fair', find: together('declared/circulation-told', 'declared/not-yet') },
    { id: 'declared/told-to-ours', for: 'fair', find: together('declared/circulation-told', 'context/ours-only') },
    // Sentences that forbid it, said among ourselves.
    {
      id: 'declared/forbidden-among-ours',
      for: 'strong',
      find: oneOfEach([['declared/circulation-told', 'declared/statement', 'declared/strict-statement'], OURS], OTHERS),
    },
    {
      id: 'declared/forbidden-by-ours',
      for: 'strong',
      find: oneOfEach(
        [
          ['declared/circulation-told', 'declared/statement', 'declared/strict-statement', 'declared/whispered'],
          OURS,
          ['declared/of-office', 'declared/not-yet', 'context/party-head', 'context/sender-inside'],
        ],
        OTHERS,
      ),
    },
    {
      id: 'declared/forbidden-twice',
      for: 'strong',
      find: where(
        [
          [
            2,
            [
              'declared/circulation-told',
              'declared/statement',
              'declared/private-line',
              'declared/whispered',
              'declared/prose',
            ],
          ],
          [1, OURS],
        ],
        OTHERS,
      ),
    },
    { id: 'declared/whispered-by-office', for: 'fair', find: together('declared/whispered', 'declared/of-office') },
    { id: 'declared/untold', for: 'fair', find: beside(own, 'declared/not-yet') },
    ...offices,
    // Against: what only uses the word.
    {
      id: 'declared/elsewhere',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['declared/others-business'],
        when: (seen) =>
          seen('declared/others-business') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
    ...others,
    {
      id: 'declared/unspoken',
      against: 'fair',
      find: noneOf(
        'declared/strict-line',
        'declared/strict-statement',
        'declared/strict-of-itself',
        'declared/ordered',
        'declared/marking-line',
        'declared/private-line',
        'declared/label',
        'declared/circulation',
        'declared/circulation-told',
        'declared/embargo',
        'declared/lapsed',
        'declared/statement',
        'declared/matter',
        'declared/fingerprint',
      ),
    },
    { id: 'declared/disclaimer', against: 'weak', find: told },
    { id: 'declared/privilege', against: 'fair', find: told },
    { id: 'declared/lapsed', against: 'strong', find: told },
    { id: 'declared/negated', against: 'decisive', find: told },
    { id: 'declared/other-marking', against: 'strong', find: told },
    { id: 'declared/prose', against: 'weak', find: told },
    { id: 'declared/without-authority', against: 'decisive', find: told },
    { id: 'declared/news', against: 'strong', find: either('context/news') },
    { id: 'declared/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'declared/other-body', against: 'fair', find: either('context/other-body') },
    { id: 'declared/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'declared/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'declared/institution', against: 'weak', find: either('context/institution') },
    { id: 'declared/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'declared/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'declared/others-only', against: 'strong', find: without('context/others-only', 'context/sender-inside') },
    { id: 'declared/union', against: 'weak', find: either('context/union') },
    { id: 'declared/employer', against: 'fair', find: either('context/employer') },
    { id: 'declared/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'declared/training', against: 'fair', find: either('context/training') },
    { id: 'declared/rules', against: 'fair', find: either('context/rules') },
  ],
};
