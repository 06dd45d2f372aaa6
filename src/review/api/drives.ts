/** `/v1/drives`: what was found on shared drives, decisions on it, and the sealed store. */
import { z } from 'zod';
import type { DriveFinding, ShownFinding } from '../../store/drive-findings.ts';
import {
  type ActedFile,
  exclusionFrom,
  exclusionFromFile,
  FINDING_STATES,
  findingDecision,
  findingFilterOf,
  findingSearch,
  restoring,
  withoutOwnFiles,
  withoutOwnSealed,
} from '../drives.ts';
import { casesOfTheirs } from '../eligibility.ts';
import type { Actor } from '../reviewing.ts';
import { newestSweep } from '../routes/drives.ts';
import { type ApiTools, byId, DONE, done, type Endpoint, endpoint, moment, orNotFound } from './endpoint.ts';
import { ProblemError } from './problem.ts';

const place = z.object({
  path: z.string(),
  part: z.string(),
  owner: z.string().nullable(),
  readers: z.array(z.string()).readonly(),
  outside: z.array(z.object({ principal: z.string(), address: z.string().nullable(), because: z.string() })).readonly(),
  everyone: z.boolean(),
  firstSeen: moment,
  goneAt: moment.nullable(),
});
const finding = z.object({
  id: z.uuid(),
  drive: z.string(),
  category: z.string(),
  paragraphs: z.array(z.string()).readonly(),
  confidence: z.number(),
  strictly: z.boolean(),
  people: z.int(),
  cases: z.array(z.string()).readonly(),
  state: z.enum(FINDING_STATES),
  paragraph: z.string().nullable(),
  reason: z.string().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: moment.nullable(),
  firstSeen: moment,
  lastSeen: moment.nullable(),
  everyone: z.boolean(),
  outsiders: z.int(),
  placeCount: z.int(),
  places: z.array(place).readonly(),
});
const PAGE_UNREAD = 200;
const acted = z.object({ files: z.array(z.object({ path: z.string(), failed: z.string().nullable() })) });
const PAGE_FINDINGS = 100;
const PAGE_SEALED = 500;

