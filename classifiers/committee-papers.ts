/**
 * Papers for the Party's national committees: numbered papers, agenda packs, reports to the committee.
 *
 * Source: paragraph 5(b). Pure. A paper asks its committee for something; a council's report has the same layout, and the
 * published annual report, guideline or booklet the same words.
 */
import { atLeast, beside, type Classifier, either, phrases, type Signal, shapes, together, told } from './signal.ts';

const own: readonly Signal[] = [
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

export const committeePapers: Classifier = {
  category: 'committee-papers',
  paragraphs: ['5(b)'],
  signals: [
    ...own,
    { id: 'committee-papers/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'committee-papers/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'committee-papers/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    {
      id: 'committee-papers/no-body',
      against: 'decisive',
      find: {
        kind: 'derived',
        from: ['committee-papers/sections'],
        when: (seen) => seen('committee-papers/body') + seen('committee-papers/register-body') === 0,
      },
    },
    {
      id: 'committee-papers/no-paper',
      against: 'decisive',
      find: {
        kind: 'derived',
        from: ['committee-papers/body'],
        when: (seen) =>
          seen('committee-papers/reference') +
            seen('committee-papers/recommendation') +
            seen('committee-papers/status') +
            seen('committee-papers/implications') +
            seen('committee-papers/pack') +
            seen('committee-papers/author') ===
          0,
      },
    },
    // Against.
    {
      id: 'committee-papers/told-afterwards',
      against: 'fair',
      find: phrases(`
        the {committee} {decided}, meeting closed, was carried, reported that, nem con, apologies from, votes to #
      `),
    },
    { id: 'committee-papers/other-body', against: 'strong', find: either('context/other-body') },
    { id: 'committee-papers/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'committee-papers/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'committee-papers/institution', against: 'weak', find: either('context/institution') },
    { id: 'committee-papers/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'committee-papers/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'committee-papers/others-only', against: 'strong', find: either('context/others-only') },
    { id: 'committee-papers/union', against: 'weak', find: either('context/union') },
    { id: 'committee-papers/bulk', against: 'strong', find: either('context/bulk') },
    { id: 'committee-papers/news', against: 'strong', find: either('context/news') },
    { id: 'committee-papers/published', against: 'strong', find: either('context/published') },
    { id: 'committee-papers/training', against: 'fair', find: either('context/training') },
    { id: 'committee-papers/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'committee-papers/rules', against: 'weak', find: either('context/rules') },
    {
      id: 'committee-papers/local',
      against: 'weak',
      find: phrases(`branch meeting, gc meeting, clp exec, ec meeting, branch agenda, ward branch`),
    },
    {
      id: 'committee-papers/candidate-appeal',
      against: 'strong',
      find: phrases(`
        nominate me, vote for me, standing for the nec, my candidacy, candidate statement, i am standing, nominate us,
        our slate, please nominate, elected to the nec, nec elections, nec candidate~
      `),
    },
  ],
};
