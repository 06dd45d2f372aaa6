/**
 * The queue and a held message, for people who are signed in. Every look at a message is on the audit log.
 */
import type { FastifyInstance } from 'fastify';
import type { Queues } from '../../queue/connect.ts';
import type { Store } from '../../store/store.ts';
import { may } from '../roles.ts';
import { signedIn } from '../sign-in.ts';
import { messageView } from '../views/message.ts';
import { quarantineView } from '../views/quarantine.ts';

/** What one page shows; older ones come first, so that nothing is out of sight because it waits long. */
const PAGE_MESSAGES = 200;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export function quarantineRoutes(
  app: FastifyInstance,
  { store }: { readonly store: Store; readonly queues: Queues },
): void {
  app.get('/', async (request, reply) => {
    const me = await signedIn(store, request, reply);
    // Who may not see the queue is not led into a refusal.
    return me ? reply.redirect(may(me.roles, 'holds:list') ? '/quarantine' : '/account') : reply;
  });

  app.get('/quarantine', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:list');
    if (!me) return reply;
    return reply.type('text/html').send(quarantineView(me, await store.holds.list(PAGE_MESSAGES)));
  });

  app.get<{ Params: { id: string } }>(`/quarantine/:id(^${UUID}$)`, async (request, reply) => {
    const me = await signedIn(store, request, reply, 'holds:read');
    if (!me) return reply;
    const message = await store.holds.show(request.params.id);
    if (!message) return reply.code(404).type('text/plain').send('There is no such message.');
    await store.audit.append(me.name, 'read', message.id, {});
    return reply.type('text/html').send(messageView(me, message, await store.messages.inspection(message.id)));
  });
}
