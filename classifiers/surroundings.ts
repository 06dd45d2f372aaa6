/**
 * What a text is part of, whatever it says: the Party's own, another body's, a newspaper's, a public mailing, a form, a
 * rule, a lesson. Signals of all categories refer to these; by themselves they weigh nothing.
 *
 * Source: the look-alikes that each category meets in `fixtures/labelled`. Pure.
 */
import { desks } from './desks.ts';
import { owners } from './owners.ts';
import { phrases, type Signal, shapes, told } from './signal.ts';

export const surroundings: readonly Signal[] = [
  // Words that only the Party (or those who write about it) uses. An abbreviation alone is not among them.
  {
    id: 'context/party',
    find: phrases(`
      clp/clps/blp/blps/lcf/amm, constituency/branch/ward labour party, labour
      party/group/branch/members/member/councillors/councillor/candidate/nec/students, comrade~, national executive
      committee, national constitutional committee, national policy forum, young/scottish/welsh labour, llafur, plaid lafur, cyd
      bwyllgor llafur, contact creator, membersnet, membercentre, member centre, general committee, regional
      director/organiser/office/executive, local campaign forum, local government committee, trade union liaison,
      tulo, ppc/ppcs, rule book, rulebook, governance and legal, disputes team/panel/unit/sub, org sub, orgsub,
      organisation/organisational committee/sub, complaints and disciplinary, glu, nec
      members/officers/member/meeting/panel/paper/rep/reps, the nec, nec and/of/on/agenda/item/decision/minutes,
      women's branch/forum, labour link, conference arrangements, general secretary's, cdsc, clp
      secretary/chair/treasurer/officers/exec, our/the party's, party
      members/member/staff/officer/officers/conference/rules/hq, the party, labour
    `),
  },
  // Words of everyday politics that other bodies use as well: enough only several at once.
  {
    id: 'context/party-like',
    find: phrases(`
      branch, ward, gc, gm, ec, nec, canvass~, doorknock~, doorstep/doorsteps, leaflet~, campaign~, councillor~,
      cllr/cllrs, mp/msp, delegate~, affiliate~, motion~, shortlist~, hustings,
      membership secretary/officer, solidarity, executive committee, fraternally, whip, nominat~, constituency,
      by-election, knock up, gotv
    `),
  },
  { id: 'context/register-name', find: told },
  { id: 'context/sender-inside', find: told },
  // Everyday political words, many of them together, are a party's.
  {
    id: 'context/party-like-many',
    find: { kind: 'derived', from: ['context/party-like'], when: (seen) => seen('context/party-like') >= 3 },
  },
  {
    id: 'context/other-dominates',
    find: {
      kind: 'derived',
      from: ['context/other-body', 'context/union'],
      when: (seen) => {
        const others = seen('context/other-body') + (seen('context/union') >= 2 ? 1 : 0);
        const ours = seen('context/party') + 2 * seen('context/register-name');
        return others > ours && (others >= 2 || seen('context/party-like') === 0);
      },
    },
  },
  // Whose record it is decides more than its layout.
  {
    id: 'context/other-body',
    find: phrases(`
      parish/town/community/village council, parish clerk, clerk to the, declarations of interest, planning
      application~, precept, public participation, village hall committee,  full council,
      county/borough/city/district council, scrutiny committee, section 151, wards affected, monitoring officer,
      standards committee, governors, governing body/board, headteacher, head teacher, school
      council/governors/trip/uniform, pta/ptfa, parents association, ofsted, pupils, academy trust, dfe, trustees,
      charity commission/number/no, registered charity, company number/secretary/no, shareholder~, board of directors,
      directors report,  agm of the company, non executive,
      cricket/football/rugby/tennis/bowls/golf/hockey/netball/rowing/sailing/swimming/cycling/running/chess/bridge/gardening/snooker/darts/angling/boxing/athletics/social/working
      club, first/second xi, fixtures secretary, groundsman,   pavilion,  gym, fitness,
      allotment~ association/society/site/holders, library card/books/members,  branch secretary unison,   pcc, vicar, rector, churchwarden~, diocese, congregation, mosque committee, parochial, synod, choir,
      orchestra, residents/tenants/leaseholders/homeowners association, housing association, credit union,
      neighbourhood watch, women's institute, rotary, lions club, scout~,  brownies, u3a, friends of,
      historical society, horticultural, wildlife trust, book group/club, patient participation, 
      integrated care, ccg,  pull request~,  repository, github, open source, tsc,
      working group chair, release candidate, roadmap, hackspace, student~ union, student council, su president,
      hansard, house of commons, select committee, official report, conservative association/party/club,
      conservatives, liberal democrat~, lib dem conference, green party, reform uk, plaid cymru, snp, co-operative
      party, cooperative party, co op party, ratepayers,  film society, dog/pony/kennel club/show,
      nursery, playgroup, co-op board,  landlord association, food bank trustees, chamber of commerce, branch
      of unison/unite/gmb/usdaw/cwu/rnli/rspb, royal british legion, regatta, commodore,  beavers, flat
      management, freehold, service charge,  ramblers, twinning
    `),
  },
  {
    id: 'context/union',
    find: phrases(`
      unison/usdaw/aslef/rmt/pcs/neu/nasuwt/ucu/bma/rcn/cwu/gmb/tssa/prospect/fbu, unite branch/rep/union, shop steward~, union
      branch, pay claim, facility time, strike fund, health and safety rep, employer~, workplace, members' ballot, industrial
      action, stewards, pay offer, branch secretary unison
    `),
  },
  {
    id: 'context/institution',
    find: phrases(`
      plc, ltd, llp, shareholders, investor~, dividend, revenue, half-year results, fy #, sales team, customer~,
      our client/clients, our customers, university, college, academy, faculty, senate, vice-chancellor,
      pro-vice-chancellor, student union, su, nus, alumni, exams officer, examination/examinations, pupils,
      parents of, parents evening, lecturer, professor, seminar, head of department, nursery, gp surgery, nurse
      in charge, patients, nhs, clinic, trust board, foundation trust, hospice, housing officer, homes ltd,
      tenancy, tenant~, repairs, police and crime, constabulary, fire authority, highways, planning committee,
      cabinet member, chief executive of the council, the council is asked, borough council, county council,
      town clerk, allotment~, plot #, parish, temple, vestry, choir, choral, orchestra, drama~, panto, museum,
      gallery, reading group, book club, wi, guides, cubs, rotary, masonic, lodge meeting, legion, fc, afc, rfc,
      cricket, rugby, football, tennis, bowls, golf, running club, athletics, swimming, cycling, sailing,
      regatta, league, referee, fixtures, tournament, membership plan, rewards, loyalty card, loyalty points,
      residents association, tenants association, friends of, civic society, historical society, history
      society, preservation, wildlife, horticultural, garden club, kennel, pony club, charity, charitable,
      trustees, credit union, co-op society, building society, pension scheme, insurance, mortgage, accountant~,
      estate agent~, solicitors llp, law society, barrister~ chambers, tribunal, employment tribunal, hmrc,
      dvla, sprint, pull request, repo/repos/repository, deploy~, release notes, jira, demo'd, product owner,
      scrum, kubernetes, software, conservative~, tory association, lib dem~, liberal democrat~, green party,
      reform uk, plaid cymru, snp branch
    `),
  },
  {
    id: 'context/union-body',
    find: phrases(`
      unison/usdaw/aslef/rmt/pcs/neu/nasuwt/ucu/bma/rcn/cwu/gmb/tssa/prospect/fbu/unite/community/napo/equity/bectu
      branch/nec/executive/conference/region/regional/rule/rep/reps/committee/rules/delegates/delegate/organiser/convenor,
      unite/unison/gmb/rmt/cwu ..2 branch, union branch, union's executive, trades council, trades union
      council, shop stewards, convenor, strike ballot, strike action, strike fund, pay claim, pay offer,
      employer's, the employer, management side, members' ballot, health and safety rep, h&s rep, lay
      office, brothers and sisters, bro, bros, sis, branch committee, regional committee, tuc, wtuc,
      trade union act
    `),
  },
  // Whose name stands at the head: that is whose record it is.
  { id: 'context/other-head', find: told },
  { id: 'context/party-head', find: told },
  {
    id: 'context/institution-many',
    find: { kind: 'derived', from: ['context/institution'], when: (seen) => seen('context/institution') >= 3 },
  },
  {
    id: 'context/others-only',
    find: {
      kind: 'derived',
      from: ['context/other-body', 'context/institution', 'context/union-body'],
      when: (seen) =>
        seen('context/other-body') + seen('context/institution') + seen('context/union-body') > 0 &&
        seen('context/party') + seen('context/register-name') === 0,
    },
  },
  {
    id: 'context/ours-only',
    find: {
      kind: 'derived',
      from: ['context/party', 'context/register-name'],
      when: (seen) =>
        seen('context/party') + seen('context/register-name') > 0 &&
        seen('context/other-body') + seen('context/institution') + seen('context/union-body') === 0,
    },
  },
  {
    id: 'context/news',
    find: phrases(`
      a/the party? spokesman/spokeswoman/spokesperson, spokesperson for, told the/this {paper}, {paper}
      reported/reports/understands/revealed, it has emerged, it emerged, political correspondent/editor,
      reporter, from this morning's, in today's, bbc/guardian/labourlist/skwawkbox/huffpost/telegraph, sky news,
      read more, breaking :, news story, asked for comment, declined to comment, has been approached, said in a
      statement, press association, newspaper, published by the, podcast
    `),
  },
  // One newspaper may be spoken of at any meeting.
  {
    id: 'context/news-many',
    find: { kind: 'derived', from: ['context/news'], when: (seen) => seen('context/news') >= 2 },
  },
  {
    id: 'context/bulk',
    find: phrases(`
      unsubscribe, view this email/in, in your browser, you are receiving this, you receive this, you get this
      because, update your preferences, manage preferences, promoted by, printed and promoted,  privacy
      policy, follow us, newsletter, forward to a friend, mailing list, sign up, signed up, click here, dear
      resident/residents/neighbour/supporter/supporters/friend, donate,  like and share, find us on
    `),
  },
  {
    id: 'context/template',
    find: phrases(`
      delete as appropriate, insert name/date/address/here/number, template~, block capitals, please complete,
      complete this form, office use only, for office use,  specimen, model letter/motion/minutes, tick as
      appropriate, please tick, tick box, fill in,  pro forma, proforma, lorem, i apply, i wish to apply/join,
      application form, example only, fictitious, fictional, dummy, `),
  },
  { id: 'context/placeholders', find: shapes('placeholders', 'fill-in-lines') },
  // About how things are done, not about a case or a meeting.
  {
    id: 'context/rules',
    find: phrases(`
      this guide/guidance/handbook/policy/procedure/code/document sets, guidance on/for/note, how to, handbook,
      code of conduct, a member may/shall/must/who, members may/shall/must, any member who/may, shall
      be/not/have, a member/person/complaint is/may/can, if a member/complaint, if you are/have/want, rules on,
      what to do if, frequently asked, faq~, best practice, terms of reference, standing orders, constitution,
      for example, e g, in general, data protection, gdpr, you should, you must, your rights, procedure~
    `),
  },
  {
    id: 'context/training',
    find: phrases(`
      training, workshop, webinar, slide/slides, exercise, module, learning, course, trainer, role play, quiz,
      handout, role description, job description, apply by, crib sheet, beginners, induction
    `),
  },
  {
    id: 'context/published',
    find: phrases(`
      press release, for immediate release, news release, published on/by/in, on our/the website, web site, hereby
      give notice, declaration of result, declared elected, duly elected, result of the? poll, results were
      announced/declared, declared result~, was declared, returning officer for, notice of election/poll, persons
      nominated, open letter, leaflet text, in public, public domain, wikipedia, opinion poll, yougov/ipsos/survation,
      manifesto, annual report, open to all, consultation, public meeting, electoral commission, congratulations to
    `),
  },
  {
    id: 'context/invitation',
    find: phrases(`
      you are invited, invite you, will be held, will take place, takes place, join us, please join, rsvp, all
      welcome, see you there, looking forward to seeing, to receive, to consider, to approve, to elect, to note, to
      agree, agenda, notice of, doors open, zoom link, please send, let me know if you can, can you come, are you
      coming, next week's, tomorrow, will meet, will be, reminder, deadline for motions, submit motions, please note
    `),
  },
  {
    id: 'context/employer',
    find: phrases(`
      your employment, human resources, hr department/manager/team, line manager, employee~, your contract, job
      offer, gross misconduct, payroll, your manager, acas, pupil~, exclusion from school, fca, solicitors
      regulation, nmc, tribunal, judgment, claimant, league, referee, match ban, driving licence, trading,
      customer~
    `),
  },
  // Anybody's duty is a rule; somebody's deed is a case.
  {
    id: 'context/generic',
    find: phrases(`
      a/an/any/every/each/no/the/that
      member/person/candidate/applicant/respondent/complainant/panel/director/committee/council/officer/secretary/branch/party/delegate/nominee/witness/decision/complaint/hearing/team/investigator/appeal/board/unit
      shall/may/must/should/can/will,
      members/persons/candidates/applicants/respondents/complainants/officers/delegates/complaints/branches/panels/people/witnesses
      shall/may/must/should/can/will, you will/can/may/must/should
      get/be/have/hear/receive/need/ask/not/also/usually/normally, if you are/have/were/think/get/wish/want,
      what to do, a guide, guide for, guide to, step #, steps, anybody may, anyone may, any person may, whoever,
      a member who/whose, anyone who/whose, in any case, in case of, for each #, one for each/every, are
      entitled to, means that, means any/a, in this rule/part/section/chapter/procedure/policy, under this
      rule/part/section/chapter/procedure/policy, sub-clause, clause #, section #, hereinafter
    `),
  },
  {
    id: 'context/generic-many',
    find: { kind: 'derived', from: ['context/generic'], when: (seen) => seen('context/generic') >= 3 },
  },
  {
    id: 'context/generic-mostly',
    find: { kind: 'derived', from: ['context/generic'], when: (seen) => seen('context/generic') >= 6 },
  },
  // What whoever likes may read: said to the public, or long ago.
  {
    id: 'context/public-voice',
    find: phrases(`
      printed in full, at his/her request, for publication, letter to the editor, dear editor, obituary, who
      has/have died, who's died, has died aged, died aged, aged #, memoir~, autobiography, biography, in his/her
      book, published in, crowdfund~, gofundme, raised of, share this, please share, share :, tweet~ that,
      thread :, blog, substack, medium com, podcast, radio 4, on its website, public web site, public website,
      on the web site, on the website, on the council's site, the council's site, press panel, columnist,
      adjudication, newspaper must, must print, the paper says, in the western mail, reader's letter, history of
      the, years ago, exhibition, tickets from, free entry, stage play, in the film, panto, quiz, crossword
    `),
  },
  {
    id: 'context/fiction',
    find: phrases(`
      novel, chapter one, film, episode, series, recipe, homework, dissertation, essay, abstract, phd, thesis,
      literature
    `),
  },
  ...desks,
  ...owners,
];
