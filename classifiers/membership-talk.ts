/**
 * What officers and members say of somebody's membership: looked up, behind, joined, welcomed, allowed to vote.
 *
 * Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const talk: readonly Signal[] = [
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
