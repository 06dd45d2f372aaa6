/**
 * The policy file: YAML → Policy, with its defaults, or every problem with its line.
 *
 * Source: `docs/policy-file.md`. Every key is optional. Sizes are written with a unit (`100MB`), times too (`2d`, `36h`).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BuiltInCategory } from '../../classifiers/finding.ts';
import type { UnscannableReason } from '../document/document.ts';
import type { ClaimMode, Limits, Policy, UnscannableAllowance } from '../policy/policy.ts';
import { linesOf, type Problem, readYaml } from '../register/yaml.ts';

/** Everything that is wrong with a policy file: one line for each problem, with file and line. */
export class PolicyFileError extends Error {
  override readonly name = 'PolicyFileError';
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(linesOf(file, problems));
    this.problems = problems;
  }
}

const UNIT_BYTES: Readonly<Record<string, number>> = { B: 1, KB: 1e3, MB: 1e6, GB: 1e9 };
const UNIT_HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, w: 168, y: 24 * 365.25 };

const bytes = quantity(/^(\d{1,12}(?:\.\d{1,3})?) ?(B|KB|MB|GB)$/, UNIT_BYTES, 'expected a size as 100MB', 1);
const hours = quantity(/^(\d{1,6}(?:\.\d{1,3})?) ?(h|d|w|y)$/, UNIT_HOURS, 'expected a time as 36h, 14d or 7y', 0);

/** `least` 0: nought is a value too; a size of nought would hold everything, or nothing. */
function quantity(pattern: RegExp, units: Readonly<Record<string, number>>, expected: string, least: 0 | 1) {
  return z.string({ error: expected }).transform((written, context) => {
    const match = pattern.exec(written);
    const unit = units[match?.[2] ?? ''];
    if (match && unit !== undefined && (Number(match[1]) > 0 || least === 0)) return Number(match[1]) * unit;
    context.addIssue({ code: 'custom', message: expected });
    return z.NEVER;
  });
}

// Whole and above nought: `NaN` or a negative number would switch a limit off without a word.
const wholeFromNought = z
  .int({ error: 'expected a whole number from 0' })
  .nonnegative('expected a whole number from 0');
const count = z
  .number({ error: 'expected a whole number' })
  .int('expected a whole number')
  .positive('expected a number above 0');
const confidence = z
  .number({ error: 'expected a number from 0 to 1' })
  .min(0, 'expected a number from 0 to 1')
  .max(1, 'expected a number from 0 to 1');
const mode = z.enum(['accept', 'review'], { error: 'expected `accept` or `review`' });

const claimDefaults: Readonly<Record<string, ClaimMode>> = {
  '6(a)': 'review',
  '6(b)': 'accept',
  '6(c)': 'accept',
  '6(d)': 'accept',
  '9(b)': 'accept',
  '8': 'review',
  '9(a)': 'review',
  '9(c)': 'review',
  '9(d)': 'review',
};

// The compiler asks for each: a category or reason that is new elsewhere is a key here too.
const thresholdDefaults: Readonly<Record<BuiltInCategory, number>> = {
  declared: 0.5,
  minutes: 0.5,
  'committee-papers': 0.5,
  membership: 0.5,
  elections: 0.5,
  disciplinary: 0.5,
};
export const CATEGORIES = Object.keys(thresholdDefaults);
const REASON_KEYS: Readonly<Record<UnscannableReason, UnscannableReason>> = {
  encrypted: 'encrypted',
  corrupt: 'corrupt',
  'too-large': 'too-large',
  'too-deep': 'too-deep',
  'too-many-parts': 'too-many-parts',
  'timed-out': 'timed-out',
  'out-of-memory': 'out-of-memory',
  unsupported: 'unsupported',
};
const REASONS = Object.keys(REASON_KEYS);

/** A mapping of its own; one with nothing behind its key is one that was left out. */
const section = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess(
    (given) => given ?? {},
    z.strictObject(shape, { error: mapping(`keys ${Object.keys(shape).join(', ')}`) }),
  );

function mapping(of: string) {
  return (issue: z.core.$ZodRawIssue) => (issue.code === 'invalid_type' ? `expected a mapping with ${of}` : undefined);
}

const recipientPattern = z
  .string({ error: 'expected an address, "*" or "*@domain"' })
  .regex(/^(?:\*|[^\s@]+@[^\s@]+)$/, 'expected an address, "*" or "*@domain"');
const mediaType = z
  .string({ error: 'expected a media type as image/heic' })
  .regex(/^[\w.+-]+\/[\w.+-]+$/, 'expected a media type as image/heic');

