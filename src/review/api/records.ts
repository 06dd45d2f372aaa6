/** `/v1/audit`: what was done. */
import { z } from 'zod';
import { auditFilterOf, auditQuery } from '../audit-query.ts';
import { type Endpoint, endpoint, moment } from './endpoint.ts';
import { keyIn, paged, pageOf, paging } from './pages.ts';

const auditRecord = z.object({
  seq: z.int(),
  at: moment,
  actor: z.string(),
  action: z.string(),
  messageId: z.string().nullable(),
  detail: z.unknown(),
  hash: z.string().meta({ description: 'SHA-256 over the record and the hash before, in hexadecimal' }),
});
export const recordEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/audit',
    summary: 'The audit log, the oldest record first',
    act: 'audit:read',
    query: paging,
    answer: pageOf(auditRecord),
    answers: async ({ query: { limit, cursor } }, { store }) =>
      paged(await store.audit.records(keyIn(cursor, z.int()) ?? 0, limit + 1), limit, ({ seq }) => seq),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/audit/search',
    summary: 'Records of an actor, an action, a message or days, the newest first',
    act: 'audit:read',
    query: paging.extend(auditQuery.shape),
    answer: pageOf(auditRecord),
    answers: async ({ query: { limit, cursor, ...filter } }, { store }) => {
      const before = keyIn(cursor, z.int());
      return paged(await store.audit.search(auditFilterOf(filter), before, limit + 1), limit, ({ seq }) => seq);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/audit/verification',
    summary: 'Whether the audit log is whole, or the first record that does not fit',
    act: 'audit:read',
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('whole'), records: z.int(), head: z.string().nullable() }),
      z.object({ kind: z.literal('broken'), seq: z.int() }),
    ]),
    answers: (_asked, { store }) => store.audit.verify(),
  }),
];
