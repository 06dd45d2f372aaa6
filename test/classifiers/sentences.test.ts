import { describe, expect, it } from 'vitest';
import { vocabulary } from '../../classifiers/lexicon.ts';
import { eachSentence } from '../../classifiers/sentences.ts';
import { tokenise } from '../../classifiers/tokens.ts';

function sentencesOf(text: string): string[] {
  const tokens = tokenise(text, vocabulary);
  const sentences: string[] = [];
  eachSentence(tokens, (from, to) => sentences.push(text.slice(tokens.starts[from], tokens.ends[to - 1])));
  return sentences;
}

const full = 'The printer needs the leaflet by noon on Friday if it is to';

describe('sentences', () => {
  it.each<[why: string, text: string, sentences: string[]]>([
    ['end at a stop', 'Keys are with Jo. Ring her first', ['Keys are with Jo', 'Ring her first']],
    ['go on over the end of a full line', `${full}\nreach us. Thanks`, [`${full}\nreach us`, 'Thanks']],
    ['end with a line that was not full', 'Not a word\nRing Jo', ['Not a word', 'Ring Jo']],
    ['end with a paragraph', `${full}\n\nreach us`, [full, 'reach us']],
    ['end with a cell', 'Copy 7\tfor the Chair only', ['Copy 7', 'for the Chair only']],
    ['are none where nothing is written', ' \n', []],
  ])('%s', (_why, text, sentences) => {
    expect(sentencesOf(text)).toEqual(sentences);
  });

  it('are cut where they run on without a stop', () => {
    expect(sentencesOf('tea '.repeat(100)).map((each) => each.split(' ').length)).toEqual([45, 45, 10]);
  });
});
