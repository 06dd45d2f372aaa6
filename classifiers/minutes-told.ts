/**
 * Accounts of a meeting that have not the form of minutes: who spoke, how it went, what the figures were, told in a letter,
 * a chat or a note to whoever was not there.
 *
 * Source: paragraph 5(b), "written accounts of discussions". Each fact alone is anybody's talk: one of our bodies, named as
 * members name it, together with what was said or voted there is an account of its meeting. Pure.
 */
import { bodies } from './minutes-bodies.ts';
import { atLeast, oneOfEach, phrases, type Signal, shapes } from './signal.ts';

/** Facts, weak each by itself. */
export const facts: readonly Signal[] = [
  ...bodies,
  // Somebody who was not there is told.
  {
    id: 'minutes/told-absent',
    for: 'fair',
    find: phrases(`
      nodiadau, nodyn, cofnodion, i'r rhai nad oedd, dyma grynodeb, crynodeb, gan nad oeddech, quick mins, notes of
      sorts, chair to check, for the minute book, minute book, ai notes, ai summary, ai companion, quick recap, meeting
      recap, meeting summary, summary of Aa, key takeaways, action items, participants discussed/agreed/expressed/noted,
      the group approved, next steps :, asked me to keep this, keep this separately, extract you asked, you asked for
      the, what did Aa do, my scrawl, scrawl, from my book, my book here, i've my book, back of a beer/envelope/fag,
      beer mat, envelope, telephone note, phone note, rang Aa for, who came, who was there, what they decided, what we
      decided, what they settled, what we settled, what got, how did, am dying, oh you know, chat saved, export of chat,
      save this, saved chat, staffers' copy, for your binder, went missing, as one went, record of the, note of
      discussion, record of decisions, since you asked, in lieu of, you weren't there/in/at/on, weren't there, weren't
      in the, wasn't in the room, couldn't be there, couldn't make group/it/branch/exec/gc/tonight/last, you couldn't
      make, you picked a/the, you missed, missed a/the, what you missed, sorry you, since you left/had/were/couldn't,
      after you left/went/had, after you'd gone/left/dropped, once you'd gone/left, had to go/leave/dash
      at/before/early, you had to go/leave, in the loop, in the picture, you asked how/what/whether/me, you asked for,
      before i forget, while it's fresh, while its fresh, while i have/remember, while i can, in case you, for
      those/anyone/everyone/members who weren't/couldn't/missed, short version, long version, longer version, shorter
      version, short account, full account, how it went, how it's going, how your, how things, here goes, here's
      how/what/where, heres what/how, for the six/five/four/few/ones who, what was actually/really said, what we
      actually, what actually, what really, what they actually, actually agreed/said/happened, just so you/you're, so
      you know/you're/can, you'll want to know, you'd want to know, thought you'd, as promised, my note, my notes, note
      of, notes of, notes from, notes for, notes below, a note of, nodyn byr, my scribbles, my jottings, my own
      notes/notebook, notebook, scribble~, jottings, jotted, flipchart, typed up, typing up, copied as, scribe's, taking
      notes, took notes, took down, i took down, wrote it down, i wrote down, writing it down, write it up, write up,
      wrote up, writeup, write-up, read out, read-out, readout, debrief, download, quick one, quick note, for the
      drafters, report back, reporting back, for your ears, what they said, as she/he told it, rang me after, told me
      after, told me afterwards, i wasn't at, i wasnt at, wasn't at it, from the train, on the train home, on the way
      home, on the last train, chips on the way, missed you, for info, my record, what we said, what was said, what was
      settled, what's settled, who's doing what, action log, action note, decisions only, outcomes, for the record, not
      for the record, verbatim, lightly cleaned, auto captions, otter, transcript
    `),
  },
  // Who spoke and how: what is reported of people at one table.
  {
    id: 'minutes/spoke',
    for: 'weak',
    find: phrases(`
      adroddodd, dywedodd, cynigiodd, eiliodd, gofynnodd, cododd, awgrymodd, anghytunodd, cytunodd, can i come in, i'd
      ask that, will say, says it, cross, cross with, worried that, would rather, not sure, will kick off, wants a name,
      seen it, ran out of, over my dead, over her dead, over his dead, gave in, gave way, very firm, firm on, owned up,
      wouldn't budge, wouldn't have it, came round, came down on, held out, stood firm, stood out, not fussed, took
      against, pleaded, shouted, sighed, muttered, groaned, joked, joking, snapped, told off, ticked off, went round
      twice, went round the, piped up, chipped in, weighed in, spoke last, spoke first, had a go, having none, said
      nothing, said little, kept quiet, kept mum, asked twice, thumbs, would abstain, i'd abstain, we'd abstain, mostly
      for, mostly against, two against, rest don't, rest didn't, two want, rest want, some want, others want, nobody
      owned, said Aa, said
      we/they/she/he/it/that/no/yes/so/nobody/her/his/our/the/there/this/why/not/straight/as/in/if/you/well/when/what,
      said i/i'd/we'd/they'd/he'd/she'd/it's/it'd/there's, says he/she/it/we/they/no/the/his/her/there's/it's, was told,
      told us, told him/her/them/everyone/the, told colleagues/members, said their, spoke
      well/too/against/for/up/badly/twice/of/as/in/on/about/to/very, all spoke, i spoke, who spoke, moved
      to/that/it/the/we/an, i moved, we moved, to move, seconded, backed me/him/her/us/it/that/the/up, supported
      it/that/her/him/the, supported by, pressed the/him/her/on/for, be drawn, wouldn't be/say/have/answer, complained
      about/that/of, called it/him/her/us/them/the, thinks we'll/it's/that/we/the/he's/she's, thought
      it/that/the/we/she/he/this, reckons, reckoned, wants it/the/a/that/to/us/more/two/three/all/nothing, wanted
      it/the/to/two/three/all/us/a/more/more/nothing/paper/one/both, they'd like/wanted/want, keen on/to, not keen,
      unhappy, not happy/content/impressed/amused/persuaded/convinced/having, was content, is content, were content,
      content with, can't support, won't support, objected, objects, object to, opposed, for leaving/keeping/going/it,
      was for, were for, were against, was against, all against, dead against, argued, the argument was, argument about,
      was the row, a row about/over, row over, it got nasty/heated/loud, got heated, wrangle, long talk, ding dong, bad
      blood, two camps, strong feeling, feeling was, the feeling, the mood, general view, no view, differed, members
      differed/asked/felt/wanted/thought/were, colleagues asked/felt/wanted/thought, pushback, pushed back, push back,
      nodding, nodded, stony, shouted down, laughter, laughed, silence, nobody said/spoke/wanted/would/could/disagreed,
      no one said/spoke/wanted, anybody against, cried, in tears, to tears, walked out, stormed out, applause,
      applauded, clapped, groans, looked at me, my/his/her hand up, hands up, hand down, asked
      him/her/the/who/whether/why/about/if/for/that/what/when/how, i asked, she asked, he asked, they asked, was asked,
      asked each, answered every/that/the, he answered, she answered, replied, no answer, somebody asked/said/from,
      someone asked/said/from, a man from, a woman from, one of the, two of the, both of them, insisted, warned,
      reminded us/members/colleagues/everyone, explained, suggested, proposed, admitted, promised, promise, conceded,
      ducked, dodged, waffled, went on about, banged on, took us/questions/no/it, opened by/with/for/on, opened for,
      presented, introduced, introduced by, outlined, set out, went through, reported, raised, queried, pointed out,
      summed up, with respect, dissented, disagreement, agreed with, sided with, lost his/her/my, read out, got a/an,
      rude, blunt, critical, gracious, furious, livid, fuming, sulk, sulked, gofynnais, soniodd
    `),
  },
  {
    id: 'minutes/spoke-often',
    for: 'fair',
    find: { kind: 'derived', from: ['minutes/spoke'], when: (seen) => seen('minutes/spoke') >= 3 },
  },
  // Officers and sections of ours, speaking as such.
  {
    id: 'minutes/office-spoke',
    for: 'fair',
    find: phrases(`
      gs/gensec/leader/deputy/treasurer/whip/chair/rd/ro/dl/convenor/co-convenor/secretary/cabinet/president/adviser/minister/vc
      {spoke}, gen sec {spoke}, general secretary {spoke}, leader's office/person/people/proxy/team/report/speech,
      leader of the group, vice chair {spoke}, party chair {spoke}, chief whip {spoke}, the whip {spoke}, the chair
      {spoke}, policy officer {spoke}, union side, unions' side, union people/person/reps/rep/seats/section/block, union
      co-convenor, one of the union/unions, two of the union/unions, the unions {spoke}, unions
      for/against/want/split/solid, clp side/reps/rep/section/seats/members/people/delegates, clp two, the clp,
      clp-elected, section rep, socialist societies, front bench, frontbench, the front bench, plp rep/seat/reps, youth
      rep/reps/seat, the youth, disabled rep, councillors' rep, local government rep, wales rep, from wales/scotland,
      the scots, the welsh, regional director {spoke}, region {spoke}, the regions, staff side, staff
      had/said/were/view, constituency reps/delegates, observers, the observers, delegates {spoke}, members {spoke},
      colleagues {spoke}, our three, our two, the lawyers, the lay members, lay members, affiliates, the affiliates, gs
      wrote/was/got/just/had/is, chair's moved/ruled/said/let/asked, chair
      moved/moves/rules/called/calls/late/wouldn't/won't/let/lets/has/had/closed/opened, from the chair, cllr {spoke},
      mp {spoke}, councillor {spoke}, ppc {spoke}, agent {spoke}, organiser {spoke}, the mp, y gadair, cadeirydd
    `),
  },
  // What became of it: a figure, a fate, a shrug.
  {
    id: 'minutes/outcome',
    for: 'weak',
    find: phrases(`
      clp/section/caucus/forum/ward/agm/amm/branch/officers/group/committee/we/they {decided}, clp nominates, branch
      nominates, nominates Aa, outvoted, all for, yes from, yes from all, acts up, in the book, no more, reopen,
      re-open, moved :, fin #, shut at, penderfynwyd, penderfynodd, cytunodd, trafodwyd, derbyniwyd, gohiriwyd,
      cadarnhawyd, mabwysiadwyd, pleidlais, pleidleisiwyd, collodd, enillodd, etholwyd, i'w ofyn, gofynnir, consensus,
      by consensus, drawn from the hat, names drawn, lots drawn, binned, adopted, accounts adopted, was read, to report
      in, wants for, promised, wanted back, were told no, was told no, line is oppose, line is support, up to the
      branches, to go for, to second, let through, gone to, goes to, coming back, sent back, went back, deal on, deal
      done, did a deal, bad grace, with bad, with good, without a vote, no vote needed, thumbs up, hands for, # hands,
      {count} hands, # up, on a division, division, a figure, in the end, left in, left out, kept in, goes in, comes
      out, gone through, kept as, stays as, turned over, kicked back, to be asked, to be finished, to be told,
      dissenting, dissent, dissents, no letter, no view, nobody queried, voted on one, passed a resolution, resolution
      thanking, resolved, to settle, settled on, to pay half, yes if, no if, lost it, we lost, they lost, lost by, my
      side lost, was lost, we won, won it, lost the vote, voted with/against/for/to/it/that/down/the/on, they voted, we
      voted, i voted, voted through, didn't vote, nobody voted, no vote, not voting, put to the, put it to, it was put,
      was put, show of hands, casting vote, recorded vote, whipped vote, free vote, whip's on, carried, fell, passed,
      pasiwyd, went through, got through, sailed through, nodded through, nod through, nodded it, it's through, scraped
      through, through but, only just, by one vote, a whisker, narrowly, unanimous~, acclaim, acclamation, nem con,
      unopposed, remitted, parked, left to, left for, left it, left with, put off, put back, put it off, kicked into,
      stood over, held over, deferred, struck out, was struck, be struck, taken out, fold it, pulled, withdrawn,
      withdrawn by, went out, stays out, stays in, bring back, back in the, comes back, come back, will come back, came
      back, goes back, go back and, take it back, take back, minuted, noted, not settled, settled, we landed, they
      landed, landed on, they settled, agreed to, agreed that, agreed it, agreed by, agreed a, agreed the, agreed yes,
      agreed no, was agreed, all agreed, were agreed, agreed unanimously, said yes to, said no to, yes to the, no to
      the, a no on, a yes on, refused, turned down, threw out, thrown out, ruled out, ruled in, we let, waved through,
      signed off, sign off, sign this off, not agreed, didn't get to, did not get to, didn't reach, ran out of time,
      next one, next :, next meeting, until then, decide then, will write, will ring, will ask, will see, will draft, to
      write, to ring, to draft, to chase, to ask, to find, to book, to lead, to move, to raise, who's doing, stepping
      down, stands down, standing down, giving up, not stand again, co-opted, co-opt, delegate to, delegates to,
      vacancy, next agm, until the agm, till the agm, cytunwyd, gwrthodwyd
    `),
  },
  {
    id: 'minutes/figures',
    for: 'fair',
    find: phrases(`
      pawb o blaid, o blaid, yn erbyn, ymatal, ataliodd, yn unfrydol, unfrydol, got #, got # of #, # of #, # votes, #
      for ..6 # against, # wanted, one spoilt, # spoilt, straw poll, {count} hands, # hands, # up #, {count} to {count}
      $, # v #, # votes v, division # for, on a division, {count} wanted, # ayes, # noes, ayes, noes, {count} said,
      by/was/were/went/carried/lost/passed/fell/agreed/settled/divided/split/refused/approved/it/vote by? {count} to
      {count}, {count} votes to/for/against, {count} against, {count} were against, {count}
      abstained/abstentions/abstaining/abstention, {count} for/in it/favour, with {count}
      against/abstaining/abstention/dissenting, for ..1 {count} against, only {count} against, # against, #
      abstained/abstentions/abst/abstaining, # not voting/v, # dissent~, # in favour, # for and/it/against, # votes
      to/for/against, voted/carried/lost/fell/passed/by/won/agreed/split/went/stood/was/it/vote/refused/approved/through
      # to #, all but one, all but two, nobody against, no one against, none against, one against, two against, three
      against, four against, five against, by one, by two, by three, by four, first round, second round, third round, on
      the first ballot, second ballot, three ballots, eliminated, dropped out, tied, a tie, dead heat, chair's vote
    `),
  },
  { id: 'minutes/bare-score', for: 'fair', find: shapes('bare-score') },
  // How many came and who led, in any words.
  {
    id: 'minutes/came',
    for: 'weak',
    find: phrases(`
      ohonom, ohonyn, yn y gadair, ymddiheuriadau, cwrddon, cyfarfu, cwrddodd, roedd #, who came :, who was there :,
      came was, present in, by link, by video :, call to order, we have the numbers, we're quorate, we are quorate,
      numbers for a quorum, {count} present, {count} mps, # mps, {count} cllrs, # cllrs, members from, delegates from,
      sorry you, stayed for, closed #, started #, began #, met at, came :, there :, here :, sorry :, pres :, present :,
      ch :, chair :, notes :, attending :, # came, {count} came, # turned, {count} turned, everyone there, all there,
      all came, everybody came, nobody came, few came, {count} of us, {count} of them, # of us, # of them, there were
      {count}, there were #, we were {count}, we were #, {count} there, # there, # pres, # present, present #, # ppl, #
      people, # members, # delegates, # reps, # stayed, {count} stayed, # in the room/hall, # on the
      call/line/laptop/screen, {count} on the call/line/laptop/screen, {count} in the room, {count} members, {count}
      delegates, {count} people, good turnout, good turn, poor turnout, packed, full house, standing room, in the room,
      on the call, on the line, on screen, on zoom, by zoom, on teams, by telephone, by phone, on the laptop, dialled
      in, dialling in, left early, left at, left before, left after, had left, left the room, out of the room, not in
      the room, no officers, in the chair, chairing, in chair, took the chair, chaired, presiding, quorate, inquorate,
      quorum, me taking, apols, no apologies, apologies #, apologies {count}, sorry from, yn bresennol, hosted by, at
      mine, kitchen table, small room, back room, upstairs, committee room, members' room, leader's office, labour hall,
      rooms, vestry, facilitator, scribe, minute taker, minute-taker
    `),
  },
  // Whoever was there disputes the record.
  {
    id: 'minutes/corrected',
    for: 'strong',
    find: phrases(`
      your minutes, your note, your notes, your record, the minutes say/have/said/should/of/as, minutes
      don't/didn't/do/did, correction to, corrections to, two corrections, one correction, a correction, small
      correction, you have me, you've got me, has me saying, have me saying, had me down, what i said was, what i said,
      i did not say/accept/agree/vote/ask, i didn't say/accept/agree/vote/ask, not what was/we/i, don't remember
      us/saying/agreeing/voting, remember you/us saying, minute # says, under minute/item #, in minute #, in the
      minutes, into the minutes, out of the minutes, from the minutes, put in the note, in the note that, when you
      write, write up the, write it up, could you be sparing, be sparing, correct the book, before it is signed, before
      they're signed, before you send, before i send, for your bit, have i got this, got it wrong, i got it wrong, got
      this right, should read, should have read, should say, should be minuted, not as minuted, wrongly minuted,
      misminuted, i abstained, i voted for, i voted against, and not against, and not for, asked to be, wished it known,
      wants that known, wanted it known, want that minuted, need that minuted, be minuted, be recorded, it was cllr, and
      not i, not i who, to my name, my name down, cywiro
    `),
  },
  // Written while it sits.
  {
    id: 'minutes/live',
    for: 'fair',
    find: phrases(`
      are they taking, are we on, what's happening, whats happening, going on in there, how's it going, hows it going,
      gs just, he just, she just, they just, just said, just voted, chair's moved, chair just, on item #, on to item,
      onto item, item # now, are we at, before lunch, after lunch, back after, voting now, vote now, going to a vote,
      going to vote, about to vote, lost it, we lost, we won, told you, here we go, still on, still going, they're back,
      tea, break, take it or leave, no picking, sat there, in here
    `),
  },
  // What is said aloud while one sits, and only then.
  {
    id: 'minutes/in-session',
    for: 'fair',
    find: phrases(`
      anyone against, can i come in, may i come in, can we note, colleagues note, note it, reopen it, the meeting to
      order, call to order, come to order, that's noted, noted chair, can i just ask, could i just ask, may i ask chair,
      through the chair, through you chair, with respect chair, thank you chair, thanks chair, sorry chair, chair can,
      chair could, chair may, chair i, chair before, chair why, those in favour, all in favour, all those in, those
      against, those for, any against, anybody against, anybody else, any objections, any objection, any abstentions,
      are we agreed, is that agreed, are we happy, are we all, everyone happy, all agreed, i'll take Aa, i'll come to,
      i'll bring in, i'd like to move, i'll move, i'd move, i move that, i so move, i second, i'll second, seconded Aa,
      next item, we're on item, we are on item, on to item, item one/two/three/four/five/six/seven/eight, case
      one/two/three/four/five/six/seven/eight, recommendation one/two/three/four/five, paper one/two/three/four/five,
      moving on, move on to, let's move on, that's carried, that's unanimous, that's lost, that's passed, that's agreed,
      i'll need that minuted, minute that, minuted, for the minutes, you're on mute, on mute, can everyone hear, can you
      hear, can't hear, we're recording, recording for, press record, pressed record, is this recording, we're quorate,
      we have the numbers, put it to the vote, go to a vote, to a vote, hands up, hands please, raise your, thumbs for,
      declare an interest, step out, i'll step out, before we start, before we go, before we break, shall we start,
      shall we take, take it as read, taken as read, close the meeting, that concludes, right everyone, agreed $
    `),
  },
  {
    id: 'minutes/our-group',
    for: 'fair',
    find: oneOfEach([['minutes/group-word'], ['minutes/whip-word']], ['owner/other-party', 'context/news-many']),
  },
  // Unions of ours by name: one may be an employer's quarrel, several are a table of the Party's.
  { id: 'minutes/union-one', find: phrases(`unison, unsain`) },
  { id: 'minutes/union-two', find: phrases(`gmb`) },
  { id: 'minutes/union-three', find: phrases(`usdaw, cwu, community and usdaw, community union, community rep`) },
  { id: 'minutes/union-four', find: phrases(`unite rep/seat/side/and/wanted/said/want/against/for, unite's`) },
  {
    id: 'minutes/union-five',
    find: phrases(`aslef, tssa, fbu, musicians' union, num, the mu, fabians, socialist societies, sera, jlm`),
  },
  {
    id: 'minutes/affiliates',
    for: 'fair',
    find: atLeast(
      2,
      'minutes/union-one',
      'minutes/union-two',
      'minutes/union-three',
      'minutes/union-four',
      'minutes/union-five',
    ),
  },
];
