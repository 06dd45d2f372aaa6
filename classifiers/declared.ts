/**
 * Declared matters: what the NEC or an officer marked as confidential, in two degrees.
 *
 * Source: paragraph 5(a). Pure. `markings.ts` tells what is a marking; here stands what each kind is worth. Registered
 * documents and matters are declared by the register's word.
 */
import {
  beside,
  type Classifier,
  either,
  noneOf,
  phrases,
  type Signal,
  together,
  told,
  where,
  without,
} from './signal.ts';

const PARTY = ['context/party', 'context/party-head', 'context/register-name', 'context/sender-inside'];

const MARKED = [
  'declared/strict-line',
  'declared/marking-line',
  'declared/label',
  'declared/circulation',
  'declared/embargo',
];

const OURS = [...PARTY, 'owner/ours', 'minutes/national-body'];

/** Whose else it may be, or what else than a marking. */
const OTHERS = [
  'context/other-head',
  'context/other-dominates',
  'context/news-many',
  'declared/others-affair',
  'context/employer',
  'owner/other',
  'owner/other-surely',
  'declared/other-marking',
  'declared/negated',
  'declared/lapsed',
  // Whoever may not mark does not mark by naming the Party.
  'declared/without-authority',
];

const own: readonly Signal[] = [
  // One marking is enough, and a second says nothing that the first did not.
  { id: 'declared/marked', for: 'decisive', find: either(...MARKED) },
  { id: 'declared/strict-line', for: 'fair', find: told },
  { id: 'declared/strict-statement', for: 'strong', find: told },
  { id: 'declared/marking-line', for: 'fair', find: told },
  { id: 'declared/private-line', for: 'strong', find: told },
  {
    id: 'declared/private-and-circulation',
    for: 'strong',
    find: together('declared/private-line', 'declared/circulation'),
  },
  // Whoever writes so above the Party's own text has declared it, whatever the text is about.
  {
    id: 'declared/strict-and-party',
    for: 'decisive',
    find: {
      kind: 'derived',
      from: ['declared/strict-line'],
      when: (seen) => seen('declared/strict-line') > 0 && PARTY.some((id) => seen(id) > 0),
    },
  },
  // So with a marking of the second degree, where nothing speaks of another owner.
  {
    id: 'declared/marked-and-ours',
    for: 'decisive',
    find: where(
      [
        [1, MARKED],
        [1, OURS],
      ],
      OTHERS,
    ),
  },
  // "Private and confidential" heads every bank's letters: signed or headed by an office of ours it is our marking.
  {
    id: 'declared/private-by-office',
    for: 'decisive',
    find: where(
      [
        [1, ['declared/private-line']],
        [1, ['declared/office-signs', 'context/party-head', 'context/sender-inside']],
      ],
      OTHERS,
    ),
  },
  // Hardly anybody else says "strictly" at the head of a text, where nothing speaks of an owner at all.
  {
    id: 'declared/strict-and-nobody-elses',
    for: 'decisive',
    find: where([[1, ['declared/strict-line']]], [...OTHERS, 'context/others-only', 'declared/others-business']),
  },
  // Politics that names no party, where nothing else does.
  {
    id: 'declared/marked-and-political',
    for: 'strong',
    find: where(
      [
        [1, MARKED],
        [
          1,
          [
            'context/party-like',
            'disciplinary/panel-talk',
            'elections/our-poll',
            'declared/of-office',
            'minutes/local-body',
          ],
        ],
      ],
      OTHERS,
    ),
  },
  {
    id: 'declared/private-and-ours',
    for: 'strong',
    find: where(
      [
        [1, ['declared/private-line']],
        [1, OURS],
      ],
      OTHERS,
    ),
  },
  { id: 'declared/label', for: 'fair', find: told },
  { id: 'declared/circulation', for: 'fair', find: told },
  { id: 'declared/circulation-told', for: 'strong', find: told },
  // Friends say so to each other too; only beside the Party's business it is more.
  { id: 'declared/whispered', for: 'weak', find: told },
  { id: 'declared/embargo', for: 'fair', find: told },
  { id: 'declared/statement', for: 'strong', find: told },
  { id: 'declared/matter', for: 'certain', find: told },
  { id: 'declared/fingerprint', for: 'certain', find: told },
];

