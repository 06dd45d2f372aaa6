/** `/v1/holds` and `/v1/views`: what reviewers do on the pages, by the same rules. */

import { z } from 'zod';
import { keyOf } from '../../store/hold-list.ts';
import { searcherOf, withoutOwn } from '../own.ts';
import { cursorOf, filterOf, keyIn, queryText, queueFilter, queueQuery } from '../queue-query.ts';
import {
  type Actor,
  ask,
  assign,
  type Done,
  decide,
  decline,
  escalate,
  newVerdict,
  note,
  type ReviewTools,
  scanAgain,
  second,
  undo,
} from '../reviewing.ts';
import { said } from '../said.ts';
import { byId, DONE, done, type Endpoint, endpoint, id, moment, orNotFound } from './endpoint.ts';
import { readable } from './hold-reading.ts';
import { summary } from './hold-summary.ts';
import { overruledSignals } from './numbers.ts';
import { notACursor, pageOf, paging } from './pages.ts';
import { ProblemError } from './problem.ts';

const standing = z.object({
  refusal: z
    .string()
    .nullable()
    .meta({ description: 'why the token\u2019s owner may not decide; null where they may' }),
  needsTwo: z.boolean(),
  eligible: z.array(z.string()).readonly(),
  isShut: z.boolean(),
});
const verdict = z.object({
  kind: z.enum(['release', 'reject']),
  state: z.enum(['proposed', 'standing', 'undone', 'withdrawn']),
  recipients: z.array(z.int()).readonly(),
  paragraph: z.string().nullable(),
  reason: z.string(),
  permission: z.string().nullable(),
  isBreach: z.boolean(),
  madeAt: moment,
  byName: z.string(),
  secondedName: z.string().nullable(),
});
const claim = z.object({
  codes: z.array(z.string()).readonly(),
  reason: z.string(),
  source: z.enum(['header', 'subject', 'link']),
  madeAt: moment,
  outcome: z.enum(['confirmed', 'refused']).nullable(),
});
const held = summary.extend({
  receivedAt: moment,
  sizeBytes: z.number(),
  undoUntil: moment.nullable(),
  recipientStates: z
    .array(z.object({ ordinal: z.int(), address: z.string(), state: z.string(), response: z.string().nullable() }))
    .readonly(),
  decision: z.unknown().meta({ description: 'as `scan --json` writes it' }),
  findings: z.array(z.unknown()).readonly().meta({ description: 'with their evidence, as `scan --json` writes them' }),
  unscannable: z.array(z.unknown()).readonly(),
  claims: z.array(claim).readonly(),
  verdicts: z.array(verdict).readonly(),
  notes: z.array(z.object({ kind: z.string(), writtenBy: z.string(), writtenAt: moment, text: z.string() })).readonly(),
  standing,
});
const outcome = z.object({ text: z.string(), undoUntil: moment.nullable() });
const view = z.object({ id, name: z.string(), query: z.string(), isShared: z.boolean(), owner: z.string() });
const words = (what: string, of: Parameters<typeof said>[1]) => z.object({ text: said(what, of, 2) });

const listQuery = queueFilter.extend({ limit: paging.shape.limit });

/** What an act came to, as an answer or a problem. */
async function concluded(work: Promise<Done>): Promise<z.input<typeof outcome>> {
  const result = await work;
  if (result.kind !== 'done') throw new ProblemError(result.kind, result.text);
  return { text: result.text, undoUntil: result.until };
}

/** One act on one message, as data. */
function act<Body extends z.ZodType>(
  name: string,
  summaryText: string,
  scope: 'holds:decide' | 'holds:assign',
  body: Body,
  apply: (tools: ReviewTools, me: Actor, messageId: string, given: z.output<Body>) => Promise<Done>,
): Endpoint {
  return endpoint({
    method: 'POST',
    path: `/v1/holds/{id}/${name}`,
    summary: summaryText,
    act: scope,
    params: byId,
    body,
    answer: outcome,
    answers: ({ params, body: given, who }, tools) => concluded(apply(tools, who, params.id, given)),
  });
}

const nothing = z.object({});
const verdictBody = newVerdict.meta({ description: 'recipients by ordinal; without them all for whom it is held' });

