/** `/audit`: the trail, filtered by its address, and its verification. Nothing here changes anything. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { AuditFilter } from '../../store/audit.ts';
import type { Store } from '../../store/store.ts';
import { auditFilterOf, auditQuery } from '../audit-query.ts';
import { typedIn, typedOf } from '../forms.ts';
import { signedIn } from '../sign-in.ts';
import { auditView, verificationView } from '../views/audit.ts';

const PAGE_RECORDS = 100;
const key = z.object({ before: z.coerce.number().int().positive().nullable().catch(null).default(null) });

export function auditRoutes(app: FastifyInstance, { audit, ...store }: Pick<Store, 'audit' | 'sessions'>): void {
  app.get('/audit', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'audit:read');
    if (!me) return reply;
    const typed = typedOf(request.query);
    const asked = auditQuery.safeParse(request.query);
    const filter = asked.success ? auditFilterOf(asked.data) : {};
    const { before } = key.parse(request.query);
    const rows = asked.success ? await audit.search(filter, before, PAGE_RECORDS + 1) : [];
    const records = rows.slice(0, PAGE_RECORDS);
    const last = rows.length > PAGE_RECORDS ? records.at(-1) : undefined;
    const view = auditView({
      me,
      // What was refused stands in the fields again, with what stood beside it.
      filter: asked.success ? filter : { ...typed, messageId: typedIn(typed, 'message') },
      records,
      actions: await audit.actions(),
      first: before === null ? null : addressOf(filter, null),
      next: last ? addressOf(filter, last.seq) : null,
      problem: asked.error?.issues[0]?.message,
    });
    return reply
      .code(asked.success ? 200 : 422)
      .type('text/html')
      .send(view);
  });

  app.get('/audit/verification', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'audit:read');
    return me ? reply.type('text/html').send(verificationView(me, await audit.verify())) : reply;
  });
}

function addressOf({ messageId, ...filter }: AuditFilter, before: number | null): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, message: messageId, before })) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return `/audit?${query}`;
}
