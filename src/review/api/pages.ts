/**
 * Lists in pages: `limit`, and `cursor` as the page before gave it in `next`. A cursor is the key of the last row, so
 * that what is added or decided meanwhile moves nothing.
 */
import { z } from 'zod';
import { ProblemError } from './problem.ts';

const LARGEST = 200;
const USUAL = 50;

export const paging = z.object({
  limit: z.coerce
    .number('expected a number')
    .int('expected a whole number')
    .min(1, 'expected at least 1')
    .max(LARGEST, `expected at most ${LARGEST}`)
    .default(USUAL)
    .meta({ description: `how many, at most ${LARGEST}` }),
  cursor: z.string().max(500).optional().meta({ description: '`next` of the page before' }),
});

/** The schema of a page of something. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'the cursor of the next page; null at the end' }),
  });
}

/** Takes one row more than was asked for, which tells whether there is another page. */
export function paged<Item>(rows: readonly Item[], limit: number, keyOf: (item: Item) => unknown) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const next = rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null;
  return { items, next };
}

/** The key that a cursor holds; null without one. Throws `ProblemError` for one that we did not make. */
export function keyIn<Schema extends z.ZodType>(cursor: string | undefined, key: Schema): z.output<Schema> | null {
  if (cursor === undefined) return null;
  const result = key.safeParse(jsonIn(Buffer.from(cursor, 'base64url').toString()));
  if (result.success) return result.data;
  throw notACursor('cursor');
}

/** `name` is the parameter that should have held one. */
export function notACursor(name: string): ProblemError {
  return new ProblemError('invalid', 'expected a cursor as the page before gave it', [
    { pointer: `/query/${name}`, detail: 'expected `next` of the page before' },
  ]);
}

/** Undefined for what is no JSON: the key's schema refuses it. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
