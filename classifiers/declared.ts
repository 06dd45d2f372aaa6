/**
 * Declared matters: what the NEC or an officer marked as confidential, in two degrees.
 *
 * Source: paragraph 5(a). Pure. `markings.ts` tells what is a marking; here stands what each kind is worth. Registered
 * documents and matters are declared by the register's word.
 */
import { beside, type Classifier, either, noneOf, type Signal, together, told } from './signal.ts';

const PARTY = ['context/party', 'context/party-head', 'context/register-name', 'context/sender-inside'];

const own: readonly Signal[] = [
  { id: 'declared/strict-line', for: 'decisive', find: told },
  { id: 'declared/strict-statement', for: 'strong', find: told },
  { id: 'declared/marking-line', for: 'decisive', find: told },
  { id: 'declared/private-line', for: 'strong', find: told },
  {
    id: 'declared/private-and-circulation',
    for: 'strong',
    find: together('declared/private-line', 'declared/circulation'),
  },
  // Whoever writes so above the Party's own text has declared it, whatever the text is about.
  {
    id: 'declared/strict-and-party',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['declared/strict-line'],
      when: (seen) => seen('declared/strict-line') > 0 && PARTY.some((id) => seen(id) > 0),
    },
  },
  { id: 'declared/label', for: 'decisive', find: told },
  { id: 'declared/circulation', for: 'decisive', find: told },
  { id: 'declared/embargo', for: 'decisive', find: told },
  { id: 'declared/statement', for: 'strong', find: told },
  { id: 'declared/matter', for: 'certain', find: told },
  { id: 'declared/fingerprint', for: 'certain', find: told },
];

export const declared: Classifier = {
  category: 'declared',
  paragraphs: ['5(a)'],
  byOwnSignals: true,
  signals: [
    ...own,
    { id: 'declared/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'declared/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'declared/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'declared/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'declared/private-and-party', for: 'fair', find: together('declared/private-line', 'context/party') },
    // Against: what only uses the word.
    {
      id: 'declared/unspoken',
      against: 'fair',
      find: noneOf(
        'declared/strict-line',
        'declared/strict-statement',
        'declared/marking-line',
        'declared/private-line',
        'declared/label',
        'declared/circulation',
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
    { id: 'declared/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'declared/union', against: 'weak', find: either('context/union') },
    { id: 'declared/employer', against: 'fair', find: either('context/employer') },
    { id: 'declared/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'declared/training', against: 'fair', find: either('context/training') },
    { id: 'declared/rules', against: 'fair', find: either('context/rules') },
  ],
};
