/** Rows over the grounds: one finding, one sender and recipient of the fixtures' register, and the state of a condition. */
import { describe, expect, it } from 'vitest';
import type { Category, Finding } from '../../classifiers/finding.ts';
import type { Document } from '../../src/document/document.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Circumstances, GroundResult, State } from '../../src/policy/decision.ts';
import { loadRegister } from '../../src/register/load.ts';
import type { Register } from '../../src/register/register.ts';
import { circumstances, document, finding } from './build.ts';

export const KHAN = 'a.khan@party.example';
export const BELL = 'j.bell@party.example';
export const WARD = 'sec@party.example';
export const GS = 'gs@party.example';
export const OFFICER = 'n.officer@party.example';
export const STONE = 'd.stone@party.example';
export const LEAD = 'c.lead@party.example';
export const PANEL = 'panel.chair@home.example';
export const DOYLE = 'm.doyle@home.example';
export const REED = 'c.reed@home.example';
export const LAMB = 'w.lamb@home.example';
export const OSEI = 'p.osei@home.example';
export const VANCE = 't.vance@home.example';
export const TRANTER = 'owen.tranter@home.example';
export const NORTH = 'k.north@home.example';
export const WHIP = 'whip@parliament.example';
export const MP = 'mp@parliament.example';
export const PAPER = 'n.harrow@paper.example';
export const UNION = 'gs@union.example';
export const SOLICITOR = 'solicitor@law.example';
export const COURT = 'court@justice.example';
export const STRANGER = 'x@nowhere.example';

export const nec: Partial<Finding> = { body: 'nec' };
export const doyle: Partial<Finding> = { cases: ['DC-2026-0071'], tells: 'detail' };
export const price: Partial<Finding> = { cases: ['DC-2026-0090'], tells: 'detail' };
/** Owen Tranter's own record. */
export const record = (over: Partial<Finding> = {}): Partial<Finding> => ({
  people: 1,
  exposed: [{ name: null, email: null, membership: 'L1204461' }],
  ...over,
});

export interface Row {
  readonly of: [category: Category, over: Partial<Finding>];
  readonly from: string;
  readonly to: string;
  /** Other findings of the message. */
  readonly beside?: readonly Finding[];
  readonly text?: string;
  /** Beside `text` as the only body. */
  readonly document?: Partial<Document>;
  readonly over?: Partial<Circumstances>;
}

export type Rows = [why: string, row: Row, condition: string, state: State][];

export function resultsOf(
  { of, from, to, beside = [], over, text, document: more }: Row,
  ground: string,
): GroundResult[] {
  const decision = decide(document(text, more), [finding(...of), ...beside], circumstances(from, [to], over));
  return decision.recipients[0]?.grounds.filter((each) => each.ground === ground && each.finding === 0) ?? [];
}

export function stateOf(row: Row, ground: string, condition: string): State | undefined {
  return resultsOf(row, ground)
    .flatMap(({ conditions }) => conditions)
    .find(({ id }) => id === condition)?.state;
}

/** One group a ground, one test a row. */
export function conditionsHold(tables: Readonly<Record<string, Rows>>): void {
  describe.each(Object.entries(tables))('%s', (ground, rows) => {
    it.each(rows)('%s', (_why, row, condition, state) => {
      expect(stateOf(row, ground, condition)).toBe(state);
    });
  });
}

/** A small register of its own, as YAML. */
export function yaml(...lines: readonly string[]): Register {
  return loadRegister(lines.join('\n'), 'r.yaml');
}
