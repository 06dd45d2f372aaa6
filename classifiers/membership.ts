/**
 * Membership records: one member's or many, with or without a heading, whatever the columns are called.
 *
 * Source: paragraphs 5(b) and 5(c). Pure. A number with a name, or rows of people with a standing, a join date or a way to
 * reach them. Another club's list is told from ours by whose words stand around it and by the shape of the numbers.
 */
import { memberFacets } from './membership-facets.ts';
import { records } from './membership-records.ts';
import { talk } from './membership-talk.ts';
import { membersTold } from './membership-told.ts';
import { elsewhere, NOT_OURS, OURS, STRANGERS, toldTogether } from './owners.ts';
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
import { welshMembers } from './welsh.ts';

/** What others follow from. */
const plain: readonly Signal[] = [...records, ...talk, ...welshMembers];
const own: readonly Signal[] = [...plain, ...memberFacets, ...membersTold];

const tellings = membersTold.map(({ id }) => id);
/** Several things told at once; the Party's words, or the desk that keeps the records, say whose. */
const gathered: readonly Signal[] = [
  ...toldTogether('membership', tellings, {
    'told-twice': 'fair',
    'told-thrice': 'strong',
    'told-often': 'fair',
    'ours-told': 'weak',
    'ours-told-twice': 'fair',
    'ours-told-thrice': 'fair',
  }),
  { id: 'membership/records-desk', for: 'weak', find: beside(own, 'context/records-desk') },
  { id: 'membership/records-desk-tells', for: 'fair', find: within(tellings, 2, ['context/records-desk'], NOT_OURS) },
];

const spoken = plain.map(({ id }) => id);

