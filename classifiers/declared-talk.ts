/**
 * What marked texts are about, and what is marked that is not ours: words beside a marking, by themselves worth little.
 *
 * Source: paragraph 5(a) as `docs/policy.md` reads it, and its look-alikes in `fixtures/labelled`. Pure.
 */
import { phrases, type Signal } from './signal.ts';

/** Votes, seats and candidates: what a party's people mark without naming the party. */
export const campaigning: readonly Signal[] = [
  {
    id: 'declared/campaigning',
    find: phrases(`
      candidate~, candidacy, manifesto, voter~, voting intention, our/internal/private polling/poll~, mrp, swing,
      marginal~, defence/target/key seats, target list, box returns, promises, postal votes/voters, pvs, tellers, canvass~,
      contact rate, agent/agent's, shortlist~, longlist~, long list, short list, hustings, by-election~, byelection~,
      reshuffle, front bench, frontbench, shadow minister~/cabinet, regional director~/office/board, general secretary,
      deputy leader, whips, chief whip, constituency, policy forum, donors,
      affiliates, trigger ballot~, standing down, stand down
    `),
  },
  {
    id: 'declared/campaigning-twice',
    find: {
      kind: 'derived',
      from: ['declared/campaigning'],
      when: (seen) => seen('declared/campaigning') >= 2,
    },
  },
];

/** Who governs the Party, signs for it, and who has not been told. */
export const offices: readonly Signal[] = [
  {
    id: 'declared/office-signs',
    find: phrases(`
    from membership, membership of the party, member of the party, reminder of conduct, expected of members, conduct of members, your branch, clp, national constitutional, notice of outcome, notice of allegations, notice of suspension, party rule, rule book, disputes, whip is suspended, whip withdrawn, the whip, hearing panel, panel met,
      disputes team, the disputes team, complaints team, investigations team, governance and legal, director of governance, governance team, membership team, membership services, director of
      membership, records team, head of membership, head of disputes, head of complaints, for the general secretary, general secretary of, the labour party, labour party, regional director, regional
      organiser, regional office, chief whip, deputy chief whip, whips' office, group whip, group secretary, clp secretary, constituency secretary, branch secretary, executive director, national
      executive, nec panel, panel of the nec, disputes panel, constitutional committee, appeals clerk, selections team, procedures secretary, safeguarding team, treasurer's office, your membership :, your
      membership of, membership number, notice of investigation, panel of the national
    `),
  },
  {
    id: 'declared/of-office',
    find: phrases(`
      general secretary, gs, gs's, the treasurer, leader's office, the leader, chief of staff, chief whip, whips, chair
      of the nec, nec officers, national officers, officers group, officers' group, executive directors, heads of
      department, regional director~, regional office~, head office, hq, shadow cabinet, shadow team, national
      executive, business board, donor~, reshuffle, landlord, heads of terms, lease, by-election, party staff, staff
      team~, campaign director, director of, organisers, target seats, the unions, party
      chair/chair's/treasurer/treasurer's/hq/office/secretary/board/leader, private office, leader's correspondence,
      campaign board, policy commission, whips' office, press team, chair of organisation
    `),
  },
  {
    id: 'declared/not-yet',
    find: phrases(`
      not/hasnt/havent/isnt/arent been told, hasnt/havent been told/asked/announced, not to be told, dont/doesnt know,
      nobody/none knows, nobody ..3 knows, no one knows, no one's told, who's told, will be told/announced, is/are
      told, to be announced, will announce, until ..6 announced/told/then, before then, before ..4 announced, hears,
      hear from me, staff hear/to hear, not been put to, if it leaks, if asked, nobody briefs, line is that, known to,
      it'll be said, will be published, not been published, haven't agreed, walk away at, settle at
    `),
  },
];

export const others: readonly Signal[] = [
  // What a professional, a shop or a playwright marks, and what is marked in jest.
  {
    id: 'declared/others-affair',
    against: 'strong',
    find: phrases(`
    account ending, mandate form, proof of identity, your signatories, dear sir or madam, draft judgment, hand-down, legal representatives, fostering, children's services, council device, students, humanities, curriculum,
      my client, our client, i act for/in, estate of, your operation, clinic, surgeon, anaesthetic, policy number, your policy, screenplay, episode, season #, treasure hunt, clue #, a joke, is a joke, ha
      ha, haha, only joking, secret santa, job offer, offer you the post, hr adviser, hr advisor, overdraft, class notes, essay, coursework, school report, prom, april fool, tick yes, surprise
      party, surprise do, surprise for, pub quiz, mortgage, tenancy, choir, circuit trustees, statistics release, your results, pre-release
    `),
  },
  {
    id: 'declared/others-business',
    find: phrases(`
      dear mr/mrs/ms/miss/dr/sirs, hospital~, ombudsman, ward #, plc, railway~, journal of, half-year, trade press,
      analysts, investors, brokers, examination~, academy, surgery, clinic, divorce, mortgage, patient~, diocese, organ,
      parents, pupil~, screener, jurors, university, researchers, exhibit, museum, archive, gift of, novel,
      nurse, your account, your complaint, your appointment, test results, 
      democratic services, cabinet item
    `),
  },
];
