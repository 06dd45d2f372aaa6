/**
 * The queue's filters as they stand in an address: what a link, a saved view and the interface under `/v1` say alike.
 */
import { z } from 'zod';
import type { HoldFilter, HoldKey } from '../store/hold-list.ts';

const given = (schema: z.ZodType<string>) => schema.optional().catch(undefined);
const flag = z.enum(['yes', 'no']).optional().catch(undefined);

export const queueQuery = z.object({
  state: z.enum(['held', 'decided']).catch('held'),
  order: z.enum(['gravest', 'oldest']).catch('gravest'),
  q: given(z.string().trim().min(1).max(200)),
  matter: given(z.string().regex(/^[a-z-]+(?::[\w-]{1,60})?$/)),
  reason: given(z.enum(['confidential-matter', 'unscannable', 'claim-under-review'])),
  /** `me`, `none`, or the id of an account. */
  assigned: given(z.union([z.enum(['me', 'none']), z.uuid()])),
  late: z.enum(['warned', 'escalated']).optional().catch(undefined),
  sender: given(z.string().trim().min(3).max(320)),
  claim: flag,
  proposed: flag,
  strictly: flag,
  after: given(z.string().max(400)),
});
export type QueueQuery = z.output<typeof queueQuery>;

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
