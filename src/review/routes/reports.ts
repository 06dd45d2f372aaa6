/** `/reports`: what became of held messages in a period, as a page and as CSV. */
import type { FastifyInstance } from 'fastify';
import type { Store } from '../../store/store.ts';
import { csv } from '../csv.ts';
import { periodIn } from '../period.ts';
import { DOWNLOADS, type DownloadName, reportOf } from '../report.ts';
import { signedIn } from '../sign-in.ts';
import { reportView } from '../views/report.ts';

export function reportRoutes(app: FastifyInstance, store: Store): void {
  app.get('/reports', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'dashboard:read');
    if (!me) return reply;
    const period = periodIn(request.query);
    return reply.type('text/html').send(reportView(me, await reportOf(store, period)));
  });

  for (const name of Object.keys(DOWNLOADS) as DownloadName[]) {
    app.get(`/reports/${name}.csv`, async (request, reply) => {
      const me = await signedIn(store, request, reply, 'dashboard:read');
      if (!me) return reply;
      const period = periodIn(request.query);
      const { heads, rows } = DOWNLOADS[name](await reportOf(store, period));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="reticent-${name}-${period.from}-${period.to}.csv"`)
        .send(csv(heads, rows));
    });
  }
}
