/**
 * The organisation's own rules (paragraph 5(d)): a folder of YAML files, one rule each, with tests inside.
 *
 * Source: `docs/rules.md`. Each file is checked whole; `RulesError` names every problem with file and line.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { RE2JS } from 're2js';
import { z } from 'zod';
import type { CustomRule } from '../../classifiers/context.ts';
import { day } from '../register/schema.ts';
import { readYaml } from '../register/yaml.ts';

/** What is wrong with rule files: one line for each problem. */
export class RulesError extends Error {
  override readonly name = 'RulesError';
}

/** A rule with the texts that it must and must not find. */
export interface RuleFile {
  readonly file: string;
  readonly rule: CustomRule;
  readonly tests: readonly { readonly text: string; readonly found: boolean }[];
}

const weight = z.number().min(0.1).max(20).default(4);
const NO_WORD = 'expected a phrase with a word in it';

/** A letter or a number alone is on every page: a phrase is met by a word without a digit. */
const words = z
  .string()
  .min(2, NO_WORD)
  .regex(/(?<![\p{L}\p{M}\p{N}])\p{L}[\p{L}\p{M}]*(?![\p{M}\p{N}])/u, NO_WORD);

const phrase = z
  .union([words, z.strictObject({ text: words, weight })])
  .transform((each) => (typeof each === 'string' ? { text: each, weight: 4 } : each));

/** Each step of a pattern may be taken at each character of a text: so many cost some 5 µs a character. */
const MOST_STEPS = 500;

const expression = z
  .string()
  .min(1)
  .max(500)
  .superRefine((written, context) => {
    try {
      const steps = RE2JS.compile(written, RE2JS.CASE_INSENSITIVE).programSize();
      if (steps > MOST_STEPS)
        context.addIssue(`repeats too much: it has ${steps} steps, and ${MOST_STEPS} are allowed`);
    } catch (error) {
      context.addIssue(`is no expression of RE2: ${error instanceof Error ? error.message : String(error)}`);
    }
  });

const schema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'expected letters, digits and hyphens in lower case'),
  title: z.string().min(1),
  minute: z.string().min(1),
  date: day,
  threshold: z.number().min(0).max(1).default(0.5),
  gravity: z.number().int().min(0).max(100).default(0),
  phrases: z.array(phrase).default([]),
  patterns: z.array(z.strictObject({ expression, weight })).default([]),
  proximity: z
    .array(
      z.strictObject({
        terms: z.array(words).min(2).max(10),
        words: z.number().int().min(1).max(200).default(20),
        weight,
      }),
    )
    .default([]),
  fingerprints: z.array(z.string()).default([]),
  against: z.array(phrase).default([]),
  tests: z.array(z.strictObject({ text: z.string().min(1), found: z.boolean() })).default([]),
});

/** Reads a rule file, or all `.yaml` and `.yml` of a folder in the order of their names. Throws `RulesError`. */
export function loadRuleFiles(path: string): RuleFile[] {
  const files = listed(path);
  const problems: string[] = [];
  const read: RuleFile[] = [];
  for (const file of files) {
    const { value, problems: found, lineOf } = readYaml(readFileSync(file, 'utf8'), schema);
    problems.push(...found.map(({ line, message }) => `${file}:${line}: ${message}`));
    if (!value) continue;
    const { tests, ...rule } = value;
    if (read.some((other) => other.rule.id === rule.id))
      problems.push(`${file}:${lineOf(['id'])}: \`${rule.id}\` is the id of another rule`);
    if (rule.phrases.length + rule.patterns.length + rule.proximity.length + rule.fingerprints.length === 0) {
      problems.push(`${file}:1: the rule looks for nothing: expected phrases, patterns, proximity or fingerprints`);
    }
    read.push({ file, rule, tests });
  }
  if (problems.length > 0) throw new RulesError(problems.join('\n'));
  return read;
}

function listed(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => /\.ya?ml$/.test(name))
      .sort()
      .map((name) => join(path, name));
  } catch (error) {
    throw new RulesError(`${path}: cannot be read`, { cause: error });
  }
}
