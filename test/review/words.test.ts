/** What pages say in words of what machines write down. */
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../classifiers/finding.ts';
import { loudest, namesOf } from '../../src/review/spoken.ts';
import { agentInWords } from '../../src/review/views/agent.ts';
import { detailView } from '../../src/review/views/detail.ts';

const said = (quote: string, signal: string, weight: number, start = 0): Evidence => ({
  part: 'body',
  place: 'body',
  quote,
  signal,
  weight,
  start,
  end: start + quote.length,
});

describe('evidence in words', () => {
  it('is one line for words on which several signals rest, the loudest first', () => {
    const lines = loudest(
      [
        said('Present', 'minutes/attendance', 0.5),
        said('agreed', 'minutes/resolution', 0.9, 20),
        said('Present', 'minutes/anatomy', 0.8),
      ],
      10,
    );
    expect(lines.map(({ quote, signals }) => `${quote}: ${namesOf(signals)}`)).toEqual([
      'Present: attendance, anatomy',
      'agreed: resolution',
    ]);
  });

  const quiet = Array.from({ length: 9 }, (_, at) => said('not', 'minutes/ngram:not', 0.1, at * 10));
  it.each<[why: string, evidence: Evidence[], most: number, lines: number]>([
    [
      'leaves out what is quiet beside what is loud',
      [...quiet, ...[1, 2, 3, -4].map((weight, at) => said('loud', 's/a', weight, 100 + at))],
      10,
      4,
    ],
    ['shows the loudest of what is quiet where there is nothing else', quiet, 10, 3],
    ['shows no more than was asked for', [1, 2, 3, 4].map((weight, at) => said('loud', 's/a', weight, at)), 2, 2],
  ])('%s', (_why, evidence, most, lines) => {
    expect(loudest(evidence, most)).toHaveLength(lines);
  });
});

describe('a browser in words', () => {
  it.each([
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0.0.0 Safari/537.36',
      'Chrome on Linux',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36 Edg/150.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['Mozilla/5.0 (Android 16; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0', 'Firefox on Android'],
    ['curl/8.9', 'curl/8.9'],
    [null, 'not told'],
  ])('%s', (agent, words) => {
    expect(agentInWords(agent)).toBe(words);
  });
});

describe('what a record says besides', () => {
  it.each<[unknown, string]>([
    [
      { categories: ['minutes', 'declared'], reason: '<b>', paragraph: null },
      'categories minutes, declared reason <b>',
    ],
    [{ to: { a: 1 }, part: 2 }, 'to {"a":1} part 2'],
    ['words', 'words'],
    [null, ''],
  ])('%j', (detail, words) => {
    const markup = detailView(detail);
    expect(markup).not.toContain('<b>');
    const bare = markup.replace(/<[^>]*>/g, '');
    expect(bare.replace(/&#(\d+);/g, (_whole, code) => String.fromCharCode(Number(code)))).toBe(words);
  });
});
