/** The whole path: what of a submission is decided on, besides what was read. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../src/config/policy-file.ts';
import type { MessageHead } from '../src/document/document.ts';
import { inspect, type Reference, type Submission } from '../src/inspect.ts';
import { claim, document, register, TODAY } from './policy/build.ts';
import { BELL, KHAN, OSEI, WARD } from './policy/rows.ts';

const reference: Reference = {
  ...{ register, policy: DEFAULT_POLICY, today: TODAY },
  ...{ fingerprints: [], roll: null, rules: [] },
};
const MINUTES = `Minutes of the meeting of the National Executive Committee held on 12 November 2026

Present: Amira Khan (chair), Jo Bell. Apologies: Sec Ward.
It was resolved that the budget be approved. Moved by Jo Bell, seconded by Amira Khan.`;

const mailbox = (address: string) => ({ name: '', address });
const head = (over: Partial<MessageHead> = {}): MessageHead => ({
  ...{
    subject: 'The meeting',
    from: [mailbox(KHAN)],
    to: [mailbox(OSEI)],
    cc: [],
    bcc: [],
    messageId: null,
    headers: [],
  },
  ...over,
});

function ask(over: Partial<Submission>, of = head()) {
  const submission = { bytes: new Uint8Array(), name: 'message.eml', ...over };
  return inspect(submission, reference, async () => document(MINUTES, { head: of }));
}

describe('a claim', () => {
  const rows: [why: string, claimRecord: Submission['claimRecord'], reason: string][] = [
    ['of a sender without a record', undefined, '6(c)'],
    ['of a sender of whose claims too few were decided', { decided: 3, refused: 3 }, '6(c)'],
    ['of a sender of whose claims few were refused', { decided: 5, refused: 2 }, '6(c)'],
    ['of a sender of whose claims half were refused', { decided: 4, refused: 2 }, 'claim-under-review'],
  ];
  it.each(rows)('%s', async (_why, claimRecord, reason) => {
    const claims = [{ ...claim('6(c)'), source: 'link' as const }];
    const { decision } = await ask({ login: KHAN, claims, ...(claimRecord && { claimRecord }) });
    expect(decision.reason).toBe(reason);
  });

  it('of somebody with several addresses counts with those of all of them', async () => {
    const asked: string[][] = [];
    const claimRecordOf = async (addresses: readonly string[]) => {
      asked.push([...addresses]);
      return { decided: 4, refused: 2 };
    };
    const claimRecord = { decided: 1, refused: 0 };
    const of = { login: 'Amira@home.example', from: [KHAN], claimRecord, claimRecordOf };
    const { decision } = await ask({ ...of, claims: [claim('6(c)')] });
    expect(decision.reason).toBe('claim-under-review');
    expect(asked).toEqual([['Amira@home.example', KHAN, 'amira@home.example']]);
    await ask({ ...of, claims: [] });
    expect(asked.length).toBe(1);
  });

  it('of the header and of the link are one list', async () => {
    const headers = [{ name: 'X-Confidential-Exception', value: '6(b); help' }];
    const { claims, decision } = await ask({ login: KHAN, claims: [claim('6(c)')] }, head({ headers }));
    expect(claims.map(({ codes }) => codes)).toEqual([['6(b)'], ['6(c)']]);
    expect(decision.reason).toBe('6(b)');
  });
});

describe('who sends and gets it', () => {
  it('is told by the message where nobody else tells it', async () => {
    const of = head({ cc: [mailbox(OSEI.toUpperCase()), mailbox(BELL)], bcc: [mailbox(WARD)] });
    expect(await ask({}, of)).toMatchObject({ login: KHAN, from: [KHAN], recipients: [OSEI, BELL, WARD] });
  });

  it('is the envelope’s, whatever the message says', async () => {
    const inspection = await ask({ login: WARD, recipients: [BELL] });
    expect(inspection).toMatchObject({ login: WARD, from: [KHAN], recipients: [BELL] });
  });

  it('is nobody where the gateway knows none', async () => {
    const { decision } = await ask({ login: null, claims: [claim('6(c)')] });
    expect(decision.reason).toBe('confidential-matter');
  });
});
