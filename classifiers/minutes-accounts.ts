/**
 * Accounts of a meeting, told by what `minutes-told.ts` finds: one of our bodies together with what was said, voted or
 * settled there; and the same of others.
 *
 * Source: paragraph 5(b). Pure.
 */
import { isBesideOurs, isSurelyOthers, OF_OTHERS } from './owners.ts';
import { oneOfEach, phrases, type Signal, together, where } from './signal.ts';

/** What was said or decided there, each kind once. */
const PROCEEDINGS = [
  'minutes/spoke-often',
  'minutes/office-spoke',
  'minutes/outcome',
  'minutes/figures',
  'minutes/bare-score',
  'minutes/vote-counts',
  'minutes/corrected',
  'minutes/came',
  'minutes/told-absent',
  'minutes/in-session',
];
const VOTES = ['minutes/figures', 'minutes/bare-score', 'minutes/vote-counts'];
const NATIONAL = ['minutes/national-body', 'minutes/affiliates'];
const OURS = [
  ...NATIONAL,
  'minutes/local-body',
  'minutes/our-group',
  'context/party',
  'context/register-name',
  'context/party-head',
];
/** What a notice, a newspaper or a lesson does with the same words. */
const ELSE = [
  'minutes/of-others',
  'context/news-many',
  'context/template',
  'context/placeholders',
  'minutes/taught',
  'minutes/how-to-write',
];