export const membership: Classifier = {
  category: 'membership',
  paragraphs: ['5(b)', '5(c)'],
  signals: [
    ...own,
    { id: 'membership/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'membership/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'membership/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'membership/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'membership/sender-inside', for: 'weak', find: beside(own, 'context/sender-inside') },
    {
      id: 'membership/listed-members',
      for: 'strong',
      find: together('membership/list-words', 'membership/contact-rows'),
    },
    { id: 'membership/reachable-debtor', for: 'fair', find: together('membership/arrears', 'membership/person-lines') },
    { id: 'membership/party-list', for: 'fair', find: together('membership/contact-rows', 'context/party') },
    {
      id: 'membership/numbered-record',
      for: 'strong',
      find: together('membership/numbered-person', 'membership/record-words'),
    },
    // A number of ours, in nobody else's paper and in none that prints numbers for all to read, is somebody's record.
    {
      id: 'membership/our-record',
      for: 'decisive',
      find: within(
        ['membership/our-number'],
        1,
        ['membership/numbered-person', ...tellings],
        [
          ...NOT_OURS,
          'membership/slate',
          'membership/commerce',
          'membership/scheme',
          'membership/goods',
          'context/other-head',
          ...STRANGERS,
        ],
      ),
    },
    {
      id: 'membership/ours-numbered',
      for: 'strong',
      find: within(['membership/our-number'], 1, OURS, [...NOT_OURS, 'membership/slate']),
    },
    // Several things of a record at once, whatever each may mean alone.
    { id: 'membership/several', for: 'fair', find: atLeast(3, ...spoken) },
    { id: 'membership/many', for: 'strong', find: atLeast(5, ...spoken) },
    ...gathered,
    {
      id: 'membership/slate-numbers',
      against: 'decisive',
      find: together('membership/slate', 'membership/several-numbers'),
    },
    { id: 'membership/slate-rows', against: 'decisive', find: together('membership/slate', 'membership/number-rows') },
    // Against.
    {
      id: 'membership/scheme-only',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['membership/scheme'],
        when: (seen) => seen('membership/scheme') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
    {
      id: 'membership/much-explained',
      against: 'strong',
      find: {
        kind: 'derived',
        from: ['membership/explained'],
        when: (seen) => seen('membership/explained') >= 3,
      },
    },
    {
      id: 'membership/scheme',
      against: 'strong',
      find: phrases(`
        recall list, patient~, alumni~, gradyear, grad year, u3a, balance, tariff, in credit, hon member, vets,
        season ticket, donor~, gift aid, playing member~, social member~, mooring, plot, locker, handicap, junior
        member~, adult member~, family member~ticket, off peak, off-peak, class pass, premium, subscriber~,
        subscribers, viewers, channel, streaming, points, tier, branch of the bank, wildlife, nature, national
        trust, scouts, choir, allotment~, policyholder, fund, pension~, libraries, library membership/card/ticket/services/account/number, borrower~, loans due, e-books,
        fines, policy no, policy number, breakdown cover/membership, pet, pets, subscription to the, renew your subscription, yoga,
        pilates, gym, gym~, fitness, our ..2 club, your club, staff no, staff number, contract ended, locker, locker no, improvers, beginners class, window cleaner, fund raiser's, holder id, keeper, under 11s
      `),
    },
    {
      id: 'membership/explained',
      against: 'strong',
      find: phrases(`
        explained for, example :, someone who was, must have been a member, it's usually, freeze date is, never
        photograph, shred it, get the list from, role of the, duties, guide to, how to read, what is a, what
        counts as, template, specimen, a member must, members must, in the last year, total membership,
        membership figures, membership stood/stands at, retention rate
      `),
    },
    {
      id: 'membership/unspoken',
      against: 'decisive',
      find: noneOf(
        'membership/two-facets',
        'membership/told-twice',
        'membership/ours-told',
        'membership/our-number',
        'membership/number',
        'membership/numbered-person',
        'membership/several-numbers',
        'membership/on-roll',
        'membership/register-person',
        'membership/number-rows',
        'membership/heading',
        'membership/standing-rows',
        'membership/record-words',
        'membership/arrears',
        'membership/list-words',
        'membership/looked-up',
        'membership/welcome',
        'membership/welsh',
        'membership/behind',
        'membership/in-since',
        'membership/newcomer',
        'membership/standing-talk',
        'membership/application',
      ),
    },
    { id: 'membership/generic-many', against: 'strong', find: either('context/generic-many') },
    { id: 'membership/generic-mostly', against: 'strong', find: either('context/generic-mostly') },
    { id: 'membership/public-voice', against: 'strong', find: either('context/public-voice') },
    {
      id: 'membership/rows-elsewhere',
      against: 'decisive',
      find: {
        kind: 'derived',
        from: ['membership/number-rows', 'membership/several-numbers'],
        when: (seen) =>
          seen('membership/number-rows') + seen('membership/several-numbers') > 0 &&
          seen('owner/other') > 0 &&
          seen('owner/ours-strong') === 0,
      },
    },
    ...elsewhere('membership', spoken),
    { id: 'membership/owner-ours', for: 'fair', find: beside(own, 'owner/ours') },
    { id: 'membership/owner-ours-clearly', for: 'fair', find: beside(own, 'owner/ours-clearly') },
    { id: 'membership/owner-other', against: 'strong', find: beside(own, 'owner/other') },
    { id: 'membership/owner-other-clearly', against: 'strong', find: beside(own, 'owner/other-clearly') },
    { id: 'membership/owner-other-surely', against: 'strong', find: beside(own, 'owner/other-surely') },
    { id: 'membership/owner-unknown', for: 'weak', find: beside(own, 'owner/unknown') },
    { id: 'membership/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'membership/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'membership/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'membership/institution', against: 'weak', find: either('context/institution') },
    { id: 'membership/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'membership/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'membership/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'membership/union', against: 'weak', find: either('context/union') },
    {
      id: 'membership/nobody',
      against: 'decisive',
      find: {
        kind: 'derived',
        from: ['membership/list-words', 'membership/arrears', 'membership/record-words'],
        when: (seen) =>
          seen('membership/person-lines') +
            seen('membership/numbered-person') +
            seen('membership/contact-rows') +
            seen('membership/number-rows') +
            seen('membership/standing-rows') +
            seen('membership/contact') +
            seen('membership/looked-up') +
            seen('membership/addresses') +
            seen('membership/names') +
            seen('membership/behind') +
            seen('membership/in-since') +
            seen('membership/application') +
            seen('membership/newcomer') +
            seen('membership/standing-talk') +
            seen('membership/titled') +
            seen('membership/told-thrice') +
            seen('membership/ours-told-twice') +
            seen('membership/number') ===
          0,
      },
    },
    {
      id: 'membership/elector-list',
      against: 'strong',
      find: shapes('elector-heading', 'elector-numbers', 'canvass-heading', 'voter-codes'),
    },
    {
      id: 'membership/case-file',
      against: 'fair',
      find: phrases(`
        notice of, allegation~, respondent, complainant, investigation, suspension, case no/ref/number
      `),
    },
    {
      id: 'membership/slate',
      against: 'strong',
      find: phrases(`
        nominate, slate, our candidates, please back, vote for, vote #1, nominations open, your nomination, nominations
        close, if elected, copy and paste, copy the numbers, their statements, ask your clp
      `),
    },
    { id: 'membership/goods', against: 'strong', find: shapes('goods-heading') },
    { id: 'membership/foreign-numbers', against: 'strong', find: shapes('foreign-numbers') },
    {
      id: 'membership/commerce',
      against: 'strong',
      find: phrases(`
        invoice~, order no/number, part no/number, product~, sku, flight, booking, policy number, account number,
        serial, purchase order, your order, delivery, parking, a road, tracking
      `),
    },
    {
      id: 'membership/public-people',
      against: 'fair',
      find: phrases(`
        councillor~ for, contact your councillor, officer contacts, who's who, directory, our councillors, electoral
        commission, donors, donations, guest list, press office, your branch officers, executive committee # officers,
        dm me, contact us
      `),
    },
    { id: 'membership/form', against: 'strong', find: either('context/template', 'context/placeholders') },
    { id: 'membership/empty-table', against: 'strong', find: shapes('empty-table') },
    {
      id: 'membership/recruitment',
      against: 'fair',
      find: phrases(`
        join us, join today, join the labour, become a member, why join, membership costs, from # a month, a month,
        join online, join at, recruitment, rates are, fees
      `),
    },
    { id: 'membership/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'membership/news', against: 'fair', find: either('context/news') },
    { id: 'membership/rules', against: 'fair', find: either('context/rules') },
    { id: 'membership/training', against: 'fair', find: either('context/training') },
    { id: 'membership/published', against: 'fair', find: either('context/published') },
    { id: 'membership/employer', against: 'weak', find: either('context/employer') },
  ],
};
