/**
 * Bodies of ours by the names that those who sit on them use, and that one of them met.
 *
 * Source: paragraph 5(b). Each alone is anybody's talk: `minutes-told.ts` has what is told of their meetings. Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const bodies: readonly Signal[] = [
  // Our bodies by the names that those who sit on them use.
  {
    id: 'minutes/national-body',
    for: 'weak',
    find: phrases(`
      ^ sec $, regional board, the region's, scottish exec, convener, on the nwc, npf reps, health commission, nec
      bundle, forum weekend, nec, ncc, cac, wcac, jpc, npf, cdsc, orgsub, org sub/committee/cttee/chair/reps/members,
      organisation committee/sub, the sub, the sub committee/cttee, nec sub, disputes panel/sub/chair, equalities
      sub/committee/cttee/one/chair, equality committee, business board, audit committee, audit and risk, development
      fund, officers' group/meeting/call, officers group/meeting/call, national officers, nec
      officers/members/member/seat/rep/reps/side, our seat, our seats, national executive, the executive committee, the
      national, nat exec, nat comm/cttee, national committee/cttee, national women's, women's nc, bame nc, lgbt nc,
      disabled members, bame members, lgbt members, members' nc, the nc, nc, ylnc, yl nat/national/committee/nc, young
      labour, labour students, policy commission, commission a/b/c/d/e/f,
      health/work/economy/housing/education/environment commission, co-convenor~, convenor, drafting group, policy
      forum, joint policy, national policy forum, rules working, forde, working group, wg, elections strategy, campaign
      board, strategy sub, selections panel, selection panel, nec panel, panel a/b/c, panel of three, procedures
      committee, appeals board/panel, international committee/cttee/sub, int'l committee/cttee, youth committee,
      scottish executive, welsh executive, regional executive/exec/board/committee/cttee, wec, sec
      yesterday/meeting/on/today, rec, tulo, trade union liaison, plp, shadow cabinet, the big table, conference
      arrangements, constitutional committee, away day, awayday, pwyllgor gwaith, wales exec, the exec
    `),
  },
  {
    id: 'minutes/local-body',
    for: 'weak',
    find: phrases(`
      selection meeting, nomination meeting, shortlisting meeting, nominating meeting, branch exec, labour branch, first
      labour, clp exec, parish councillors' caucus, group meeting, labour wkly, levy payers, labour students, gc, gm,
      ec, amm, clp, blp, b'ch, lcf, lgc, exec, the exec, branch, ward branch/committee/meeting/party, labour group, the
      group, to group, at group, in group, group was, group
      meeting/agm/exec/officers/sec/secretary/leader/list/meets/met/agreed/voted, group pre, pre-meet, pre-meeting,
      caucus, our group, county group, borough group, council group, campaign committee, campaigns committee, policy
      forum, women's forum/section/branch/group, women's officer, bame forum, youth forum/branch/section, young members,
      disabled members' forum, lgbt forum, tulo, section, local government committee, local campaign forum, constituency
      party/exec/executive, constituency delegates, general committee, all member, all members, all-member, members'
      meeting, labour party, labour hall, labour club, labour rooms, co-op and labour, trades council, discussion group,
      reading group, political education, cangen, etholaeth, pwyllgor, grwp llafur, b/ch, district party, county party,
      city party, borough party, the party
    `),
  },
  // A body and when it met.
  {
    id: 'minutes/body-met',
    for: 'fair',
    find: phrases(`
      disputes/audit/forum/fundraising/policy/women's/social/election/rules/finance sub, sub committee met,
      disputes/equalities/audit/org this morning/afternoon/evening, nec/jpc/cac/npf/ncc this morning/afternoon/evening,
      how did nec/jpc/gc/ec/exec/group/branch/cac/org/it go, live from, annual mtg/meeting, nomination meeting, held on,
      {meeting} on the,
      cac/jpc/nec/ncc/npf/org/orgsub/exec/ec/gc/gm/group/branch/sub/committee/cttee/panel/forum/plp/wec/rec/officers/amm/agm/caucus/equalities/disputes/commission/executive/board/meeting
      yesterday/today/tonight/last, back from the? nec/gc/ec/exec/group/branch/meeting/committee/forum/panel/plp/big,
      out of the? nec/gc/ec/exec/group/branch/meeting/committee/forum, missed you at/on/last, at the?
      gc/ec/exec/group/branch/nec/cac/jpc/ncc/npf/amm/agm/forum/plp, {meeting} was
      till/until/long/short/grim/packed/quiet/dire/good/better/fun/awful/lively/tense, {meeting} went
      on/well/badly/fine/to, {meeting} broke/ended/finished/started/began/sat/ran/overran/lasted, they met, we met, met
      at/in/by/on/this/last/yesterday, from the? {meeting} yesterday/last, my report from the, in the nec, was at
      nec/gc/ec, first nec/gc/ec/group, after the? nec/gc/ec/group, before the? nec rose, the sitting, closed session,
      away day, pre-meet before, {meeting} on monday/tuesday/wednesday/thursday/friday/saturday/sunday, {weekday}
      nec/gc/ec/exec/group/branch/committee, ward people, {meeting} notes, exec notes, {meeting} mins, mins wk, wec
      ddoe, ddoe, neithiwr, cofnodion
    `),
  },
  // Named with its day, as a note of it begins.
  {
    id: 'minutes/body-dated',
    for: 'weak',
    find: phrases(`
      ec/gc/lgc/lcf/nec/ncc/cac/jpc/npf/exec/branch/group/forum/committee/cttee/sub/panel/wec/sec/rec/ylnc/nwc/plp/agm/amm/mtg/caucus/ward/section
      # {month}/#,
      ec/gc/lgc/lcf/nec/ncc/cac/jpc/npf/exec/branch/group/forum/committee/cttee/sub/panel/wec/sec/rec/ylnc/nwc/plp/agm/amm/mtg/caucus/ward/section
      {weekday}, ec/gc/lgc/lcf/nec/ncc/cac/jpc/npf/exec/branch/group/forum/committee/agm/amm {month} #, ^ group
      mtg/meeting, ^ exec mtg/meeting, ^ branch mtg/meeting, ward mtg/meeting, joint ward, nomination mtg/meeting,
      selection mtg/meeting, special mtg/meeting, joint mtg, officers' mtg
    `),
  },
  // Councillors of ours among themselves: whose whip it is that binds them.
  {
    id: 'minutes/group-word',
    find: phrases(`
      group on, group {weekday}, group mtg/meeting/agm/exec/officers/sec/secretary/leader/chair/whip, at group, to
      group, in group, our group, the group, group till, group pre, pre-meet, group rules, group line, labour group,
      group went, group was, group last, group tonight
    `),
  },
  {
    id: 'minutes/whip-word',
    find: phrases(`
      chief whip, leader line, leader's position, leader's speech, reference back, the whip, whip's, whips, whip to,
      whip on, whipped, whipping, free vote, three-line, two-line, one-line, the line is, line is, group line,
      collective, collectively, loyal, rebel~, against the whip, break the whip, broke the whip, vote with us, voting
      with, bound by, with the group, against the group, vote as one, leader said, leader says, leader wants, leader
      gave, leader took, leader outlined, leader asked, deputy leader, leader's paper, the other side, the tories, their
      group, in the chamber, at full council, before council, before cabinet, at cabinet
    `),
  },
];
