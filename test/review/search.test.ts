/** Words of what messages say are found only where the policy wants it, and are gone with the message. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../src/config/policy-file.ts';
import { loadRegister } from '../../src/register/load.ts';
import { searcherOf } from '../../src/review/own.ts';
import { contentWords } from '../../src/store/hold-facts.ts';
import { mail, REGISTER } from '../e2e/gateway.ts';
import { reject } from '../messages.ts';
import { kept } from './kept.ts';
import { type ReviewSite, reviewSite } from './site.ts';

const ACCOUNT = [
  'My notes of the National Executive Committee on Tuesday 17 November. The NEC discussed the timetable for selections;',
  'two more weeks for branches to nominate were agreed by 17 votes to 12. Zoë counted the Otters.',
];
const MY_CASE = [
  'Case No: DC-2026-0071',
  'Notice of Investigation. The Party has received a complaint about your conduct and has opened an investigation.',
  'Allegation 1: that on 3 September 2026 you shouted at the otters and took the ballot box.',
];

const folder = await mkdtemp(join(tmpdir(), 'reticent-search-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const policy = join(folder, 'policy.yaml');
await writeFile(policy, 'review: { index-content: true }\n');
const sealed = await kept(reviewSite());
const indexed = await kept(reviewSite({ policy }));

const account = (site: ReviewSite) =>
  site.submit(mail('a.khan@party.example', ['p.osei@home.example'], 'Tuesday', ACCOUNT));
const found = async ({ running }: ReviewSite, text: string, state: 'held' | 'decided' = 'held') =>
  (await running.store.holdList.page({ state, order: 'gravest', text }, null, 10)).map(({ id }) => id);

const register = loadRegister(await readFile(REGISTER, 'utf8'), REGISTER);
/** What somebody finds, who may not read what is their own; the page and the count are to say the same. */
const foundBy = async ({ running: { store } }: ReviewSite, email: string, text: string) => {
  const searcher = searcherOf(
    { reference: () => ({ register, policy: DEFAULT_POLICY, today: '2026-11-24' }) },
    { name: 'kay', email },
  );
  const filter = { state: 'held', order: 'gravest', text, searcher } as const;
  const ids = (await store.holdList.page(filter, null, 10)).map(({ id }) => id);
  expect(await store.holdList.count(filter)).toBe(ids.length);
  return ids;
};

describe('search in the quarantine', () => {
  it('finds no word of what a message says, unless the policy says so', async () => {
    const [without, within] = [await account(sealed), await account(indexed)];
    expect(await found(sealed, 'otters')).toEqual([]);
    expect(await found(sealed, 'tuesday')).toEqual([without]);
    for (const text of ['otters', 'otters osei', 'zoe nominat', 'tuesday'])
      expect(await found(indexed, text), text).toEqual([within]);
    for (const text of ['otters weasels', '😀', '%']) expect(await found(indexed, text), text).toEqual([]);
  });

  it('never finds words of what stays shut under 9(b)', async () => {
    const id = await indexed.submit(mail('m.doyle@home.example', ['friend@nowhere.example'], 'My case', MY_CASE));
    expect(await found(indexed, 'doyle')).toEqual([id]);
    expect(await found(indexed, 'shouted')).toEqual([]);
  });

  const ABOUT_DOYLE = 'Weasel notice';
  const TO_THE_NEC = 'Stoat account';
  it.each([
    // their own
    ['the subject of the case', 'm.doyle@home.example', ABOUT_DOYLE, false],
    ['who complained', 'c.reed@home.example', ABOUT_DOYLE, false],
    ['who sent it', 'amira@home.example', TO_THE_NEC, false],
    ['who would get it', 'press@paper.example', TO_THE_NEC, false],
    ['who would get it, written otherwise', '"Press+desk"@paper.example.', TO_THE_NEC, false],
    // not their own
    ['somebody who has no part in it', 'gs@party.example', ABOUT_DOYLE, true],
    ['the subject of a case that is not in it', 'm.doyle@home.example', TO_THE_NEC, true],
  ])('finds words of a subject line only for who may read it: %s', async (_who, email, subject, isFound) => {
    const [word = ''] = subject.split(' ');
    const all = await found(sealed, word);
    if (all.length === 0) {
      const from = subject === ABOUT_DOYLE ? 'sec@party.example' : 'a.khan@party.example';
      const text = subject === ABOUT_DOYLE ? MY_CASE : ACCOUNT;
      all.push(await sealed.submit(mail(from, ['press@paper.example'], subject, text)));
    }
    expect(await foundBy(sealed, email, word)).toEqual(isFound ? all : []);
  });

  it('finds nothing more once the message is forgotten', async () => {
    const { running } = indexed;
    const id = await account(indexed);
    await reject(running.store, id, 'r.viewer', 'not for outside');
    expect(await found(indexed, 'otters', 'decided')).toEqual([id]);
    // A row that somebody has locked just then waits for the next pass.
    for (let forgotten = 0; forgotten === 0; )
      forgotten = await running.store.retention.forget({ rejected: 0, released: 0 });
    expect(await found(indexed, 'otters', 'decided')).toEqual([]);
  });

  it('takes as many words as one row holds', () => {
    const many = Array.from({ length: 30_000 }, (_, at) => `${String(at).padStart(60, 'word')}`);
    const words = contentWords([many.join(' ')]);
    expect(words.length).toBeGreaterThan(5_000);
    expect(words.join('').length).toBeLessThan(500_000);
  });
});
