import { describe, expect, it } from 'vitest';
import { PhraseError, Phrases } from '../../classifiers/phrases.ts';
import { tokenise } from '../../classifiers/tokens.ts';
import { Vocabulary } from '../../classifiers/vocabulary.ts';

function found(phrase: string, text: string): string[] {
  const vocabulary = new Vocabulary();
  vocabulary.define('month', ['march', 'april']);
  const phrases = new Phrases(vocabulary);
  phrases.add(0, phrase);
  const tokens = tokenise(text, vocabulary);
  const spans: string[] = [];
  phrases.match(tokens, (_owner, from, to) => spans.push(text.slice(tokens.starts[from], tokens.ends[to - 1])));
  return spans;
}

const rows: [why: string, phrase: string, text: string, spans: string[]][] = [
  ['a word in any case', 'agreed', 'It was AGREED. Agreed?', ['AGREED', 'Agreed']],
  ['a beginning', 'suspen~', 'suspended, a suspension', ['suspended', 'suspension']],
  ['alternatives', 'motion carried/fell', 'the motion fell, the motion passed', ['motion fell']],
  ['a word that may be missing', 'minutes of the? meeting', 'minutes of meeting', ['minutes of meeting']],
  ['a gap', 'minutes of ..3 meeting', 'minutes of the last branch meeting', ['minutes of the last branch meeting']],
  ['a gap that is too long', 'minutes of ..1 meeting', 'minutes of the last meeting', []],
  ['a gap across the end of a sentence', 'minutes ..3 meeting', 'The minutes. A meeting', []],
  ['words of two paragraphs', 'matters arising', 'matters\n\narising', []],
  ['words of two lines', 'matters arising', 'matters\narising', ['matters\narising']],
  ['a class', 'on {month}', 'on March, on Monday', ['on March']],
  ['a number', 'for # against', 'for 12 against', ['for 12 against']],
  ['a capitalised word', 'proposed by Aa', 'proposed by Priya, proposed by us', ['proposed by Priya']],
  ['the beginning of a line', '^ present', 'those present\nPresent were', ['Present']],
  ['the end of a line', 'agreed $', 'agreed today\nwas agreed', ['agreed']],
  ['a number before a word', '# members', 'members: 12 members', ['12 members']],
  ['a number before it, but at the end of a line', '# members', '12\nmembers', []],
  ['spellings of one word alike', 'moved by', 'MOVED by, Moved by, moved to', ['MOVED by', 'Moved by']],
  ['a colon', 'apologies :', 'apologies: none; with apologies', ['apologies']],
  ['an apostrophe', "members' report", "the members' report", ["members' report"]],
  [
    'accents or none, in either',
    'apêl/tâl yn erbyn',
    'apel yn erbyn, APÊL yn erbyn, tal',
    ['apel yn erbyn', 'APÊL yn erbyn'],
  ],
  ['a hyphen', 'by-election', 'the by election, the by-election', ['by election', 'by-election']],
];

describe('phrases', () => {
  it.each(rows)('match %s', (_why, phrase, text, spans) => {
    expect(found(phrase, text)).toEqual(spans);
  });

  it.each([
    ['the right number', 'Project 47 Launch', ['project 47 launch']],
    ['another number', 'project 12 launch', []],
    ['a number at the beginning', 'the 12 03 budget, the 13 03 budget', ['12 03 budget']],
    ['a variant without one', 'at the Launch', ['the launch']],
  ])('of words as they stand match %s', (_why, text, spans) => {
    const vocabulary = new Vocabulary();
    const phrases = new Phrases(vocabulary);
    for (const words of ['project 47 launch', '12 03 budget', 'the launch']) phrases.addWords(0, words.split(' '));
    const tokens = tokenise(text, vocabulary);
    const seen: string[] = [];
    phrases.match(tokens, (_owner, from, to) =>
      seen.push(text.slice(tokens.starts[from], tokens.ends[to - 1]).toLowerCase()),
    );
    expect(seen).toEqual(spans);
  });

  it.each(['#', '..3 meeting', 'the?', ''])('refuse `%s`, which begins with no word', (phrase) => {
    expect(() => new Phrases(new Vocabulary()).add(0, phrase)).toThrow(PhraseError);
  });
});
