/**
 * Whose record a text is: the Party's own, or an employer's, a school's, a court's, a club's, another party's.
 *
 * Each walk of life has words that the others lack. One of them says little (the branch meets in a school); two, and
 * fewer of ours, say whose it is. Signals of all categories refer to these; by themselves they weigh nothing. Pure.
 */
import { phrases, type Seen, type Signal } from './signal.ts';

const strangers: readonly Signal[] = [
  {
    id: 'owner/work',
    find: phrases(`
      human resources, hr, hr manager/team/business/department/partner/director/adviser/advisor/policy, people
      team/partner/director/services, line manager~,
      your/my/his/her/their/duty/shift/store/area/depot/site/operations/general/deputy/office/floor/kitchen manager,
      supervisor~, foreman, employee~, employer~, your/my/his/her employment, employment contract/law/tribunal/rights,
      contract of employment, gross misconduct, full pay, without pay, payroll, payslip~, wages, salary, salaries,
      overtime, night shift, day shift, early/late shift, shifts, shift pattern, shift swap, clocking, clocked,
      notice period, probation~ period, appraisal~, capability procedure/meeting/review, performance
      review/improvement/management, sickness absence/pay/record, sick note/pay/leave, absence
      review/management/record, occupational health, redundan~, grievance, grievances, dismissal, dismissed
      without/from/for/with/on, unfair dismissal, summary dismissal, sacked, the sack, acas, settlement agreement,
      company car/property/vehicle/policy/premises/phone/laptop/handbook, the company, the firm, this firm,
      company's, firm's, the till, stock room, stockroom, stocktake, warehouse~, depot, factory, forklift, lorry,
      drivers, apprentice~, trainee~, staff handbook, staff room, first written, verbal warning, lieu,
      agency worker~, temps, colleagues at work, at work on, from work, duty rota, cashier, waiter, waitress, chef,
      head chef, kitchen porter, receptionist, sales floor/team/rep/lead, leads, plant, production line, workforce,
      workplace, customers, your role with, job title, interview panel for the post, health and safety executive,
      investigation meeting, investigating manager, hearing manager, disciplinary manager, dignity at work,
      equal opportunities, whistleblow~, works council, annual leave, time sheet~, timesheet~
    `),
  },
  {
    id: 'owner/school',
    find: phrases(`
      headteacher~, head teacher~, deputy head, head of year/school/sixth/department/faculty/house, the head, headmaster,
      headmistress, form tutor~, form teacher, class teacher~, teaching assistant~, pupil~, year
      group/seven/eight/nine/ten/eleven/six/five/four/three/two/one, classroom~, playground, homework, school
      uniform/trip/office/day/rules/policy/gate/council/bus, the school, your school, our school, primary school,
      secondary school, school's, half term, half-term, term time, fixed term exclusion, fixed period exclusion,
      permanent exclusion, permanently excluded, suspended from school, excluded from school, detention~, sen/senco,
      parents evening, parents' evening, parents and carers, governors, governing body/board, academy, academies,
      multi academy, sixth form, ofsted, lesson~, exam board, gcse~, a level~, a-level~, ucas, university,
      universities, faculty, dean, proctor~, plagiari~, academic
      misconduct/integrity/offence/appeals/registry/board, student conduct, student, students, dissertation~, module~,
      halls of residence, hall of residence, campus, lecturer~, professor, undergraduate~, postgraduate~, viva, vice
      chancellor, vice-chancellor, chancellor's office, tutor~, nursery, nurseries, preschool, childminder~, college,
      colleges, exams, exam hall, mock exams, reading age, pta, ptfa, student union, students' union, su president, nus
    `),
  },
  {
    id: 'owner/health',
    find: phrases(`
      patient~, ward sister/manager/staff/round/clerk, on ward #, ward #, sister, nurse~, nursing, consultant, gp
      practice/surgery, surgery, dental, dentist~, clinic~, midwi~, hospital~, nhs, pals, matron, medication, tablets,
      prescription~, care home~, care worker~, carer's, carers, resident's care, cqc, nmc, gmc, gdc, hcpc, fitness to
      practise, social worker~, social care, ambulance~, paramedic~, pharmacy, pharmacist~, foundation trust, trust
      board, integrated care, clinical, physio~, health visitor~, a and e, appointment~ at the, referral to the clinic,
      hospice, blood test, scan results, vet, vets, veterinary
    `),
  },
  {
    id: 'owner/customer',
    find: phrases(`
      customer~, refund~, order number/no, your order, my order, purchase~, receipt, delivery, deliveries, parcel~,
      courier firm/company, broadband, energy supplier, meter reading, smart meter, tariff~, my bill, your bill, invoice~,
      account number, your account, my account, account manager, booking, bookings, hotel~, flight~, airline, passenger~,
      train operator, bus driver, bus pass, your driver, garage, mot, warranty, faulty, product~, shop assistant, the shop,
      bank manager, the bank, branch of the bank, mortgage~, insurer~, insurance, policyholder~, claim number, premium,
      ombudsman, ofcom, ofgem, ofwat, trading standards, trustpilot, goodwill gesture, gesture of goodwill, compensation,
      voucher~, loyalty, reward~, points, subscription~, subscriber~, subscribers, streaming, tickets, season ticket~, box
      office, restaurant~, cafe, takeaway, milkman, milk round, window cleaner, double glazing, conservatory, quote
      for the, tradesman, builder~, plumber, electrician, boiler, estimate, supplier~, wholesale, retail~, store, stores,
      terms of service, user account, helpdesk, help desk, service desk, ticket #, complaint ref, customer
      service/services/relations/care/complaints, water company, water board, council tax
    `),
  },
  {
    id: 'owner/housing',
    find: phrases(`
      tenanc~, tenant~, landlord~, landlady, letting agent~, lettings, deposit scheme, rent arrears, your rent, arrears of
      rent, eviction~, section 21, section 8 notice, housing officer/association/ombudsman/benefit/repairs/team, repairs
      team, homes ltd, leaseholder~, lease, service charge~, freehold~, managing agent~, residents association, residents'
      association, tenants association, tenants' association, noise complaint~, noise nuisance, noise diary, nuisance,
      anti-social behaviour, antisocial behaviour, asb, estate agent~, block of flats, caretaker, concierge, neighbour
      dispute, neighbours, fly tipping, fly-tipping, bin collection~, bins, parking permit~, allotment~, plot #, plotholder~,
      plot holder~, sandbag~, flood warden~, neighbourhood watch, homeowner~, residents' committee
    `),
  },
  {
    id: 'owner/court',
    find: phrases(`
      police officer~, constable~, pc #, sergeant~, inspector, superintendent, chief constable, constabulary, police force,
      police staff, professional standards, iopc, police federation, custody, bail, magistrate~, crown court, county court,
      high court judge, judge~, jury, sentenc~, claimant~, defendant~, prosecution, prosecutor~, cps, tribunal~, judgment~,
      employment tribunal, solicitors regulation, sra, bar standards, fca, teaching regulation, prohibition order,
      professional conduct, licensing authority/committee/desk/officer/panel, licensee~, taxi~, private hire, driving ban,
      driving licence, penalty points, speeding, dvla, probation officer, prison~, inmate~, wing governor, adjudication~,
      inquest, coroner~, restraining order, injunction, witness summons, regulator~, the register of, struck off the register,
      registrant~, hearing centre, conduct and competence, barrister's chambers, army, regiment, commanding officer,
      court martial, squadron, platoon
    `),
  },
  {
    id: 'owner/sport',
    find: phrases(`
      referee~, umpire~, match, matches, fixture~, league, cup final, county fa, the fa, player~, players,
      red/yellow card~, touchline, coach, coaches, coaching, first team, second team, reserves, under 9s, under 11s,
      kit, pitch, pitches, pavilion, groundsman, clubhouse, club captain, club secretary, club's committee, the club,
      our club, your club, social club, working men's, club rules, bar committee, bar staff, steward of the club,
      cricket, football, rugby, tennis, bowls, golf, hockey, netball, rowing, sailing, swimming, cycling, running
      club, harriers, athletics, gymnastics, karate, judo, boxing, darts, snooker, pool league, angling, chess, bridge
      club, quiz league, gym, fitness, handicap, tee, commodore, regatta, moorings, kennel, pony club, dog show, show
      bench, best in show, jockey, stewards' enquiry, match ban, three match, game ban, national governing,
      tournament~, championship~, season's, skateboard~, parkrun, swim, swimmers, squad
    `),
  },
  {
    id: 'owner/society',
    find: phrases(`
      scout~, cubs, brownies, beavers, girlguiding, guides, guide leader, u3a, women's institute, wi, rotary, lions club,
      round table, masonic, lodge, legion, choir, choral, orchestra, brass band, band practice, drama, dramatic, panto,
      film society, book club, book group, reading group, gardening club, garden club, horticultural, flower show,
      historical society, history society, civic society, preservation, wildlife, ramblers, bird, birds, museum~, gallery,
      library, libraries, library card, friends of, twinning, village hall, community centre, community association,
      show secretary, seed swap, knitting, quilters, re-enactment, model railway, steam railway, vintage, allotment
      society, beekeepers, pigeon, poultry, craft fair, fete, carnival committee, street party, food bank, foodbank,
      soup kitchen, meals on wheels, charity shop, trustee~, charity, charities, charitable, charity commission,
      beneficiaries, volunteers' handbook, credit union, co-op society, mutual aid, hackspace, makerspace
    `),
  },
  {
    id: 'owner/faith',
    find: phrases(`
      vicar~, rector, parish, parishes, parishioner~, parochial, pcc, diocese~, diocesan, archdeacon~, bishop~,
      churchwarden~, vestry, congregation~, church, churches, chapel, curate, verger, organist, mosque~, imam~, synagogue~,
      rabbi~, temple, gurdwara, pastor~, elders, deacon~, clergy, parish priest, father, synod, sunday school, minister
      of the
    `),
  },
  {
    id: 'owner/council',
    find: phrases(`
      parish council~, town council~, parish clerk, town clerk, clerk to the, standards committee, monitoring officer,
      planning application~/committee/officer/department/permission, licensing committee, scrutiny committee, cabinet
      member, chief executive, section 151, precept, highways, environmental health, trading standards, council officer~,
      council's lawyers, the council's, borough of, borough council, county council, district council, city council,
      full council, foi, freedom of information, members' code, civil service, civil servant~, department for, government
      department, ministry, quango, police and crime, fire authority
    `),
  },
  {
    id: 'owner/union',
    find: phrases(`
      shop steward~, stewards' committee, convenor~, industrial action, picket~, scab, strike fund/ballot/action/committee/pay,
      pay claim/offer/talks, facility time, lay office~, lay official, executive council, regional
      industrial, branch of unison/unite/gmb/usdaw/cwu, union branch, union's, trades council,
      unison/usdaw/aslef/rmt/pcs/neu/nasuwt/ucu/bma/rcn/cwu/gmb/tssa/prospect/fbu/unite/community/napo/equity/bectu
      branch/nec/executive/conference/region/regional/rule/rep/reps/committee/rules/delegates/delegate/organiser/convenor/northern/southern/london/rules,
      bro, sis, brother, sister~ and brothers, brothers and sisters, bargaining, recognition agreement, members' ballot, tuc,
      certification officer, service group, sector committee, union rule, rule book of the union
    `),
  },
  {
    id: 'owner/other-party',
    find: phrases(`
      conservative~ association/party/group/club/campaign/central/hq, conservatives, tory
      association/party/group/whip/hq/members, cchq, liberal democrat~, lib dem~
      party/group/hq/members/conference/exec/executive/selection/branch, liberal democrats, green party, the greens',
      greens exec/executive/selection/members/meeting/branch, local greens, reform uk, reform
      branch/party/hq/association/members/councillors/group, plaid cymru, snp
      branch/party/members/hq/conference/nec/group/conduct, ukip, alba party, workers party, your party, residents'
      group, independent group, independents', ratepayers, co-operative party, cooperative party, co-op party, sdlp,
      ulster unionist, dup, sinn fein, democrats, republicans, gop, senator~, congressional, precinct~
    `),
  },
  {
    id: 'owner/trade',
    find: phrases(`
      plc, ltd, llp, limited company, shareholder~, investor~, board of directors, directors', dividend~, revenue, turnover
      of £, ebitda, customers', clients, our client~, tender~, procurement, contractor~, subcontractor~, software, server~, api,
      deploy~, release notes, pull request~, repository, repo, repos, github, gitlab, maintainer~, moderator~, subreddit,
      discord, forum rules, open source, backlog, sprint, jira, scrum, standup, stand-up, product owner, kubernetes, hackathon,
      beta, bug report, dataset~, synthetic, notebook, journal article, peer review~, reviewer #, research ethics, ethics
      committee, accountant~, auditors', consultancy, franchise~, farm, farmers, nfu, landlord's, auction~, solicitors llp,
      law firm, partners' meeting, chambers of commerce, chamber of commerce
    `),
  },
];

