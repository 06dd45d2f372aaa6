/** `/v1/audit` and `/v1/register`: what was done, and who people are. */
import { z } from 'zod';
import { checkRegister, RegisterError } from '../../register/load.ts';
import { auditFilterOf, auditQuery } from '../audit-query.ts';
import { type Endpoint, endpoint, moment, orNotFound } from './endpoint.ts';
import { keyIn, paged, pageOf, paging } from './pages.ts';
import { ProblemError } from './problem.ts';

const auditRecord = z.object({
  seq: z.int(),
  at: moment,
  actor: z.string(),
  action: z.string(),
  messageId: z.string().nullable(),
  detail: z.unknown(),
  hash: z.string().meta({ description: 'SHA-256 over the record and the hash before, in hexadecimal' }),
});
const version = z.object({
  version: z.string(),
  keptAt: moment,
  keptBy: z.string(),
  source: z.enum(['file', 'import']),
});
const LONGEST_REGISTER = 16_000_000;
const VERSIONS_AT_MOST = 1000;
const LONDON_DAY = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

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
  endpoint({
    method: 'GET',
    path: '/v1/register/versions',
    summary: 'Versions of the register that were in force, the newest first',
    act: 'register:read',
    answer: z.object({ items: z.array(version) }),
    answers: async (_asked, { store }) => ({ items: [...(await store.registers.list(VERSIONS_AT_MOST))] }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/register/versions/{version}',
    summary: 'The text of a version, in YAML',
    act: 'register:read',
    params: z.object({ version: z.string().regex(/^[0-9a-f]{1,64}$/, 'expected a version as the list shows it') }),
    answer: z.object({ version: z.string(), yaml: z.string() }),
    answers: async ({ params, who }, { store }) => {
      const yaml = orNotFound(await store.registers.textOf(params.version), 'such version');
      await store.audit.append(who.name, 'register read', null, { version: params.version });
      return { version: params.version, yaml };
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/v1/register',
    summary: 'Put a register in force, where no file is configured; every error with its line',
    act: 'register:write',
    body: z.object({ yaml: z.string('expected the register in YAML').max(LONGEST_REGISTER) }),
    answer: z.object({ version: z.string(), isNew: z.boolean(), warnings: z.array(z.string()) }),
    answers: async ({ body, who }, { store }) => {
      const { register, warnings } = checked(body.yaml);
      const isNew = await store.registers.keep(register.version, body.yaml, 'import', who.name);
      const said = warnings.map(({ line, message }) => `line ${line}: ${message}`);
      return { version: register.version, isNew, warnings: said };
    },
  }),
];

function checked(yaml: string) {
  try {
    return checkRegister(yaml, 'the register', LONDON_DAY.format(new Date()));
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    const errors = error.problems.map(({ line, message }) => ({
      pointer: '/body/yaml',
      detail: `line ${line}: ${message}`,
    }));
    throw new ProblemError('invalid', 'the register has errors', errors);
  }
}
