/**
 * Papers on their way: a paragraph being drafted, a list of what the pack holds, a sheet of cases for a panel, a note for
 * whoever is in the chair, a passage quoted to somebody who helps to read it.
 *
 * Source: paragraph 5(b). A paper's text is a paper's whether or not it has its head; each fact alone is any office's. Pure.
 */
import { isBesideOurs, isSurelyOthers, OF_OTHERS } from './owners.ts';
import { oneOfEach, phrases, type Signal, shapes, together, where } from './signal.ts';

const facts: readonly Signal[] = [
  // Our national bodies by the names of those who write for them.
  {
    id: 'committee-papers/body-short',
    for: 'weak',
    find: phrases(`
      general secretary's report, gs report, eve of conference, labour executive, labour's executive, labour's
      equalities, committee of the party, of the labour party's, wcac on, the arrangements committee, complaints sub,
      complaints committee, complaints sub-committee, nec members, to nec, officers' group, lgbt national, bame
      national, disabled members' national, national committee, september nec, july nec, {month} nec, audit & risk,
      audit risk, audit and risk, international sub, disputes pack/panel/sub, ncc thing, ncc panel, our panel's, for
      panel, panel {weekday}, panel members, panel list, campaigns committee/cttee, int'l sub, membership appeals, panel
      is asked, committee members, members of the committee, women's committee papers, board thing, business board
      thing, asks org, org again, jpc #, npf #, cac #, cac have, cac view, nec starts, nec #, nec twenty, selection
      committee of the, appeals panel, governance committee, nec, ncc, cac, wcac, jpc, npf, cdsc, orgsub, org
      sub/committee/cttee/chair/members/on/in/next/before/meets, for org, to org, of org, org {month}, org #, the sub,
      the sub-committee, sub-committee is, nc, the nc, members' nc, women's nc, disabled members' nc, ylnc, nwc,
      national women's, women's committee, equalities committee/cttee/sub/meeting/pack, next equalities, disputes
      panel/sub, business board, the board is, board members, audit committee, development fund, fund panel, the panel,
      panel a/b/c/d, selections panel, selection panel, officers' call/group/meeting, for the officers, nec officers, to
      the officers, full committee, the full nec, drafting group/list, policy commission, commission a/b/c/d/e/f, npf
      comm, co-convenor~, commission's draft, forum weekend, npf reps/officers, for reps, policy forum, national
      executive, our executive, procedures committee, working group, rules working, joint policy, conference
      arrangements, international committee, youth committee, welsh executive, scottish executive, regional board,
      regional executive, treasurer's committee, finance committee, general purposes, campaign strategy
    `),
  },
  // To whom it goes and when they see it.
  {
    id: 'committee-papers/goes-to',
    for: 'fair',
    find: phrases(`
      papers for tomorrow/today/monday/tuesday/wednesday/thursday/friday/saturday/sunday, got the papers, the papers
      for, paper came, coming to us, comes to us, we consider the, attached draft, our paper #, it's item #, for wcac,
      for cac, final text, goes to the printer, my go at, here's my go, going to jpc, cac side, in the pack i got, heads
      up, before i go in, before i go down, papers #, papers # of #, second lot, third lot, first lot, last lot, late
      item, bit for org, for org sub, paper for the, before it goes, on the back, below the line, for the officers,
      bwyllgor gwaith, pwyllgor gwaith, papur i, papur ar gyfer, sets by, # sets, order of the set, before the printers,
      overnight text, schedule for decision, second batch, first batch, comes before them, letters to go, pack in the,
      secure drop, nec bundle, july bundle, the bundle p, bumf, ring binder, my bumf, pack as at, with pack, table only,
      to follow, isn't out till, not out yet, not out till, before it goes in, goes up to, as an appendix, my bit for,
      proof this, from my nec, my nec pack, your set for, locked folder, the drafters, has had from, my pack, your pack,
      nec pack, panel pack, print my, print this for, single sided, large print, big print, papers have come, papers
      have arrived, papers have landed, papers came, papers arrived, pages of them, the bit we care, what they've sent,
      sent us, they've sent us, i've been sent, i've to have a view, have a view by, for decision on, decision on the,
      for the officers tomorrow, for # am, for #am, draft composite, the draft here, wants my ok, clerk wants, movers
      meet, delegates' report, table for, tabled for, pack order, sets stapled, in this order, not the one members, for
      decision by, for noting by, for approval by/on, for {month} nec, goes to
      nec/jpc/org/officers/committee/board/panel, goes in the/on, going to/in the?
      nec/jpc/org/officers/committee/board/panel/sub/pack, go/goes/going in the pack, to go in the pack, for the pack,
      the pack, late paper/papers/ones, put to the? nc/nec/jpc/committee/panel/officers/board/forum/sub/org/movers, we
      put to, putting to us, put before the, before the? nec/jpc/org/committee/panel/officers/sub, see it/this before,
      see this on, won't see it, will see it/this, haven't seen it/this, have had the paper, had the paper, they've had,
      papers for/on/by, paper for, papers below, papers are below, paper follows, pasted below, draft pasted, in the
      body, portal is down, portal, for {weekday} nec, item for, for the #, at the officers, ask the
      nec/committee/sub/board, the nec is/may/will/would/should, nc to, panel to decide/agree/note/consider, committee
      to, board to, sub to, sub will want, members will want, members will recall, they'll ask, they will ask, they'll
      want, what they'll, draw it to, for the chair, to the chair, under your name, agree the list, this is what goes,
      what goes to, wrong file, right file, replaces the, replaced by, supersedes, circulated on, circulated with,
      tabled, to be tabled, to be taken, taken in, oral report, oral, verbal report, reports to, quorum for, next
      meeting of the
    `),
  },
  // What it asks of them, in the turns that papers have.
  {
    id: 'committee-papers/invited',
    for: 'fair',
    find: phrases(`
      asks us to, asked to be noted, merely to be noted, to be noted, it recommends that, recommends that clps, should
      have regard, rule on # motions, to rule on, throw out, have us down, their note says, back me if, proposals for
      you, please agree, agree a and, that the panel approve, that the committee agrees, that the committee agree, that
      jpc agrees, that the nec, that nec, tell the nec, ask/asks members/you/colleagues/the to, we ask members, we ask
      you, asks members to, ask you to, let three officers, yours to decide, you decide, come ready to vote, ready to
      vote, please decide, staff say, staff put forward, staff would, officers want, officers would, want it noted,
      noted in, agreed in, does that look right, not for delegates, for commission members, still in draft, wear it,
      promising, gofynnir i'r, gofynnir i, argymhellir, argymhelliad, i'w nodi, i'w benderfynu, i'w drafod, committee to
      pick, to pick today, asked to sign, sign it off, needs your yes, decision needed, group is asked, invited to say,
      and say which, which comes before, invited to choose, choose between, secretariat's view, members will wish, will
      wish to, may care to, wish to be aware, recommended to a/approve/agree, committee recommends, further recommends,
      i recommend, asks the director, steer is, steer on, what's proposed, what is proposed, what we'd like, what we
      would like, why now, what it costs, as above, committee's steer, is asked to decide, asked to decide, panel to
      decide, you are recommending, are recommending, may take up to, committee to choose, panel to choose, to choose
      between, options for, option one, option two, options are, officers rec, rec warning, rec is, recs are, officers
      advise, officers prefer, officers divided, officers recommend, asks org, asks nec, asks jpc, asks to, recommend
      no, recommend oppose, recommend extend, recommend :, recommends, proposing to, they're proposing, they are
      proposing, proposal to, we propose, to settle when, to settle whether, defer $, for decision, for discussion,
      approve $, decide $, note $, is/are/was/were/be asked/invited/recommended/requested/urged to, invited to note,
      is/are asked/invited :, is/are asked/invited #, is/are asked/invited a/b/c, asked a/b to, asked # to, may wish
      to/that, might wish, is sought, are sought, agreement to, seek authority, seeks authority, to seek authority, to
      seek agreement, to seek approval, authority to, to confirm, to appoint a/the/three, to waive, to set the, to
      endorse, to note the, note the fall/rise/report/return/position, agree the winter/scheme/list/principle/timetable,
      we propose that, it is/was proposed that, propose that the, officers/staff
      propose/suggest/recommend/advise/would/prefer, proposes that, recommended :, recommended that, recommendation :,
      recommendation changed/is/to/now, the recommendation, recommendation a/b/c, recommendation #, recs #, rec #, rec
      :, suggested :, suggest :, suggested answer, suggested line, advice :, staff advice, officer's/officers' view,
      officer's/officers' advice, view :, proposed :, reasons :, reasons given, for noting, for information, decision :,
      to note, take note, nodded through, without a vote, aim to take, can be taken, taken now
    `),
  },
  // Somebody works on its text.
  {
    id: 'committee-papers/paragraphs',
    for: 'fair',
    find: phrases(`
      paragraff #, eitem #, text as agreed, as before, late line, slide #, treasury team, won't wear, commission voted,
      shared doc, para #, paras #, paragraph #, paragraphs #, para b, p # l, p #, pp #, page #, l #, line #, lines #,
      annex #/a/b/c/d/e, appendix #/a/b/c/d/e, table #, footnote #, section #, chapter #, box #, sub-para, new
      para/paragraph/sentence/text/clause, leave out, delete all, delete the/para/from, deleted, insert, after Aa
      insert, add and/a, cut to/the/it/this/down/two, move it up, moved up, bracketed, brackets, square brackets, square
      bracket, in brackets, drop the, strike, struck, take out, taken out, leave it in, take it in, taken in, changes
      taken, comments on, comments so, comments in, your comments, comments from, margin, tracked, track changes,
      redraft, redrafted, redraw, first draft, second draft, third draft, fourth draft, next draft, last draft, final
      draft, latest draft, rough draft, my draft, your draft, their draft, draft #, version #, versions, this version,
      last version, clean version, clean copy, version control, to read :, now reads, now runs, should read, would read,
      reads :, runs :, make it, wording, form of words, the text, text from, your paragraph, yr paragraph, your
      sentence, your section, your bit, main text, fall-back text, consensus, composite #, movers, the mover,
      amendment~, amended, i've had a go, have a go, had a go, have put, i've put, put the reason, too long, shorter,
      tidy, format it, please format, word count, one page, two pages, sanity check, read this for, tell me if, look
      over, look before, second thoughts, would your lot, can live with, live with it, wear it, would wear, not settled,
      haven't settled, in full, as it stands, where he's landed, where it's landed
    `),
  },
  // A code as our committees number their papers.
  { id: 'committee-papers/paper-code', for: 'strong', find: shapes('party-paper') },
  {
    id: 'committee-papers/numbered-paper',
    for: 'fair',
    find: phrases(`
      options note #, papur #, eitem #, motion #, rotas paper, options note, page #, pink #, item title, item doc,
      agenda title, ref title, ref agenda, title lead, paper title, title from, title author, title paper, title for,
      lead for, from for, for circulate, for pages, doc pages, paper lead, item paper, item lead, who has seen, note
      with, decide with, discuss table, to be tabled, items #, paper e, closed annex, annex a/b/c/d, paper #, paper
      a/b/c/d/e/f/g/h, papers #, papers a/b/c/d, tabled paper, late paper, item #, item b, item agenda item, sheet #,
      list a/b/c, annex #, case #, bids #, bid #, card #, cards #, submission no/#, submissions, schedule a/b, apologies
      minutes, # apologies, matters arising, starred, unstarred, item on the, for item
    `),
  },
  // Cases, applications or bids in a row, each with what staff would do.
  {
    id: 'committee-papers/row-advised',
    for: 'fair',
    find: phrases(`
      marks out, out of 20, named below, drawn up by, out $, in $, more than one subject, in compositing, out # words,
      referred to npf, out :, in :, # words, in with, compositing with, officers rec, rec warning, rec is, for $,
      against $, defer $, for with, i'd go with it, case # refer, case # held, no remorse, longlist
      five/four/six/seven/three, longlist interview, interview scores, added up, out of eighty, withdrew at, in
      composite, out not, not contemporary, in order, ruled out, out of order, movers refusing, on the out,
      investigator's view, investigator :, clear $, i would not, to be lifted, lift with, written warning, reads :,
      bundle by, skeleton by, witnesses a side, directions for, officer's view, officers' view, officers suggest, staff
      suggest, staff advice, staff view, recommended :, recommend :, recommended reminder/warning/that/no/to, recommend
      refusal/refuse/approve/approval/accept/reject/admit/readmission, suggest :, suggested :, advice :, refuse $,
      uphold, uphold refusal, admit, admit both, do not longlist, longlist $, longlist, not longlist, i'd refuse, i'd
      agree, i would refuse, i'd say, hold $, yes $, no $, accept $, resist, withdraw, remit, offer, held over, put off,
      put back, withdrawn, for noting, automatic, reminder, refer to the? ncc, to ncc, panel to decide, decision $,
      decision :, ground of, their case, due diligence, panel marks, scores, score #, out of #, up to you, up to you
      lot, for you to, they've had one, they've had, in the pot, left in the, over for the, no quote, late $, quote
      attached, bids, applicants, applicant #, applicants for, interview, let down, appeal out of time, membership
      appeals, appeals batch, batch #, re-admission~, readmission~
    `),
  },
  // What whoever is in the chair, or answers for it, is told to say.
  {
    id: 'committee-papers/chair-brief',
    for: 'strong',
    find: phrases(`
      chair to, debrief, lessons, what we said, not for members, if they ask, if he asks, if she asks, if it comes,
      speaking note, speaking notes, chair's note, chair's brief, chair's briefing, brief for the? chair, briefing for
      co-convenors/chair/members/officers/the, note for officers/chair/the/co-convenors, note for the chair, running
      order, order of business, timed agenda, annotated agenda, if pressed, if pushed, if asked, if raised, if Aa
      raises, if anyone/anybody/somebody/someone raises/asks, point out, welcome ..2 to introduce, lines to take, line
      to take, suggested answer, suggested response, what to say on, what to say about, what to say if, defensive lines,
      where trouble, trouble may, expect #, staff expect, expected vote, expect trouble, fall-back, fallback, fall back,
      aim to, be put by, put by the, handling, handling note, handling plan, likely questions, q and a, take it without,
      to be moved by, mover :, seconder :, call Aa, secretariat, secretariat briefing, not for reps
    `),
  },
  // A member asks somebody to read it with them.
  {
    id: 'committee-papers/read-for-me',
    for: 'fair',
    find: phrases(`
      read on the tram/train/bus, on the bus, for my eyes, i can't read, can't read on, won't open, open it for, in a
      format, three good reasons, do you think, is it mean, should i be, what's a, what is a, what's covenant, the lay
      one, you're the accountant, accountant, my annotations, annotations, read a, couldn't face, couldnt face, ring me
      after, don't put the page, before bus, can you read, could you read, can you check, could you check, can you look,
      could you look, can you sanity, sanity check, have a look at, tell me if, tell me what, could you tell, does it
      add, add up, do these, do they add, makes sense to you, makes soup, my reader, you're my, good with numbers, good
      with figures, your eye, cast an eye, run your eye, what do you make, what do you think, what's this mean, what
      does it mean, timing of what, sounds like us, is it me, am i right, i'd like to say, i want to say, i want to ask,
      ahead of, before {weekday}, before tuesday, you asked to see, you said to send, this is their, from their, what
      i'm up against, here's what they, it says, it asks, asks us, asks the, and asks
    `),
  },
];

