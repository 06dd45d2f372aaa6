import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { classify } from '../../classifiers/classifier.ts';
import { lexicon, MARKERS, vocabulary } from '../../classifiers/lexicon.ts';
import { wordsNear } from '../../classifiers/marking-needs.ts';
import { markingsOf } from '../../classifiers/markings.ts';
import { tokenise } from '../../classifiers/tokens.ts';
import type { Place } from '../../src/document/document.ts';
import { normalise } from '../../src/document/text.ts';
import { context, document, registerOf } from './build.ts';

type Expected = 'strictly' | 'declared' | 'none';

const rows: [why: string, place: Place, text: string, expected: Expected][] = [
  ['a banner', 'body', 'STRICTLY CONFIDENTIAL – NEC MEMBERS ONLY\n\nOptions for the lease', 'strictly'],
  ['a banner of the second degree', 'body', 'CONFIDENTIAL\n\nOptions for the lease', 'declared'],
  ['a running header', 'header', 'Strictly private and confidential', 'strictly'],
  ['a label', 'label', 'Confidential', 'declared'],
  [
    "a field of a paper's own foot",
    'body',
    'Facilities.\nOwner: Jo. Classification: Strictly Confidential',
    'strictly',
  ],
  ['a subject', 'subject', 'Re: [CONFIDENTIAL] lease', 'declared'],
  ['a file name', 'file-name', 'lease options STRICTLY CONFIDENTIAL.docx', 'strictly'],
  ['who may read it', 'body', 'For NEC members only. Options for the lease.', 'declared'],
  ['numbered copies', 'body', 'Copy 7 of 39, to be handed back after the meeting', 'declared'],
  ['an embargo that runs', 'body', 'EMBARGOED UNTIL 9 January 2031\nThe new chair of the NEC is', 'declared'],
  ['an embargo that has lapsed', 'body', 'EMBARGOED UNTIL 9 January 2020\nThe new chair is', 'none'],
  [
    'a footer of a mail',
    'body',
    'See you.\n\nThis email is strictly confidential and intended solely for the addressee.',
    'none',
  ],
  ['a privilege line', 'body', 'This letter is legally privileged and confidential.', 'none'],
  ['a promise', 'body', 'Our helpline is a confidential service, in strict confidence.', 'none'],
  ['a negation', 'body', 'The report is no longer confidential.', 'none'],
  ['a box of a form', 'body', 'Status: [CONFIDENTIAL?]', 'none'],
  [
    'a line for whom it is',
    'body',
    'Circulation: Leader, Deputy Leader, GS\n\nThe poll has us fourth in Wales.',
    'declared',
  ],
  [
    'a bidding without the word',
    'body',
    "Please don't forward this note.\n\nThe Party sells the training centre.",
    'declared',
  ],
  [
    'a sentence about itself',
    'body',
    'Our Labour figures are below. This paper must not be copied or shown to candidates.',
    'declared',
  ],
  ['a marking between stops', 'body', 'Party HQ - CONFIDENTIAL - named holders\n\nWho sits where', 'declared'],
  ['a mistyped banner', 'body', 'CONFIDENTAL\n\nOptions for the lease', 'declared'],
  ['a property of data', 'body', '{"title":"Lease","marking":{"level":"confidential"},"body":"Options"}', 'declared'],
  ["a page's header out of a sheet", 'body', '&C CONFIDENTIAL – PARTY TREASURER\nDonor\tAmount', 'declared'],
  [
    'an order to destroy it',
    'body',
    'Read and destroy. National officers.\n\nThe General Secretary will stand down.',
    'declared',
  ],
  [
    'an embargo that is told of',
    'body',
    'The report, which had been embargoed until midnight, blames the board.',
    'none',
  ],
  [
    'a marking said three times',
    'body',
    'CONFIDENTIAL CONFIDENTIAL CONFIDENTIAL\n\nThe lease of the Party\u2019s hall',
    'declared',
  ],
  [
    'two sentences of a banner',
    'body',
    'Not for publication. Members of the Conference Arrangements Committee only.\n\nMotions that are out',
    'declared',
  ],
  [
    'a reminder how to treat others\u2019 papers',
    'subject',
    'Reminder: treat complaints as strictly confidential',
    'none',
  ],
  ['a file named for its topic', 'file-name', 'confidential-waste.pdf', 'none'],
  ['a bidding about another thing', 'body', "Please don't forward the Zoom link, it works once.", 'none'],
  ['a password', 'body', "Don't share your password with anybody, says the Labour IT desk.", 'none'],
  ['whom a promise is for', 'subject', 'Head of Public Affairs - apply in strict confidence', 'none'],
  ["the government's marking", 'body', 'OFFICIAL-SENSITIVE\nPolice briefing', 'none'],
  ['a vote of no confidence', 'body', 'The vote of no confidence fell.', 'none'],
];

