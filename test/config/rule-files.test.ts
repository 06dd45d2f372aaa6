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
    ['no id', head.replace('id: lease', 'id: The Lease'), /lease\.yaml:1: /],
  ])('refuse %s', (_why, yaml, message) => {
    expect(() => load(yaml)).toThrow(RulesError);
    expect(() => load(yaml)).toThrow(message);
  });

  it.each([
    ['a phrase', 'phrases: [head office lease]', 'The HEAD  OFFICE\nlease ends.', true],
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
    expect(file && failuresOf(file)).toEqual([]);
  });

  it('name a test that does not hold, and a pattern that RE2 does not take', () => {
    const [failing] = load(`${head}phrases: [lease]\ntests: [{ text: lunch, found: true }]\n`);
    expect(failing && failuresOf(failing)).toEqual([expect.stringMatching(/test 1 should be found/)]);
    const [bad] = load(`${head}patterns: [{ expression: "(a)\\\\1" }]\n`);
    expect(() => bad && failuresOf(bad)).toThrow(RulesError);
  });
});
