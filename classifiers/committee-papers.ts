/**
 * Papers for the Party's national committees: numbered papers, agenda packs, reports to the committee.
 *
 * Source: paragraph 5(b). Pure. A paper asks its committee for something; a council's report has the same layout, and the
 * published annual report, guideline or booklet the same words.
 */
import { drafting } from './committee-papers-drafting.ts';
import { form as english } from './committee-papers-form.ts';
import { beside, type Classifier, either, phrases, type Seen, type Signal } from './signal.ts';
import { welshPapers } from './welsh.ts';

const form: readonly Signal[] = [...english, ...welshPapers];

/** Whose paper it is, as far as the text tells. */
const isOurs = (seen: Seen) =>
  seen('context/party-head') + seen('context/register-name') + seen('committee-papers/register-body') > 0 ||
  seen('context/party') >= 2 ||
  seen('committee-papers/national-body') > 0;
const isOthers = (seen: Seen) =>
  seen('context/other-head') + seen('context/other-dominates') + seen('context/others-only') > 0 ||
  seen('context/union-body') + seen('context/union') >= 3;
const hasForm = (seen: Seen) =>
  seen('committee-papers/anatomy') + seen('committee-papers/plain-anatomy') + seen('committee-papers/paper-line') > 0;

export const committeePapers: Classifier = {
  category: 'committee-papers',
  paragraphs: ['5(b)'],
  signals: [
    ...form,
    ...drafting,
    { id: 'committee-papers/party-head', for: 'fair', find: beside(form, 'context/party-head') },
    { id: 'committee-papers/ours-only', for: 'fair', find: beside(form, 'context/ours-only') },
    { id: 'committee-papers/party', for: 'fair', find: beside(form, 'context/party', 'context/register-name') },
    {
      id: 'committee-papers/no-body',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['committee-papers/sections'],
        when: (seen) =>
          seen('committee-papers/body') +
            seen('committee-papers/body-short') +
            seen('committee-papers/our-executive') +
            seen('committee-papers/register-body') ===
          0,
      },
    },
    {
      id: 'committee-papers/no-paper',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['committee-papers/body'],
        when: (seen) =>
          seen('committee-papers/reference') +
            seen('committee-papers/recommendation') +
            seen('committee-papers/status') +
            seen('committee-papers/implications') +
            seen('committee-papers/pack') +
            seen('committee-papers/to-be-settled') +
            seen('committee-papers/staff-view') +
            seen('committee-papers/author') +
            seen('committee-papers/invited') +
            seen('committee-papers/paragraphs') +
            seen('committee-papers/chair-brief') ===
          0,
      },
    },
    // The form of a paper says nothing of whose it is.
    {
      id: 'committee-papers/form-of-ours',
      for: 'strong',
      find: {
        kind: 'derived',
        from: ['committee-papers/anatomy', 'committee-papers/plain-anatomy'],
        when: (seen) => hasForm(seen) && isOurs(seen) && !isOthers(seen),
      },
    },
    {
      id: 'committee-papers/form-of-others',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['committee-papers/anatomy', 'committee-papers/plain-anatomy'],
        when: (seen) => hasForm(seen) && isOthers(seen) && !isOurs(seen),
      },
    },
    {
      id: 'committee-papers/lesson',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['context/training', 'context/rules'],
        when: (seen) =>
          (seen('context/training') > 0 && seen('context/rules') > 0) || seen('context/placeholders') >= 2,
      },
    },
    // Against.
    {
      id: 'committee-papers/open-to-all',
      against: 'fair',
      find: phrases(`
        have your say, all members are invited, please answer by, consultation closes, closing date for responses, responses
        by, open to all, on the/our website, how we write, how to write, in this guide, template, delete text, worked example
      `),
    },
    {
      id: 'committee-papers/told-afterwards',
      against: 'fair',
      find: phrases(`
        the {committee} {decided}, meeting closed, was carried, reported that, nem con, apologies from, votes to #
      `),
    },
    { id: 'committee-papers/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'committee-papers/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'committee-papers/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'committee-papers/institution', against: 'weak', find: either('context/institution') },
    { id: 'committee-papers/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'committee-papers/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'committee-papers/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'committee-papers/union', against: 'weak', find: either('context/union') },
    { id: 'committee-papers/bulk', against: 'strong', find: either('context/bulk') },
    { id: 'committee-papers/news', against: 'strong', find: either('context/news') },
    { id: 'committee-papers/published', against: 'strong', find: either('context/published') },
    { id: 'committee-papers/training', against: 'fair', find: either('context/training') },
    { id: 'committee-papers/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'committee-papers/rules', against: 'weak', find: either('context/rules') },
    {
      id: 'committee-papers/local',
      against: 'weak',
      find: phrases(`branch meeting, gc meeting, clp exec, ec meeting, branch agenda, ward branch`),
    },
    {
      id: 'committee-papers/candidate-appeal',
      against: 'strong',
      find: phrases(`
        nominate me, vote for me, standing for the nec, my candidacy, candidate statement, i am standing, nominate us,
        our slate, please nominate, elected to the nec, nec elections, nec candidate~
      `),
    },
  ],
};