export const holdEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/holds',
    summary: 'What waits in the quarantine, the gravest first; or what was decided',
    act: 'holds:list',
    query: listQuery,
    answer: pageOf(summary),
    answers: async ({ query, who }, tools) => {
      const { limit, ...rest } = query;
      const filter = { ...filterOf(rest, who.userId), searcher: searcherOf(tools, who) };
      const key = keyIn(rest.after);
      if (rest.after !== undefined && key === null) throw notACursor('after');
      const rows = await tools.store.holdList.page(filter, key, limit + 1);
      const items = withoutOwn(tools, who, rows.slice(0, limit));
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items, next: last ? cursorOf(keyOf(last, filter)) : null };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/counts',
    summary: 'How many wait, by kind',
    act: 'holds:list',
    answer: z.object({
      all: z.int(),
      mine: z.int(),
      unassigned: z.int(),
      claimed: z.int(),
      warned: z.int(),
      escalated: z.int(),
      categories: z.record(z.string(), z.int()),
    }),
    answers: ({ who }, { store }) => store.holdList.counts(who.userId),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}',
    summary: 'One message with its evidence, grounds, claims and decisions; the look is audited',
    act: 'holds:read',
    params: byId,
    answer: held,
    answers: async ({ params, who }, tools) => {
      const { loaded, how } = await readable(tools, who, params.id);
      const { message, inspection, claims, verdicts } = loaded;
      await tools.store.audit.append(who.name, 'read', message.id, { by: 'token', text: false });
      if (how.refusal === null) await tools.store.holds.seen(message.id);
      const { findings = [], unscannable = [] } = inspection ?? {};
      const notes = await tools.store.holds.notes(message.id);
      return { ...message, findings, unscannable, claims, verdicts, notes, standing: how };
    },
  }),
  act(
    'verdict',
    'Release or reject it; a proposal where two reviewers are needed',
    'holds:decide',
    verdictBody,
    decide,
  ),
  act('second', 'Agree with what another reviewer proposed', 'holds:decide', nothing, second),
  act(
    'decline',
    'Decline a proposal, or take one\u2019s own back',
    'holds:decide',
    words('why', 'reason'),
    (tools, me, messageId, { text }) => decline(tools, me, messageId, text),
  ),
  act('undo', 'Undo the last decision, within its ten seconds', 'holds:decide', nothing, undo),
  act(
    'question',
    'Ask the sender, by mail with a link',
    'holds:decide',
    words('the question', 'question'),
    (tools, me, messageId, { text }) => ask(tools, me, messageId, text),
  ),
  act('scan', 'Scan it again, by today\u2019s register, policy and rules', 'holds:decide', nothing, scanAgain),
  act(
    'escalation',
    'Put it before the deputies',
    'holds:assign',
    words('why', 'escalation'),
    (tools, me, messageId, { text }) => escalate(tools, me, messageId, text),
  ),
  act(
    'notes',
    'Write a note for other reviewers',
    'holds:assign',
    words('the note', 'note'),
    (tools, me, messageId, { text }) => note(tools, me, messageId, text),
  ),
  act(
    'assignment',
    'Assign it to an account by name, or to nobody',
    'holds:assign',
    z.object({ to: z.string().max(100).nullable() }),
    (tools, me, messageId, { to }) => assign(tools, me, messageId, to),
  ),
  endpoint({
    method: 'GET',
    path: '/v1/views',
    summary: 'Saved views of the queue: one\u2019s own and the shared ones',
    act: 'holds:list',
    answer: z.object({ items: z.array(view).readonly() }),
    answers: async ({ who }, { store }) => ({ items: await store.savedViews.list(who.userId) }),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/views',
    summary: 'Save a view; one of the same name is replaced',
    act: 'holds:list',
    body: z.object({
      name: z.string().trim().min(1).max(40),
      query: z.string().max(1000).meta({ description: 'as it stands in the address of the page' }),
      isShared: z.boolean().default(false),
    }),
    answer: z.object({ id }),
    answers: async ({ body: { name, query, isShared }, who }, { store }) => {
      const kept = queryText(queueQuery.parse(Object.fromEntries(new URLSearchParams(query))));
      return { id: await store.savedViews.save(who.userId, { name, query: kept, isShared }) };
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/v1/views/{id}',
    summary: 'Remove a view of one\u2019s own',
    act: 'holds:list',
    params: byId,
    answer: done,
    answers: async ({ params, who }, { store }) => {
      orNotFound(await store.savedViews.remove(who.userId, params.id), 'such view of yours');
      return DONE;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/signals',
    summary: 'How often each signal was overruled by a reviewer',
    act: 'dashboard:read',
    answer: z.object({ items: overruledSignals }),
    answers: async (_asked, { store }) => ({ items: await store.lessons.signals(1000) }),
  }),
];