/** Words that hardly anybody but the Party, or those who write about it, uses. */
const ours: readonly Signal[] = [
  {
    id: 'owner/ours-strong',
    find: phrases(`
      clp/clps/blp/blps/lcf/amm, constituency/branch/ward labour party, labour
      party/group/branch/members/member/councillors/councillor/candidate/candidates/nec/students/whip/hq/gains/lords/mp/mps/peers,
      comrade~, national executive committee, national constitutional committee, national policy forum,
      young/scottish/welsh labour, llafur, contact creator, membersnet, membercentre, member centre, local campaign
      forum, trade union liaison, tulo, ppc/ppcs, governance and legal, glu, disputes team/panel/unit/sub, org sub,
      orgsub, ncc, the nec, nec members/officers/member/panel/paper/warning, labour link, conference arrangements,
      cdsc, plp, the whip, chief whip, whips, whips', our party, the party's, party
      members/member/membership/staff/officer/officers/conference/rules/hq/card/rule/meetings/meeting/unit, of the
      party, in the party, from the party, the party, by the party, regional director/organiser/office, head office,
      region/regional have/has/says/say/want/wants/told/know, our candidate~, by-election, canvass~, doorstep~,
      branch secretary/chair/exec/executive/meeting/member/members, ward branch, clp
      secretary/chair/treasurer/officers/exec, our group, the group, group leader, group whip, party agent, labour
    `),
  },
];

