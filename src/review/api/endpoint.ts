/**
 * One endpoint of `/v1` as data: what it takes, what it answers, which act it is. Routes and the OpenAPI document are
 * both made from it, so that neither can say what the other does not do.
 */
import { z } from 'zod';
import type { Policy } from '../../policy/policy.ts';
import type { Queues } from '../../queue/connect.ts';
import type { Register } from '../../register/register.ts';
import type { TokenHolder } from '../../store/api-tokens.ts';
import type { MessageEvents } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import type { DriveActs } from '../drives.ts';
import type { OwnRules } from '../own-rules.ts';
import type { DrawPage } from '../page-images.ts';
import type { Act } from '../roles.ts';
import { ProblemError, type WrongValue, wrongValues } from './problem.ts';

/** What endpoints act with. */
export interface ApiTools {
  readonly store: Store;
  readonly queues: Pick<Queues, 'enqueue'>;
  readonly events: Pick<MessageEvents, 'all'>;
  readonly publicUrl: () => string;
  readonly registerFile: string | null;
  readonly ownRules: OwnRules;
  readonly driveActs: DriveActs;
  readonly drawPage: DrawPage;
  readonly reference: () => { readonly register: Register; readonly policy: Policy; readonly today: string };
}

export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly who: TokenHolder;
}

interface Definition<
  Params extends z.ZodType,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** As OpenAPI writes it: `/v1/holds/{id}`. */
  readonly path: string;
  readonly summary: string;
  /** Null: any token will do. */
  readonly act: Act | null;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** Only what it names goes out, in the form that it names. */
  readonly answer: Answer;
  /** Where it answers with bytes of this media type instead of JSON. */
  readonly media?: 'image/png';
  /** Bytes of a body, where one may be larger than 1 MB. */
  readonly bodyLimit?: number;
  readonly answers: (
    asked: Asked<z.output<Params>, z.output<Query>, z.output<Body>>,
    tools: ApiTools,
  ) => Promise<z.input<Answer>>;
}

export interface Endpoint
  extends Pick<
    Definition<z.ZodType, z.ZodType, z.ZodType, z.ZodType>,
    'method' | 'path' | 'summary' | 'act' | 'params' | 'query' | 'body' | 'answer' | 'media' | 'bodyLimit'
  > {
  /** Takes a request as it came. Throws `ProblemError` with every wrong value. */
  readonly run: (asked: Asked<unknown, unknown, unknown>, tools: ApiTools) => Promise<unknown>;
}

const NOTHING = z.unknown();

export function endpoint<
  Params extends z.ZodType = typeof NOTHING,
  Query extends z.ZodType = typeof NOTHING,
  Body extends z.ZodType = typeof NOTHING,
  Answer extends z.ZodType = z.ZodType,
>(definition: Definition<Params, Query, Body, Answer>): Endpoint {
  const { params, query, body, answer, answers } = definition;
  return {
    ...definition,
    run: async (asked, tools) => {
      const wrong: WrongValue[] = [];
      const checked = <Schema extends z.ZodType>(where: string, schema: Schema | undefined, given: unknown) => {
        const result = strict(schema ?? NOTHING).safeParse(given);
        if (!result.success) wrong.push(...wrongValues(where, result.error));
        return result.data as z.output<Schema>;
      };
      const good = {
        params: checked('path', params, asked.params),
        query: checked('query', query, asked.query),
        body: checked('body', body, asked.body ?? {}),
        who: asked.who,
      };
      if (wrong.length > 0) throw new ProblemError('invalid', wrong.map(({ detail }) => detail).join(' '), wrong);
      return answer.parse(await answers(good, tools));
    },
  };
}

/** What it does not name is refused: a filter or a list of recipients under a wrong name would leave all of them. */
export function strict<Schema extends z.ZodType>(schema: Schema): Schema {
  return schema instanceof z.ZodObject && !schema.def.catchall ? (schema.strict() as unknown as Schema) : schema;
}

/** A date in the database, a string in RFC 3339 outside. */
export const moment = z
  .date()
  .transform((date) => date.toISOString())
  .pipe(z.string().meta({ format: 'date-time' }));

/** In small letters, as the store writes it and seals by it. */
export const id = z.uuid('expected an id as the lists show it').toLowerCase();
/** Bytes that are no JSON. */
export const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const byId = z.object({ id });
export const done = z.object({ done: z.literal(true) });
export const DONE = { done: true } as const;

/** Turns "there was none" into a problem. */
export function orNotFound<Found>(found: Found | undefined | false | null, what: string): Found {
  if (found === undefined || found === false || found === null)
    throw new ProblemError('not-found', `there is no ${what}`);
  return found;
}
