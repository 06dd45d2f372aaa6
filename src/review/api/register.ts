/** `/v1/register`: who people are, its versions, and changes of it. */
import { z } from 'zod';
import { type Changed, changeRegister, inForce, LONGEST_REGISTER, putRegister, registerChange } from '../register.ts';
import { SECTIONS, searched } from '../register-sections.ts';
import { type Endpoint, endpoint, moment, orNotFound } from './endpoint.ts';
import { keyIn, paged, pageOf, paging } from './pages.ts';
import { ProblemError } from './problem.ts';

const version = z.object({
  version: z.string(),
  keptAt: moment,
  keptBy: z.string(),
  source: z.enum(['file', 'import']),
});
const kept = z.object({ version: z.string(), isNew: z.boolean(), warnings: z.array(z.string()) });
const VERSIONS_AT_MOST = 1000;
/** As JSON may write it: `\u00e9`. */
const MOST_BYTES_OF_A_CHARACTER = 6;

export const registerEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/register/sections/{section}',
    summary: 'Entries of a section of the register in force, searched by words',
    act: 'register:read',
    params: z.object({ section: z.enum(SECTIONS.map(({ key }) => key)) }),
    query: paging.extend({ q: z.string().max(200).default('') }),
    answer: pageOf(z.record(z.string(), z.unknown())),
    answers: async ({ params, query: { q, limit, cursor }, who }, tools) => {
      const section = orNotFound(
        SECTIONS.find(({ key }) => key === params.section),
        'such section',
      );
      const { register } = await inForce(tools);
      const from = keyIn(cursor, z.int()) ?? 0;
      const found = searched(section, section.entries(register.entries), q).map((entry, at) => ({ entry, at: at + 1 }));
      if (section.key === 'cases')
        await tools.store.audit.append(who.name, 'register read', null, {
          section: 'cases',
          version: register.version,
        });
      const page = paged(found.slice(from, from + limit + 1), limit, ({ at }) => at);
      return { ...page, items: page.items.map(({ entry }) => ({ ...(entry as object) })) };
    },
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
    bodyLimit: MOST_BYTES_OF_A_CHARACTER * LONGEST_REGISTER,
    body: z.object({
      yaml: z.string('expected the register in YAML').max(LONGEST_REGISTER),
      base: z
        .string()
        .nullish()
        .meta({ description: 'the version that it was made from: another in force is a conflict' }),
    }),
    answer: kept,
    answers: async ({ body, who }, tools) =>
      answerOf(await putRegister(tools, body.yaml, body.base ?? null, who.name), '/body/yaml'),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/register/changes',
    summary:
      'Add a permission, an obligation, a delegation or an adviser, or close a case; all else stays as it is written',
    act: 'register:write',
    body: registerChange,
    answer: kept,
    answers: async ({ body, who }, tools) => answerOf(await changeRegister(tools, body, who.name), '/body'),
  }),
];

function answerOf(changed: Changed, pointer: string): z.input<typeof kept> {
  if (changed.kind === 'refused') throw new ProblemError('conflict', changed.because);
  if (changed.kind === 'wrong') {
    const errors = changed.problems.map(({ line, message }) => ({ pointer, detail: `line ${line}: ${message}` }));
    throw new ProblemError('invalid', 'the register has errors', errors);
  }
  const { version: now, isNew, warnings } = changed;
  return { version: now, isNew, warnings: warnings.map(({ line, message }) => `line ${line}: ${message}`) };
}
