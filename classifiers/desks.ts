/**
 * Whose desk a message leaves or reaches, by the names and addresses in its head: those who handle cases, members' records or
 * ballots, or those who speak to the public. A sender's role is no proof, and other bodies have such desks too; beside
 * what a category tells it says what the message is about. Pure.
 */
import { phrases, type Signal } from './signal.ts';

export const desks: readonly Signal[] = [
  {
    id: 'context/case-desk',
    find: phrases(`
      ^ from/to/cc/bcc/reply-to ..6
      complaints/complaint/disputes/dispute/investigations/investigation/investigator/investigators/casework/caseworker/cases/caseteam/governance/compliance/disciplinary/discipline/safeguarding/ombudsperson/icb/irb/ncc/cdsc/glu/triage/whips/whip/whipsoffice/adjudication/adjudicator/sanctions/panels/panel/appeals/presenter/presenting/respondent/complainant/conduct/standards/hearings/hearing
    `),
  },
  {
    id: 'context/records-desk',
    find: phrases(`
      ^ from/to/cc/bcc/reply-to ..6
      membership/memberships/memsec/mem/memb/mbr/mship/m'ship/members/records/joiners/welcome/aelodaeth/arrears/retention/membersupport/membershipsec/membershipofficer
    `),
  },
  {
    id: 'context/ballot-desk',
    find: phrases(`
      ^ from/to/cc/bcc/reply-to ..6
      selections/selection/shortlisting/agent/agents/organiser/organisers/organizer/returning/scrutineer/scrutineers/tellers/procsec/procedures/candidate/candidates/candidate1/data/field/fieldwork/canvass/canvassing/canvassers/campaign/campaigns/targeting/insight/polling/ballots/ballot/votes/ro/gotv/phonebank/shift/pledges/battleground/seats
    `),
  },
  // Mail to or from the public, or the many.
  {
    id: 'context/public-desk',
    find: phrases(`
      ^ from/to/cc/bcc/reply-to ..6
      hello/news/newsdesk/newsletter/subscribers/supporters/volunteers/parents/pupils/students/editor/letters/customer/customers/customerservice/bookings/orders/helpdesk/planning/parish/trustees/events/training/info/marketing/sales/tickets/reception/residents/tenants/everyone/staff/press/media/updates/bulletin/noticeboard
    `),
  },
];