describe('markings', () => {
  it.each(rows)('tell %s', (_why, place, text, expected) => {
    const segments: [Place, string][] =
      place === 'body'
        ? [[place, text]]
        : [
            [place, text],
            ['body', 'Options for the lease.'],
          ];
    const declared = classify(document(...segments), context()).find(({ category }) => category === 'declared');
    const isDeclared = (declared?.confidence ?? 0) >= 0.5;
    expect(isDeclared ? (declared?.strictly ? 'strictly' : 'declared') : 'none').toBe(expected);
  });

  const SHORT = 'B.Short@home.example';
  const MARKED: readonly [Place, string] = ['body', 'STRICTLY CONFIDENTIAL\n\nOptions for the lease of the branch'];
  it.each<[string, string[], string | null | undefined, (readonly [Place, string])[], 'declared' | 'none']>([
    ['nobody known', [], undefined, [MARKED], 'declared'],
    ['somebody without authority', [SHORT], undefined, [MARKED], 'none'],
    ['the same, who also submits it', [SHORT], 'b.short@home.example', [MARKED], 'none'],
    ['somebody else in their name', [SHORT], 'gs@party.example', [MARKED], 'declared'],
    ['whoever is not known, in their name', [SHORT], null, [MARKED], 'declared'],
    ['them and somebody else', [SHORT, 'gs@party.example'], undefined, [MARKED], 'declared'],
    ['another, whose paper they attach', [SHORT], SHORT, [['file-name', 'lease.txt'], MARKED], 'declared'],
    ['the same, above what they quote of another', [SHORT], SHORT, [MARKED, ['quoted', 'See you on Monday.']], 'none'],
    [
      'them in a subject',
      [SHORT],
      SHORT,
      [
        ['subject', 'CONFIDENTIAL: lease'],
        ['body', 'Options.'],
      ],
      'none',
    ],
    [
      'another, whom they quote below words of their own',
      [SHORT],
      SHORT,
      [
        ['body', 'See below.'],
        ['quoted', MARKED[1]],
      ],
      'declared',
    ],
    ['another, whom they quote', [SHORT], SHORT, [['quoted', MARKED[1]]], 'declared'],
  ])('of %s', (_who, from, login, segments, expected) => {
    const register = registerOf({ marking: { withoutAuthority: ['b.short@home.example'] } });
    const mailboxes = from.map((address) => ({ address, name: '' }));
    const head = { subject: '', from: mailboxes, to: [], cc: [], bcc: [], messageId: null, headers: [] };
    const message = { ...document(...segments), kind: 'message' as const, head };
    const found = classify(message, context({ register, ...(login !== undefined && { login }) }));
    const sure = found.find(({ category }) => category === 'declared')?.confidence ?? 0;
    expect(sure >= 0.5 ? 'declared' : 'none').toBe(expected);
  });

  it.each<[why: string, place: Place, marking: string, expected: 'strictly' | 'none']>([
    ['a sensitivity label', 'label', 'Strictly Confidential', 'strictly'],
    ['a category', 'property', 'category: STRICTLY CONFIDENTIAL', 'strictly'],
    ['a field of the message', 'header-field', 'X-Confidential: strictly', 'strictly'],
    ['a label that says it is not', 'label', 'Not strictly confidential', 'none'],
    ["another body's label", 'label', 'OFFICIAL-SENSITIVE', 'none'],
  ])('that programs write mark whatever they are on: %s', (_why, place, marking, expected) => {
    const lunch = 'Two cheese, one ham, no onions please. The van comes at noon and the trays go back on Friday.';
    const found = classify(document([place, marking], ['body', lunch]), context()).find(
      ({ category }) => category === 'declared',
    );
    expect((found?.confidence ?? 0) >= 0.5 ? (found?.strictly ? 'strictly' : 'declared') : 'none').toBe(expected);
  });

  it('are not needed where the register declares the matter', () => {
    const register = registerOf({
      matters: [{ id: 'lease', phrases: ['head office lease'], strictly: true, minute: null }],
    });
    const [found] = classify(document(['body', 'What will happen to the Head-Office lease?']), context({ register }));
    expect(found).toMatchObject({ category: 'declared', strictly: true });
    expect(found?.confidence).toBeGreaterThan(0.5);
  });

  it('are found by the words that stand near exactly where every expression would find them', async () => {
    const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'labelled', 'train');
    const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:txt|md|eml)$/.test(name));
    const everyFourth = names.sort().filter((_name, at) => at % 4 === 0);
    for (const name of everyFourth) {
      const tokens = tokenise(normalise(await readFile(join(folder, name), 'utf8')).text, vocabulary);
      const markers: number[] = [];
      lexicon.phrases.match(tokens, (owner, from) => {
        if (owner === MARKERS) markers.push(from);
      });
      const byWords = markingsOf(tokens, markers, wordsNear(tokens, vocabulary.facts), 'body', '2026-01-01');
      const byAll = markingsOf(tokens, markers, () => ({ said: -1, pairs: -1 }), 'body', '2026-01-01');
      expect(byWords, name).toEqual(byAll);
    }
  }, 60_000);
});
