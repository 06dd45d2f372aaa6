/**
 * `/quarantine/ID`: one held message, what is done with it by forms, and all its grounds. Every look stands on the audit log.
 */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { paragraph8Records } from '../../policy/paragraph-8.ts';
import { say } from '../flash.ts';
import { boxes, ID, typedOf } from '../forms.ts';
import { withoutOwn } from '../own.ts';
import { messageUrl, type QueueQuery, queueQuery, queueUrl } from '../queue-query.ts';
import {
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
  toRelease,
  undo,
} from '../reviewing.ts';
import { may } from '../roles.ts';
import { said } from '../said.ts';
import { type SignedIn, signedIn } from '../sign-in.ts';
import { heldView } from '../views/held.ts';
import { groundsPage } from '../views/held-pages.ts';
import { messagePage } from '../views/message-page.ts';
import { asked, fromIn, type HeldTools, type Id, MISSING } from './held-asked.ts';
import { partRoutes } from './held-parts.ts';

const RELATIVES = 10;
/** As a form sends it: boxes that are not ticked are not there, and fields that are not filled in are empty. */
const rawVerdict = z.object({
  kind: z.string(),
  paragraph: z.string().optional(),
  reason: z.string().optional(),
  permission: z.string().optional(),
  recipients: boxes,
  choosing: z.string().optional(),
  isBreach: z.string().optional(),
  keepText: z.string().optional(),
});
const decideForm = z.preprocess((body) => {
  const { data } = rawVerdict.safeParse(body);
  if (!data) return body;
  const { kind, reason, recipients, choosing } = data;
  return {
    kind,
    reason,
    paragraph: data.paragraph || null,
    permission: data.permission || null,
    // Where there were boxes and none is ticked, nobody was chosen, which is not everybody.
    recipients: recipients.length > 0 ? recipients : choosing ? 'nobody' : null,
    isBreach: data.isBreach === 'yes',
    keepText: data.keepText === 'yes',
  };
}, newVerdict);
const words = (of: Parameters<typeof said>[1]) => z.object({ text: said('Please write something.', of, 2) });
const reasonForm = z.object({ reason: said('Please record a reason.', 'opening') });
const NO_REVIEWER = 'There is no reviewer of this name.';
/** Empty: nobody. */
const toForm = z.object({ to: z.string(NO_REVIEWER).max(100, NO_REVIEWER) });

export function heldRoutes(app: FastifyInstance, tools: HeldTools): void {
  const { store } = tools;
  const show: Show = (request, reply, problem) => showMessage(tools, request, reply, problem);

  app.get<Id>(`/quarantine/${ID}`, (request, reply) => show(request, reply));

  app.get<Id>(`/quarantine/${ID}/grounds`, async (request, reply) => {
    const found = await asked(tools, request, reply);
    if (!found) return reply;
    const { exclusion } = found.standing;
    if (exclusion) return reply.code(403).type('text/html').send(messagePage('This is not yours to read', exclusion));
    await store.audit.append(found.me.name, 'read', found.loaded.message.id, { grounds: true });
    const at = { query: queueQuery.parse(request.query), from: fromIn(request.query) };
    return reply.type('text/html').send(groundsPage(found.me, found.loaded, at));
  });

  app.post<Id>(`/quarantine/${ID}/open`, async (request, reply) => {
    const given = reasonForm.safeParse(request.body ?? {});
    if (!given.success) return show(request, reply, given.error.issues[0]?.message);
    const found = await asked(tools, request, reply);
    if (!found) return reply;
    const { exclusion } = found.standing;
    if (exclusion) return show(request, reply.code(403), exclusion);
    await store.holds.open(found.loaded.message.id, found.me, given.data.reason);
    const page = messageUrl(found.loaded.message.id, queueQuery.parse(request.query));
    return reply.redirect(`${page}#text`, 303);
  });

  partRoutes(app, tools);
  actRoutes(app, tools, show);
}

