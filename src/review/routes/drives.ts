/** `/drives`: what was found on shared drives, what people decided on it, and the sealed store. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import {
  type ActedFile,
  type DriveActs,
  type DriveTools,
  exclusionFrom,
  exclusionFromFile,
  type FindingQuery,
  findingDecision,
  findingFilterOf,
  findingQuery,
  restoring,
  withoutOwnFiles,
  withoutOwnSealed,
} from '../drives.ts';
import { casesOfTheirs } from '../eligibility.ts';
import { say } from '../flash.ts';
import { ID, typedIn, typedOf } from '../forms.ts';
import { type SignedIn, signedIn } from '../sign-in.ts';
import { driveFindingView } from '../views/drive-finding.ts';
import { drivesView, findingsView, sealedView, unreadView } from '../views/drives.ts';
import { messagePage } from '../views/message-page.ts';
import { sendPage } from './send-page.ts';

export interface DrivePages {
  readonly store: Pick<Store, 'sessions' | 'drives' | 'sweeps' | 'driveFindings' | 'sealedFiles' | 'audit' | 'users'>;
  readonly reference: DriveTools['reference'];
  readonly driveActs: DriveActs;
}

type Id = { Params: { id: string } };

const PAGE_FINDINGS = 50;
const PAGE_UNREAD = 200;
const PAGE_SEALED = 50;
const sealedQuery = z.object({ before: z.uuid().optional().catch(undefined) });
const unreadQuery = z.object({ drive: z.string().max(64).catch(''), after: z.string().max(4096).catch('') });

export function driveRoutes(app: FastifyInstance, tools: DrivePages): void {
  const { store } = tools;
  const { drives, driveFindings } = store;

  app.get('/drives', async (request, reply) => {
    const me = await reads(tools, request, reply);
    return me ? reply.type('text/html').send(drivesView(me, await drives.list())) : reply;
  });

  app.get('/drives/unread', async (request, reply) => {
    const me = await reads(tools, request, reply);
    if (!me) return reply;
    const { drive, after } = unreadQuery.parse(request.query);
    if (!(await drives.find(drive))) return missing(reply);
    const rows = await driveFindings.unread(drive, after, PAGE_UNREAD);
    const last = rows.length === PAGE_UNREAD ? rows.at(-1) : undefined;
    const next = last ? `/drives/unread?${new URLSearchParams({ drive, after: last.path })}` : null;
    return reply
      .type('text/html')
      .send(unreadView(me, { drive, rows, next, isSwept: (await newestSweep(store, drive)) !== undefined }));
  });

  findingRoutes(app, tools);
  sealedRoutes(app, tools);
}

function reads({ store }: DrivePages, request: FastifyRequest, reply: FastifyReply) {
  return signedIn(store, request, reply, 'drives:read');
}

function writes({ store }: DrivePages, request: FastifyRequest, reply: FastifyReply) {
  return signedIn(store, request, reply, 'drives:write');
}

/** What was found: in lists, one by one, and what people decide on it. */
function findingRoutes(app: FastifyInstance, tools: DrivePages): void {
  const { store, driveActs } = tools;
  const { driveFindings, audit } = store;

  async function show(reply: FastifyReply, me: SignedIn, id: string, problem?: string, words?: string) {
    const found = await askedFinding(tools, reply, me, id);
    if (!found) return reply;
    await audit.append(me.name, 'read', null, { finding: id });
    return sendPage(reply, driveFindingView(me, found, problem, words), problem !== undefined);
  }

  app.get('/drives/findings', async (request, reply) => {
    const me = await reads(tools, request, reply);
    return me ? reply.type('text/html').send(await findingsPage(tools, me, findingQuery.parse(request.query))) : reply;
  });

  app.get<Id>(`/drives/findings/${ID}`, async (request, reply) => {
    const me = await reads(tools, request, reply);
    return me ? show(reply, me, request.params.id) : reply;
  });

  app.post<Id>(`/drives/findings/${ID}/decision`, async (request, reply) => {
    const me = await writes(tools, request, reply);
    if (!me) return reply;
    const { id } = request.params;
    if (!(await askedFinding(tools, reply, me, id))) return reply;
    const given = findingDecision.safeParse(request.body ?? {});
    if (!given.success) return show(reply, me, id, given.error.issues[0]?.message, wordsOf(request));
    const paragraph = 'paragraph' in given.data ? given.data.paragraph : null;
    const isDone = await driveFindings.decide(id, { ...given.data, paragraph, by: me.name });
    if (!isDone) return show(reply, me, id, 'Somebody was faster, or it lies nowhere any more.', wordsOf(request));
    say(request, reply, { kind: 'done', text: `It is ${given.data.state} now.` });
    return reply.redirect(`/drives/findings/${id}`, 303);
  });

  for (const act of ['quarantine', 'restrict'] as const) {
    app.post<Id>(`/drives/findings/${ID}/${act}`, async (request, reply) => {
      const me = await writes(tools, request, reply);
      if (!me || !(await askedFinding(tools, reply, me, request.params.id))) return reply;
      const acted = await driveActs[act](request.params.id, me.name);
      say(request, reply, actedSentence(act, acted));
      return reply.redirect(`/drives/findings/${request.params.id}`, 303);
    });
  }
}