/** The facts together. */
export const accounts: readonly Signal[] = [
  { id: 'minutes/taught', find: together('context/training', 'context/rules') },
  // A union's own executive reports in the same words, and names Labour in passing.
  {
    id: 'minutes/union-own',
    against: 'strong',
    find: phrases(`
      brothers and sisters, bro, bros, company council, overtime agreement, head office circular, h&s rep, stewards, pay
      talks, dispute fund, split turns, rosters, on turn, minutes of the
      aslef/rmt/unison/gmb/unite/usdaw/cwu/tssa/fbu/neu/pcs/ucu/nasuwt, full-time officer, full time officer, members in
      dispute, strike action, your/our/my/their/her/his union's, the union's nec/executive/conference, union nec, unison
      nec, cwu nec, unite executive/ec, usdaw executive, gmb cec, our own ec/nec/executive, executive council, service
      group, service groups, sector committee/conference, general president, president ruled/opened/said, affiliation
      fees, political committee, political fund, strike pay, strike fund, pay claim, pay ballot, njc, branch circular,
      circular to branches, ambulance staff, branch mergers, lay members' committee, tuc congress, congress delegation,
      health branch, branch committee, stewards' committee, shop stewards, reps' committee, industrial committee,
      recruitment and organising
    `),
  },
  // National committees, boards and councils are not ours alone.
  {
    id: 'minutes/other-national',
    against: 'weak',
    find: phrases(`
      bed #, mdt, handover note, ward round, falls review, discharge, fostering, children's services, tied houses, show
      bench, non-executive, seminar, humanities, faculty, young farmers, county show, tractor, toolbox talk, near miss,
      ppe, banksman, merched y wawr, cyngor cymuned, community council, neuadd bentref, neuadd y pentref, noticeboard,
      police report, gritting, litter bin, declared an interest, declaration of interest, declarations of interest,
      clerk, the clerk, rfo, payments schedule, carers' group, carers group, bell ringers, tower captain, chess club,
      chess, climbing, crash pad, astronomy, telescope, knitting, quilt, book group, reading club, film club, drama
      society, panto, orchestra, brass band, band practice, allotments, plot #, plotholders, hut roof, hosepipe, wi
      committee, wi meeting, carol supper, lampshades, guides, scouts, brownies, rotary, lions, round table, parkrun,
      harriers, fixtures, umpire, pitch, nets, first xi, kit sec, swimming, regatta, moorings, commodore, pony club,
      show schedule, flower show, sweet peas, leek, pigeons, governors, headteacher, ptfa, pta, parents' association,
      school council, student council, freshers' fair, crew, depot, works council, site team, sprint, standup, release,
      pull request, maintainers, board of, shareholders', tenants' association, residents' association, flat #, managing
      agent, service charge, co-owners, federation, confederation, guild, institute of, society of, league of, chamber
      of, chamber met, alliance of, association of, national governing, national council of, trustees, exco, senate,
      academic board, board of governors, board of directors, synod, deanery, lodge, brigade, regiment, democratic
      services, minutes published, published minutes, the mayor and, town clerk, parish council, at wi, our wi, bowls,
      choir, allotment~, residents', tenants', patients', parents', shareholders, investors, retro, clients, our client
    `),
  },
  {
    id: 'minutes/our-nec',
    find: phrases(`labour's nec, labour nec, the party's nec, party's national, labour's national, the other nec`),
  },
  // How such things are written, in general.
  {
    id: 'minutes/how-to-write',
    against: 'strong',
    find: phrases(`
      taking good minutes, good minutes, taking minutes, guide :, blank form, training site, put down the, seminar,
      reading for, name of branch, insert Aa, house style, how to write, how we write, how we take, how to take, write
      down what, a blank to copy, blank to, secretary's guide, guide for, minute-taking, minute taking, minutes should,
      figures for votes, never write, leave out who, use the, example :, e g, for example, template, tips, ten tips,
      glossary, jargon, what it means, made-up, made up, imaginary, mock, role play, exercise #, exercise :, trainer,
      learner
    `),
  },
  // Another's, and nothing of ours but a word that they use as well.
  {
    id: 'minutes/of-others',
    find: {
      kind: 'derived',
      from: [...OF_OTHERS, 'minutes/other-national', 'minutes/union-own'],
      when: (seen) =>
        seen('minutes/our-group') === 0 &&
        !isBesideOurs(seen) &&
        (isSurelyOthers(seen) ||
          (seen('minutes/union-own') > 0 && seen('minutes/our-nec') + seen('context/party-head') === 0) ||
          (seen('minutes/other-national') > 0 && seen('context/party') + seen('minutes/our-nec') === 0) ||
          (seen('owner/other') > 0 && seen('context/party') + seen('minutes/national-body') === 0)),
    },
  },
  {
    id: 'minutes/body-and-votes',
    for: 'strong',
    find: where(
      [
        [1, OURS],
        [1, VOTES],
        [2, PROCEEDINGS],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/body-and-speech',
    for: 'strong',
    find: oneOfEach([OURS, ['minutes/spoke-often', 'minutes/office-spoke'], ['minutes/outcome', ...VOTES]], ELSE),
  },
  {
    id: 'minutes/national-account',
    for: 'strong',
    find: where(
      [
        [1, NATIONAL],
        [4, PROCEEDINGS],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/local-account',
    for: 'fair',
    find: where(
      [
        [1, ['minutes/local-body']],
        [4, PROCEEDINGS],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/absent-told-how',
    for: 'strong',
    find: where(
      [
        [1, OURS],
        [1, ['minutes/told-absent', 'minutes/body-met']],
        [2, [...VOTES, 'minutes/spoke-often', 'minutes/office-spoke']],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/record-disputed',
    for: 'strong',
    find: where(
      [
        [1, OURS],
        [1, ['minutes/corrected']],
        [3, PROCEEDINGS],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/live-account',
    for: 'strong',
    find: where(
      [
        [2, ['minutes/live', 'minutes/speakers', 'minutes/timed-lines', 'minutes/in-session', 'minutes/transcript']],
        [1, [...OURS, 'declared/of-office']],
        [2, PROCEEDINGS],
      ],
      ELSE,
    ),
  },
  {
    id: 'minutes/dated-and-settled',
    for: 'strong',
    find: where(
      [
        [1, ['minutes/body-dated', 'minutes/body-met']],
        [1, ['minutes/local-body', ...NATIONAL, 'minutes/our-group']],
        [2, ['minutes/outcome', 'minutes/spoke-often', 'minutes/clipped', ...VOTES, 'minutes/action', 'minutes/came']],
      ],
      ELSE,
    ),
  },
  // The same of a club, a firm, a church or a union of its own.
  {
    id: 'minutes/account-of-others',
    against: 'strong',
    find: where(
      [
        [1, ['minutes/of-others']],
        [3, PROCEEDINGS],
      ],
      [],
    ),
  },
];