export const driveEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/drives',
    summary: 'Shared drives, when they were swept, and what is open',
    act: 'drives:read',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          kind: z.string(),
          location: z.string(),
          schedule: z.string().nullable(),
          files: z.int(),
          unread: z.int(),
          open: z.int(),
          lastSweepAt: moment.nullable(),
          isSweeping: z.boolean(),
        }),
      ),
    }),
    answers: async (_asked, { store }) => ({ items: [...(await store.drives.list())] }),
  }),
  endpoint({
    method: 'GET',
    path: '/v1/drives/findings',
    summary: 'Findings, what everybody can read first; without filters what is open and exposed',
    act: 'drives:read',
    query: findingSearch,
    answer: z.object({
      items: z.array(finding),
      next: z.string().nullable().meta({ description: '`after` of the next page; null at the end' }),
    }),
    answers: async ({ query, who }, tools) => {
      const { store } = tools;
      if (query.drive !== undefined) orNotFound(await store.drives.find(query.drive), 'such drive');
      const changedIn = query.changed ? await newestSweep(store, query.drive) : undefined;
      const filter = findingFilterOf(query, changedIn, casesOfTheirs(who, tools.reference().register));
      const page = { ...filter, limit: PAGE_FINDINGS, ...(query.after && { after: query.after }) };
      const { findings, next } = await store.driveFindings.list(page);
      return { items: withoutOwnFiles(tools, who, findings), next };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/drives/findings/{id}',
    summary: 'One finding with its evidence and history; that it was read stands on the audit log',
    act: 'drives:read',
    params: byId,
    answer: finding.extend({
      evidence: z
        .array(
          z.object({ part: z.string(), place: z.string(), quote: z.string(), signal: z.string(), weight: z.number() }),
        )
        .readonly(),
      events: z.array(z.object({ at: moment, actor: z.string(), event: z.string(), detail: z.unknown() })).readonly(),
    }),
    answers: async ({ params, who }, tools) => {
      const found = await readable(tools, who, params.id);
      await tools.store.audit.append(who.name, 'read', null, { finding: params.id });
      return { ...(found satisfies DriveFinding), evidence: found.finding.evidence };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/drives/findings/{id}/decision',
    summary: 'Accept a finding under a paragraph, call it false, or open it again',
    act: 'drives:write',
    params: byId,
    body: findingDecision,
    answer: done,
    answers: async ({ params, body, who }, tools) => {
      await readable(tools, who, params.id);
      const paragraph = 'paragraph' in body ? body.paragraph : null;
      if (!(await tools.store.driveFindings.decide(params.id, { ...body, paragraph, by: who.name })))
        throw new ProblemError('conflict', 'it is not in a state that can become this');
      return DONE;
    },
  }),
  ...(['quarantine', 'restrict'] as const).map((act) =>
    endpoint({
      method: 'POST',
      path: `/v1/drives/findings/{id}/${act}`,
      summary: act === 'quarantine' ? 'Take its files into the sealed store' : 'Keep its files to their owners',
      act: 'drives:write',
      params: byId,
      answer: acted,
      answers: async ({ params, who }, tools) => {
        await readable(tools, who, params.id);
        const files: readonly ActedFile[] = await tools.driveActs[act](params.id, who.name);
        return { files: [...files] };
      },
    }),
  ),
  endpoint({
    method: 'GET',
    path: '/v1/drives/unread',
    summary: 'Files of a drive that could not be read, and why, in the order of their paths',
    act: 'drives:read',
    query: z.object({
      drive: z.string().max(64),
      after: z.string().max(4096).default('').meta({ description: 'the last path of the page before' }),
    }),
    answer: z.object({ items: z.array(z.object({ path: z.string(), problem: z.string() })).readonly() }),
    answers: async ({ query: { drive, after } }, { store }) => {
      orNotFound(await store.drives.find(drive), 'such drive');
      return { items: await store.driveFindings.unread(drive, after, PAGE_UNREAD) };
    },
  }),
  endpoint({
    method: 'GET',
    path: '/v1/drives/sealed',
    summary: 'Files in the sealed store, the newest first',
    act: 'drives:read',
    query: z.object({ before: z.uuid().optional().meta({ description: '`next` of the page before' }) }),
    answer: z.object({
      items: z.array(
        z.object({
          id: z.uuid(),
          drive: z.string(),
          path: z.string(),
          sizeBytes: z.number(),
          takenBy: z.string(),
          takenAt: moment,
        }),
      ),
      next: z.string().nullable().meta({ description: '`before` of the next page; null at the end' }),
    }),
    answers: async ({ query: { before }, who }, tools) => {
      const found = await tools.store.sealedFiles.list(undefined, PAGE_SEALED + 1, before);
      const items = await withoutOwnSealed(tools, who, found.slice(0, PAGE_SEALED));
      return { items, next: found.length > PAGE_SEALED ? (items.at(-1)?.id ?? null) : null };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/drives/sealed/{id}/restore',
    summary: 'Put a file back where it lay, as it was; what was found in it is accepted under the paragraph',
    act: 'drives:write',
    params: byId,
    body: restoring,
    answer: done,
    answers: async ({ params, body, who }, tools) => {
      const file = orNotFound(await tools.store.sealedFiles.get(params.id), 'such file');
      const exclusion = await exclusionFromFile(tools, who, file);
      if (exclusion) throw new ProblemError('not-allowed', exclusion);
      const failed = await tools.driveActs.restore(file, { ...body, by: who.name });
      if (failed !== null) throw new ProblemError('conflict', failed);
      return DONE;
    },
  }),
];

/** The finding, where it is not their own. */
async function readable(tools: ApiTools, who: Actor, findingId: string): Promise<ShownFinding> {
  const found = orNotFound(await tools.store.driveFindings.show(findingId), 'such finding');
  const exclusion = await exclusionFrom(tools, who, found);
  if (exclusion) throw new ProblemError('not-allowed', exclusion);
  return found;
}
