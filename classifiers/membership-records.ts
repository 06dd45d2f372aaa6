/**
 * Records of members as lists, numbers and systems show them.
 *
 * Pure.
 */
import { phrases, type Signal, shapes, told } from './signal.ts';

export const records: readonly Signal[] = [
  // A letter and six or seven digits that stands as a membership number, tied to a person.
  { id: 'membership/number', for: 'fair', find: told },
  // In the very form that the Party gives out.
  { id: 'membership/our-number', for: 'fair', find: told },
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
  { id: 'membership/names', for: 'weak', find: shapes('names-listed') },
];
