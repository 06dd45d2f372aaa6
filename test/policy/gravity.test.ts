import { describe, expect, it } from 'vitest';
import type { Finding } from '../../classifiers/finding.ts';
import { gravityOfMessage } from '../../src/policy/gravity.ts';
import { finding } from './build.ts';

const rows: [why: string, findings: Finding[], gravity: number][] = [
  ['its gravest finding', [finding('minutes'), finding('disciplinary')], 50],
  [
    'strictly confidential before all built-in matters',
    [finding('minutes', { strictly: true }), finding('declared')],
    70,
  ],
  ['a rule of the organisation by its own place', [finding('custom:donors')], 45],
  ['a rule that puts itself above everything', [finding('custom:bomb'), finding('minutes', { strictly: true })], 90],
  ['a rule that says nothing, no less than what could not be read', [finding('custom:quiet')], 5],
  ['what could not be read', [], 5],
];

describe('how grave a message is', () => {
  it.each(rows)('%s', (_why, findings, gravity) => {
    expect(gravityOfMessage(findings, { 'custom:donors': 45, 'custom:bomb': 90 })).toBe(gravity);
  });
});
