import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import type { Document } from '../../src/document/document.ts';
import { decide } from '../../src/policy/decide.ts';
import { circumstances, document, finding } from './build.ts';

const KHAN = 'a.khan@party.example';
const BELL = 'j.bell@party.example';
const REPLY = [{ name: 'In-Reply-To', value: '<1@party.example>' }];

/** A message that answers (or does not) and quotes. */
function message(quoted: string, headers: readonly { name: string; value: string }[] = REPLY): Document {
  const head = { subject: 'Re: a', from: [], to: [], cc: [], bcc: [], messageId: null, headers };
  const part = {
    path: 'body',
    type: 'text/plain',
    sizeBytes: 1,
    segments: [{ place: 'quoted' as const, text: quoted }],
  };
  return document('', { head, parts: [part] });
}

const thread = `On Monday Jo Bell <${BELL}> wrote to Amira <${KHAN}>:`;

const rows: [why: string, document: Document, to: string, kinds: string[]][] = [
  ['a namesake of somebody with a role', document(), 'amira.khan@elsewhere.example', ['namesake']],
  ['the person’s own other address', document(), 'amira@home.example', []],
  ['a domain one letter off', document(), 'jo@partyy.example', ['look-alike-domain']],
  ['somebody who was not part of the thread', message(thread), 'p.osei@home.example', ['outside-thread']],
  ['somebody who was', message(thread), BELL, []],
  ['another address of somebody who was', message(`x@y.example, ${KHAN}`), 'amira@home.example', []],
  ['a list that one of the thread is on', message(thread), 'nec@lists.party.example', []],
  ['a thread that quotes nobody but the sender', message(`<${KHAN}> wrote:`), 'p.osei@home.example', []],
  ['a message that answers nothing', message(thread, []), 'p.osei@home.example', []],
];

describe('misdirection', () => {
  it.each(rows)('points out %s', (_why, of, to, kinds) => {
    expect(decide(of, [], circumstances(KHAN, [to])).warnings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['another committee', 'npf', ['wrong-list']],
    ['its own committee', 'nec', []],
    ['a body that nobody knows', null, []],
  ])('looks at the list: a paper of %s', (_why, body, kinds) => {
    const decision = decide(
      document(),
      [finding('minutes', { body })],
      circumstances(KHAN, ['nec@lists.party.example']),
    );
    expect(decision.warnings.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each([
    ['warn', 'release'],
    ['hold', 'hold'],
  ] as const)('with `misdirection: %s` a paper that might go is on %s', (misdirection, action) => {
    const policy = { ...DEFAULT_POLICY, misdirection };
    const decision = decide(message(thread), [finding('minutes', { body: 'nec' })], {
      ...circumstances(BELL, ['a.khan@party.example', 'sec@party.example'], { policy }),
    });
    expect(decision.action).toBe(action);
  });

  it('never stops what is no Confidential Matter', () => {
    const policy = { ...DEFAULT_POLICY, misdirection: 'hold' } as const;
    expect(decide(message(thread), [], circumstances(KHAN, ['p.osei@home.example'], { policy })).action).toBe(
      'release',
    );
  });
});
