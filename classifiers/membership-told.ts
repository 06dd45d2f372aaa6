/**
 * Members as people tell of them to one another: whether somebody is one of ours, who came and went, what they pay and owe,
 * what the office says of one application, whose names a list holds and who was handed it.
 *
 * Each is weak alone, since libraries and clubs have members too; two together, or one beside the Party's words, are a
 * record. Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const membersTold: readonly Signal[] = [
  // Whether somebody is a member, and since when.
  {
    id: 'membership/one-of-ours',
    for: 'weak',
    find: phrases(`
      is he/she/that/this/it/mr/mrs/miss/father/dr ..4 one of ours/us, one of ours or, he/hes/she/shes one of ours, are
      they ours, is he/she a member, isn't he/she a member, was i/he/she a party member, still a member, ever a member,
      says/swears he/he's/hes/she/she's/shes a member, member with us for/since, a member with us, been with us, was with
      us, is with us too, with us since, with us # years, # years a member, years a member, member # yrs, # yrs a member,
      a member since, member since, been in since, in since #, joined at #/eighteen/sixteen/fifteen/fourteen, joined in
      #/jan~/feb~/march/april/may/june/july/august/sept~/october/november/december/the, joined #, joined
      online/on/through/via, first joined, record has, record says, records show, on our books, on the books, on our list,
      not on our list, not on my list, in good standing, card issued, card went, card number, card in date, never had a
      card, no card, hasn't had a card, his/her card, the card is, cut up the card, card cut up, card back, sent the card
      back, i looked, looked him/her/them up, look him/her/them up, can you/u/i look, check if/whether, can you see
      if/whether, system says/shows/has, the system, member centre, membercentre, membersnet, organise, the download, this
      month's download, march download, off the download, print-out, print out, printout, it'll go green, went green,
      comes up, shows as, shows up as, number ends, ends double, last four of, number used to be, used to be, was l#, was
      a#, his/her number, number is, number to follow, no number yet, provisional, came to us from, came over from, from
      the lib dems, from the greens, used to be a lib, life rate, life member, merit award, full whack, pays full, pays
      the lot, student pound, student rate, reduced rate, union rate, youth rate, standard rate, on the rate, low rate,
      unwaged, went through the eight, eight weeks, no objection~, objection, objected, object inside, let him/her/them
      through, let him/her in by, waved through, is he/she on thy/your/the list, on thy list, on our sheet, not on our
      sheet, check out, checks out, the other three, is in but, is in at, has been out since, out since, in since, since
      last summer, since #, year dot, the party's office tell/says, party number, date of joining, never finished joining,
      no payment, as pending, shows pending, my screen, on my screen, make him/her a member, valid to, membership card,
      qualify, does he/she qualify, misses the, six months by, nine days, looked her/him up, wants to come to branch,
      turned up wanting, turned up saying, say's he'd joined, said he'd/she'd joined, joined three, three week since,
      nobody's been in touch, been in touch with him, levy payers, also in the party
    `),
  },
  // Who came, who went, and why.
  {
    id: 'membership/came-went',
    for: 'weak',
    find: phrases(`
      joined :, left :, lapsed :, behind :, new :, gone :, resigned :, moved :, joiners :, leavers :, transferred in/out,
      transf~ in, rate up, both lapsed, both joined, lapsed both, joined since, joined at the, joined last, signed up
      online, signed up at, sign ups, sign-ups, signups, actual joiners, new joiners,
      march/april/may/june/july/august/september/october/november/december/january/february joiners, the new ones, new
      ones, # joined, # lapsed, # gone, seven/six/five/four/three/two new, two joined, three joined, one gone, two gone,
      down # since, up # since, # fewer, members up, we're at, we are at #, those who came in, who came in, those that
      joined, who joined, ones who joined, joined us, those that have dropped, dropped off, have dropped off, gone to
      arrears, who walked, walked out over, went over, left over, over the two-child/vote/war/whip/boats, can't afford,
      couldn't afford, take him/her/them/me off, take me off everything, took her/him out, take her/him out of, out of the
      labour/party, resign~, i resign, i'm resigning, resigning, my resignation, resigned by, resigned over, stopped
      after, stopped in, stopped paying, payments stopped, cancellations, cancelled his/her/their/my, told us that they're
      leaving, leaving with, leaving the, left us, thank you for coming back, coming back, with us again, restarted,
      rejoin~, back in the, came back, back since, moved house, moved here, moved to, moved into, moved away, gone away,
      gone to, transferred, should be transferred, transfer query, transfers you asked, want to move into, shift him/her
      over, address proved, son rang, died, the widow, listed twice, twice on, two joins, duplicate~, same address, one
      household, welcome pack, welcome call, ring them, ring-round, ring round, phone round, nineteen calls, didn't
      answer, answered on, knock before, friendly knock, call on, a card not a bill, lose voting rights, lose their vote,
      new members tea, gone over to, over to your party, over to the greens, over to reform, wants to leave, is dead, take
      him/her off, lapsed in #, lapsed in, written off, do it again online, comes through from, name comes through, three
      new, four months behind, have a word, to visit, had his/her membership turned, membership turned down, refuse~
      membership
    `),
  },
  // Money, as said of somebody.
  {
    id: 'membership/owes',
    for: 'weak',
    find: phrases(`
      hasn't paid since, has paid nothing, paid nothing since, not paid since, paid since, paid up, all paid up, is paid
      up, paid for a year, paid by card/cheque/cash/direct, he/she/hes/shes paid, they've paid, never missed, missed a
      payment, never once late, is/are/i'm/im/he's/she's/hes/shes behind, bit behind, # behind, # months behind, behind
      with, behind on, behind again, months owing, owes us, owes #, owe money, # owe, in arrears, still in arrears,
      arrears since, arrears over, arrears #, arrears letter, out of arrears, not arrears, isn't arrears, # mths, mths,
      bounced, bounced on, direct debit failed/bounced/stopped, direct debits that, direct debits, dd
      failed/bounced/stopped, dd ok, debit failed, cancelled all my direct, bank has, bank cancelled, next collection,
      first payment, last payment, refund one, refund him/her, refunded, settle by, settle up, pays by friday, unless
      pays, unless he/she pays, if he/she pays, pays online, pays in cash, pays cash, pay in cash, pays by, my sub, my
      subs, his/her subs, subs are, subscription with the, position with their, up to date, clear till, he's clear, she's
      clear, is clear, in credit, back payment~, technically he/she can't, can't vote till, so he/she can't vote, votes
      and she doesn't, not entitled
    `),
  },
  // An application or objection, in the office's words or a branch's.
  {
    id: 'membership/admitted',
    for: 'weak',
    find: phrases(`
      his/her/your/their application, application of #, application to join, application has, applied to rejoin, applied
      to join, applied in, applied on, asked to be let, let back in, be let back, readmit~, re-admit~, re-admission,
      readmission~, admit, refuse membership, refusal of, ground of refusal, uphold refusal, membership appeal~, appeals
      panel, objection from/by/to/of, on the objection, the objection, clp objection, party objected, exec to object, exec
      objected, object to, i'd like ..3 to object, within the time allowed, signed a nomination, nomination paper, stood
      for the, stood as, stood against, stood for other, other party, proscribed group, previous bar, bar ends, backdated,
      full member, becomes a full, go through as, goes through as, stalled, gone to a panel, in a drawer, nothing since,
      on hold, frozen, everything's frozen, on her/his record, her/his record, kept on your record, your record, our
      records, number to follow, typed up by, from paper, sent to head office, sent to ho, head office sent, ho sent, the
      office says, says the office, membership team, membership department, for the director of membership, records team,
      membership services, membership development, membership desk, mem sec, memsec, m'ship sec, vc mem, vice-chair
      membership, membership officer/secretary
    `),
  },
  // Lists: what they hold, who was given them, where they went.
  {
    id: 'membership/list-held',
    for: 'weak',
    find: phrases(`
      # names, names and addresses, names addresses, addresses and phones/telephone, phones for, phone for about, # people
      from, # people with, name number e-mail, name number email, names w addresses, held #, the file held, file which
      went, went astray, sent to the wrong, meant for, recall :, please delete it unread, delete it unread, lost laptop,
      left on the, memory stick, usb stick, on a stick, shared folder, watermarked, password begins, sign for it, signed
      for it, delete after, delete by, burn after, list of members, members' list, membership list, mailing list of
      members, members list, list by hand, the list is, here is the list, here's the list, list for the shortlisted, got
      the list, given the list, gave us the list, given us the list, cut you, first sheet, a to f, surname~ a, off the
      list, the whole list, that's the whole, the whole of the branch, from when the system, system was down, can't get
      into the system, old list, shred it, do i shred, tick for, has a tick, bame members, under 27, ages, not the ages,
      addresses as you asked, dob, date of birth, no phone on file, no e-mail, no email, postal ballot, row dump,
      household, home number, number we hold, his/her mobile, works at, occupation, welcome pack envelopes, envelopes,
      names as asked, see below the, the following have
    `),
  },
];
