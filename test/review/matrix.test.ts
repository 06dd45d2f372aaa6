/** The matrix for a list: what only some of its members may have is not cleared. */
import { describe, expect, it } from 'vitest';
import type { GroundResult, RecipientDecision } from '../../src/policy/decision.ts';
import { failed, met } from '../../src/policy/ground.ts';
import { matrixView } from '../../src/review/views/matrix.ts';
import { finding } from '../policy/build.ts';

const LIST = 'nec@party.example';
const [ANN, BEN] = ['ann@party.example', 'ben@party.example'];

const within = (member: string | undefined, clears: boolean): GroundResult => ({
  ground: 'within-circle',
  category: 'minutes',
  finding: 0,
  clears,
  conditions: clears
    ? [met('recipient', `${member ?? LIST} belongs to it`)]
    : [{ id: 'recipient', state: 'failed', because: `${member ?? LIST} does not belong to it` }],
  ...(member && { member }),
});
const shown = (action: RecipientDecision['action'], ...grounds: GroundResult[]) => {
  const decision: RecipientDecision = { address: LIST, action, reason: null, grounds };
  return matrixView([decision], [finding('minutes')]);
};

const rows: [why: string, grounds: GroundResult[], isCleared: boolean, says: string[], not: string[]][] = [
  [
    'one of two members may have it',
    [within(ANN, true), within(BEN, false)],
    false,
    ['ann@party.example</bdi> of the list may', 'ben@party.example does not belong'],
    ['ann@party.example belongs'],
  ],
  [
    'every member may',
    [within(ANN, true), within(BEN, true)],
    true,
    ['ann@party.example belongs', 'ben@party.example belongs'],
    ['not all may'],
  ],
  [
    'no member may',
    [within(ANN, false), within(BEN, false)],
    false,
    ['ann@party.example does not belong'],
    ['may have it; not all'],
  ],
  ['a lone recipient may', [within(undefined, true)], true, ['nec@party.example belongs'], []],
  ['nothing was tried', [], false, [], []],
];

describe('a finding for a recipient', () => {
  it.each(rows)('where %s', (_why, grounds, isCleared, says, not) => {
    const markup = shown('hold', ...grounds);
    expect(/<h4>[^\n]*pill go/.test(markup)).toBe(isCleared);
    for (const words of says) expect(markup).toContain(words);
    for (const words of not) expect(markup).not.toContain(words);
  });

  it('says once what files of one kind met alike, and names them', () => {
    const parts = Array.from({ length: 40 }, (_, at) => `notes-${at}.txt`);
    const grounds = parts.map((_part, index) => ({ ...within(undefined, index === 3), finding: index }));
    const decision: RecipientDecision = { address: LIST, action: 'hold', reason: null, grounds };
    const findings = parts.map((part) => finding('minutes', { part }));
    const markup = matrixView([decision], findings);
    expect(markup.match(/does not belong/g)).toHaveLength(1);
    expect(markup).toContain('notes-5.txt</bdi> and 34 more');
    expect(markup).toMatch(/in <bdi>notes-3.txt<\/bdi><\/small> <span class="pill go">/);
  });

  it('shows first what could still come true, and behind it what the message can never be', () => {
    const ground = (id: GroundResult['ground'], ...conditions: GroundResult['conditions']): GroundResult => ({
      ...within(undefined, false),
      ground: id,
      conditions,
    });
    const markup = shown(
      'hold',
      ground('10', failed('plp', 'it does not run under the Standing Orders'), met('sender', 'appointed')),
      ground('permission', failed('recorded', 'no permission is recorded')),
    );
    expect(markup.indexOf('no permission is recorded')).toBeLessThan(markup.indexOf('Standing Orders'));
  });
});
