/**
 * `/quarantine`: the queue, with its filters in the address, saved views, news as it comes, and many at once.
 */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { MessageEvents } from '../../store/events.ts';
import { keyOf } from '../../store/hold-list.ts';
import { SESSION_COOKIE } from '../csrf.ts';
import { say } from '../flash.ts';
import { boxes, ID, typedOf } from '../forms.ts';
import { searcherOf, withoutOwn } from '../own.ts';
import { PARAGRAPHS } from '../paragraphs.ts';
import { cursorOf, filterOf, keyIn, type QueueQuery, queryText, queueQuery, queueUrl } from '../queue-query.ts';
import { assign, decide, load, type ReviewTools, standingOf } from '../reviewing.ts';
import { may } from '../roles.ts';
import { said } from '../said.ts';
import { localPath, type SignedIn, signedIn } from '../sign-in.ts';
import { type BulkRow, bulkView } from '../views/bulk.ts';
import { quarantineView } from '../views/quarantine.ts';

export interface QuarantineTools extends ReviewTools {
  readonly events: Pick<MessageEvents, 'all'>;
}

const PAGE_MESSAGES = 50;
const HEARTBEAT_MS = 25_000;

const bulkForm = z.object({
  ids: boxes.pipe(z.array(z.uuid().toLowerCase()).max(PAGE_MESSAGES)).catch([]),
  act: z.enum(['release', 'reject', 'assign']).catch('release'),
  back: z.string().catch(''),
});
const bulkOrder = bulkForm.extend({
  paragraph: z.enum(PARAGRAPHS).optional().catch(undefined),
  permission: z.string().trim().max(100).optional(),
  reason: z.string().trim().catch(''),
  to: z.string().max(100).catch(''),
});
const viewQuery = z.object({ query: z.string().max(1000).catch('') });
const viewForm = z.object({
  name: z.string().trim().min(1).max(40),
  shared: z.literal('yes').optional(),
});

export function quarantineRoutes(app: FastifyInstance, tools: QuarantineTools): void {
  const { store, reference } = tools;

  app.get('/', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    // Who may not see the queue is not led into a refusal.
    return me ? reply.redirect(may(me.roles, 'holds:list') ? '/quarantine' : '/account') : reply;
  });

  app.get('/quarantine', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:list');
    if (!me) return reply;
    const query = queueQuery.parse(request.query ?? {});
    const filter = { ...filterOf(query, me.userId), searcher: searcherOf(tools, me) };
    const [rows, counted, counts, views] = await Promise.all([
      store.holdList.page(filter, keyIn(query.after), PAGE_MESSAGES + 1),
      isWhole(query) ? null : store.holdList.count(filter),
      store.holdList.counts(me.userId),
      store.savedViews.list(me.userId),
    ]);
    const total = counted ?? counts.all;
    const shown = rows.slice(0, PAGE_MESSAGES);
    const last = rows.length > PAGE_MESSAGES ? shown.at(-1) : undefined;
    const next = last ? cursorOf(keyOf(last, filter)) : null;
    const { holdHours: hours, indexContent: isContentSearched } = reference().policy;
    const found = { rows: withoutOwn(tools, me, shown), total, counts, views, next };
    const view = quarantineView({ me, query, ...found, isContentSearched, hours, now: new Date() });
    return reply.type('text/html').send(view);
  });

  // It never ends, and who asks for its head alone would wait as long.
  app.get('/quarantine/live', { exposeHeadRoute: false }, async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:list', 'page');
    return me ? tellNews(tools, request, reply) : reply;
  });

  app.post('/quarantine/views', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:list');
    if (!me) return reply;
    // Only what is a filter is kept of it.
    const filters = queueQuery.parse(
      Object.fromEntries(new URLSearchParams(viewQuery.parse(request.body ?? {}).query)),
    );
    const back = queueUrl(filters);
    const given = viewForm.safeParse(request.body ?? {});
    if (!given.success) {
      say(request, reply, { kind: 'problem', text: 'Please give the view a name of up to 40 letters.' });
      return reply.redirect(back, 303);
    }
    const { name, shared } = given.data;
    await store.savedViews.save(me.userId, { name, query: queryText(filters), isShared: shared === 'yes' });
    say(request, reply, { kind: 'done', text: `The view “${name}” is saved.` });
    return reply.redirect(back, 303);
  });
  app.post<{ Params: { id: string } }>(`/quarantine/views/${ID}/remove`, async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:list');
    if (!me) return reply;
    await store.savedViews.remove(me.userId, request.params.id);
    return reply.redirect('/quarantine', 303);
  });

  bulkRoutes(app, tools);
}

/** Everything that waits: how many that are is counted anyhow. */
function isWhole(query: QueueQuery): boolean {
  return queryText(query, { order: null }) === '';
}

