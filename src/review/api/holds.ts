/** `/v1/holds` and `/v1/views`: what reviewers do on the pages, by the same rules. */
import { z } from 'zod';
import { keyOf } from '../../store/hold-list.ts';
import { PAGE_WIDTHS, type PageSize, pagesOf } from '../page-images.ts';
import { cursorOf, filterOf, keyIn, queryText, queueQuery } from '../queue-query.ts';
import {
  type Actor,
  ask,
  assign,
  type Done,
  decide,
  decline,
  escalate,
  load,
  newVerdict,
  note,
  type ReviewTools,
  type Standing,
  scanAgain,
  second,
  standingOf,
  undo,
} from '../reviewing.ts';
import { type ApiTools, byId, bytes, DONE, done, type Endpoint, endpoint, id, moment, orNotFound } from './endpoint.ts';
import { overruledSignals } from './numbers.ts';
import { pageOf } from './pages.ts';
import { ProblemError } from './problem.ts';

const summary = z.object({
  id,
  state: z.string(),
  heldAt: moment,
  login: z.string().nullable(),
  mailFrom: z.string(),
  subject: z.string().nullable(),
  categories: z.array(z.string()).readonly(),
  reason: z.string(),
  recipients: z.array(z.string()).readonly(),
  isStrictly: z.boolean(),
  level: z.int().meta({ description: '0; 1: warned of; 2: escalated' }),
  assignedName: z.string().nullable(),
  hasClaim: z.boolean(),
  isProposed: z.boolean(),
});
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
const words = (what: string, most: number) => z.object({ text: z.string(what).trim().min(2, what).max(most) });

const listQuery = queueQuery.extend({ limit: z.coerce.number().int().min(1).max(200).default(50) });

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
    answers: async ({ query, who }, { store }) => {
      const { limit, ...rest } = query;
      const filter = filterOf(rest, who.userId);
      const rows = await store.holdList.page(filter, keyIn(rest.after), limit + 1);
      const items = rows.slice(0, limit);
      const last = rows.length > limit ? items.at(-1) : undefined;
      return { items: [...items], next: last ? cursorOf(keyOf(last, filter)) : null };
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
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/parts/{part}/pages/{page}',
    summary: 'A page of a PDF or a picture, drawn anew; under 9(b) after its text was opened with a reason',
    act: 'holds:read',
    params: byId.extend({
      part: z.coerce.number().int().min(0).meta({ description: 'its place among the parts of `text`, from 0' }),
      page: z.coerce.number().int().min(1).meta({ description: 'from 1 to the part\u2019s `pages`' }),
    }),
    query: z.object({ size: z.enum(['small', 'large']).default('large') }),
    answer: bytes,
    media: 'image/png',
    answers: ({ params, query, who }, tools) => pageFor(tools, who, params, query.size),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/text',
    summary: 'Its parts as text; under 9(b) only with a reason, which is recorded',
    act: 'holds:read',
    params: byId,
    query: z.object({ because: z.string().trim().min(3).max(500).optional() }),
    answer: z.object({ parts: z.array(z.unknown()).readonly(), cut: z.array(z.string()).readonly() }),
    answers: ({ params, query, who }, tools) => textFor(tools, who, params.id, query.because),
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
    words('why', 500),
    (tools, me, messageId, { text }) => decline(tools, me, messageId, text),
  ),
  act('undo', 'Undo the last decision, within its ten seconds', 'holds:decide', nothing, undo),
  act(
    'question',
    'Ask the sender, by mail with a link',
    'holds:decide',
    words('the question', 1000),
    (tools, me, messageId, { text }) => ask(tools, me, messageId, text),
  ),
  act('scan', 'Scan it again, by today\u2019s register, policy and rules', 'holds:decide', nothing, scanAgain),
  act(
    'escalation',
    'Put it before the deputies',
    'holds:assign',
    words('why', 2000),
    (tools, me, messageId, { text }) => escalate(tools, me, messageId, text),
  ),
  act(
    'notes',
    'Write a note for other reviewers',
    'holds:assign',
    words('the note', 4000),
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

/** The message, where they may read it. */
async function readable(tools: ApiTools, who: Actor, messageId: string) {
  const loaded = orNotFound(await load(tools, messageId), 'such message');
  const how = await standingOf(tools, loaded, who);
  if (how.exclusion) throw new ProblemError('not-allowed', how.exclusion);
  return { loaded, how };
}

async function textOf(tools: ApiTools, who: Actor, messageId: string, { isShut }: Standing) {
  if (isShut && (await tools.store.holds.openedBecause(messageId, who.userId)) === null)
    throw new ProblemError('not-allowed', 'its text stays shut under 9(b): say why it has to be read (`because`)');
  return orNotFound(await tools.store.holds.text(messageId), 'text of it');
}

async function textFor(tools: ApiTools, who: Actor, messageId: string, because: string | undefined) {
  const { how } = await readable(tools, who, messageId);
  if (how.isShut && because) await tools.store.holds.open(messageId, who, because);
  const { parts, cut } = await textOf(tools, who, messageId, how);
  await tools.store.audit.append(who.name, 'read', messageId, { by: 'token' });
  return { parts, cut };
}

async function pageFor(
  tools: ApiTools,
  who: Actor,
  { id: messageId, part: at, page }: { readonly id: string; readonly part: number; readonly page: number },
  size: PageSize,
): Promise<Uint8Array> {
  const { loaded, how } = await readable(tools, who, messageId);
  const part = orNotFound((await textOf(tools, who, messageId, how)).parts[at], 'such part');
  orNotFound(page <= pagesOf(part, loaded.inspection?.unscannable ?? []), 'such page');
  await tools.store.audit.append(who.name, 'read', messageId, { by: 'token', part: at, page });
  const drawn = await tools.drawPage(messageId, { part: part.path, page, width: PAGE_WIDTHS[size] });
  return orNotFound(drawn, 'way to show this page').png;
}
