/**
 * What minutes are made of, whoever's they are: who came, what was said, moved, counted, decided and left to whom.
 *
 * Source: paragraph 5(b), and the anatomy of real minutes. Pure. `minutes.ts` says what it is worth and whose it is.
 */
import { atLeast, phrases, type Signal, shapes, together } from './signal.ts';

export const form: readonly Signal[] = [
  {
    id: 'minutes/title',
    for: 'strong',
    find: phrases(`
      minutes of ..6 {meeting}, minutes from ..5 {meeting}, minutes for ..5 {meeting}, minutes {weekday},
      draft/unconfirmed/unapproved/dft minutes/mins, mins of, mins from, mins #, branch/clp/gc/ec/agm/amm/nec/exec
      minutes/mins, notes/note/record of ..6 {meeting}, notes from ..5 {meeting}, meeting notes, minutes taken by,
      minute taker, minutes :, cofnodion, notes from exec/branch/gc/group, minutes as promised
    `),
  },
  // What follows from the meeting rather than announces it.
  {
    id: 'minutes/recap',
    for: 'fair',
    find: phrases(`
      last night's {meeting}, yesterday's {meeting},
      tuesday's/wednesday's/thursday's/monday's/sunday's/saturday's/friday's {meeting}, at last night, at the
      {meeting} last/on/yesterday, write up of, write-up, writeup, recap, summary of ..5 {meeting}, account of ..5
      {meeting}, what was said, what was agreed/decided, what happened at, what we agreed/decided/discussed,
      here's/heres what, for those/anyone who missed, couldn't/could not make it/the, readout, read out from, report
      back from, went through, came out of ..3 {meeting}, quick download, my record, download from, scribbled notes, my notes, rough notes, live notes, notes
      below, jotted
    `),
  },
  {
    id: 'minutes/attendance',
    for: 'fair',
    find: phrases(`
      ^ present :, ^ attendance :, ^ attending :, ^ attendees :, ^ in attendance, ^ also present, ^ present,
      apologies from/were/received, ^ apologies :, apologies had been, members attended/present, were present, those
      present, in the chair, chaired by, chaired the, took the chair, was in the chair, sent apologies,
      quorate/inquorate/quorum, people came, turned up, of us there, yn bresennol, ymddiheuriadau
    `),
  },
  {
    id: 'minutes/resolution',
    for: 'fair',
    find: phrases(`
      it was agreed/resolved/decided/noted/reported/moved/felt/pointed, was/were
      agreed/approved/carried/passed/accepted/elected/noted/adopted/remitted/defeated/lost/rejected, agreed
      unanimously/that/to/by/nem, carried/passed/fell/agreed/approved nem/unanimously/by/on/overwhelmingly/with, nem
      con, motion carried/passed/fell/falls/lost/agreed/remitted, amendment carried/fell/passed/accepted/lost,
      proposed by/and, proposed Aa, moved by/Aa, seconded, prop Aa, secd, unanimous~, abstention~, abstained, for
      ..2 # ..2 against, votes/voted to #, for and # against, show of hands, fell by, casting vote, reference back,
      resolved :, agreed :, decision :, agreed that, agreed to, voted to/for/against/by/down/through, went to a
      vote, put to the vote, to a vote, narrowly, lost the vote, won the vote, cytunwyd, cynigiwyd, eiliwyd, opposed by, vote was, went to the vote, split # #, signed off, chosen as, taken back to, take it back to, went for/to # #, it went through, in favour, those in favour, back it, not back it
    `),
  },
  {
    id: 'minutes/reported',
    for: 'fair',
    find: phrases(`
      reported that/on/back/a, asked whether/if/about/why/that/for/what/how, raised concern~/the/a/an/whether, gave
      a/an/his/her/their ..3 report/update, updated the/us/members, queried, responded that/to, replied that,
      explained that/the/how, suggested that/we/a, argued that/for/against, felt that, pointed out, expressed
      concern~, opened by, walked out, said they/he/she/that/there/it, both said, asked each, in turn, could not vote, wrote down, my record of, spoke against/for/in/to/about/on, there was ..3 discussion, a discussion followed/about, a
      long/brief/lively/full discussion, members/delegates asked/raised/discussed/felt/expressed/noted, thanked
      Aa/the/everyone, questions followed, circulated before/by/with, taken as read, presented the/a/his/her, stood
      down, volunteered to, will chase/draft/write/ring/contact/circulate/book/report/follow, offered to, objected,
      wanted to know, pushed back, came back on, complained that/about, warned that
    `),
  },
  {
    id: 'minutes/committee-decided',
    for: 'strong',
    find: phrases(`
      the {committee} {decided}, nec {decided}, the
      branch/gc/gm/ec/clp/group/executive/meeting/chair/room/exec/delegates {decided}, committee {decided}, chair
      ruled/thanked/opened/closed/welcomed/reported/said, discussion at/in/on the? nec/committee, the
      leader/gs/treasurer/general told/said/reported/asked, meeting {decided}, branch {decided}, ec {decided}, gc
      {decided}, group {decided}, officers {decided}, we {decided}, panel {decided}
    `),
  },
  {
    id: 'minutes/order',
    for: 'weak',
    find: phrases(`
      matters arising, any other business, aob, date of next meeting, date and time of, next meeting, dates of
      future, minutes of the last/previous, last meeting's minutes, correspondence,
      treasurer's/secretary's/chair's/membership/campaign/councillors'/councillor's/mp's/officers'/officer's
      report~, reports from, welcome and apologies, officers reports, delegates reports, motions, obituaries, action
      points/log/list, matters from the minutes
    `),
  },
  {
    id: 'minutes/record-agreed',
    for: 'strong',
    find: phrases(`
      accurate/true/correct/fair record, minutes ..6 were ..3 agreed/approved/accepted/signed, minutes
      agreed/approved/accepted/signed, as a/an true/accurate/correct
    `),
  },
  {
    id: 'minutes/closed',
    for: 'strong',
    find: phrases(`
      meeting closed/ended/finished/concluded/closes/adjourned, closed the meeting, there being no,
      closed/ended/finished/wrapped at/up #/about/around/just, no other business, no further business, finished
      about/around/at, we finished, started at #, opened the meeting at
    `),
  },
  {
    id: 'minutes/action',
    for: 'fair',
    find: phrases(`
      ^ action :, action :, actions :, ^ action, action Aa, actioned, ap :, to action, action by, to do :
    `),
  },
  {
    id: 'minutes/who-was-there',
    for: 'strong',
    find: phrases(`
      # there, # present, present # , # in attendance, in attendance, of us there, about # in the room,
      # in the room, six/five/four/seven/eight/nine/ten of us, # of nine, of nine, we were # , we were
      nine/eight/seven/six/five/ten/twelve, apols, apols from, no apols, in the chair, chair : , chair
      ..2 opened, presiding, chairing, chaired, here : , who was there, met on, met last, sat for, sat #
      , {meeting} met, {meeting} sat, {meeting} took, {meeting} agreed, held at, held on, yn bresennol,
      roedd # yno
    `),
  },
  {
    id: 'minutes/plain-decided',
    for: 'strong',
    find: phrases(`
      went through, agreed # , agreed it, agreed nobody, agreed a/an/the/we/on/who/not, decided : ,
      decided to, we decided, what we decided, not agreed, agreed and, noted not, noted, not discussed,
      took it away, put back, put off, deferred, carried over, remitted, referred back, stood over,
      dissented, lost if, lost # , # for # , for # against, # abst, # abs, # ag, in favour, by # to # ,
      # to # , # votes to, split # , unan, nem con, unopposed, elected unopposed, proposed/prop/propose
      # , seconded, 2nded, mtn, motion on, motions, motion ..6 carried/lost/fell/passed, passes, passed,
      minded to, taken as read, last mins, last minutes, minutes of ..4 go/went, record of the,
      accuracy, read out, letter read, went well, to book, to write, to rota, to raise, will raise, will
      write, to lead, to chase, to do, to bring, to draft, to come back, come back in/with/when, a paper
      on, next time, nxt, next : , next {month}, next {weekday}, closed # , close # , ended # , finished
      # , took # mins, went on # , any other biz, aob, a o b, matters arising, corr : , fin : , clsd,
      resolved that, resolved
    `),
  },
  {
    id: 'minutes/said-there',
    for: 'fair',
    find: phrases(`
      said she/he/they/it/that, told us/the/people/them, told colleagues, chair
      said/says/told/thanked/wanted/stayed/opened/let, asked for, asked that, asked who, asked the,
      asked whether, was asked, felt, thought it, was against, was for, spoke # , i spoke, spoke well,
      long debate, long discussion, lively, applause, groans, banging, ducked, wanted everything, wanted
      the, unhappy, angry, pushed back, raised, reported, reports, rep~ from, treasurer, sec, secretary,
      report from, questions on, q's, q from, questions, vote of thanks, discussion of, in discussion,
      on item # , item # , under aob, officers withdrew, moved that
    `),
  },
  // Talk that only a party's meeting has; each word alone is anybody's.
  {
    id: 'minutes/party-talk',
    for: 'weak',
    find: phrases(`
      gs, the gs, gen sec, general secretary, the leader, leader's office, deputy leader, national exec/executive, exec, whip/whips, chief whip,
      region, regional office/board, the regions, hq, by-election~, conference, conf, policy forum/commission/group, officers' call/group, canvass~, doorstep~,
      leaflet~, street stall~, cllr/cllrs, councillor~, mp/mps/msp, ppc, candidate~, selection~, shortlist~, nominat~, affiliat~, trade union, the unions, youth,
      women's committee/officer/forum, bame, disabled members, policy officer, political education, branch/branches, ward, constituency,
      delegates, the party, party's, motion to, to the mp, manifesto, campaign~, standing orders, rule book, rule change, clp, labour, comrade~,
      transport house, gangen, cangen, cynghorydd, llafur, cynnig, ymgeisydd
    `),
  },
  {
    id: 'minutes/party-talk-many',
    for: 'strong',
    find: { kind: 'derived', from: ['minutes/party-talk'], when: (seen) => seen('minutes/party-talk') >= 4 },
  },
  // How a note-taker closes an item, in a word or two.
  {
    id: 'minutes/clipped',
    for: 'fair',
    find: phrases(`
      agreed $, noted $, carried $, lost $, fell $, passed $, unan $, nem con $, deferred $, not put, not voted, no vote, minuted that, be minuted,
      wanted it minuted, wanted it noted, noted that, for the record, recorded, left with, left to, left it, stays as, will ring/ask/see/write/email/chase/book/find/fix/print,
      to ring/ask/see/write/email/chase/book/find/fix/print/say/collect, abstain~, against $, casting vote, chair's vote, chair ruled, ruled that, ruled out of, withdrew, stood down,
      resigned, resigns, co-opted, out as, in as, voted on/to/for/down, yes to, no to, refused, dismissed, allowed #, moved Aa, seconded, moved by, pasiwyd, gadair
    `),
  },
  {
    id: 'minutes/clipped-by-ours',
    for: 'strong',
    find: {
      kind: 'derived',
      from: ['minutes/clipped'],
      when: (seen) => seen('minutes/clipped') >= 2 && seen('minutes/party-talk') >= 2,
    },
  },
  // Which body sat: "exec Tues", "Ward mtg", "officers' call", "2nd sitting".
  {
    id: 'minutes/which-sat',
    for: 'fair',
    find: phrases(`
      ward/branch/exec/committee/cttee/panel/group/officers/forum/executive mtg/meeting/call/sitting, # sitting, second/third/first/fourth sitting/call/meeting, decisions only,
      conf call, by video, by phone, on the call, on the line, dialled in, joined late, joins #, left early, left the room, came late, no shows,
      who : , there : , on : , six/seven/five/four/eight/nine/ten/eleven/twelve there/on/of/present, # on, # people, # members, # delegates, # of us,
      from memory, my scribble, my notes, typed up, my turn, sent to ..3 for, you missed, what you missed, as you weren't, as you couldn't, since you, how was the, how went, cyfarfod
    `),
  },
  { id: 'minutes/vote-counts', for: 'fair', find: shapes('vote-counts') },
  { id: 'minutes/timed-lines', for: 'fair', find: shapes('timed-lines') },
  {
    id: 'minutes/plain-anatomy',
    for: 'strong',
    find: atLeast(
      3,
      'minutes/who-was-there',
      'minutes/plain-decided',
      'minutes/said-there',
      'minutes/attendance',
      'minutes/vote-counts',
      'minutes/action',
      'minutes/title',
      'minutes/which-sat',
      'minutes/clipped',
      'minutes/recap',
    ),
  },
  { id: 'minutes/action-column', for: 'weak', find: shapes('action-column', 'initials-lines') },
  { id: 'minutes/numbered', for: 'weak', find: shapes('numbered-items') },
  { id: 'minutes/speakers', for: 'strong', find: shapes('speaker-turns', 'chat-lines', 'time-codes') },
  {
    id: 'minutes/transcript',
    for: 'fair',
    find: phrases(`transcript, webvtt, recording of, inaudible, crosstalk, otter ai, speaker`),
  },
  {
    id: 'minutes/balances',
    for: 'weak',
    find: phrases(`
      balance of, in the bank, bank balance, balance stands/stood, in arrears, members joined, new members, contact
      rate, lapsed, joined since, current account
    `),
  },
  {
    id: 'minutes/anatomy',
    for: 'strong',
    find: atLeast(
      3,
      'minutes/attendance',
      'minutes/resolution',
      'minutes/reported',
      'minutes/order',
      'minutes/closed',
      'minutes/record-agreed',
      'minutes/action',
      'minutes/committee-decided',
    ),
  },
  { id: 'minutes/told-and-decided', for: 'fair', find: together('minutes/reported', 'minutes/resolution') },
];
