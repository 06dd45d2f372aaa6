/**
 * Scenarios: messages with people and the decision that is expected, so that an organisation tries out its policy.
 *
 * Source: `docs/scenarios.md`. One YAML file holds many. `ScenarioError` names every problem with file and line.
 */
import { z } from 'zod';
import { linesOf, type Problem, readYaml } from '../register/yaml.ts';

/** Everything that is wrong with a file of scenarios: one line for each problem. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';

  constructor(file: string, problems: readonly Problem[]) {
    super(linesOf(file, problems));
  }
}

const address = z.string().regex(/^\S+@\S+$/, 'expected an e-mail address');
const addresses = z.union([address.transform((one) => [one]), z.array(address)]);
const states = z.enum(['met', 'failed', 'claimed', 'unknown'], { error: 'expected met, failed, claimed or unknown' });
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'expected a day such as 2026-11-24');
const anyPolicy = z.record(z.string(), z.unknown());

const attachment = z.union([
  z.strictObject({ file: z.string() }),
  z.strictObject({ name: z.string(), text: z.string() }),
]);

const scenario = z
  .strictObject({
    name: z.string().min(1),
    /** A message or document as it is, in place of one made from the keys below. */
    file: z.string().optional(),
    from: address.optional(),
    /** Who is authenticated; else `from`. */
    login: address.optional(),
    to: addresses.optional(),
    cc: addresses.optional(),
    bcc: addresses.optional(),
    subject: z.string().optional(),
    headers: z.record(z.string(), z.string()).default({}),
    text: z.string().optional(),
    html: z.string().optional(),
    attachments: z.array(attachment).default([]),
    /** As by the link of a notice: `6(c); why`. */
    claim: z
      .string()
      .regex(/^[^;]{1,80};[\s\S]+$/, 'expected `6(c); the reason`')
      .optional(),
    policy: anyPolicy.optional(),
    /** In place of the file's. */
    today: day.optional(),
    expect: z.strictObject({
      action: z.enum(['release', 'hold', 'split'], { error: 'expected release, hold or split' }),
      reason: z.string().optional(),
      categories: z.array(z.string()).optional(),
      /** Address → release or hold. */
      recipients: z.record(z.string(), z.enum(['release', 'hold'])).optional(),
      /** `6(c)/recipient` → its state, for any finding and recipient. */
      conditions: z.record(z.string(), states).optional(),
      warnings: z.array(z.string()).optional(),
      unscannable: z.array(z.string()).optional(),
    }),
  })
  .refine(({ file, text, html, attachments }) => file || text || html || attachments.length > 0, {
    error: 'expected `file`, `text`, `html` or `attachments`',
  });

const schema = z.strictObject({
  /** Relative to this file; else the configured one. */
  register: z.string().optional(),
  policy: anyPolicy.optional(),
  today: day.optional(),
  scenarios: z.array(scenario).min(1, 'expected at least one scenario'),
});

export type ScenarioFile = z.output<typeof schema>;
export type Scenario = ScenarioFile['scenarios'][number] & { readonly line: number };

/** Takes the text and the name that errors use. Throws `ScenarioError`. */
export function loadScenarioFile(
  text: string,
  file: string,
): Omit<ScenarioFile, 'scenarios'> & { scenarios: Scenario[] } {
  const { value, problems, lineOf } = readYaml(text, schema);
  if (!value) throw new ScenarioError(file, problems);
  const scenarios = value.scenarios.map((each, index) => ({ ...each, line: lineOf(['scenarios', index]) }));
  return { ...value, scenarios };
}
