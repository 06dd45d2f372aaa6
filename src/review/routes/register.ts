/** `/register`: who people are, in lists; its versions; and changes of it, which are audited and kept as versions. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { diffOf } from '../diff.ts';
import { say } from '../flash.ts';
import {
  changeRegister,
  checked,
  fileSentence,
  inForce,
  LONGEST_REGISTER,
  putRegister,
  type RegisterChange,
  type RegisterTools,
  registerChange,
} from '../register.ts';
import { SECTIONS, type Section, searched } from '../register-sections.ts';
import { signedIn } from '../sign-in.ts';
import { linesWith, spliced, stretchOf } from '../stretch.ts';
import { messagePage } from '../views/message-page.ts';
import { registerView, versionsView, versionView } from '../views/register.ts';
import { editView } from '../views/register-edit.ts';
import { CHANGE_FORMS, changeView } from '../views/register-forms.ts';
import { sendPage } from './send-page.ts';

export type RegisterPages = RegisterTools & { readonly store: Pick<Store, 'registers' | 'audit' | 'sessions'> };

const PAGE_ENTRIES = 100;
const VERSIONS_AT_MOST = 1000;
const FOUND_LINES = 20;
const listQuery = z.object({
  section: z.string().max(40).catch('people'),
  q: z.string().trim().max(200).catch(''),
  page: z.coerce.number().int().min(1).catch(1),
});
const editForm = z.object({
  yaml: z.string().max(LONGEST_REGISTER),
  base: z.string().max(64),
  // Which lines of that version stand in the form; all of a short one.
  from: z.coerce.number().int().min(1).catch(1),
  until: z.coerce.number().int().min(1).optional().catch(undefined),
  act: z.enum(['check', 'keep']),
});
const stretchQuery = z.object({
  from: z.coerce.number().int().min(1).catch(1),
  q: z.string().trim().max(200).catch(''),
});
const TOO_LONG = 'The register is too long for a page. Change it by the forms, or by reticent register import.';
const caseQuery = z.object({ ref: z.string().max(200).catch('') });

export function registerRoutes(app: FastifyInstance, tools: RegisterPages): void {
  const { store, registerFile } = tools;
  const reads = (request: FastifyRequest, reply: FastifyReply) => signedIn(store, request, reply, 'register:read');
  const writes = (request: FastifyRequest, reply: FastifyReply) => signedIn(store, request, reply, 'register:write');

  app.get('/register', async (request, reply) => {
    const me = await reads(request, reply);
    if (!me) return reply;
    const { section: wanted, q: query, page } = listQuery.parse(request.query);
    const section = SECTIONS.find(({ key }) => key === wanted) ?? SECTIONS[0];
    if (!section) return reply;
    const current = await inForce(tools);
    const found = searched(section, section.entries(current.register.entries), query);
    const entries = found.slice((page - 1) * PAGE_ENTRIES, page * PAGE_ENTRIES);
    // Who complained of whom is on nobody's screen unseen.
    if (section.key === 'cases')
      await store.audit.append(me.name, 'register read', null, { section: 'cases', version: current.register.version });
    const at = (to: number) => addressOf(section, query, to);
    const view = registerView({
      me,
      current,
      file: registerFile,
      section,
      query,
      entries,
      found: found.length,
      first: page > 1 ? at(1) : null,
      next: found.length > page * PAGE_ENTRIES ? at(page + 1) : null,
    });
    return reply.type('text/html').send(view);
  });

  app.get('/register/versions', async (request, reply) => {
    const me = await reads(request, reply);
    return me ? reply.type('text/html').send(versionsView(me, await store.registers.list(VERSIONS_AT_MOST))) : reply;
  });

  app.get<{ Params: { version: string } }>('/register/versions/:version(^[0-9a-f]{1,64}$)', async (request, reply) => {
    const me = await reads(request, reply);
    if (!me) return reply;
    const { version } = request.params;
    const yaml = await store.registers.textOf(version);
    if (yaml === undefined)
      return reply.code(404).type('text/html').send(messagePage('Not found', 'No such version was in force.'));
    await store.audit.append(me.name, 'register read', null, { version });
    const versions = await store.registers.list(VERSIONS_AT_MOST);
    const at = versions.findIndex((each) => each.version === version);
    const before = at < 0 ? undefined : versions.slice(at + 1).find((each) => each.version !== version);
    const earlier = before ? ((await store.registers.textOf(before.version)) ?? '') : '';
    const diff = before ? diffOf(earlier, yaml) : [];
    const view = versionView({ me, version, kept: versions[at], before: before?.version ?? null, diff, yaml });
    return reply.type('text/html').send(view);
  });

  editRoutes(app, tools, writes);
  for (const kind of Object.keys(CHANGE_FORMS) as RegisterChange['kind'][]) changeRoutes(app, tools, kind, writes);
}

type Writes = (request: FastifyRequest, reply: FastifyReply) => ReturnType<typeof signedIn>;

/** Its text, whole or a stretch of it. */
function editRoutes(app: FastifyInstance, tools: RegisterPages, writes: Writes): void {
  const { store, registerFile } = tools;

  app.get('/register/edit', async (request, reply) => {
    const me = await writes(request, reply);
    if (!me) return reply;
    if (registerFile !== null) return refused(reply, fileSentence(registerFile));
    const { text, register } = await inForce(tools);
    if (text.length > LONGEST_REGISTER) return refused(reply, TOO_LONG);
    await store.audit.append(me.name, 'register read', null, { version: register.version });
    const { from, q: query } = stretchQuery.parse(request.query ?? {});
    const found = linesWith(text, query, FOUND_LINES);
    const view = editView({ me, stretch: stretchOf(text, from), base: register.version, query, found });
    return reply.type('text/html').send(view);
  });

  // A form writes what is no letter or digit in three.
  app.post('/register/edit', { bodyLimit: 3 * LONGEST_REGISTER }, async (request, reply) => {
    const me = await writes(request, reply);
    if (!me) return reply;
    const given = editForm.safeParse(request.body ?? {});
    if (!given.success) return refused(reply, TOO_LONG);
    const { yaml: edited, base, act, from, until } = given.data;
    const whole = until === undefined ? '' : ((await store.registers.textOf(base)) ?? '');
    const yaml = until === undefined ? edited : spliced(whole, { from, until }, edited);
    if (yaml.length > LONGEST_REGISTER) return refused(reply, TOO_LONG);
    const lines = edited.split('\n').length;
    const stretch = { from, until: until ?? lines, text: edited, lines: until ? whole.split('\n').length : lines };
    if (act === 'check') {
      const { problems, warnings } = checked(yaml);
      const diff = problems.length > 0 ? undefined : diffOf((await inForce(tools)).text, yaml);
      const view = editView({ me, stretch, base, problems, warnings, diff });
      return sendPage(reply, view, problems.length > 0);
    }
    const changed = await putRegister(tools, yaml, base, me.name);
    if (changed.kind === 'kept') {
      say(request, reply, { kind: 'done', text: keptSentence(changed) });
      return reply.redirect(`/register/versions/${changed.version}`, 303);
    }
    const view = editView({
      me,
      stretch,
      base,
      ...(changed.kind === 'wrong' ? { problems: changed.problems } : { refusal: changed.because }),
    });
    return reply
      .code(changed.kind === 'wrong' ? 422 : 409)
      .type('text/html')
      .send(view);
  });
}

