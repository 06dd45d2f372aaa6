/**
 * Public elections: registers, canvass returns, postal voters, committee rooms, counts and private polls.
 *
 * Pure.
 */
import { phrases, type Signal, shapes } from './signal.ts';

export const publicElections: readonly Signal[] = [
  { id: 'elections/elector-heading', for: 'strong', find: shapes('elector-heading') },
  { id: 'elections/elector-numbers', for: 'strong', find: shapes('elector-numbers') },
  { id: 'elections/voter-codes', for: 'strong', find: shapes('voter-codes') },
  { id: 'elections/door-codes', for: 'decisive', find: shapes('door-codes', 'door-talk') },
  { id: 'elections/voter-marks', for: 'fair', find: shapes('voter-marks') },
  { id: 'elections/canvass-heading', for: 'strong', find: shapes('canvass-heading') },
  { id: 'elections/marked-heading', for: 'strong', find: shapes('marked-heading') },
  { id: 'elections/box-counts', for: 'strong', find: shapes('box-counts') },
  {
    id: 'elections/canvass-words',
    for: 'strong',
    find: phrases(`
      canvass~ returns/return/sheet/sheets/data/results/figures/records/cards, voter id/ids/identification,
      vid/vids, voter~ contacts/contact/intention, voting intention~, contact rate~, contact creator, promise~
      sheet/sheets/list/count, our promises, labour promise~, promises, firm/strong/soft/weak
      labour/promises/support, lab probable~, definite~ labour, solid labour, weak labour, against~ us, don't knows,
      knock up/ups/list, knock-up, knocking up, gotv, get out the vote, road group~, roadgroup~, walk sheet~, warp
      sheet~, reading pad/pads, shuttleworth~, tellers, telling/tellers' sheets/numbers/slips, board~ list, doors
      knocked, spoke to #, spoken to, committee room returns, turnout so far, turnout at, guesstimate, squeeze,
      switchers, voted labour last, likely/unlikely to vote, postal returned, segments, target voters/list, phone
      bank~, lab scale, dom :, on the doors, canvassed, data from ..3 canvass~, labour/tory/reform/green/lib now,
      down as, leaning, switching, won't say
    `),
  },
  {
    id: 'elections/register-words',
    for: 'strong',
    find: phrases(`
      elector~ number~, elector no, electoral roll number, polling number, register of electors, electoral register,
      marked register/copy/registers, marked up register, full register, postal voters/voter, pv
      list/voters/voter/data, pvs, absent voter~, proxy~ list/voters/voter, polling district~, roll number,
      attainer~, overseas electors, monthly update, rolling register, adp file, elector markers, not returned ..3
      postal, postal vote~, their postal, unreturned, anonymous elector~
    `),
  },
  {
    id: 'elections/count-words',
    for: 'strong',
    find: phrases(`
      sampling, sample~ ..3 box/boxes/ward, box count~, box tally, tally/tallies, our tallies, verification total~,
      verification figures, postal vote opening, pv opening, postal votes ..5 cross, had our cross, verification on, at the verification, at verification, opening session, before the declaration, ahead by, we
      are/were # behind/ahead, internal polling, private polling, our polling, mrp, target seat~, key seat~, non
      battleground, defend list, win probability, swing needed, seat list, our numbers, not for release, projection,
      tracker poll, focus group, candidate vetting
    `),
  },
  {
    id: 'elections/committee-room',
    for: 'strong',
    find: phrases(`
      committee room, committee-room, teller~, telling, promise~, turnout at, ours so far, our vote, get
      ..3 out before, still to vote, not voted yet, yet to vote, haven't voted, has voted, have voted,
      knock up, on the board, lift~ to the polls, lift to vote, polling station # , numbers off/from
      the, of which ours, # of ours, down on last time, up on last time, marked up, mark off, marked
      off, crossed off, tick~ off ..4 voted, reading system, elec prom
    `),
  },
  {
    id: 'elections/doorstep',
    for: 'strong',
    find: phrases(`
      is lab/labour/con/tory/reform/green/lib/ld/against, are lab/labour/con/tory/reform, both
      lab/labour, used to be us/labour, now reform/green/tory, no answer, not in, don't know~, dk/dks,
      undecided~, would have a board/poster, have a poster, poster up, wants a poster/board/postal,
      needs a postal/lift/proxy, voting for us, for us, with us, against us, not voting, won't vote,
      lends us, lent us, wants to meet, call from the candidate, on the doors, doorstep~, canvassed #,
      knocked #, contacts # , ids # , ids this week, voter ids, # ids, firm labour/lab, soft
      labour/lab/ref/reform/con/tory, lean~ lab/labour, switcher~, lab to, tory to, target~ # , squeeze
      message, recontact, re-contact, undecideds, walk # , round # , patch # , street by street, postal
      packs, packs landed, pv chase, emergency proxy, neither returned, not returned, postal ..4
      returned, on the roll, on the register, checked against the register, subscriber~, assentor~,
      proposer, nomination paper/form/papers
    `),
  },
  {
    id: 'elections/polling',
    for: 'strong',
    find: phrases(`
      fieldwork, weighted, n # , sample of # , headline ..4 certain, certain to vote, wave # , message
      test~, segment~, favourable~, unfav, recognition # , internal poll~, private poll~, constituency
      poll~, model says, mrp, lean losses, inside the margin, seats we are defending, we are defending,
      we hold # of, hold # of the, we are level, are gone, # ahead, # behind, swing of, on a swing,
      points ahead/behind, lose by # , win by # , target # , pulled from, pull ~ organisers, ground
      game, battle bus, campaign director, key seats, target seats, non-battleground, defensive seats,
      offensive seats
    `),
  },
  {
    id: 'elections/count-night',
    for: 'strong',
    find: phrases(`
      verif~, samples across, our samples, sample~ across, sample says, boxes in/out/from, box # , #
      boxes, ro won't, won't declare, before ..3 declare~, postal opening, postals opened, opening of
      postals, agents on the tables, for us # , # for us, two to one, level in, ahead in, call it # ,
      bundle check, recount, spoilt papers, doubtful~, stack~, on the tables, provisional~ turnout
    `),
  },
  { id: 'elections/canvass-figures', for: 'strong', find: shapes('canvass-figures') },
  { id: 'elections/number-runs', for: 'strong', find: shapes('number-runs') },
  { id: 'elections/party-columns', for: 'strong', find: shapes('party-columns') },
  { id: 'elections/party-shares', for: 'strong', find: shapes('party-shares') },
  { id: 'elections/elector-mentions', for: 'strong', find: shapes('elector-mentions') },
  {
    id: 'elections/postal-session',
    for: 'strong',
    find: phrases(`
      pv session, postal session, postal vote session, postals session, opening session, # opened, opened #,
      thrown out, signatures rejected, rejected signature~, signed in the wrong, mismatch~, on my table, on the
      table~, running # to, # to # to us, to us and, level on, face up, saw ..4 crosses, crosses for, could
      see, couldn't see all, verification total~, verified #, box~ verified, adjudicat~
    `),
  },
  {
    id: 'elections/battleground',
    for: 'strong',
    find: phrases(`
      seats we shall/will/are, stop working in, contacts a week, contact target, at all costs, candidate effort
      only, effort only, release seat~, staff out, organisers moved/go/going, moved to :, direct mail money, no
      money till/until, top # segments, top two/three segments, direct mail, drops, today's model, the model,
      lead #, lead is under, lead's under, range #, has us on, had us on, puts us on, if it were tomorrow, were
      tomorrow, if may were, we'd lose, we'd hold, we lose, we're behind, we are behind, behind in, soft
      ref/lab/con/tory/reform, fieldwork, lean~ losses, inside the margin, pull/pulled organisers,
      battleground~, battle-ground~, target~ for next may, hold Aa, gain Aa, defend Aa, marginal~, safe seat~,
      to defend, targets are, our poll, own poll~, polled, constituency polls, tracker
    `),
  },
  {
    id: 'elections/pledges',
    for: 'strong',
    find: phrases(`
      pledge card~, pledges, pledge, dials, # dials, spoke #, spoke to, # spoke, dks for, needs lift, needs a
      lift, wants a lift, want~ pv, pv form, will lend, lend/lent us, no poster, yes labour, key these, put
      her/him as, from the system, probable, all out, wouldn't open, torn in half, already sent, take off :, no
      such flat, ours #, theirs #, rest soft, rest are soft, lab id~, stayed home, stayed at home, voters
      spoken to, doors knocked, conversations, who's which, down as postal, down as ours, hasn't returned it,
      not yet returned, neither has returned, both ours, all ours, three ours, one of ours, promised us,
      promised to vote, promises to, reform now, was labour, voted labour, labour last time, won't say, would
      not say, undecided, undecideds, don't know, with us, is with us, against, posters in #, canvassed
    `),
  },
  {
    id: 'elections/register-extract',
    for: 'fair',
    find: phrases(`
      register ref, on the roll, the register you've, on the register, marked copy, marked c0py, strokes
      ballot, ballot issued, voted station/post, electors, current register month, elector~, not registered,
      registered twice, pd :, pds, roll number, polling number~, added to the register, come off the register,
      rolling registration, absent vote~
    `),
  },
  {
    id: 'elections/work-rate',
    for: 'strong',
    find: phrases(`
      per cent of the ward, % of the ward/electorate, of the ward now, done # per, on the last canvass, ahead
      of reform/tories/labour/greens, ahead among, those who told us, split even, we hold by, we win by, we
      lose by, hold by #, strong on, weak on, seat by seat, # pts behind/ahead, pts behind, on our model, worth
      # organisers, it's gone, money follows, pv chase, not returned, says posted, strong lab, all strong,
      sampled #, not sampled, box #, lids off, teller's slip~, slips from, # promises, of our #, have been,
      send ..2 car, last id, soft reform, green curious, likelihood, segment
    `),
  },
  { id: 'elections/marked-lines', for: 'strong', find: shapes('marked-lines') },
];
