/** Ground 0 against the ledger: whatever is missing there and was not told holds the message. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counted, Document, LedgerEntry, Part, Unscannable } from '../../src/document/document.ts';
import { UNSCANNABLE_REASONS, whollyRead } from '../../src/document/document.ts';
import { decide } from '../../src/policy/decide.ts';
import { untold } from '../../src/policy/unread.ts';
import { circumstances, document } from './build.ts';

const FROM = 'j.bell@party.example';
const TO = 'p.osei@home.example';

const COUNTS: readonly (Counted | 'bytes')[] = ['bytes', 'pages', 'sheets', 'slides', 'pictures'];

function documentOf(ledger: readonly LedgerEntry[], unscannable: readonly Unscannable[] = []): Document {
  const parts = ledger.map(({ part }): Part => ({ path: part, type: 'text/plain', sizeBytes: 9, segments: [] }));
  return document('text', { parts, ledger, unscannable });
}

const entry = (part: string): LedgerEntry => whollyRead({ path: part, type: 'text/plain', sizeBytes: 9, segments: [] });

const anyLedger = fc.array(
  fc.record({
    there: fc.tuple(...COUNTS.map(() => fc.integer({ min: 0, max: 9 }))),
    depth: fc.integer({ min: 0, max: 9 }),
  }),
  { minLength: 1, maxLength: 5 },
);

/** A ledger in which all was read. */
function wholeLedger(parts: typeof anyLedger extends fc.Arbitrary<infer Value> ? Value : never): LedgerEntry[] {
  return parts.map(({ there, depth }, at) => {
    const counts = COUNTS.map((name, index) => [name, { there: there[index] ?? 0, read: there[index] ?? 0 }]);
    return { ...entry(`part-${at}`), ...Object.fromEntries(counts), depth };
  });
}

const reasonFor = (of: Document) => decide(of, [], circumstances(FROM, [TO])).reason;

describe('ground 0 and the ledger', () => {
  it('lets go what was read whole', () => {
    fc.assert(
      fc.property(anyLedger, (parts) => reasonFor(documentOf(wholeLedger(parts))) === 'no-confidential-matter'),
    );
  });

  it('holds whatever less was read than there was, and nobody told', () => {
    const tampered = fc.record({
      parts: anyLedger,
      at: fc.nat(),
      count: fc.constantFrom(...COUNTS),
      missing: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(tampered, ({ parts, at, count, missing }) => {
        const ledger = wholeLedger(parts);
        const index = at % ledger.length;
        const less = ledger.map((each, here) =>
          here === index ? { ...each, [count]: { ...each[count], there: each[count].read + missing } } : each,
        );
        expect(reasonFor(documentOf(less))).toBe('unscannable');
      }),
    );
  });

  it('holds a part that the ledger calls unread and the list has lost, or calls something else', () => {
    const lost = fc.record({
      parts: anyLedger,
      at: fc.nat(),
      why: fc.constantFrom(...UNSCANNABLE_REASONS),
      told: fc.option(fc.constantFrom(...UNSCANNABLE_REASONS)),
    });
    fc.assert(
      fc.property(lost, ({ parts, at, why, told }) => {
        const ledger = wholeLedger(parts);
        const index = at % ledger.length;
        const unread = ledger.map((each, here) => (here === index ? { ...each, why } : each));
        const list = told === null ? [] : [{ part: `part-${index}`, reason: told }];
        expect(reasonFor(documentOf(unread, list))).toBe('unscannable');
        expect(untold(documentOf(unread, list)).length).toBe(told === why ? 0 : 1);
      }),
    );
  });

  it('holds a part without an entry', () => {
    fc.assert(
      fc.property(anyLedger, fc.nat(), (parts, at) => {
        const ledger = wholeLedger(parts);
        const forgotten = { ...documentOf(ledger), ledger: ledger.toSpliced(at % ledger.length, 1) };
        expect(reasonFor(forgotten)).toBe('unscannable');
      }),
    );
  });

  it.each([
    ['pages', { pages: { there: 5, read: 3 } }, 'a.pdf was not read whole: 3 of 5 pages'],
    ['a reason', { why: 'encrypted' as const }, 'a.pdf was not read whole: encrypted'],
    [
      'all of it',
      { bytes: { there: 9, read: 0 }, sheets: { there: 2, read: 1 }, why: 'corrupt' as const },
      'a.pdf was not read whole: 0 of 9 bytes, 1 of 2 sheets, corrupt',
    ],
  ])('says %s', (_what, over, because) => {
    expect(untold(documentOf([{ ...entry('a.pdf'), ...over }]))).toEqual([because]);
  });

  it('takes no allowance of the policy for what was not told', () => {
    const ledger = [{ ...entry('a.pdf'), why: 'encrypted' as const }];
    const policy = { ...circumstances(FROM, [TO]).policy, unscannable: { allow: [{ reason: 'encrypted' as const }] } };
    const ask = (unscannable: readonly Unscannable[]) =>
      decide(documentOf(ledger, unscannable), [], circumstances(FROM, [TO], { policy })).reason;
    expect(ask([{ part: 'a.pdf', reason: 'encrypted' }])).toBe('no-confidential-matter');
    expect(ask([])).toBe('unscannable');
  });
});
