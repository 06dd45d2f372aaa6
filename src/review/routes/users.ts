/**
 * `/users`: an administrator adds people, changes their roles, disables them, lets them begin again, and ends sessions
 * and tokens. An auditor sees it and changes nothing.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LastAdministratorError, ROLES, UserExistsError } from '../../store/users.ts';
import { newUser } from '../accounts.ts';
import { boxes, ID, typedOf, USER } from '../forms.ts';
import { type SignedIn, signedIn } from '../sign-in.ts';
import { messagePage } from '../views/message-page.ts';
import { usersView, userView } from '../views/users.ts';
import type { AccountPages } from './account.ts';
import { sendPage } from './send-page.ts';

type Id = { Params: { id: string } };

/** An organisation has some dozens of reviewers; who has more finds them by the interface under `/v1`. */
const AT_MOST = 1000;
const userForm = z
  .object({
    name: z.string(),
    email: z
      .string()
      .transform((given) => given.trim() || null)
      .nullish(),
    roles: boxes,
  })
  .pipe(newUser);
const rolesForm = z.object({ roles: boxes.pipe(z.array(z.enum(ROLES)).min(1, 'Please choose a role.')) });

/** `publicUrl` is where people reach the pages, for links. */
export function userRoutes(app: FastifyInstance, store: AccountPages, publicUrl: () => string): void {
  const { sessions, users } = store;
  const linkFor = async (id: string) => `${publicUrl()}/sign-in/${await sessions.start(id, 'welcome')}`;
  const reads = (request: FastifyRequest, reply: FastifyReply) => signedIn(store, request, reply, 'users:read');

  app.get('/users', async (request, reply) => {
    const me = await reads(request, reply);
    return me ? showAll(store, reply, me) : reply;
  });
  app.get<Id>(`/users/${ID}`, async (request, reply) => {
    const me = await reads(request, reply);
    return me ? show(store, reply, me, request.params.id) : reply;
  });

  app.post('/users', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'users:write');
    if (!me) return reply;
    const given = userForm.safeParse(request.body ?? {});
    if (!given.success)
      return showAll(
        store,
        reply,
        me,
        given.error.issues[0]?.message ?? 'Please give a name and a role.',
        request.body,
      );
    try {
      const { id } = await users.add(given.data, me.name);
      return await show(store, reply, me, id, { link: await linkFor(id) });
    } catch (error) {
      if (error instanceof UserExistsError)
        return showAll(store, reply, me, 'There is an account of this name or address.', request.body);
      throw error;
    }
  });

  changeRoutes(app, store, linkFor);
  endRoutes(app, store);
}

async function showAll({ users }: AccountPages, reply: FastifyReply, me: SignedIn, problem?: string, body?: unknown) {
  const view = usersView(me, await users.list(null, AT_MOST), problem, problem ? typedOf(body) : undefined);
  return sendPage(reply, view, problem !== undefined);
}

async function show(
  { sessions, users, apiTokens }: AccountPages,
  reply: FastifyReply,
  me: SignedIn,
  id: string,
  more: { problem?: string; link?: string } = {},
) {
  const user = await users.get(id);
  if (!user) return missing(reply);
  const view = userView({ me, user, sessions: await sessions.list(id), tokens: await apiTokens.list(id), ...more });
  return sendPage(reply, view, more.problem !== undefined);
}

/** Changes of one account by a button. */
function changeRoutes(app: FastifyInstance, store: AccountPages, linkFor: (id: string) => Promise<string>): void {
  const { users } = store;

  /** `done` is what is shown after it. */
  function change(
    action: string,
    apply: (id: string, me: SignedIn, body: unknown) => Promise<boolean>,
    done: (id: string) => Promise<{ link?: string }> = async () => ({}),
  ): void {
    app.post<Id>(`/users/${ID}/${action}`, async (request, reply) => {
      const me = await signedIn(store, request, reply, 'users:write');
      if (!me) return reply;
      const { id } = request.params;
      try {
        if (!(await apply(id, me, request.body ?? {}))) return missing(reply);
      } catch (error) {
        if (error instanceof LastAdministratorError)
          return show(store, reply, me, id, { problem: 'This is the last administrator who can sign in.' });
        if (error instanceof z.ZodError)
          return show(store, reply, me, id, { problem: error.issues[0]?.message ?? 'Please choose a role.' });
        throw error;
      }
      return show(store, reply, me, id, await done(id));
    });
  }
  change('roles', (id, me, body) => users.setRoles(id, rolesForm.parse(body).roles, me.name));
  change('disable', (id, me) => users.disable(id, me.name));
  change('enable', (id, me) => users.enable(id, me.name));
  change(
    'reset',
    (id, me) => users.resetCredentials(id, me.name),
    async (id) => ({ link: await linkFor(id) }),
  );
}

/** Ends sessions and tokens of an account. */
function endRoutes(app: FastifyInstance, store: AccountPages): void {
  app.post<{ Params: { user: string; id: string } }>(`/users/${USER}/sessions/${ID}/end`, async (request, reply) => {
    const me = await signedIn(store, request, reply, 'users:write');
    if (!me) return reply;
    const { user, id } = request.params;
    await store.sessions.revoke(user, id);
    return reply.redirect(`/users/${user}`, 303);
  });
  app.post<{ Params: { user: string; id: string } }>(`/users/${USER}/tokens/${ID}/revoke`, async (request, reply) => {
    const me = await signedIn(store, request, reply, 'users:write');
    if (!me) return reply;
    const { user, id } = request.params;
    await store.apiTokens.revoke(id, user, me.name);
    return reply.redirect(`/users/${user}`, 303);
  });
}

function missing(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/html').send(messagePage('Not found', 'There is no such account.'));
}
