/** `/dashboard`: the numbers of a period. */
import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/store.ts';
import { dashboardOf } from '../dashboard.ts';
import { periodIn } from '../period.ts';
import { signedIn } from '../sign-in.ts';
import { dashboardView } from '../views/dashboard.ts';

export function dashboardRoutes(app: FastifyInstance, store: Store): void {
  app.get('/dashboard', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'dashboard:read');
    if (!me) return reply;
    const period = periodIn(request.query);
    return reply.type('text/html').send(dashboardView(me, await dashboardOf(store, period)));
  });
}
