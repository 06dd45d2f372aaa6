/**
 * Membership records: one member's or many, with or without a heading, whatever the columns are called.
 *
 * Source: paragraphs 5(b) and 5(c). Pure. A number with a name, or rows of people with a standing, a join date or a way to
 * reach them. Another club's list is told from ours by whose words stand around it and by the shape of the numbers.
 */
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
  told,
} from './signal.ts';

const own: readonly Signal[] = [
  // A letter and six or seven digits that stands as a membership number, tied to a person.
  { id: 'membership/number', for: 'fair', find: told },
  { id: 'membership/numbered-person', for: 'strong', find: told },
  // Three people with their numbers are a list, however it is laid out.
  {
    id: 'membership/several-numbers',
    for: 'decisive',
    find: {
      kind: 'derived',
      from: ['membership/numbered-person'],
      when: (seen) => seen('membership/numbered-person') >= 3,
    },
  },
  { id: 'membership/on-roll', for: 'certain', find: told },
  { id: 'membership/register-person', for: 'strong', find: told },
  { id: 'membership/number-rows', for: 'decisive', find: shapes('member-numbers') },
  { id: 'membership/heading', for: 'strong', find: shapes('membership-heading') },
  { id: 'membership/contact-heading', for: 'fair', find: shapes('contact-heading') },
  { id: 'membership/contact-rows', for: 'fair', find: shapes('people-with-contacts') },
  { id: 'membership/standing-rows', for: 'strong', find: shapes('people-with-standing') },
  { id: 'membership/dated-rows', for: 'fair', find: shapes('people-with-dates') },
  { id: 'membership/many-rows', for: 'weak', find: shapes('many-rows') },
  {
    id: 'membership/record-words',
    for: 'fair',
    find: phrases(`
      membership/member/mem/memb no/number/num/id/ref, membership/member number/no is, joined on/in ..2 #, joined #
      {month}, joined {month}, rejoined, re-joined, date joined, join date, joining date, continuous
      membership/since, a member since, membership record/status/lapsed/expired/category/is/runs,
      standard/reduced/youth/student/union/affiliate rate, by/pays/paying/paid direct debit, by dd, lapsed
      in/on/last/since, has/have/had lapsed, transferred in/from/to, her/his/their membership, your membership
      number/record, in/out good standing, home address, date of birth, dob
    `),
  },
  {
    id: 'membership/arrears',
    for: 'fair',
    find: phrases(`
      in arrears, months behind/in/overdue/arrears, month behind/in/overdue, behind with/on ..3
      subs/payments/membership/dues, owes ..4 subs/months/dues, last paid/payment, payment failed/bounced, dd
      failed/bounced/cancelled, cancelled ..3 direct/dd/debit, hasn't paid, has not paid, not paid since, lapsed,
      lapsing, missed ..3 payments/payment, stopped paying, arrears
    `),
  },
  {
    id: 'membership/list-words',
    for: 'fair',
    find: phrases(`
      membership/members/member list/lists/data/database/spreadsheet/extract/export/download/report/roll, list of
      ..2 members/joiners, new/recent/latest joiners/members/starters, joiners list, joiners, lapsed members/list,
      arrears list/phone, full list, eligible voters/members/list, freeze date, members as at, as at #, members to
      ring/call/phone/chase, people to ring/call/chase, ring round, ringround, phone round, sign in sheet, sign-in
      sheet, signing in, mail merge, mailmerge, transfer note, voter roll, downloaded from, export~ from, this
      month's list, from membercentre/organise/membersnet, contact list, contact details, phone numbers for, details
      for/of, her/his/their number is, her/his/their details, her/his/their address is, mobile is, who joined, ones
      who, objection~ to, eight week
    `),
  },
  {
    id: 'membership/systems',
    for: 'fair',
    find: phrases(`
      membersnet, membercentre, member centre, anonyvoter, nationbuilder, raiser's edge, organise/promote/dialogue,
      signup id, aelodaeth, my labour
    `),
  },
  {
    id: 'membership/looked-up',
    for: 'strong',
    find: phrases(`
      looked him/her/them/you up, looked ..3 up, checked ..4 for you, on the system, on the list, on the
      print-out, on the printout, shows as, showing as, show up as, is down as, she's down as, he's down
      as, put him/her/them back, moved branch, changed branch, moved clp, transferred to/from, address
      was changed, changed address, new address, his/her/their standing, standing is, paid up, paid up
      to date, up to date with, paid without, hasn't lapsed, let hers/his/theirs/it lapse, lapse~
      in/on/jan~/last, come/came off our, dropped out in, came back in, rejoined, first joined, joined
      in # , joined on, joined online, who joined, just joined, has joined, maiden name, reduced rate,
      standard rate, cash rate, old rate, student rate, life member, union levy, levy payer, by card,
      quarterly by, bounced in, payment bounced, months behind, mths behind, mth behind, owes # , two
      months, in since # , member since, been a member since, since # , resigned in/on/from, resigned #
      , moved away, deceased, probation, eight weeks, cut-off, cut off date, freeze date, not entitled,
      entitled to vote, eligible to vote, can vote, cannot vote, none can vote, good standing, in
      compliance, their cards, party card, welcome him/her/them, applied to join, applicant~,
      application~ awaiting, awaiting acceptance, affiliated supporter~, full membership, full member
    `),
  },
  {
    id: 'membership/welcome',
    for: 'fair',
    find: phrases(`
      your membership number is, membership number is, your local party is, welcome to the party, thank
      you for joining, your first payment, taken by direct debit, you joined on, your membership
      lapsed/expires/has, your record, member updated, membership number, membership card
    `),
  },
  {
    id: 'membership/welsh',
    for: 'fair',
    find: phrases(`
      aelodau newydd, aelodau, aelod, ymunodd, cyfradd, ôl-ddyled, ol-ddyled, debyd uniongyrchol,
      myfyriwr, rhif aelodaeth, aelodaeth
    `),
  },
  { id: 'membership/addresses', for: 'fair', find: shapes('people-with-addresses') },
  {
    id: 'membership/addressed-members',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['membership/addresses', 'membership/looked-up', 'membership/arrears', 'membership/list-words'],
      when: (seen) =>
        seen('membership/addresses') > 0 &&
        seen('membership/looked-up') +
          seen('membership/arrears') +
          seen('membership/list-words') +
          seen('membership/welsh') >
          0,
    },
  },
  { id: 'membership/person-lines', for: 'weak', find: told },
  { id: 'membership/contact', for: 'weak', find: told },
  {
    id: 'membership/behind',
    for: 'strong',
    find: phrases(`
      # months behind, months behind, behind with, behind pays, is/are/now behind,
      two/three/four/five/six/seven/eight/nine months behind/in/owing/late, # mths, mths, owes {month}, owes
      for, owing, ran out, run out, hasn't renewed, has not renewed, not renewed, didn't renew,
      renewal due, pays by/nothing/monthly/yearly/quarterly/annually/cash/cheque/direct/at, annual
      payer, changed bank, bank changed, restart dd, restart ..3 direct debit, live direct debit, stopped
      paying, both stopped, not lapsed, lapsed ones, the lapsed, lapsing on, lapses on, still active, resigned,
      leavers, starters, reason for leaving, gave a reason, would return, so lapsing, haven't paid, hasn't
      paid, paid up
    `),
  },
  {
    id: 'membership/in-since',
    for: 'strong',
    find: phrases(`
      in since, been in since, you've been in, back in since, back since, member~ since, joined last, joined
      {month}, joined because, joined #, joined in, joined when, still joined, ever joined, ymunodd, left in #,
      transferred from/in, transfer not through, was in the party, let it go, time in Aa counts, clock runs,
      strike out, stays off, who can vote, entitled to take part, entitled to vote, may vote, cut off, cut-off,
      freeze, clear on, postal pack, properly a member, registered at, on their list, on the list, current
      list, party's list, on the roll, under 27, youth section, student rate, youth rate, reduced rate, levy
      payer, {month} joiners, june joiners, head office's list, from the list, members one household, members
      at, all our members, our members under, who you've got, members in your/this/the street/road/branch
    `),
  },
  {
    id: 'membership/application',
    for: 'fair',
    find: phrases(`
      application to join, your application, object to your/his/her/their, applied on, joined from the same,
      from one card, same card, two addresses, wants to object, treated as a supporter, payment ..4 sent back,
      ghost record~, duplicate record~, record of mr/mrs/ms/miss, record card, look up a member, cards came
      back, two cards, welcome call~, new starter~, retention call~, leaving reason~, run of applications,
      labour number, my number, his/her/your number is, number l, number a, in good standing, good standing
    `),
  },
  { id: 'membership/names', for: 'weak', find: shapes('names-listed') },
  {
    id: 'membership/named-standing',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['membership/names', 'membership/behind', 'membership/in-since', 'membership/arrears'],
      when: (seen) =>
        seen('membership/names') + seen('membership/person-lines') + seen('membership/addresses') > 0 &&
        seen('membership/standing-talk') +
          seen('membership/behind') +
          seen('membership/in-since') +
          seen('membership/arrears') >
          0,
    },
  },
  {
    id: 'membership/newcomer',
    for: 'fair',
    find: phrases(`
      welcome call sheet, new member~, the new ones, three/four/two/five new, came over from, pays
      reduced/standard/full, on the student rate, wants to do leaflets/leafleting/phoning/social, would like to
      help, happy to leaflet, hasn't had a card, no card yet, no phone, no e-mail, no email, phone is, marked
      her/him/them as left, cancelled the direct debit, that makes # this month, years in, not on my
      list/print-out/printout, my print-out, check the system, on organise, card expired, both lapsed,
      eligible, not eligible
    `),
  },
  {
    id: 'membership/standing-talk',
    for: 'strong',
    find: phrases(`
      joined us on/in, joined us last, payments up to date, payments are, no breaks, without a break, no gap~,
      she/he qualifies, qualify for, qualifies for, backdate~, pick up my membership, my membership, move my
      membership, moved from Aa, i'm a#, objection period, new applicant~, any objection,
      bame/disabled/lgbt/women/asian/black/young/trans members, self-declared, from the download, the download,
      dropped out, stopped ..2 direct debit, stopped paying, stopped his/her/their dd/subs, lapsed now, has
      lapsed, let it lapse, student rate, two records, sort ..3 records, ballot paper, paid-up, paid up, all
      paid-up, years a member, a member for, membership ends/ended/lapses, filter :, last # days, card expired,
      dd failed, cancelled {month}, failed {month}
    `),
  },
  {
    id: 'membership/titled',
    for: 'weak',
    find: phrases(`
      mr/mrs/ms/miss/mx/dr/cllr/councillor/sir/lord/lady Aa
    `),
  },
  {
    id: 'membership/titled-standing',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['membership/titled'],
      when: (seen) =>
        seen('membership/titled') > 0 &&
        seen('membership/record-words') +
          seen('membership/behind') +
          seen('membership/in-since') +
          seen('membership/arrears') +
          seen('membership/looked-up') +
          seen('membership/standing-talk') >
          0,
    },
  },
];

const spoken = own.map(({ id }) => id);

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
    // Several things of a record at once, whatever each may mean alone.
    { id: 'membership/several', for: 'fair', find: atLeast(3, ...spoken) },
    { id: 'membership/many', for: 'strong', find: atLeast(5, ...spoken) },
    {
      id: 'membership/slate-numbers',
      against: 'decisive',
      find: together('membership/slate', 'membership/several-numbers'),
    },
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
        trust, scouts, choir, allotment~, policyholder, fund, pension~
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
