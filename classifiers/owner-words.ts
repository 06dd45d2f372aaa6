/**
 * Words of each walk of life that the others lack, and those of the Party: `owners.ts` tells by them whose a text is. Pure.
 */
import { phrases, type Signal } from './signal.ts';

/** An employer's, a school's, a court's, a club's, another party's. */
export const strangers: readonly Signal[] = [
  {
    id: 'owner/work',
    find: phrases(`
      human resources, hr manager/team/business/department/partner/director/adviser/advisor/policy, people
      team/partner/director/services, line manager~, supervisor~, foreman, employee~, employer~, your/my/his/her
      employment, employment contract/law/tribunal/rights, contract of employment, gross misconduct, full pay,
      without pay, payroll, payslip~, wages, salaries, overtime, night shift, day shift, early/late shift, shift
      pattern, shift swap, clocking, clocked, notice period, probation~ period, appraisal~, capability
      procedure/meeting/review, performance review/improvement/management, sickness absence/pay/record, sick
      note/pay/leave, absence review/management/record, occupational health, grievance, grievances, dismissal,
      dismissed without/from/for/with/on, unfair dismissal, summary dismissal, sacked, the sack, acas,
      settlement agreement, company car/property/vehicle/policy/premises/phone/laptop/handbook, the company,
      this firm, the till, stock room, stockroom, stocktake, warehouse~, depot, factory, forklift, lorry,
      drivers, trainee~, staff handbook, staff room, first written, verbal warning, agency worker~, temps,
      colleagues at work, at work on, from work, duty rota, cashier, waitress, chef, head chef, kitchen porter,
      receptionist, sales floor/team/rep/lead, production line, workforce, workplace, your role with, job title,
      interview panel for the post, health and safety executive, investigating manager, hearing manager,
      disciplinary manager, dignity at work, equal opportunities, whistleblow~, works council, annual leave,
      time sheet~, timesheet~
    `),
  },
  {
    id: 'owner/school',
    find: phrases(`
      headteacher~, head teacher~, deputy head, head of year/school/sixth/department/faculty/house, the head,
      headmaster, headmistress, form tutor~, form teacher, class teacher~, teaching assistant~, pupil~, year
      group/seven/eight/nine/ten/eleven/six/five/four/three/two/one, classroom~, playground, homework, school
      uniform/trip/office/day/rules/policy/gate/council/bus, your school, our school, primary school, secondary
      school, term time, fixed term exclusion, fixed period exclusion, permanent exclusion, permanently
      excluded, suspended from school, excluded from school, detention~, sen/senco, parents evening, parents'
      evening, parents and carers, governors, governing body/board, academy, academies, multi academy, sixth
      form, ofsted, exam board, gcse~, a level~, a-level~, ucas, university, universities, faculty, dean,
      proctor~, plagiari~, academic misconduct/integrity/offence/appeals/registry/board, student conduct,
      dissertation~, module~, halls of residence, hall of residence, campus, lecturer~, professor,
      undergraduate~, postgraduate~, viva, vice chancellor, vice-chancellor, chancellor's office, tutor~,
      nursery, nurseries, preschool, childminder~, exams, exam hall, mock exams, reading age, pta, ptfa, student
      union, students' union, su president, nus
    `),
  },
  {
    id: 'owner/health',
    find: phrases(`
      patient~, ward sister/manager/staff/round/clerk, on ward #, nursing, gp practice/surgery, surgery, dental, clinic~,
      pals, matron, medication, tablets, care home~, resident's care, cqc, nmc, gmc, gdc, hcpc, fitness to practise,
      social worker~, ambulance~, paramedic~, pharmacy, pharmacist~, foundation trust, trust board, integrated care,
      clinical, physio~, health visitor~, a and e, appointment~ at the, referral to the clinic, hospice, blood test, scan
      results, vet, vets, veterinary, hernia, hip done, hip op, hip replacement, knee op, cataract~, wisdom tooth, bed #,
      visiting hours, bariatric
    `),
  },
  {
    id: 'owner/customer',
    find: phrases(`
      customer~, order number/no, your order, my order, purchase~, delivery, deliveries, parcel~, courier firm/company,
      broadband, energy supplier, meter reading, smart meter, tariff~, my bill, your bill, account number, account
      manager, flight~, airline, train operator, bus driver, bus pass, your driver, garage, mot, warranty, faulty,
      product~, shop assistant, bank manager, branch of the bank, mortgage~, insurance, policyholder~, claim number,
      premium, ombudsman, ofcom, ofgem, ofwat, trading standards, trustpilot, goodwill gesture, gesture of goodwill,
      compensation, voucher~, loyalty, reward~, subscriber~, subscribers, streaming, season ticket~, box office,
      restaurant~, cafe, takeaway, milkman, milk round, window cleaner, double glazing, conservatory, quote for the,
      tradesman, builder~, plumber, electrician, boiler, wholesale, retail~, terms of service, helpdesk, help desk,
      service desk, complaint ref, customer service/services/relations/care/complaints, water company, water board, policy
      no, claim no, breakdown cover, breakdown membership, borrower, borrowers, library card, library membership, on loan,
      reservation to collect, parking attendant, attendant, car park
    `),
  },
  {
    id: 'owner/housing',
    find: phrases(`
      tenanc~, tenant~, landlady, letting agent~, lettings, deposit scheme, rent arrears, your rent, arrears of
      rent, eviction~, section 21, section 8 notice, housing officer/association/ombudsman/benefit/repairs/team,
      repairs team, homes ltd, leaseholder~, service charge~, freehold~, managing agent~, residents association,
      residents' association, tenants association, tenants' association, noise complaint~, noise nuisance, noise
      diary, anti-social behaviour, antisocial behaviour, asb, estate agent~, block of flats, concierge,
      neighbour dispute, fly tipping, fly-tipping, bin collection~, parking permit~, allotment~, plot #,
      plotholder~, plot holder~, sandbag~, flood warden~, neighbourhood watch, homeowner~, residents' committee
    `),
  },
  {
    id: 'owner/court',
    find: phrases(`
      police officer~, constable~, pc #, sergeant~, superintendent, chief constable, constabulary, police force,
      police staff, professional standards, iopc, police federation, custody, bail, magistrate~, crown court,
      high court judge, jury, claimant~, defendant~, prosecution, prosecutor~, cps, employment tribunal, sra,
      bar standards, fca, teaching regulation, prohibition order, professional conduct, licensing
      authority/committee/desk/officer/panel, licensee~, taxi~, private hire, driving ban, driving licence,
      penalty points, speeding, dvla, probation officer, inmate~, wing governor, inquest, coroner~, restraining
      order, witness summons, regulator~, struck off the register, hearing centre, conduct and competence,
      barrister's chambers, regiment, commanding officer, court martial, squadron, platoon
    `),
  },
  {
    id: 'owner/sport',
    find: phrases(`
      referee~, umpire~, fixture~, cup final, county fa, the fa, player~, players, red/yellow card~, touchline, coaching,
      first team, second team, under 9s, under 11s, pavilion, groundsman, clubhouse, club captain, club secretary, club's
      committee, social club, working men's, club rules, bar committee, bar staff, steward of the club, cricket, football,
      rugby, tennis, golf, hockey, netball, rowing, sailing, cycling, running club, harriers, athletics, gymnastics,
      karate, judo, boxing, darts, snooker, pool league, angling, bridge club, quiz league, fitness, commodore, regatta,
      moorings, kennel, pony club, dog show, show bench, best in show, jockey, stewards' enquiry, match ban, three match,
      game ban, national governing, tournament~, skateboard~, parkrun, lane group, aqua, swimming club, gala, nets, net
      session, under 12s, under 14s, left foot, yoga, pilates, improvers, zumba, gym membership, personal trainer
    `),
  },
  {
    id: 'owner/society',
    find: phrases(`
      brownies, beavers, girlguiding, guide leader, u3a, women's institute, rotary, lions club, round table, masonic,
      choir, choral, orchestra, brass band, band practice, drama, dramatic, panto, film society, book club, book group,
      reading group, gardening club, garden club, horticultural, flower show, historical society, history society, civic
      society, preservation, wildlife, ramblers, library card, show secretary, seed swap, knitting, quilters,
      re-enactment, model railway, steam railway, vintage, allotment society, beekeepers, pigeon, poultry, craft fair,
      carnival committee, street party, foodbank, soup kitchen, meals on wheels, charity shop, trustee~, charity,
      charities, charitable, charity commission, beneficiaries, credit union, co-op society, mutual aid, hackspace,
      makerspace, short story, story prize, poetry prize, entrants, judging panel, judges' meeting, film festival,
      filmfest, documentary, best short, screening, book prize, dahlia~, leeks, onions, marrow, village show, cake
      competition, alto, altos, soprano~, tenor, baritone, bell ringers, morris men, quilting, ukulele, soup of the, staff
      canteen, crossword prize
    `),
  },
  {
    id: 'owner/faith',
    find: phrases(`
      rector, parishes, parishioner~, parochial, pcc, diocese~, diocesan, archdeacon~, bishop~, churchwarden~,
      vestry, congregation~, curate, verger, organist, mosque~, imam~, synagogue~, gurdwara, pastor~, deacon~,
      clergy, parish priest, synod, sunday school, minister of the
    `),
  },
  {
    id: 'owner/council',
    find: phrases(`
      parish council~, town council~, parish clerk, town clerk, clerk to the, standards committee, monitoring
      officer, planning application~/committee/officer/department/permission, licensing committee, scrutiny
      committee, cabinet member, chief executive, section 151, precept, highways, environmental health, trading
      standards, council officer~, borough of, borough council, county council, district council, city council,
      foi, freedom of information, members' code, civil service, civil servant~, department for, government
      department, ministry, quango, police and crime, fire authority
    `),
  },
  {
    id: 'owner/union',
    find: phrases(`
      shop steward~, stewards' committee, industrial action, picket~, scab, strike
      fund/ballot/action/committee/pay, facility time, lay office~, lay official, regional industrial, branch of
      unison/unite/gmb/usdaw/cwu, union branch, trades council, sister~ and brothers, members' ballot, tuc,
      service group, sector committee, union rule, rule book of the union
    `),
  },
  {
    id: 'owner/other-party',
    find: phrases(`
      conservative~ association/party/group/club/campaign/central/hq, conservatives, tory
      association/party/group/whip/hq/members, cchq, liberal democrat~, lib dem~
      party/group/hq/members/conference/exec/executive/selection/branch, liberal democrats, green party, greens
      exec/executive/selection/members/meeting/branch, local greens, reform uk, reform
      branch/party/hq/association/members/councillors/group, plaid cymru, snp
      branch/party/members/hq/conference/nec/group/conduct, ukip, alba party, workers party, residents' group,
      independent group, ratepayers, co-operative party, cooperative party, co-op party, sdlp, ulster unionist,
      dup, sinn fein, gop, senator~, congressional, precinct~
    `),
  },
  {
    id: 'owner/trade',
    find: phrases(`
      plc, ltd, llp, limited company, shareholder~, investor~, board of directors, dividend~, revenue, turnover of £,
      ebitda, clients, procurement, contractor~, subcontractor~, server~, api, deploy~, release notes, pull request~,
      repository, repo, repos, github, gitlab, maintainer~, moderator~, subreddit, forum rules, open source, backlog,
      jira, scrum, standup, stand-up, product owner, kubernetes, hackathon, beta, bug report, dataset~, synthetic, journal
      article, peer review~, reviewer #, research ethics, ethics committee, accountant~, consultancy, franchise~, nfu,
      auction~, solicitors llp, law firm, partners' meeting, chambers of commerce, chamber of commerce, asset, assets,
      asset tag, serial, serial no, warranty, laptop, laptops, printer~, exhibitor~, exhibition, dietary, badge no, stand
      no, fleet, vehicle reg~, odometer, passengers, tachograph, drivers' hours, mot test, engineer's visit, meter,
      brewery, tied houses, beer mats, window cleaning, gutters, compost, holder id, custody noms, nominee account, box
      scheme
    `),
  },
];