const FORM = [
  'committee-papers/goes-to',
  'committee-papers/invited',
  'committee-papers/paragraphs',
  'committee-papers/paper-code',
  'committee-papers/numbered-paper',
  'committee-papers/row-advised',
  'committee-papers/chair-brief',
  'committee-papers/read-for-me',
  'committee-papers/staff-view',
  'committee-papers/recommendation',
  'committee-papers/status',
];
const BODY = ['committee-papers/body-short', 'committee-papers/register-body'];
const ELSE = [
  'committee-papers/of-others',
  'context/news-many',
  'context/bulk',
  'context/template',
  'context/placeholders',
  'committee-papers/open-to-all',
];

const joined: readonly Signal[] = [
  // Boards, cabinets and committees of others have papers of just this form.
  {
    id: 'committee-papers/other-board',
    against: 'fair',
    find: phrases(`
      non-executive, seminar, library scan, open shelves, reading for, deans, principal's office, faculties, athena
      swan, fostering, children's services, comhairle, islands council, wards affected, members' staff, section 151, key
      decision, report to cabinet, cabinet on, cabinet is, county's cabinet, tomorrow's cabinet, council's site,
      council's website, exco, delivery plan, official-sensitive, the department, ministry, permanent secretary,
      corporate director, special adviser, minister's office, union's nec, service group, executive council, federation,
      confederation, guild, institute, society of, league, association of, chamber, alliance of, board of directors,
      board of governors, governors, trustees, trust board, shareholders, investors, senate, academic board, synod,
      diocese, parish, cricket, football, rugby, bowls, choir, allotment~, residents', tenants', patients', parents',
      clients, customers, sprint, product, release, umpire, licensing, planning application~, highways, full council,
      scrutiny, this clp notes/believes/resolves, this branch notes/believes/resolves, conference delegates' report,
      movers have, published, on the website, on the site, web site, for everyone to read, public consultation
    `),
  },
  {
    id: 'committee-papers/of-others',
    find: {
      kind: 'derived',
      from: [...OF_OTHERS, 'committee-papers/other-board'],
      when: (seen) =>
        !isBesideOurs(seen) &&
        (isSurelyOthers(seen) ||
          seen('committee-papers/other-board') >= 2 ||
          (seen('committee-papers/other-board') > 0 && seen('context/party') === 0) ||
          (seen('owner/other') > 0 && seen('context/party') === 0)),
    },
  },
  {
    id: 'committee-papers/drafted-for-body',
    for: 'strong',
    find: oneOfEach(
      [
        BODY,
        ['committee-papers/paragraphs'],
        ['committee-papers/goes-to', 'committee-papers/invited', 'committee-papers/numbered-paper'],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/asked-of-body',
    for: 'strong',
    find: where(
      [
        [1, BODY],
        [1, ['committee-papers/invited', 'committee-papers/recommendation', 'committee-papers/asks']],
        [3, FORM],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/panel-sheet',
    for: 'strong',
    find: oneOfEach(
      [
        ['committee-papers/body-short', 'disciplinary/panel-talk'],
        ['committee-papers/row-advised'],
        ['committee-papers/numbered-paper', 'committee-papers/paper-code', 'committee-papers/numbered'],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/chair-briefed',
    for: 'strong',
    find: where(
      [
        [1, [...BODY, 'declared/of-office']],
        [1, ['committee-papers/chair-brief']],
        [2, FORM],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/code-of-ours',
    for: 'strong',
    find: where(
      [
        [1, ['committee-papers/paper-code']],
        [2, FORM],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/much-of-a-paper',
    for: 'strong',
    find: where(
      [
        [1, BODY],
        [4, FORM],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/read-with-help',
    for: 'fair',
    find: where(
      [
        [1, BODY],
        [1, ['committee-papers/read-for-me']],
        [2, FORM],
      ],
      ELSE,
    ),
  },
  {
    id: 'committee-papers/paper-of-others',
    against: 'strong',
    find: together('committee-papers/of-others', 'committee-papers/invited'),
  },
];

export const drafting: readonly Signal[] = [...facts, ...joined];