async function findingsPage(tools: DrivePages, me: SignedIn, query: FindingQuery): Promise<string> {
  const { store, reference } = tools;
  const { drives, driveFindings } = store;
  const newest = await newestSweep(store, query.drive);
  const filter = findingFilterOf(query, query.changed ? newest : undefined, casesOfTheirs(me, reference().register));
  const { states: _any, ...whatever } = filter;
  const [all, page, counts] = await Promise.all([
    drives.list(),
    driveFindings.list({ ...filter, limit: PAGE_FINDINGS, ...(query.after && { after: query.after }) }),
    driveFindings.counts(whatever),
  ]);
  return findingsView({
    me,
    query,
    drives: all,
    changes: newest ? eventsOf(await driveFindings.changes(newest)) : [],
    findings: withoutOwnFiles(tools, me, page.findings),
    counts,
    first: query.after ? addressOf(query, undefined) : null,
    next: page.next && addressOf(query, page.next),
  });
}

/** The finding, where there is one and it is not their own; else an answer was sent. */
async function askedFinding(tools: DrivePages, reply: FastifyReply, me: SignedIn, id: string) {
  const found = await tools.store.driveFindings.show(id);
  const exclusion = found && (await exclusionFrom(tools, me, found));
  if (found && !exclusion) return found;
  await (exclusion ? notYours(reply, exclusion) : missing(reply));
  return undefined;
}

/** Files that were taken from a drive, and the way back. */
function sealedRoutes(app: FastifyInstance, tools: DrivePages): void {
  const { sealedFiles } = tools.store;

  async function sealedPage(
    me: SignedIn,
    before: string | undefined,
    problem?: string,
    words?: string,
  ): Promise<string> {
    const found = await sealedFiles.list(undefined, PAGE_SEALED + 1, before);
    const files = await withoutOwnSealed(tools, me, found.slice(0, PAGE_SEALED));
    const last = found.length > PAGE_SEALED ? files.at(-1) : undefined;
    const first = before === undefined ? null : '/drives/sealed';
    return sealedView(me, { files, first, next: last ? `/drives/sealed?before=${last.id}` : null, problem, words });
  }

  app.get('/drives/sealed', async (request, reply) => {
    const me = await reads(tools, request, reply);
    return me ? reply.type('text/html').send(await sealedPage(me, sealedQuery.parse(request.query).before)) : reply;
  });

  app.post<Id>(`/drives/sealed/${ID}/restore`, async (request, reply) => {
    const me = await writes(tools, request, reply);
    if (!me) return reply;
    const again = async (problem: string) =>
      reply
        .code(422)
        .type('text/html')
        .send(await sealedPage(me, undefined, problem, wordsOf(request)));
    const given = restoring.safeParse(request.body ?? {});
    if (!given.success) return again(given.error.issues[0]?.message ?? 'Please give a paragraph and a reason.');
    const file = await sealedFiles.get(request.params.id);
    if (!file) return missing(reply);
    const exclusion = await exclusionFromFile(tools, me, file);
    if (exclusion) return notYours(reply, exclusion);
    const failed = await tools.driveActs.restore(file, { ...given.data, by: me.name });
    if (failed !== null) return again(`It could not be put back: ${failed}.`);
    say(request, reply, { kind: 'done', text: `${file.path} is back where it lay.` });
    return reply.redirect('/drives/sealed', 303);
  });
}

/** The newest sweep of a drive, where one is named and was swept. */
export async function newestSweep(
  { drives, sweeps }: Pick<Store, 'drives' | 'sweeps'>,
  drive: string | undefined,
): Promise<string | undefined> {
  const found = drive === undefined ? undefined : await drives.find(drive);
  return found && sweeps.latest(found.id);
}

/** How often what happened, the most often first. */
function eventsOf(changes: readonly { readonly event: string }[]): { event: string; count: number }[] {
  return [...Map.groupBy(changes, ({ event }) => event)]
    .map(([event, each]) => ({ event, count: each.length }))
    .sort((a, b) => b.count - a.count);
}

function actedSentence(act: 'quarantine' | 'restrict', acted: readonly ActedFile[]) {
  const failed = acted.filter((each) => each.failed !== null);
  const done = acted.length - failed.length;
  const owners = acted.length === 1 ? 'its owner' : 'their owners';
  const what = act === 'quarantine' ? 'taken into the sealed store' : `kept to ${owners}`;
  const [first] = failed;
  return {
    kind: first ? ('problem' as const) : ('done' as const),
    text: first
      ? `${done} of ${acted.length} ${acted.length === 1 ? 'file' : 'files'} ${what}. ${first.path}: ${first.failed}.`
      : `${done} ${done === 1 ? 'file is' : 'files are'} ${what}.`,
  };
}

function addressOf({ changed, ...query }: FindingQuery, after: string | undefined): string {
  const set = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, after, changed: changed ? '1' : undefined })) {
    if (value !== undefined) set.set(name, value);
  }
  return `/drives/findings?${set}`;
}

function notYours(reply: FastifyReply, sentence: string): FastifyReply {
  return reply.code(403).type('text/html').send(messagePage('This is not yours to decide', sentence));
}

/** The reason that a form gave. */
function wordsOf({ body }: FastifyRequest): string | undefined {
  return typedIn(typedOf(body), 'reason');
}

function missing(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/html').send(messagePage('Not found', 'There is no such finding, file or drive.'));
}