/** Words that hardly anybody but the Party, or those who write about it, uses. */
export const ours: readonly Signal[] = [
  {
    id: 'owner/ours-strong',
    find: phrases(`
      clp/clps/blp/blps/lcf/amm, constituency/branch/ward labour party, labour
      party/group/branch/members/member/councillors/councillor/candidate/candidates/nec/students/whip/hq/gains/lords/mp/mps/peers,
      comrade~, national executive committee, national constitutional committee, national policy forum,
      young/scottish/welsh labour, llafur, contact creator, membersnet, membercentre, member centre, local
      campaign forum, trade union liaison, tulo, ppc/ppcs, governance and legal, glu, disputes
      team/panel/unit/sub, org sub, orgsub, the nec, nec members/officers/member/panel/paper/warning, labour
      link, conference arrangements, cdsc, plp, the whip, chief whip, whips, whips', our party, the party's,
      party
      members/member/membership/staff/officer/officers/conference/rules/hq/card/rule/meetings/meeting/unit, of
      the party, in the party, from the party, the party, by the party, our candidate~, clp
      secretary/chair/treasurer/officers/exec, party agent, labour
    `),
  },
  // Unions, clubs and churches have branches, regions and groups too.
  {
    id: 'owner/ours-weak',
    find: phrases(`
      ncc, regional director/organiser/office, head office, region/regional
      have/has/says/say/want/wants/told/know, by-election, canvass~, doorstep~, branch
      secretary/chair/exec/executive/meeting/member/members, ward branch, our group, the group, group leader,
      group whip
    `),
  },
];

/** What kind of body it is that a letterhead names; elsewhere these words say nothing. */
export const heads: readonly Signal[] = [
  {
    id: 'owner/head-word',
    find: phrases(`
      union, society, association, authority, ministry, department, court, tribunal, club, college, university, school,
      academy, trust, hospital, surgery, ltd, plc, llp, limited, energy, water, bank, insurance, housing, homes, constabulary,
      police, church, parish, diocese, institute, federation, guild, league, customer relations/services/care,
      licensing, enforcement, chambers, parish council, town council, county council, borough council, district council,
      city council, conservative, conservatives, liberal democrats, green party, reform uk, practice, clinic, airline,
      airways, railway, rail, buses, coaches, logistics, motors, stores, supermarket, nursery, charity, foundation, museum,
      library, theatre, orchestra, choir, scouts, exhibitor~, depot, asset, warranty
    `),
  },
];
