/**
 * The queue's filters as they stand in an address: what a link, a saved view and the interface under `/v1` say alike.
 */
import { z } from 'zod';
import type { HoldFilter, HoldKey } from '../store/hold-list.ts';

const flag = z.enum(['yes', 'no']).optional();

/** As a program writes it, which is told what is wrong: a filter that filters nothing would give it everything. */
export const queueFilter = z.object({
  state: z.enum(['held', 'decided']).default('held'),
  order: z.enum(['gravest', 'oldest']).default('gravest'),
  q: z.string().trim().min(1).max(200).optional(),
  matter: z
    .string()
    .regex(/^[a-z-]+(?::[\w-]{1,60})?$/, 'expected a category, such as minutes')
    .optional(),
  reason: z.enum(['confidential-matter', 'unscannable', 'claim-under-review']).optional(),
  assigned: z.union([z.enum(['me', 'none']), z.uuid()], 'expected me, none, or the id of an account').optional(),
  late: z.enum(['warned', 'escalated']).optional(),
  sender: z.string().trim().min(3).max(320).optional(),
  claim: flag,
  proposed: flag,
  strictly: flag,
  after: z.string().max(400).optional(),
});
export type QueueQuery = z.output<typeof queueFilter>;

const { shape } = queueFilter;
/** As it stands in the address of a page: what was typed wrong there filters nothing. */
export const queueQuery = z.object({
  state: shape.state.catch('held'),
  order: shape.order.catch('gravest'),
  q: shape.q.catch(undefined),
  matter: shape.matter.catch(undefined),
  reason: shape.reason.catch(undefined),
  assigned: shape.assigned.catch(undefined),
  late: shape.late.catch(undefined),
  sender: shape.sender.catch(undefined),
  claim: shape.claim.catch(undefined),
  proposed: shape.proposed.catch(undefined),
  strictly: shape.strictly.catch(undefined),
  after: shape.after.catch(undefined),
});

export function filterOf(query: QueueQuery, userId: string): HoldFilter {
  const { state, order, q, matter, reason, assigned, late, sender, claim, proposed, strictly } = query;
  const who = assigned === 'me' ? userId : assigned === 'none' ? null : assigned;
  return {
    state,
    order,
    text: q,
    category: matter,
    reason,
    assigned: who,
    level: late && (late === 'warned' ? 1 : 2),
    sender,
    claimed: claim === 'yes',
    proposed: proposed === 'yes',
    strictly: strictly === 'yes',
  };
}

/** The address of the queue with other values; null takes a filter away. A page number would not fit another filter. */
export function queueUrl(query: QueueQuery, change: Partial<Record<keyof QueueQuery, string | null>> = {}): string {
  const search = queryText(query, change);
  return search ? `/quarantine?${search}` : '/quarantine';
}

/** A message as it is reached from the queue: its address says to which filters one goes back. */
export function messageUrl(id: string, query: QueueQuery, act?: string): string {
  return withFilters(`/quarantine/${id}${act ? `/${act}` : ''}`, query);
}

/** An address without a query of its own, with the filters behind it. */
export function withFilters(address: string, query: QueueQuery): string {
  const search = queryText(query);
  return search ? `${address}?${search}` : address;
}

export function queryText(query: QueueQuery, change: Partial<Record<keyof QueueQuery, string | null>> = {}): string {
  const { after: _page, ...kept } = query;
  const all: Record<string, string | null | undefined> = { ...kept, ...change };
  const defaults: Readonly<Record<string, string>> = { state: 'held', order: 'gravest' };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value && defaults[name] !== value) search.set(name, value);
  return search.toString();
}

/** As far as the columns reach: a year 0 there is none. */
const key = z.object({ rank: z.int32(), at: z.iso.datetime().refine((at) => at >= '1970'), id: z.uuid() });

export function cursorOf(holdKey: HoldKey): string {
  return Buffer.from(JSON.stringify(holdKey)).toString('base64url');
}

/** Null for what we did not write: the first page. */
export function keyIn(cursor: string | undefined): HoldKey | null {
  if (cursor === undefined) return null;
  try {
    return key.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return null;
  }
}
