/**
 * What a record of a member is made of, whoever tells of it: when somebody joined, what is paid and owed, whether they may
 * vote, where they live and are reached, what the system shows, and what changed.
 *
 * One of these is everyday talk. Two or three together, about somebody, are a record. Pure.
 */
import { atLeast, phrases, type Signal } from './signal.ts';

const facets: readonly Signal[] = [
  {
    id: 'membership/since-when',
    for: 'fair',
    find: phrases(`
      joined, re-joined, rejoined, joining date, date joined, came in, came over from, signed up, signed on, joined us, came to us, came across from, back in, back
      with us, came back, come back, returned to us, member since, member for, members since, been in since, been in
      for, in since, in from, since # , paid-up since, a member of this party, was of this party, was a member, used to be
      a member, left us, left in, left over, left when, left after, resigned, resign~, quit, packed it in, tore up, cut up his/her,
      lapsed, lapse~, dropped off, fell off, expired, ran out, ended, cancelled, continuous, unbroken, broken service, a gap, break in, weeks ago,
      months ago, too new, too recent, newcomer~, new member~, new ones, new starter~, joiner~, new since, the twins, deceased, died, dead, transferred, transfer from, moved
      from, moved to, moved in, moved into, moved away, moved house, moved branch,
      aelod ers, ymunodd, wedi gadael, not any more, no longer members, no more members, are we members, who
      left, why left, gone, out since, from the 1st, from today we, sorry to go, stopped being, given back,
      struck off, put back on, back for the third/second, is back, who is back, can't look at
    `),
  },
  {
    id: 'membership/pays',
    for: 'fair',
    find: phrases(`
      pays, paid monthly, paid yearly, paid annually, paid by, pay by, paying by, monthly, annually, quarterly, direct debit~, dd, standing
      order, by card, by cheque, cheque, cash, card was declined, card declined, card expired, bounced, payment
      failed/bounced/stopped/missed/date, failed payment, missed, nothing missed, missed a/two/three/payment, stopped, stopped paying, stopped
      his/her, arrears, in arrears, behind, months behind, owes, owe, owed, owing, overdue, outstanding, in credit, up to date, paid up,
      fully paid, all paid, not paid, hasn't paid, haven't paid, never paid, unpaid, renew~, renewal, low rate, lower
      rate, reduced, reduced rate, full rate, standard rate, unwaged, concession~, student rate, youth rate, retired rate, union rate, subs, dues, fee, fees,
      refund~, chase, chasing, chased, reminder~,
      heb dalu, wedi talu, ôl-ddyledion, oledion, told the bank, tell the bank, card is expire, card has run
      out, by the month, by the year, paying by the, behindhand, # mths, mths, # months, months', 5 ring, pays
      what, who pays, unwaged, on the unwaged, life, full dd, student card, card payment, off since,
      never stopped, paid to end, paid to march/june/december
    `),
  },
  {
    id: 'membership/may-vote',
    for: 'fair',
    find: phrases(`
      can vote, can't vote, cannot vote, may vote, may not vote, not vote, allowed to vote, entitled to vote, able to vote, has a vote, have a vote, no vote,
      get a vote, gets a vote, eligible, ineligible, eligibility, not eligible, freeze, freeze date, cut-off, cut off, eight
      weeks, six months, under the eight, twelve months, qualifying, qualifies, qualify, good standing, in compliance, out
      of compliance, speak but, put a hand up, hand up, on the door, check them off, tick them off, tick off, turned away, turn away,
      let in, not let in, ballot paper~, nominate, can stand, can't stand, may stand, can't be a delegate, delegate entitlement,
      don't count, doesn't count, counts for quorum, so no
    `),
  },
  {
    id: 'membership/where',
    for: 'weak',
    find: phrases(`
      lives at, living at, lives in, lives on, lives with, address, home address, old address, new address, flat #, mobile, mobile is,
      phone, phone number, number is, ring him/her, email is, e-mail is, email address, no email, bounced email, postcode, same
      address, same house, household, his/her wife/husband/son/daughter/mum/partner, both members, at the same, next door, at number, at no, born in, born on, dob, aged #, age
      #, is #, under 27, retired, student at, nurse, teacher, works at, works for, unite member, unison member, gmb member,
      trade union, ward, branch
    `),
  },
  {
    id: 'membership/system-shows',
    for: 'fair',
    find: phrases(`
      looked ..3 up, look ..3 up, checked ..3 up, checked the system/list/record~, check the system/list/record~, on the system, the system says/shows/has, system shows, system says,
      shows as, shows up, showing, comes up as, came up as, comes up on, down as, listed as, recorded as, marked as, flagged, flag, record, records, his/her
      record, the record, membership list, members list, members' list, member list, the list, my list, our list, print-out,
      printout, printed, download~, export~, spreadsheet, the sheet, membership report, membership system, database, crm, organise,
      membersnet, membercentre, from head office, from region, hq list, hq's list, card, cards, membership card, party card, number, membership no, member no, mem no, duplicate~, two
      records, wrong branch, wrong clp, don't tell them, didn't hear, log in, logged in, search~ for,
      labelled, barcode, card back, card sent, gone away, list before me, from your list, on your list, copied
      out of, pull the report, the report, this time in, ends with, number ends, number for the, has number, our
      numbers, my number is, her number is, his number is, number's, date of birth i, different birthday,
      birthday to ours, isn't a member, never was a, flag~, from region's, not a match, matched to roll, on the
      roll, the roll, the first twenty, all of the branch
    `),
  },
  {
    id: 'membership/applied',
    for: 'fair',
    find: phrases(`
      applied to join, application~, applicant~, wants to join, asked to join, applying, admit, admitted, refuse, refused,
      refusal, reject~, accepted, awaiting, pending, objection~, object to, objected, objecting, provisional member~,
      probation~, under consideration, let back in, readmit~, may try again, welcome letter, welcome pack, welcome call, welcome
      email, welcome to the party, your membership, your card, your branch is, your clp is, your branch, your first
    `),
  },
  {
    id: 'membership/tally',
    for: 'weak',
    find: phrases(`
      total now, now #, was # , total members, members in total, # members, # in arrears, # lapsed, # joined, # new, net gain,
      net loss, up #, down #, # resigned, # died, # left, leavers, starters, joiners
    `),
  },
];

const ids = facets.map(({ id }) => id);

export const memberFacets: readonly Signal[] = [
  ...facets,
  { id: 'membership/two-facets', for: 'weak', find: atLeast(2, ...ids) },
  { id: 'membership/three-facets', for: 'fair', find: atLeast(3, ...ids) },
  { id: 'membership/four-facets', for: 'fair', find: atLeast(4, ...ids) },
];
