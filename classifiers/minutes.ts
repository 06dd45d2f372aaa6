/**
 * Minutes of any meeting of the Party, and written accounts of what its national committees discussed.
 *
 * Source: paragraph 5(b). Pure. Anatomy: who came, what was reported, moved, decided and left to whom, in the past tense.
 * An agenda has the headings alone; another body's minutes have everything but the Party.
 */
import { accounts } from './minutes-accounts.ts';
import { form as english } from './minutes-form.ts';
import { facts } from './minutes-told.ts';
import { beside, type Classifier, either, noneOf, phrases, type Seen, type Signal } from './signal.ts';
import { welshMinutes } from './welsh.ts';

const form: readonly Signal[] = [...english, ...welshMinutes];

/** Whose meeting it was, as far as the text tells. */
const isOurs = (seen: Seen) =>
  seen('context/party-head') + seen('context/register-name') > 0 ||
  seen('context/party') >= 2 ||
  seen('minutes/party-talk') >= 4;
const isOthers = (seen: Seen) =>
  seen('context/other-head') + seen('context/other-dominates') + seen('context/others-only') > 0 ||
  seen('context/union-body') + seen('context/union') >= 3 ||
  (seen('minutes/elsewhere') > 0 && seen('minutes/elsewhere') >= seen('minutes/party-talk'));

const isLesson = (seen: Seen) =>
  (seen('context/training') > 0 && seen('context/rules') > 0) ||
  seen('context/rules') >= 4 ||
  seen('context/placeholders') >= 2;

export const minutes: Classifier = {
  category: 'minutes',
  paragraphs: ['5(b)'],
  signals: [
    ...form,
    ...facts,
    ...accounts,
    {
      id: 'minutes/party',
      for: 'strong',
      find: beside(form, 'context/party', 'context/register-name', 'context/party-like-many'),
    },
    { id: 'minutes/party-head', for: 'fair', find: beside(form, 'context/party-head') },
    { id: 'minutes/ours-only', for: 'fair', find: beside(form, 'context/ours-only') },
    { id: 'minutes/party-like', for: 'fair', find: beside(form, 'context/party-like') },
    { id: 'minutes/sender-inside', for: 'weak', find: beside(form, 'context/sender-inside') },
    {
      id: 'minutes/no-party',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['minutes/order'],
        when: (seen) =>
          seen('context/party') + seen('context/register-name') + seen('context/party-like-many') === 0 &&
          seen('minutes/national-body') + seen('minutes/affiliates') + seen('minutes/our-group') === 0,
      },
    },
    // The form of minutes says nothing of whose they are: what stands at the head does, and what they talk of.
    {
      id: 'minutes/form-of-ours',
      for: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/plain-anatomy'],
        when: (seen) => seen('minutes/plain-anatomy') > 0 && isOurs(seen) && !isOthers(seen),
      },
    },
    {
      id: 'minutes/title-of-ours',
      for: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/title'],
        when: (seen) => seen('minutes/title') > 0 && isOurs(seen) && !isOthers(seen) && !isLesson(seen),
      },
    },
    // Who came and what they settled, in the Party: no notice and no report has both.
    {
      id: 'minutes/came-and-settled',
      for: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/attendance', 'minutes/who-was-there'],
        when: (seen) =>
          seen('minutes/attendance') + seen('minutes/who-was-there') > 0 &&
          seen('minutes/resolution') + seen('minutes/plain-decided') + seen('minutes/vote-counts') > 0 &&
          isOurs(seen) &&
          !isOthers(seen) &&
          !isLesson(seen),
      },
    },
    {
      id: 'minutes/form-of-others',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/plain-anatomy'],
        when: (seen) => seen('minutes/plain-anatomy') > 0 && isOthers(seen) && !isOurs(seen),
      },
    },
    {
      id: 'minutes/form-in-dispute',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/plain-anatomy'],
        when: (seen) =>
          seen('minutes/plain-anatomy') > 0 && isOthers(seen) && isOurs(seen) && seen('context/party-head') === 0,
      },
    },
    {
      id: 'minutes/lesson',
      against: 'strong',
      find: { kind: 'derived', from: ['context/training', 'context/rules'], when: (seen) => isLesson(seen) },
    },
    // Against.
    {
      id: 'minutes/elsewhere',
      against: 'fair',
      find: phrases(`
        allotment~, flats, flat #, co-owners, service charge, porter, croquet, lawn, cricket, umpire~, pitch, league, council chamber, borough of, webcast, declarations of
        interest, acceptance of office, mayor, clerk, parish, precept, vicar, pcc, churchwarden~, governors, head teacher, pupils, parents, trustees, hut, society, guild, choir,
        rehearsal, members' club, bowls, shareholders, directors, quarter, sprint, release, bug~, orchestra, wedding, club house, committee of management
      `),
    },
    {
      id: 'minutes/elsewhere-and-no-talk',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['minutes/elsewhere'],
        when: (seen) => seen('minutes/elsewhere') > seen('minutes/party-talk') && seen('context/register-name') === 0,
      },
    },
    {
      id: 'minutes/no-talk',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['minutes/order'],
        when: (seen) =>
          seen('minutes/party-talk') + seen('context/party') + seen('context/register-name') === 0 &&
          seen('minutes/national-body') + seen('minutes/local-body') === 0,
      },
    },
    {
      id: 'minutes/unspoken',
      against: 'fair',
      find: noneOf(
        'minutes/title',
        'minutes/recap',
        'minutes/attendance',
        'minutes/resolution',
        'minutes/committee-decided',
        'minutes/record-agreed',
        'minutes/closed',
        'minutes/action',
        'minutes/who-was-there',
        'minutes/plain-decided',
        'minutes/speakers',
        'minutes/transcript',
        'minutes/body-met',
        'minutes/figures',
        'minutes/bare-score',
        'minutes/corrected',
        'minutes/in-session',
        'minutes/body-and-speech',
        'minutes/national-account',
        'minutes/dated-and-settled',
        'minutes/body-and-votes',
        'minutes/absent-told-how',
      ),
    },
    { id: 'minutes/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'minutes/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'minutes/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'minutes/institution', against: 'weak', find: either('context/institution') },
    { id: 'minutes/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'minutes/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'minutes/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'minutes/union', against: 'weak', find: either('context/union') },
    {
      id: 'minutes/duration',
      against: 'fair',
      find: phrases(`
        minutes walk/drive/late/ago/long/read/before/later/silence/away/by/each/past/to/or, {number} minutes, minutes'
        walk, minutes from the, minutes on foot, last minute, every minute, minute by minute, up to the minute,
        minutes and # seconds, per minute, in # minutes, a minute
      `),
    },
    { id: 'minutes/invitation', against: 'fair', find: either('context/invitation') },
    {
      id: 'minutes/agenda-only',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['context/invitation', 'minutes/order'],
        when: (seen) =>
          seen('context/invitation') >= 1 &&
          seen('minutes/resolution') +
            seen('minutes/reported') +
            seen('minutes/closed') +
            seen('minutes/committee-decided') +
            seen('minutes/vote-counts') +
            seen('minutes/who-was-there') ===
            0,
      },
    },
    { id: 'minutes/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'minutes/news', against: 'fair', find: either('context/news') },
    { id: 'minutes/template', against: 'strong', find: either('context/template', 'context/placeholders') },
    { id: 'minutes/training', against: 'fair', find: either('context/training') },
    { id: 'minutes/rules', against: 'weak', find: either('context/rules') },
    { id: 'minutes/published', against: 'weak', find: either('context/published') },
    { id: 'minutes/employer', against: 'weak', find: either('context/employer') },
  ],
};