const policySchema = z.strictObject({
  thresholds: z
    .record(
      z.string().refine((key) => isCategory(key), `expected one of ${CATEGORIES.join(', ')}, or custom:<id>`),
      confidence,
      { error: mapping('categories') },
    )
    .nullish()
    .transform((given) => ({ ...thresholdDefaults, ...given })),
  claims: z
    .record(
      z.string().refine((key) => key in claimDefaults, `expected one of ${Object.keys(claimDefaults).join(', ')}`),
      mode,
      { error: mapping('paragraphs') },
    )
    .nullish()
    .transform((given) => ({ ...claimDefaults, ...given })),
  onMixedRecipients: z.enum(['hold', 'split'], { error: 'expected `hold` or `split`' }).default('hold'),
  misdirection: z.enum(['warn', 'hold'], { error: 'expected `warn` or `hold`' }).default('warn'),
  'refused-claims': section({ share: confidence.default(0.5), of: count.default(4) }),
  unscannable: section({
    allow: z
      .array(
        z.strictObject({
          reason: z.enum(REASON_KEYS, { error: `expected one of ${REASONS.join(', ')}` }),
          type: mediaType.transform((type) => type.toLowerCase()).optional(),
          recipients: z
            .array(recipientPattern, { error: 'expected a list of recipients' })
            .min(1, 'expected at least one recipient')
            .optional(),
        }),
        { error: 'expected a list, each as { reason, type, recipients }' },
      )
      .default([]),
  }),
  'prepare-days': wholeFromNought.default(28),
  // What needs two: whatever is strictly confidential, or a category whatever it says of itself.
  'two-reviewers': z
    .array(
      z.string().refine((each) => each === 'strictly' || isCategory(each), 'expected `strictly` or a category'),
      { error: 'expected a list: `strictly` or categories' },
    )
    .default(['strictly']),
  review: section({ 'index-content': z.boolean({ error: 'expected `true` or `false`' }).default(false) }),
  hold: section({ warn: hours.default(48), escalate: hours.default(72), return: hours.default(336) }),
  retention: section({
    rejected: hours.default(24 * 90),
    released: hours.default(0),
    // Checked for the files that name it, and acted on by nobody: the audit chain is never shortened.
    audit: hours.default(24 * 365.25 * 7),
  }),
  limits: section({
    message: bytes.default(100e6),
    'part-seconds': count.default(30),
    'part-memory': bytes.default(512e6),
    depth: count.default(10),
    parts: count.default(10_000),
    expanded: bytes.default(500e6),
    ratio: count.default(200),
    pages: count.default(2_000),
    'ocr-pages': wholeFromNought.default(50),
  }),
});

export function isCategory(key: string): boolean {
  return CATEGORIES.some((category) => category === key) || /^custom:./.test(key);
}

/** Takes the text and the name that errors use. Throws `PolicyFileError`. */
export function loadPolicyFile(text: string, file: string): Policy {
  const { value, problems } = readYaml(text, policySchema);
  if (!value) throw new PolicyFileError(file, problems);
  const { hold, retention, limits, unscannable } = value;
  const days = (inHours: number) => Math.round(inHours / 24);
  return {
    version: createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16),
    thresholds: value.thresholds,
    claims: value.claims,
    onMixedRecipients: value.onMixedRecipients,
    misdirection: value.misdirection,
    refusedClaims: value['refused-claims'],
    unscannable: { allow: unscannable.allow.map(allowanceOf) },
    prepareDays: value['prepare-days'],
    twoReviewers: value['two-reviewers'],
    indexContent: value.review['index-content'],
    holdHours: { warn: hold.warn, escalate: hold.escalate, return: hold.return },
    retentionDays: { rejected: days(retention.rejected), released: days(retention.released) },
    limits: limitsOf(limits),
  };
}

function allowanceOf({
  reason,
  type,
  recipients,
}: z.output<typeof policySchema>['unscannable']['allow'][number]): UnscannableAllowance {
  return { reason, ...(type !== undefined && { type }), ...(recipients !== undefined && { recipients }) };
}

function limitsOf(limits: z.output<typeof policySchema>['limits']): Limits {
  return {
    messageBytes: limits.message,
    partSeconds: limits['part-seconds'],
    partMemoryBytes: limits['part-memory'],
    depth: limits.depth,
    parts: limits.parts,
    expandedBytes: limits.expanded,
    ratio: limits.ratio,
    pages: limits.pages,
    ocrPages: limits['ocr-pages'],
  };
}

/** What holds without a policy file. */
export const DEFAULT_POLICY: Policy = loadPolicyFile('', 'policy');
export const DEFAULT_LIMITS: Limits = DEFAULT_POLICY.limits;
