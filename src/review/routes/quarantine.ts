/**
 * The queue and a held message, for people who are signed in. Every look at a message is on the audit log.
 */
import type { FastifyInstance } from 'fastify';
import type { Queues } from '../../queue/connect.ts';
import type { Store } from '../../store/store.ts';
import { messageView } from '../views/message.ts';
import { quarantineView } from '../views/quarantine.ts';
import { STYLE } from '../views/style.ts';
import { reviewerOf } from './sign-in.ts';

/** What one page shows; older ones come first, so that nothing is out of sight because it waits long. */
const PAGE_MESSAGES = 200;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

export function quarantineRoutes(
  app: FastifyInstance,
  { store }: { readonly store: Store; readonly queues: Queues },
): void {
  app.get('/', async (_request, reply) => reply.redirect('/quarantine'));
  app.get('/style.css', async (_request, reply) => reply.type('text/css').send(STYLE));

  app.get('/quarantine', async (request, reply) => {
    if (!(await reviewerOf(store, request, reply))) return reply;
    return reply.type('text/html').send(quarantineView(await store.holds.list(PAGE_MESSAGES)));
  });

  app.get<{ Params: { id: string } }>(`/quarantine/:id(^${UUID}$)`, async (request, reply) => {
    const reviewer = await reviewerOf(store, request, reply);
    if (!reviewer) return reply;
    const message = await store.holds.show(request.params.id);
    if (!message) return reply.code(404).type('text/plain').send('There is no such message.');
    await store.audit.append(reviewer, 'read', message.id, {});
    return reply.type('text/html').send(messageView(message, await store.messages.inspection(message.id)));
  });
}