async function showMessage(
  tools: HeldTools,
  request: FastifyRequest<Id>,
  reply: FastifyReply,
  problem?: string,
): Promise<FastifyReply> {
  const { store, reference } = tools;
  const found = await asked(tools, request, reply);
  if (!found) return reply;
  const { me, loaded, standing, isOpen } = found;
  const { id } = loaded.message;
  await store.audit.append(me.name, 'read', id, isOpen ? {} : { text: false });
  if (standing.refusal === null) await store.holds.seen(id);
  const [text, notes, relatives, events] = await Promise.all([
    isOpen ? store.holds.text(id) : undefined,
    store.holds.notes(id),
    store.holds.relatives(id, RELATIVES),
    store.audit.of(id),
  ]);
  const { policy } = reference();
  const view = heldView({
    ...{ me, loaded, standing, isOpen, text, notes, events, problem },
    typed: problem ? { act: actOf(request), fields: typedOf(request.body) } : undefined,
    query: queueQuery.parse(request.query),
    relatives: withoutOwn(tools, me, relatives),
    permissions: paragraph8Records(toRelease(tools, loaded)),
    hours: policy.holdHours,
    now: new Date(),
  });
  if (problem && reply.statusCode === 200) reply.code(422);
  return reply.type('text/html').send(view);
}

/** A cookie carries it: longer filters than fit there are lost, and not the way to undo. */
const LONGEST_UNDO = 2000;

function undoUrl(id: string, query: QueueQuery): string {
  const address = messageUrl(id, query, 'undo');
  return address.length <= LONGEST_UNDO ? address : `/quarantine/${id}/undo`;
}

const STATUS = { conflict: 409, 'not-allowed': 403, invalid: 422 } as const;

/** The last word of the address that a form was sent to. */
function actOf({ url }: FastifyRequest): string {
  return /\/(\w+)(?:\?|$)/.exec(url)?.[1] ?? '';
}

type Show = (request: FastifyRequest<Id>, reply: FastifyReply, problem?: string) => Promise<FastifyReply>;

/** Forms that do something: what came of it is said on the page after, with a way to undo where there is one. */
function actRoutes(app: FastifyInstance, tools: ReviewTools, show: Show): void {
  function act<Schema extends z.ZodType>(
    name: string,
    schema: Schema,
    apply: (me: SignedIn, id: string, given: z.output<Schema>) => Promise<Done>,
    after: 'queue' | 'message',
  ): void {
    app.post<Id>(`/quarantine/${ID}/${name}`, async (request, reply) => {
      const me = await signedIn(tools.store, request, reply, 'holds:list');
      if (!me) return reply;
      const { id } = request.params;
      const given = schema.safeParse(request.body ?? {});
      if (!given.success) return show(request, reply, given.error.issues[0]?.message);
      const result = await apply(me, id, given.data);
      if (result.kind === 'not-found') return reply.code(404).type('text/html').send(MISSING);
      if (result.kind !== 'done') {
        if (may(me.roles, 'holds:read')) return show(request, reply.code(STATUS[result.kind]), result.text);
        return reply.code(403).type('text/html').send(messagePage('This is not yours to do', result.text));
      }
      const query = queueQuery.parse(request.query);
      const undoing = result.until && { undo: { action: undoUrl(id, query), until: result.until.toISOString() } };
      say(request, reply, { kind: 'done', text: result.text, ...undoing });
      return reply.redirect(after === 'queue' && result.until ? queueUrl(query) : messageUrl(id, query), 303);
    });
  }

  const nothing = z.unknown();
  act('decide', decideForm, (me, id, given) => decide(tools, me, id, given), 'queue');
  act('second', nothing, (me, id) => second(tools, me, id), 'queue');
  act('decline', words('reason'), (me, id, { text }) => decline(tools, me, id, text), 'message');
  act('undo', nothing, (me, id) => undo(tools, me, id), 'message');
  act('ask', words('question'), (me, id, { text }) => ask(tools, me, id, text), 'message');
  act('escalate', words('escalation'), (me, id, { text }) => escalate(tools, me, id, text), 'message');
  act('note', words('note'), (me, id, { text }) => note(tools, me, id, text), 'message');
  act('assign', toForm, (me, id, { to }) => assign(tools, me, id, to || null), 'message');
  act('scan', nothing, (me, id) => scanAgain(tools, me, id), 'message');
}
