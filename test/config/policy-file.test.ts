/** The policy file: every documented key, and what is refused with its line and what was expected. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY, loadPolicyFile, PolicyFileError } from '../../src/config/policy-file.ts';

function problemsOf(yaml: string): string[] {
  try {
    loadPolicyFile(yaml, 'p.yaml');
    return [];
  } catch (error) {
    if (error instanceof PolicyFileError) return error.message.split('\n');
    throw error;
  }
}

const CATEGORIES = 'declared, minutes, committee-papers, membership, elections, disciplinary';
const PARAGRAPHS = '6(a), 6(b), 6(c), 6(d), 9(b), 9(a), 9(c), 9(d)';

describe('a policy file that is refused', () => {
  const rows: [why: string, yaml: string, says: string][] = [
    ['an unknown key', 'prepare-days: 1\nprepare: 2', 'p.yaml:2: unknown key `prepare`'],
    ['an unknown key of a section', 'limits:\n  dept: 1', 'p.yaml:2: unknown key `limits.dept`'],
    ['no mapping at all', '- a', 'p.yaml:1: expected keys with their values'],
    ['no YAML', 'claims: {', 'p.yaml:1: flow map in block collection must be sufficiently indented and end with a }'],
    [
      'a category that is none',
      'thresholds:\n  minutes: 0.5\n  minuts: 0.5',
      `p.yaml:3: \`thresholds.minuts\`: expected one of ${CATEGORIES}, or custom:<id>`,
    ],
    [
      'a threshold above 1',
      'thresholds: { minutes: 2 }',
      'p.yaml:1: `thresholds.minutes`: expected a number from 0 to 1',
    ],
    [
      'a threshold in words',
      'thresholds: { minutes: high }',
      'p.yaml:1: `thresholds.minutes`: expected a number from 0 to 1',
    ],
    [
      'a yes in words',
      'review: { index-content: "yes" }',
      'p.yaml:1: `review.index-content`: expected `true` or `false`',
    ],
    ['thresholds that are none', 'thresholds: 0.5', 'p.yaml:1: `thresholds`: expected a mapping with categories'],
    [
      'a paragraph that cannot be claimed',
      'claims: { "9(e)": accept }',
      `p.yaml:1: \`claims.9(e)\`: expected one of 8, ${PARAGRAPHS}`,
    ],
    [
      'a permission taken at its word',
      'claims: { "8-permission": accept }',
      `p.yaml:1: \`claims.8-permission\`: expected one of 8, ${PARAGRAPHS}`,
    ],
    ['a claim that is neither', 'claims: { "6(c)": maybe }', 'p.yaml:1: `claims.6(c)`: expected `accept` or `review`'],
    ['claims that are none', 'claims: accept', 'p.yaml:1: `claims`: expected a mapping with paragraphs'],
    ['mixed recipients', 'onMixedRecipients: both', 'p.yaml:1: `onMixedRecipients`: expected `hold` or `split`'],
    ['misdirection', 'misdirection: stop', 'p.yaml:1: `misdirection`: expected `warn` or `hold`'],
    [
      'a share of claims',
      'refused-claims: { share: 2 }',
      'p.yaml:1: `refused-claims.share`: expected a number from 0 to 1',
    ],
    [
      'a reason that is none',
      'unscannable:\n  allow:\n    - { reason: secret }',
      'p.yaml:3: `unscannable.allow[0].reason`: expected one of encrypted, corrupt, too-large, too-deep, too-many-parts, timed-out, out-of-memory, unsupported',
    ],
    [
      'an allowance without reason',
      'unscannable: { allow: [{ type: image/heic }] }',
      'p.yaml:1: `unscannable.allow[0].reason`: expected one of encrypted, corrupt, too-large, too-deep, too-many-parts, timed-out, out-of-memory, unsupported',
    ],
    [
      'an allowance that is none',
      'unscannable: { allow: encrypted }',
      'p.yaml:1: `unscannable.allow`: expected a list, each as { reason, type, recipients }',
    ],
    [
      'a type that is none',
      'unscannable: { allow: [{ reason: unsupported, type: heic }] }',
      'p.yaml:1: `unscannable.allow[0].type`: expected a media type as image/heic',
    ],
    [
      'a recipient that is none',
      'unscannable: { allow: [{ reason: encrypted, recipients: [law.example] }] }',
      'p.yaml:1: `unscannable.allow[0].recipients[0]`: expected an address, "*" or "*@domain"',
    ],
    [
      'a section that is none',
      'unscannable: [encrypted]',
      'p.yaml:1: `unscannable`: expected a mapping with keys allow',
    ],
    ['days with a unit', 'prepare-days: 28d', 'p.yaml:1: `prepare-days`: expected a whole number from 0'],
    ['half a day', 'prepare-days: 1.5', 'p.yaml:1: `prepare-days`: expected a whole number from 0'],
    [
      'two reviewers for what is no degree',
      'two-reviewers: [strict]',
      'p.yaml:1: `two-reviewers[0]`: expected `strictly` or a category',
    ],
    [
      'two reviewers without a list',
      'two-reviewers: strictly',
      'p.yaml:1: `two-reviewers`: expected a list: `strictly` or categories',
    ],
    ['a time without a unit', 'hold:\n  warn: 2', 'p.yaml:2: `hold.warn`: expected a time as 36h, 14d or 7y'],
    [
      'a time in words',
      'retention: { rejected: forever }',
      'p.yaml:1: `retention.rejected`: expected a time as 36h, 14d or 7y',
    ],
    ['a size without a unit', 'limits: { message: 100 }', 'p.yaml:1: `limits.message`: expected a size as 100MB'],
    ['a size of nothing', 'limits: { message: 0MB }', 'p.yaml:1: `limits.message`: expected a size as 100MB'],
    ['no depth', 'limits: { depth: 0 }', 'p.yaml:1: `limits.depth`: expected a number above 0'],
    ['no number', 'limits: { ratio: .nan }', 'p.yaml:1: `limits.ratio`: expected a whole number'],
    ['pages below nought', 'limits: { ocr-pages: -1 }', 'p.yaml:1: `limits.ocr-pages`: expected a whole number from 0'],
  ];
  it.each(rows)('%s', (_why, yaml, says) => {
    expect(problemsOf(yaml)).toEqual([says]);
  });

  it('tells every problem at once, in the order of the lines', () => {
    expect(
      problemsOf('foo: 1\nclaims: { "6(c)": no }\nlimits: { depth: 0 }').map((each) => each.split(': ')[0]),
    ).toEqual(['p.yaml:1', 'p.yaml:2', 'p.yaml:3']);
  });
});

describe('a policy file that is taken', () => {
  it('has the documented defaults, which are those of an empty file', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/policy-file.md'), 'utf8');
    const [, written = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    expect(written).toContain('prepare-days');
    expect(loadPolicyFile(written, 'p.yaml')).toEqual(DEFAULT_POLICY);
    expect(loadPolicyFile('# nothing\n', 'p.yaml')).toEqual(DEFAULT_POLICY);
    expect(loadPolicyFile('hold:\nthresholds:\nclaims:\nlimits:\nunscannable:\nretention:\n', 'p.yaml')).toEqual(
      DEFAULT_POLICY,
    );
  });

  it('keeps what a section does not say', () => {
    const policy = loadPolicyFile(
      [
        'thresholds: { minutes: 0.7, "custom:donors": 0.3 }',
        'claims: { 8: accept, "6(a)": accept }',
        'review: { index-content: true }',
        'hold: { warn: 36h, return: 2w }',
        'retention: { rejected: 30d, audit: 10y }',
        'limits: { message: 1.5GB, expanded: 64 MB, ocr-pages: 0 }',
        'prepare-days: 0',
        'two-reviewers: []',
        'unscannable: { allow: [{ reason: unsupported, type: IMAGE/heic }, { reason: encrypted, recipients: ["*@law.example"] }] }',
      ].join('\n'),
      'p.yaml',
    );
    expect(policy).toMatchObject({
      thresholds: { minutes: 0.7, 'custom:donors': 0.3, declared: 0.5 },
      claims: { '8': 'accept', '6(a)': 'accept', '6(c)': 'accept', '9(d)': 'review' },
      indexContent: true,
      holdHours: { warn: 36, escalate: 72, return: 336 },
      retentionDays: { rejected: 30, released: 0 },
      limits: { messageBytes: 1.5e9, expandedBytes: 64e6, ocrPages: 0, depth: 10 },
      prepareDays: 0,
      twoReviewers: [],
      unscannable: {
        allow: [
          { reason: 'unsupported', type: 'image/heic' },
          { reason: 'encrypted', recipients: ['*@law.example'] },
        ],
      },
    });
  });

  it('is named by what it says', () => {
    const versions = ['claims: {}', '', 'prepare-days: 28 # days', 'prepare-days: 27'].map(
      (yaml) => loadPolicyFile(yaml, 'p').version,
    );
    expect(new Set(versions.slice(0, 3)).size).toBe(1);
    expect(versions[3]).not.toBe(versions[0]);
  });
});