/** First what would be done with each, then doing it: each by the rules that hold for it alone. */
function bulkRoutes(app: FastifyInstance, tools: QuarantineTools): void {
  const { store } = tools;

  app.post('/quarantine/bulk', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:bulk');
    if (!me) return reply;
    const { ids, act, back } = bulkForm.parse(request.body ?? {});
    if (ids.length === 0) {
      say(request, reply, { kind: 'problem', text: 'Please tick a message first.' });
      return reply.redirect(localPath(back), 303);
    }
    const view = bulkView({ ...(await previewed(tools, me, ids, act)), me, act, back: localPath(back) });
    return reply.type('text/html').send(view);
  });

  app.post('/quarantine/bulk/do', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:bulk');
    if (!me) return reply;
    const order = bulkOrder.parse(request.body ?? {});
    const back = localPath(order.back);
    const problem = problemOf(order);
    if (problem) {
      const preview = await previewed(tools, me, order.ids, order.act);
      return reply
        .code(422)
        .type('text/html')
        .send(bulkView({ ...preview, me, act: order.act, back, problem, typed: typedOf(request.body) }));
    }
    const results = [];
    for (const id of order.ids) results.push(await actOn(tools, me, id, order));
    const good = results.filter(({ kind }) => kind === 'done').length;
    const bad = results.filter(({ kind }) => kind !== 'done');
    const word = order.act === 'release' ? 'released' : order.act === 'reject' ? 'rejected' : 'assigned';
    const rest = bad.length > 0 ? ` ${bad.length} not: ${bad[0]?.text ?? ''}` : '';
    say(request, reply, { kind: bad.length > 0 ? 'problem' : 'done', text: `${good} ${word}.${rest}` });
    return reply.redirect(back, 303);
  });
}

type BulkOrder = z.output<typeof bulkOrder>;

function problemOf({ act, paragraph, reason, to }: BulkOrder): string | undefined {
  if (act === 'assign') return to ? undefined : 'Please choose a reviewer.';
  if (act === 'release' && !paragraph) return 'Please choose the paragraph that applies.';
  return said('Please give a reason.', 'reason').safeParse(reason).error?.issues[0]?.message;
}

function actOn(tools: ReviewTools, me: SignedIn, id: string, { act, paragraph, permission, reason, to }: BulkOrder) {
  if (act === 'assign') return assign(tools, me, id, to);
  const recipients = null;
  return decide(tools, me, id, {
    kind: act,
    paragraph,
    reason,
    permission,
    recipients,
    isBreach: false,
    keepText: false,
  });
}

async function previewed(
  tools: ReviewTools,
  me: SignedIn,
  ids: readonly string[],
  act: string,
): Promise<{ rows: BulkRow[]; reviewers: string[] }> {
  const rows: BulkRow[] = [];
  for (const id of ids) {
    const loaded = await load(tools, id);
    if (!loaded) continue;
    const [message = loaded.message] = withoutOwn(tools, me, [loaded.message]);
    if (message.state !== 'held') rows.push({ message, problem: `It is ${message.state} by now.`, needsTwo: false });
    else if (act === 'assign') rows.push({ message, problem: null, needsTwo: false });
    else {
      const { refusal, needsTwo, proposal } = await standingOf(tools, loaded, me);
      const problem = refusal ?? (proposal ? 'A decision waits for its second reviewer.' : null);
      rows.push({ message, problem, needsTwo });
    }
  }
  return { rows, reviewers: await reviewersOf(tools) };
}

/** Names of those to whom messages can be assigned. */
async function reviewersOf({ store }: Pick<ReviewTools, 'store'>): Promise<string[]> {
  const users = await store.users.list(null, 1000);
  return users.filter(({ roles, isDisabled }) => !isDisabled && may(roles, 'holds:decide')).map(({ name }) => name);
}

/** Server-sent events (HTML, 9.2): ids and states, nothing of a message. Ends with the session. */
async function tellNews(
  { store, events }: QuarantineTools,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const gone = new AbortController();
  request.raw.once('close', () => gone.abort());
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  raw.write(': listening\n\n');
  const heartbeat = setInterval(async () => {
    const token = request.cookies[SESSION_COOKIE] ?? '';
    const isIn = await store.sessions.peek(token).catch(() => undefined);
    if (isIn) raw.write(': still here\n\n');
    else gone.abort();
  }, HEARTBEAT_MS);
  try {
    for await (const { id, state } of events.all(gone.signal)) {
      if (state === 'held' || state === 'released' || state === 'rejected' || state === 'returned')
        raw.write(`event: ${state === 'held' ? 'held' : 'gone'}\ndata: ${id}\n\n`);
      raw.write(`event: changed\ndata: ${id}\n\n`);
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
    raw.end();
  }
  return reply;
}
