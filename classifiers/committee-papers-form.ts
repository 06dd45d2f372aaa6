/**
 * What a paper is made of, whoever's it is: its number and heads, what it asks for, options, costs, risks.
 *
 * Source: paragraph 5(b), and the anatomy of real papers. Pure. `committee-papers.ts` says what it is worth and whose it is.
 */
import { atLeast, phrases, type Signal, shapes, together, told } from './signal.ts';

export const form: readonly Signal[] = [
  {
    id: 'committee-papers/body',
    for: 'strong',
    find: phrases(`
      national executive committee, nec, ncc, national constitutional committee, org sub, orgsub,
      organisation/organisational committee/sub, organisation sub, disputes panel/sub, complaints and disciplinary
      sub, cdsc, equalities committee, business board, audit and risk, audit committee, joint policy committee, jpc,
      national policy forum, npf, policy commission, conference arrangements committee, cac, wcac, national women's
      committee, young labour national, nec officers, officers group, officers' group, procedures committee,
      development fund, forde, nec working, national committee, scottish executive committee, welsh executive
      committee, regional executive committee, selection panel, nec panel
    `),
  },
  { id: 'committee-papers/register-body', for: 'fair', find: told },
  {
    id: 'committee-papers/reference',
    for: 'strong',
    find: phrases(`
      ^ nec #, nec # $, nec/org/cdsc/ncc/cac/jpc/npf/paper/item #, agenda item #, item no #, paper ref~, paper no~,
      paper a/b/c/d/e/f/g/h, ^ paper, appendix a/b/c/#, annex a/b/c/#, item #, agenda item
    `),
  },
  {
    id: 'committee-papers/status',
    for: 'strong',
    find: phrases(`
      ^ for decision/discussion/information/noting/approval, for decision/noting $, status : for, paper for, for the
      committee's, action required, decision required, for consideration
    `),
  },
  {
    id: 'committee-papers/author',
    for: 'fair',
    find: phrases(`
      report of the, report by, report from the, report to the, paper by, author :, prepared by, presented by,
      general secretary's report, gs report, leader's report, treasurer's report, from : ..3 secretary/director
    `),
  },
  {
    id: 'committee-papers/sections',
    for: 'fair',
    find: phrases(`
      ^ background, ^ purpose, ^ summary, ^ options, ^ proposal~, ^ introduction, ^ context, ^ recommendation~, ^
      conclusion~, ^ implications, ^ risks, ^ timetable, ^ next steps, ^ appendix, ^ appendices, executive summary
    `),
  },
  {
    id: 'committee-papers/implications',
    for: 'strong',
    find: phrases(`
      financial/finance/legal/equality/equalities/data/resource/staffing/reputational/political implications,
      implications :, equality impact, cost implications, risk register, budget implications
    `),
  },
  {
    id: 'committee-papers/recommendation',
    for: 'strong',
    find: phrases(`
      is/are asked/invited/recommended/requested to ..2
      agree/note/approve/endorse/consider/decide/discuss/delegate/receive/adopt, committee is/are
      asked/invited/recommended, nec is/are asked/invited/recommended, members are asked/invited, panel is
      asked/invited, it is recommended, we recommend, recommendation :, recommended that, recommends that, officers
      recommend, asks the committee/nec, seeks agreement/approval, agreement is sought, approval is sought, the nec
      should, nec to agree, options are, option a/b/c/#, preferred option
    `),
  },
  {
    id: 'committee-papers/business',
    for: 'weak',
    find: phrases(`
      membership figures, special measures, by-election~, complaints statistics, constitutional amendment~,
      procedural guidelines, longlist~, due diligence, selection timetable, rule change~, delegation~, complaints
      backlog, reserve~, deficit, budget, financial position, cash flow, composite~, motions received, ruled out,
      ruled in, backlog, staffing, restructur~, forecast
    `),
  },
  {
    id: 'committee-papers/pack',
    for: 'strong',
    find: phrases(`
      nec papers/paper, papers for ..5 {committee}, paper for ..6 {committee}, papers for the, committee
      papers/paper/pack, agenda pack, agenda and papers, pack for, meeting pack, late papers/paper, tabled
      paper/papers, papers attached, paper attached, paper goes to, goes to the {committee}, going to the
      {committee}, ahead of ..3 nec, before the nec, draft paper, nec pack, briefing for nec, board pack, for
      tuesday's/wednesday's/thursday's/monday's {committee}
    `),
  },
  {
    id: 'committee-papers/national-body',
    for: 'strong',
    find: phrases(`
      women's committee, national women's, international committee, equalities committee, business
      board, bame committee, bame members' committee, disabled members' committee, lgbt committee, youth
      committee, yl national, ylnc, nwc, young labour committee, nec selection panel, nec panel, panel
      paper, disputes sub, org committee, organisation committee, development fund committee/panel,
      policy commission, final stage, working group ..6 nec, scottish/welsh executive, national policy
      forum, audit committee
    `),
  },
  {
    id: 'committee-papers/asks',
    for: 'strong',
    find: phrases(`
      ^ to note :, ^ to agree :, ^ to decide :, ^ to discuss :, ^ to approve :, to agree : , to note : ,
      rec :, recommendation :, recommendations :, officers recommend, staff view, the panel may wish,
      committee may wish, may wish to, panel to shortlist, nec to settle, nec to
      decide/agree/note/approve, committee to agree/note/decide/approve, for the committee to, members
      of the committee are, asked to treat, asked to agree, asked to note, asked to endorse, asked to
      approve, recommend one option, to recommend, it is proposed that, proposed that the, agree # ,
      note appendix, advice :, officers' advice, counsel's advice, action to, action :, decision sought,
      decision needed
    `),
  },
  {
    id: 'committee-papers/grid',
    for: 'fair',
    find: phrases(`
      amendment grid, amendment~ # , page line, front bench position, consensus wording, composite~,
      contemporary motions, in order, out of order, ruled out, constitutional amendment~, chapter #
      clause, clause iv, clause i, delete ..4 insert, insert ..6 before/after, subject group, movers'
      meeting, due diligence, vetting team, sift scores, sift, grading, longlist for, heads of terms,
      page # of # , appendix # , app # , version # , draft # , nec drafts, after counsel, option # ,
      options # , title :, author :, status :, paper # , item #
    `),
  },
  // Papers in plain words: who is to decide, what staff think of it, what may be done and what it would cost.
  {
    id: 'committee-papers/our-executive',
    for: 'fair',
    find: phrases(`
      the/national executive, executive is/will/would/should/has/withdraws/agrees/meets, colleagues on the, members of
      the ..3 {committee}, national council/committee/panel, working party, sub-group, rules working, standing orders
      committee, campaign strategy, strategy committee, procedures committee, appeals panel, regional board, members'
      pack, the full nec, nec members, at tuesday's/wednesday's/thursday's, come to the {committee}, comes to the
      {committee}, before the {committee}, will see on, goes in on, in your folders, in your pack, the committee
    `),
  },
  {
    id: 'committee-papers/staff-view',
    for: 'strong',
    find: phrases(`
      staff view/say/suggest/advice/side/recommend, officers suggest/say/lean/advise/prefer/propose/think/would/would've,
      officers : , our advice : , officers' view, legal advise/view, counsel says, treasurer recommends/asks/prefers,
      secretary prefers, senior team's, in/out ..1 officers, view of the officers, officers' recommendation, we lean to, clerk's opinion
    `),
  },
  {
    id: 'committee-papers/to-be-settled',
    for: 'strong',
    find: phrases(`
      ^ recommend : , ^ recommended, recommended :, recommend : , ^ recommendations, ^ ask :, what we'd like, what we would like,
      what members must, what you're asked, you're asked to, you are asked to, we were asked, need you to settle, needs a ruling, must
      decide, to settle, leave to, that the executive, that the committee, decision box, panel's decision, to score, for you
      to decide, for members to, asked to choose/score/appoint/endorse/concur/rule, asks the committee/executive/nec/panel, ask the
      committee/executive/nec/panel, invited to concur, proposed at annex, your agreement, in the alternative, if agreed, if
      it's agreed, if this is agreed, time allowed, not for keeping
    `),
  },
  {
    id: 'committee-papers/choices',
    for: 'fair',
    find: phrases(`
      option one/two/three/a/b/c/#, options : , two/three/four/five options, three/four/two futures/rulings/ways/courses/choices, a
      middle way, do nothing, doing nothing, ^ for : , ^ against : , ^ pros, ^ cons, what we could do, what we found, first/second/third leaves, could be
      met by, the alternative is, either we, or else, status quo
    `),
  },
  {
    id: 'committee-papers/stakes',
    for: 'fair',
    find: phrases(`
      ^ risk, risk : , risks : , mitigation, ^ cost, cost : , costs : , cost nil, ^ money, saves, a year, over # years, would
      cost, in the pot, total asked, on-costs, single tender, not in the budget, from reserves, from the fund, ^ people, ^ data, ^ legal
    `),
  },
  {
    id: 'committee-papers/plain-anatomy',
    for: 'strong',
    find: atLeast(
      3,
      'committee-papers/our-executive',
      'committee-papers/body',
      'committee-papers/staff-view',
      'committee-papers/to-be-settled',
      'committee-papers/choices',
      'committee-papers/stakes',
      'committee-papers/recommendation',
      'committee-papers/asks',
      'committee-papers/paper-line',
    ),
  },
  { id: 'committee-papers/paper-line', for: 'strong', find: shapes('paper-line') },
  {
    id: 'committee-papers/options-cost',
    for: 'weak',
    find: phrases(`
      would cost, at a cost, per annum, over # years, over two/three/five years, financial year, estimated cost
    `),
  },
  { id: 'committee-papers/numbered', for: 'weak', find: shapes('numbered-items') },
  {
    id: 'committee-papers/anatomy',
    for: 'strong',
    find: atLeast(
      3,
      'committee-papers/body',
      'committee-papers/reference',
      'committee-papers/status',
      'committee-papers/author',
      'committee-papers/sections',
      'committee-papers/implications',
      'committee-papers/recommendation',
      'committee-papers/pack',
    ),
  },
  {
    id: 'committee-papers/asked-by-body',
    for: 'fair',
    find: together('committee-papers/body', 'committee-papers/recommendation'),
  },
];
