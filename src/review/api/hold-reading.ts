/** `/v1/holds/{id}/…`: what is read of one held message, by the rules of its page; each look is audited. */

import { z } from 'zod';
import { paragraph8Records } from '../../policy/paragraph-8.ts';
import { drawUpFor } from '../breach.ts';
import { withoutOwn } from '../own.ts';
import { PAGE_WIDTHS, type PageSize, pagesOf, wordsOn } from '../page-images.ts';
import { type Actor, load, type Standing, standingOf, toRelease } from '../reviewing.ts';
import { said } from '../said.ts';
import { type ApiTools, byId, bytes, DONE, done, type Endpoint, endpoint, orNotFound } from './endpoint.ts';
import { summary } from './hold-summary.ts';
import { ProblemError } from './problem.ts';

const RELATIVES = 100;
const relative = summary.extend({
  isThread: z.boolean(),
  isSameText: z.boolean(),
  verdict: z.string().nullable().meta({ description: 'the last word of a reviewer: a paragraph, or `rejected`' }),
});
const permission = z.object({
  id: z.string(),
  by: z.string().meta({ description: 'who permitted, or by what it is a duty' }),
  lacks: z.string().nullable().meta({ description: 'why it does not cover this message; null where it does' }),
});

export const readingEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/v1/holds/{id}/report',
    summary: 'Draw up the report of an attempted disclosure (paragraph 11) of a rejected message; it is audited',
    act: 'reports:write',
    params: byId,
    body: z.object({
      withText: z
        .boolean()
        .default(false)
        .meta({ description: 'quotes the message, for who may read it: needs the scope holds:read, too' }),
    }),
    answer: z.looseObject({ kind: z.literal('report-of-an-attempted-disclosure'), message: z.string() }),
    answers: async ({ params, body, who }, tools) => {
      if (body.withText && !who.scopes.includes('holds:read'))
        throw new ProblemError('not-allowed', 'quoting the message needs the scope holds:read, too');
      const report = await drawUpFor(tools, who, params.id, body.withText);
      if (report.kind === 'report-of-an-attempted-disclosure') return { ...report };
      throw new ProblemError(report.kind, report.text);
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/parts/{part}/pages/{page}',
    summary: 'A page of a PDF or a picture, drawn anew; under 9(b) after its text was opened with a reason',
    act: 'holds:read',
    params: byId.extend({
      part: z.coerce.number().int().min(0).meta({ description: 'its place among the parts of `text`, from 0' }),
      page: z.coerce.number().int().min(1).meta({ description: 'from 1 to the part\u2019s `pages`' }),
    }),
    query: z.object({ size: z.enum(['small', 'large']).default('large') }),
    answer: bytes,
    media: 'image/png',
    answers: ({ params, query, who }, tools) => pageFor(tools, who, params, query.size),
  }),
  endpoint({
    method: 'POST',
    path: '/v1/holds/{id}/opening',
    summary: 'Open its text, which stays shut under 9(b); the reason is recorded',
    act: 'holds:read',
    params: byId,
    body: z.object({ reason: said('why it has to be read', 'opening') }),
    answer: done,
    answers: async ({ params, body, who }, tools) => {
      await readable(tools, who, params.id);
      await tools.store.holds.open(params.id, who, body.reason);
      return DONE;
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/text',
    summary: 'Its parts as text; under 9(b) after it was opened with a reason',
    act: 'holds:read',
    params: byId,
    // A reason in the address, where logs keep it, is refused rather than passed over.
    query: z.object({}),
    answer: z.object({ parts: z.array(z.unknown()).readonly(), cut: z.array(z.string()).readonly() }),
    answers: ({ params, who }, tools) => textFor(tools, who, params.id),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/relatives',
    summary: 'Messages of its thread, or with a part or registered document in common, and how they were decided',
    act: 'holds:read',
    params: byId,
    answer: z.object({ items: z.array(relative).readonly() }),
    answers: async ({ params, who }, tools) => {
      await readable(tools, who, params.id);
      return { items: withoutOwn(tools, who, await tools.store.holds.relatives(params.id, RELATIVES)) };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/holds/{id}/permissions',
    summary: 'What the register holds for paragraph 8, with what covers this message first',
    act: 'holds:read',
    params: byId,
    answer: z.object({ items: z.array(permission).readonly() }),
    answers: async ({ params, who }, tools) => {
      const { loaded } = await readable(tools, who, params.id);
      return { items: paragraph8Records(toRelease(tools, loaded)) };
    },
  }),
];

/** The message, where they may read it. */
export async function readable(tools: ApiTools, who: Actor, messageId: string) {
  const loaded = orNotFound(await load(tools, messageId), 'such message');
  const how = await standingOf(tools, loaded, who);
  if (how.exclusion) throw new ProblemError('not-allowed', how.exclusion);
  return { loaded, how };
}

async function textOf(tools: ApiTools, who: Actor, messageId: string, { isShut }: Standing) {
  if (isShut && (await tools.store.holds.openedBecause(messageId, who.userId)) === null)
    throw new ProblemError(
      'not-allowed',
      'its text stays shut under 9(b): say why it has to be read (`POST /v1/holds/ID/opening`)',
    );
  return orNotFound(await tools.store.holds.text(messageId), 'text of it');
}

async function textFor(tools: ApiTools, who: Actor, messageId: string) {
  const { how } = await readable(tools, who, messageId);
  const { parts, cut } = await textOf(tools, who, messageId, how);
  await tools.store.audit.append(who.name, 'read', messageId, { by: 'token' });
  return { parts, cut };
}

async function pageFor(
  tools: ApiTools,
  who: Actor,
  { id: messageId, part: at, page }: { readonly id: string; readonly part: number; readonly page: number },
  size: PageSize,
): Promise<Uint8Array> {
  const { loaded, how } = await readable(tools, who, messageId);
  const part = orNotFound((await textOf(tools, who, messageId, how)).parts[at], 'such part');
  orNotFound(page <= pagesOf(part, loaded.inspection?.unscannable ?? []), 'such page');
  await tools.store.audit.append(who.name, 'read', messageId, { by: 'token', part: at, page });
  const words = wordsOn(part, page, loaded.inspection?.findings ?? []);
  const drawn = await tools.drawPage(messageId, { part: part.path, page, width: PAGE_WIDTHS[size], words });
  return orNotFound(drawn, 'way to show this page').png;
}