function changeRoutes(app: FastifyInstance, tools: RegisterPages, kind: RegisterChange['kind'], writes: Writes): void {
  app.get(`/register/change/${kind}`, async (request, reply) => {
    const me = await writes(request, reply);
    if (!me) return reply;
    if (tools.registerFile !== null) return refused(reply, fileSentence(tools.registerFile));
    return reply.type('text/html').send(changeView({ me, kind, given: caseQuery.parse(request.query) }));
  });

  app.post(`/register/change/${kind}`, async (request, reply) => {
    const me = await writes(request, reply);
    if (!me) return reply;
    const given = z.record(z.string(), z.unknown()).parse(request.body ?? {});
    const read = registerChange.safeParse({ ...given, kind });
    if (!read.success) {
      const missing = new Set(read.error.issues.map(({ path }) => String(path[0])));
      const labels = CHANGE_FORMS[kind].fields.filter(({ name }) => missing.has(name)).map(({ label }) => label);
      const refusal = `Please fill in: ${labels.join(', ')}.`;
      return reply.code(422).type('text/html').send(changeView({ me, kind, given, refusal }));
    }
    const changed = await changeRegister(tools, read.data, me.name);
    if (changed.kind === 'kept') {
      say(request, reply, { kind: 'done', text: keptSentence(changed) });
      return reply.redirect(`/register/versions/${changed.version}`, 303);
    }
    const view = changeView({
      me,
      kind,
      given,
      ...(changed.kind === 'wrong' ? { problems: changed.problems } : { refusal: changed.because }),
    });
    return reply
      .code(changed.kind === 'wrong' ? 422 : 409)
      .type('text/html')
      .send(view);
  });
}

function keptSentence({ isNew, version }: { readonly isNew: boolean; readonly version: string }): string {
  return isNew ? `Version ${version} is in force.` : `Nothing differs: version ${version} stays in force.`;
}

function refused(reply: FastifyReply, sentence: string): FastifyReply {
  return reply.code(409).type('text/html').send(messagePage('This is not changed here', sentence));
}

function addressOf({ key }: Section, query: string, page: number): string {
  const given = new URLSearchParams({
    section: key,
    ...(query && { q: query }),
    ...(page > 1 && { page: String(page) }),
  });
  return `/register?${given}`;
}