export const declared: Classifier = {
  category: 'declared',
  paragraphs: ['5(a)'],
  signals: [
    ...own,
    { id: 'declared/party', for: 'fair', find: beside(own, 'context/party', 'context/register-name') },
    { id: 'declared/party-head', for: 'fair', find: beside(own, 'context/party-head') },
    { id: 'declared/sender-inside', for: 'fair', find: beside(own, 'context/sender-inside') },
    { id: 'declared/ours-only', for: 'fair', find: beside(own, 'context/ours-only') },
    { id: 'declared/party-like', for: 'weak', find: beside(own, 'context/party-like') },
    { id: 'declared/private-and-party', for: 'fair', find: together('declared/private-line', 'context/party') },
    { id: 'declared/private-and-head', for: 'strong', find: together('declared/private-line', 'context/party-head') },
    // What such texts are about: who governs the Party, and who has not been told.
    { id: 'declared/office', for: 'fair', find: beside(own, 'declared/of-office') },
    { id: 'declared/told-by-office', for: 'strong', find: together('declared/circulation-told', 'declared/of-office') },
    { id: 'declared/told-before', for: 'fair', find: together('declared/circulation-told', 'declared/not-yet') },
    { id: 'declared/told-to-ours', for: 'fair', find: together('declared/circulation-told', 'context/ours-only') },
    // Sentences that forbid it, said among ourselves.
    {
      id: 'declared/forbidden-among-ours',
      for: 'strong',
      find: where(
        [
          [1, ['declared/circulation-told', 'declared/statement', 'declared/strict-statement']],
          [1, OURS],
        ],
        OTHERS,
      ),
    },
    {
      id: 'declared/forbidden-by-ours',
      for: 'strong',
      find: where(
        [
          [1, ['declared/circulation-told', 'declared/statement', 'declared/strict-statement', 'declared/whispered']],
          [1, OURS],
          [1, ['declared/of-office', 'declared/not-yet', 'context/party-head', 'context/sender-inside']],
        ],
        OTHERS,
      ),
    },
    {
      id: 'declared/forbidden-twice',
      for: 'strong',
      find: where(
        [
          [
            2,
            [
              'declared/circulation-told',
              'declared/statement',
              'declared/private-line',
              'declared/whispered',
              'declared/prose',
            ],
          ],
          [1, OURS],
        ],
        OTHERS,
      ),
    },
    { id: 'declared/whispered-by-office', for: 'fair', find: together('declared/whispered', 'declared/of-office') },
    { id: 'declared/untold', for: 'fair', find: beside(own, 'declared/not-yet') },
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
    // Against: what only uses the word.
    {
      id: 'declared/elsewhere',
      against: 'fair',
      find: {
        kind: 'derived',
        from: ['declared/others-business'],
        when: (seen) =>
          seen('declared/others-business') > 0 && seen('context/party') + seen('context/register-name') === 0,
      },
    },
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
    {
      id: 'declared/unspoken',
      against: 'fair',
      find: noneOf(
        'declared/strict-line',
        'declared/strict-statement',
        'declared/marking-line',
        'declared/private-line',
        'declared/label',
        'declared/circulation',
        'declared/circulation-told',
        'declared/embargo',
        'declared/lapsed',
        'declared/statement',
        'declared/matter',
        'declared/fingerprint',
      ),
    },
    { id: 'declared/disclaimer', against: 'weak', find: told },
    { id: 'declared/privilege', against: 'fair', find: told },
    { id: 'declared/lapsed', against: 'strong', find: told },
    { id: 'declared/negated', against: 'decisive', find: told },
    { id: 'declared/other-marking', against: 'strong', find: told },
    { id: 'declared/prose', against: 'weak', find: told },
    { id: 'declared/without-authority', against: 'decisive', find: told },
    { id: 'declared/news', against: 'strong', find: either('context/news') },
    { id: 'declared/bulk', against: 'fair', find: either('context/bulk') },
    { id: 'declared/other-body', against: 'fair', find: either('context/other-body') },
    { id: 'declared/other-dominates', against: 'strong', find: either('context/other-dominates') },
    { id: 'declared/other-head', against: 'strong', find: either('context/other-head') },
    { id: 'declared/institution', against: 'weak', find: either('context/institution') },
    { id: 'declared/institution-many', against: 'fair', find: either('context/institution-many') },
    { id: 'declared/union-body', against: 'fair', find: either('context/union-body') },
    { id: 'declared/others-only', against: 'strong', find: without('context/others-only', 'context/sender-inside') },
    { id: 'declared/union', against: 'weak', find: either('context/union') },
    { id: 'declared/employer', against: 'fair', find: either('context/employer') },
    { id: 'declared/template', against: 'fair', find: either('context/template', 'context/placeholders') },
    { id: 'declared/training', against: 'fair', find: either('context/training') },
    { id: 'declared/rules', against: 'fair', find: either('context/rules') },
  ],
};
