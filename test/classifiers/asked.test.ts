import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import learnt from '../../classifiers/asked.json' with { type: 'json' };
import { askedIn, oddsIn } from '../../classifiers/asked.ts';
import { vocabulary } from '../../classifiers/lexicon.ts';
import { scaleOf } from '../../classifiers/model.ts';
import { tokenise } from '../../classifiers/tokens.ts';
import { gramsOf } from '../../scripts/train-asked.ts';
import { normalise } from '../../src/document/text.ts';

function signalsOf(text: string): string[] {
  const tokens = tokenise(normalise(text).text, vocabulary);
  const found: [string, string][] = [];
  askedIn(tokens, [], (id, start, end) => found.push([id, tokens.text.slice(start, end)]));
  return found.filter(([id]) => id === 'declared/asked').map(([, sentence]) => sentence);
}

describe('asked', () => {
  it.each<[text: string, asked: string[]]>([
    [
      'Boards are in the shed. Please keep this to yourselves until she has told them. Tea at four.',
      ['Please keep this to yourselves until she has told them'],
    ],
    ["I'd ask you not to tell the branch before Thursday.", ["I'd ask you not to tell the branch before Thursday"]],
    ['Not for forwarding', ['Not for forwarding']],
    ['Please forward this to everybody in your branch.', []],
    ['Keep the receipts until the auditors have been.', []],
    ['Nobody knows where the key to the hall is.', []],
    ['The council refused to say what it had paid.', []],
    ['Your answers to this survey are confidential.', []],
  ])('%s', (text, asked) => {
    expect(signalsOf(text)).toEqual(asked);
  });

  // What is learnt and what is asked of a text have to cut it into the same stems.
  it('weighs a sentence by what was learnt of its words', () => {
    const weights: Readonly<Record<string, number>> = learnt.grams;
    const lines = readFileSync('fixtures/sentences/sf.txt', 'utf8')
      .split('\n')
      .filter((_line, at) => at % 7 === 0);
    for (const line of lines) {
      const tokens = tokenise(normalise(line.slice(2)).text, vocabulary);
      oddsIn(tokens, (odds, from, to) => {
        const known = gramsOf(tokens, from, to).flatMap((gram) => weights[gram] ?? []);
        const sum = known.reduce((all, weight) => all + weight, 0);
        expect(odds, line).toBeCloseTo(learnt.bias + (sum / 1000) * scaleOf(known.length), 9);
      });
    }
  });
});
