/**
 * The course of a case in the words of those who handle it: notices, charges, panels, sanctions, the whip, trackers.
 *
 * Pure.
 */
import { phrases, type Signal, shapes, together, told } from './signal.ts';

export const course: readonly Signal[] = [
  { id: 'disciplinary/case-reference', for: 'strong', find: told },
  { id: 'disciplinary/register-case', for: 'decisive', find: told },
  { id: 'disciplinary/register-subject', for: 'fair', find: told },
  {
    id: 'disciplinary/notice',
    for: 'strong',
    find: phrases(`
      notice of ..2 investigation/suspension/allegations/outcome/termination/exclusion/expulsion/hearing/charges,
      noi/nois, administrative suspension, administratively suspended, admin suspension, notification of ..3
      suspension/investigation/allegations/outcome, reminder of conduct/values, nec warning, formal warning, written
      warning, final warning, charge sheet, draft charge~, charges against, bundle, evidence pack/bundle, statement
      of case, skeleton argument, we have received a complaint, a/the complaint about/against your/you, received ..3
      complaint about/against, you are ..3 under investigation, allegation #, allegations ..3 you/against, your
      conduct, you are hereby, suspended from membership, pending the outcome, auto exclu~, auto-exclu~,
      automatically excluded, exclusion from membership, terminat~ ..3 membership, membership ..4 terminated, letter
      of outcome, outcome letter
    `),
  },
  {
    id: 'disciplinary/process',
    for: 'fair',
    find: phrases(`
      disciplinary, investigat~, investigating officer/panel, nec panel, disputes panel, panel
      on/decided/meets/hearing/upheld/heard/recommend~/will/have, before the panel, panel {weekday}, hearing
      on/date/before, glu, governance and legal, complaints team/unit/officer, disputes team, ncc, independent
      complaints, icb, irb, independent review, rule 2, chapter 2, clause i, clause 1 8, grossly detrimental,
      prejudicial, proscribed, prohibited act~, case worker, caseworker, presenting officer, presenter, right of
      appeal, appeal ..4 days, days to reply/respond, cyhuddiad, precautionary, must not attend, not to attend, not
      attend ..3 meetings, sexual harassment procedure, safeguarding, the complaint, a complaint, complaints
    `),
  },
  {
    id: 'disciplinary/evidence',
    for: 'weak',
    find: phrases(`
      witness statement~, witnesses, evidence, statement~ from, screenshot~, the allegation~, alleg~, denies,
      denied, admitted, her/his/their side, testimony, two people saw, written account, proof
    `),
  },
  {
    id: 'disciplinary/letter',
    for: 'weak',
    find: phrases(`
      by email only, case no/number/ref/reference, our ref, dear Aa, yours sincerely, you have # days, samaritans,
      your gp, wellbeing, welfare, you must not, confidential~ ..6 investigation
    `),
  },
  {
    id: 'disciplinary/penalty',
    for: 'strong',
    find: phrases(`
      year bar, year ban, months off, month ban, loss of whip/the, removing the whip, remove the whip,
      take/took/taking the whip, whip's off/gone, whip is off/gone/suspended/withdrawn, lose/lost/losing
      the whip, withdraw the whip, withdrawal of the whip, without the whip, whip ..3
      removed/withdrawn/suspended/restored, restore the whip, stood down pending, stepped back pending,
      step back pending, stood aside pending, stand aside pending, stand down as ..4 pending,
      endorsement ..4 taken/withdrawn/removed/pulled/revoked, lost his/her endorsement, candidacy ..3
      withdrawn/pulled/suspended, no longer our/the/a candidate, pulled as candidate, dropped as ..3
      candidate, expelled, expel, expulsion, excluded from membership, auto excluded, barred from,
      barred for, for # months, suspend # , suspend or, suspended for, suspended pending, suspended
      since, suspended last/this/on/yesterday/today, warning on ..3 file, formal reprimand, written
      apology, found proved, not proved, proved by, found guilty, breach ..3 proved, nfa'd, let off
      with, got off with, got a/his/her warning, his/her warning, stood over, wins his/her appeal, lost
      his/her appeal, appeal allowed/dismissed/upheld/rejected, readmitted, suspension lifted, lift ..3
      suspension, cleared of, cleared him/her, out of the party for, thrown out of the
    `),
  },
  {
    id: 'disciplinary/panel-talk',
    for: 'strong',
    find: phrases(`
      case # , cases # and, deliberations, panel sat/met/heard/agreed/found/split/thinks/thought/wants,
      panel # , the panel's decision, two for warn~, wants it written, dissent~, refer to the ncc,
      refer~ ..2 ncc, first/second/third complainant, the complainant, complainant's name, both
      complainants, give evidence, gives evidence, giving evidence, statement to the, made statements,
      made a statement, witness~ agree/says/said/saw, # witnesses, two/three witnesses, sealed
      folder/file, phone records, screenshots, bundle ..3 page, presenter, charges ..3 proved, his/her
      solicitor, letter before action, interim suspension, precautionary suspension, administrative
      suspension, safeguarding referral/lead/concern, lado, person about whom, concern is raised, risk
      assessment, investigating officer, investigation report, terms of investigation, officers'
      recommendation, recommend~ expulsion/suspension, recommend~ ..3 warning, proposed sanction,
      sanction ..3 recommended, chair's casting, panel chair, panel members
    `),
  },
  {
    id: 'disciplinary/whips',
    for: 'fair',
    find: phrases(`
      three-line whip, three line whip, voted against ..4 whip, against the whip, defied the whip, broke
      the whip, divisions # , in division # , without leave, under the standing orders, chief whip, sat
      on his/her/their hands, abstained ..4 whip, abide by a decision of the group, standing orders of
      the plp/group/parliamentary, group officers, report ..3 group, letter of reprimand, pairing whip,
      whips' office, from the whip
    `),
  },
  {
    id: 'disciplinary/membership-dispute',
    for: 'strong',
    find: phrases(`
      object~ to ..4 membership/admission/application, objection ..5 upheld/dismissed/rejected/allowed,
      application ..6 is/was/been rejected/refused, rejected ..4 application, stood against ..4
      candidate, stood as an independent, membership appeal, appeal ..6
      readmission/re-admission/readmitted, supporting another party, member of another party, remove
      him/her/them from your lists, refunded
    `),
  },
  { id: 'disciplinary/tracker', for: 'decisive', find: shapes('case-heading') },
  { id: 'disciplinary/tracker-rows', for: 'strong', find: shapes('case-rows') },
  { id: 'disciplinary/noticed-conduct', for: 'fair', find: together('disciplinary/notice', 'disciplinary/process') },
  {
    id: 'disciplinary/sentenced',
    for: 'strong',
    find: phrases(`
      months/month/year/years out, # months off/suspension/susp/suspended,
      twelve/six/nine/three/eighteen/two/four/five months out/off/suspension/suspended,
      twelve/six/nine/three/eighteen/two month warning/suspension/ban/bar, months on file, on file, formal
      warning, written warning, nec warning, warning for a/twelve/six, got a ..2 warning, got ..2 warning, done
      for that/the/his/her/saying/posting, been given ..3 months/warning/reminder, gets ..3 months/warning, got
      ..3 months, got off, a course, the ..2 course, no office for, bar~ from ..3 office, banned from, stripped
      of, removed from office/his/her/the, back to being, case is over, case is closed, case closed, nothing
      proven, not proven, susp, yr bar, found against, found for, they found, we find, we don't find, we
      recommend that, recommend~ that he/she/they, should be barred/suspended/warned/expelled/removed,
      his/her/their suspension, suspension through, term~ {month}, off the panel, struck off, lost his/her ..2
      whip/membership/seat, out for
    `),
  },
  {
    id: 'disciplinary/reports',
    for: 'fair',
    find: phrases(`
      i want/wish/need to report, i'd like to report, like/want to talk to someone, right place, don't want my
      name, name on it, anonymous, wrote in about, who wrote in, report of posts, posts by, shared a video,
      screenshots attached, what should i do if, keeps messaging/texting/ringing/calling/touching/putting, kept
      messaging/texting/touching/putting, turned up at my, called me/him/her/them/dev a, called me/him/her/them
      names, used a word, a word that i, said the thing, want it to stop, want him/her/them to stop, kept
      quiet, will he/she be told, who's it go to, thrown ..4 at, threw ..4 at, slapped, pushed me, put his
      hand, made a pass, his hands, uncomfortable, frightened of, afraid of, in front of
      everyone/members/everybody, made me cry, my boss, the girl who, the woman who, the lad who, happened to
      me, the first time, it isn't the first
    `),
  },
  {
    id: 'disciplinary/case-papers',
    for: 'strong',
    find: phrases(`
      papers for the hearing, presenting for, for the hearing, subject access, redaction~, statement of the
      woman/man, letter before claim, suspensions in force, appellant~, appeals board, appeal board, interim
      action, officer's view, respondent's reply, third party, draft letter, para #, his/her answer, his/her
      defence, page defence, the investigator, investigator's report, letter from the complaints, complaints
      team, an appeal, his/her appeal, appeal stands/stood, appeal is, appealing, he's/she's appealing, case
      against, case with, cases with, reply in, resigned ..6 before, names heard, not be endorsed, panel vote
    `),
  },
  {
    id: 'disciplinary/labels',
    for: 'strong',
    find: phrases(`
      respondent :, complainant :, allegation~ :, sanction :, recommendation :, charge :, charges :, charge #
      :, investigator :, case :, case officer :, panel :, decision :, interim action, interim measures, outcome
      :, flags :, against :
    `),
  },
  { id: 'disciplinary/sanctioned', for: 'strong', find: shapes('sanctioned-people') },
  { id: 'disciplinary/case-record', for: 'strong', find: shapes('case-record') },
  {
    id: 'disciplinary/refused',
    for: 'strong',
    find: phrases(`
      refusal of membership, refused membership, refused admission, was/were/been rejected ..4 because/as/for,
      ec/branch/executive objected, objected because, objecting to, campaigned for the greens/reform/liberals,
      campaigned against, appeal against, apply again, reapply, join again, rejoin until, can't rejoin, cannot
      rejoin, not be readmitted, readmission
    `),
  },
  {
    id: 'disciplinary/rulings',
    for: 'strong',
    find: phrases(`
      nfa on/for, no action on, training for, warning for/to, reminder for/to, referred to ncc, refer to ncc,
      adjourned, stood over, wants a rep, officer proposes, panel decision, member's answer, case summary, what
      is said, case # of, # of #, found against, dismissed ..2 appeal, appeal panel, no further right, for
      readmission, termination of, terminated under, chronology, first response, put to him/her, nothing back,
      hearing bundle, acknowledged the, whole list done, that's the list, auto excluded, signing ..4 nomination
      papers, enquiries continue, while enquiries, matter but not, administratively suspended, reason not for,
      process, we don't comment
    `),
  },
  {
    id: 'disciplinary/whip-notes',
    for: 'fair',
    find: phrases(`
      missed votes, abstained on, abstained again, second time, third time, one more and, goes to the chief,
      restored from, restored to the whip, on undertakings, undertaking~, spoke to Aa re, told her/him one, day
      book, rebel~, voted with the tories/opposition, not to sit with us, sit as an independent, will write to
      her/him, final chance, chief's office
    `),
  },
];