const OTHERS = strangers.map(({ id }) => id);
/** Being said again adds less than being said of another matter. */
const MOST = 3;

function others(seen: Seen): number {
  return OTHERS.reduce((sum, id) => sum + Math.min(MOST, seen(id)), 0);
}

function oursIn(seen: Seen): number {
  return (
    Math.min(MOST, seen('owner/ours-strong')) +
    2 * Math.min(2, seen('context/register-name')) +
    seen('context/party-head')
  );
}

function by(id: string, when: (others: number, ours: number) => boolean): Signal {
  return {
    id,
    find: {
      kind: 'derived',
      from: [...OTHERS, 'owner/ours-strong', 'context/register-name'],
      when: (seen) => when(others(seen), oursIn(seen)),
    },
  };
}

export const owners: readonly Signal[] = [
  ...strangers,
  ...ours,
  by('owner/other', (others, ours) => others >= 1 && others > ours),
  by('owner/other-clearly', (others, ours) => others >= 3 && others > ours + 1),
  by('owner/other-surely', (others, ours) => others >= 4 && ours === 0),
  by('owner/ours', (others, ours) => ours >= 1 && ours > others),
  by('owner/ours-clearly', (others, ours) => ours >= 3 && ours > others + 1),
  by('owner/unknown', (others, ours) => others === 0 && ours === 0),
];
