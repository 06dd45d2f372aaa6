import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failuresOf } from '../../src/cli/rules.ts';
import { loadRuleFiles, RulesError } from '../../src/config/rule-files.ts';

const head = 'id: lease\ntitle: Head office lease\nminute: NEC 12 May 2026, 9\ndate: 2026-05-12\n';

function load(yaml: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'reticent-rules-')), 'lease.yaml');
  writeFileSync(file, yaml);
  return loadRuleFiles(file);
}

describe('rule files', () => {
  it.each([
    ['an unknown key', `${head}phrases: [lease]\nfrases: []\n`, /lease\.yaml:6: unknown key `frases`/],
    ['a rule that looks for nothing', head, /lease\.yaml:1: the rule looks for nothing/],
    ['no minute of the NEC', head.replace(/minute.*\n/, 'phrases: [lease]\n'), /minute/],
    ['no day', head.replace('05-12', '13-45'), /lease\.yaml:4: `date`/],
    ['a pattern that RE2 does not take', `${head}patterns:\n  - { expression: "(a)\\\\1" }\n`, /lease\.yaml:6: /],
    [
      'a pattern that takes minutes',
      `${head}patterns:\n  - { expression: "(a{0,30}){0,30}b" }\n`,
      /lease\.yaml:6: .*steps/,
    ],
    ['a phrase without a word', `${head}phrases:\n  - "2026"\n`, /lease\.yaml:6: .*a word in it/],
    ['a phrase of one letter', `${head}phrases:\n  - a\n`, /lease\.yaml:6: .*a word in it/],
    ['no id', head.replace('id: lease', 'id: The Lease'), /lease\.yaml:1: /],
  ])('refuse %s', (_why, yaml, message) => {
    expect(() => load(yaml)).toThrow(RulesError);
    expect(() => load(yaml)).toThrow(message);
  });

  it.each([
    ['a phrase', 'phrases: [head office lease]', 'The HEAD  OFFICE\nlease ends.', true],
    ['a phrase in another form', 'phrases: [pledge letter]', 'Letters are pledges; the pledged letters went.', true],
    ['a phrase with its number', 'phrases: [project 47 launch, 2026 reshuffle]', 'the 2026 reshuffle', true],
    ['a phrase with another number', 'phrases: [project 47 launch]', 'the project 12 launch', false],
    ['a pattern', 'patterns: [{ expression: "LS-[0-9]{4}", weight: 5 }]', 'file LS-2041', true],
    [
      'words near one another',
      'proximity: [{ terms: [landlord, head office], words: 8 }]',
      'the landlord of our head office',
      true,
    ],
    [
      'words far apart',
      'proximity: [{ terms: [landlord, head office], words: 3 }]',
      'the landlord, said somebody in the pub, of head office',
      false,
    ],
    [
      'what speaks against',
      'phrases: [head office lease]\nagainst: [published]',
      'the published head office lease',
      false,
    ],
  ])('judge %s as their tests say', (_why, rule, text, found) => {
    const [file] = load(`${head}${rule}\ntests: [{ text: ${JSON.stringify(text)}, found: ${found} }]\n`);
    expect(file && failuresOf(file, [])).toEqual([]);
  });

  it('name a test that does not hold', () => {
    const [failing] = load(`${head}phrases: [lease]\ntests: [{ text: lunch, found: true }]\n`);
    expect(failing && failuresOf(failing, [])).toEqual([expect.stringMatching(/test 1 should be found/)]);
  });
});
