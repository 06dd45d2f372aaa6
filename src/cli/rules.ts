/** `reticent rules check [PATH]`: reads the organisation's own rules and runs the tests inside their files. */
import { Command } from 'commander';
import { classify } from '../../classifiers/classifier.ts';
import type { Fingerprint } from '../../classifiers/context.ts';
import { loadConfig } from '../config/config.ts';
import { loadRuleFiles, type RuleFile } from '../config/rule-files.ts';
import { type Document, type Part, whollyRead } from '../document/document.ts';
import { normalise } from '../document/text.ts';
import { EMPTY_REGISTER } from '../register/register.ts';
import { NegativeAnswer, UsageError } from './errors.ts';
import { readFingerprints } from './reference-files.ts';

export function rulesCommand(): Command {
  const check = new Command('check')
    .description('read the rules of paragraph 5(d) and run the tests in their files')
    .argument('[path]', 'a rule file, or a folder of them (default: the configured one)')
    .option('--config <file>', 'configuration file')
    .action((path: string | undefined, options: { config?: string }) => {
      const { rules, dataDir } = loadConfig(options.config);
      const folder = path ?? rules;
      if (!folder) throw new UsageError('no rules are configured: give a file or folder');
      const files = loadRuleFiles(folder);
      const fingerprints = readFingerprints(dataDir);
      for (const { file, rule } of files)
        for (const id of rule.fingerprints)
          if (!fingerprints.some((each) => each.id === id))
            process.stderr.write(`${file}: no document is registered as \`${id}\` in ${dataDir}\n`);
      const failures = files.flatMap((file) => failuresOf(file, fingerprints));
      for (const failure of failures) process.stderr.write(`${failure}\n`);
      const tests = files.reduce((sum, file) => sum + file.tests.length, 0);
      process.stdout.write(`${files.length} rules, ${tests} tests, ${failures.length} failed\n`);
      if (failures.length > 0) throw new NegativeAnswer(`${failures.length} of ${tests} tests of rules failed`);
    });
  return new Command('rules').description("check the organisation's own rules").addCommand(check);
}

/** A line for each test of the file that does not hold. */
export function failuresOf(ruleFile: RuleFile, fingerprints: readonly Fingerprint[]): string[] {
  return testedRule(ruleFile, fingerprints).flatMap(({ found, isFound, confidence }, at) =>
    isFound === found
      ? []
      : [
          `${ruleFile.file}: test ${at + 1} should ${found ? '' : 'not '}be found (confidence ${confidence.toFixed(2)})`,
        ],
  );
}

export interface TestedText {
  readonly text: string;
  /** What the file says of it. */
  readonly found: boolean;
  /** What the rule makes of it. */
  readonly isFound: boolean;
  readonly confidence: number;
}

/** The tests of a rule's file, as they come out. */
export function testedRule({ rule, tests }: RuleFile, fingerprints: readonly Fingerprint[]): TestedText[] {
  return tests.map(({ text, found }) => {
    const context = {
      normalise,
      register: EMPTY_REGISTER,
      fingerprints,
      roll: null,
      rules: [rule],
      today: rule.date,
    };
    const finding = classify(documentOf(text), context).find(({ category }) => category === `custom:${rule.id}`);
    const confidence = finding?.confidence ?? 0;
    return { text, found, isFound: confidence >= rule.threshold, confidence };
  });
}

/** A text as a document of one part. */
export function documentOf(text: string): Document {
  const part: Part = { path: 'test', type: 'text/plain', sizeBytes: text.length, segments: [{ place: 'body', text }] };
  return { kind: 'document', parts: [part], unscannable: [], ledger: [whollyRead(part)] };
}
