/**
 * What an answer says when it is no: RFC 9457, `application/problem+json`.
 *
 * The type of a problem is a URN, stable and to be compared; title and detail are for people.
 */
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

const KINDS = {
  'not-signed-in': [401, 'A token is needed'],
  'not-allowed': [403, 'The token does not allow this'],
  'not-found': [404, 'There is nothing here'],
  'wrong-method': [405, 'This is not asked by this method'],
  conflict: [409, 'This cannot be done now'],
  invalid: [422, 'The request is not as expected'],
  'too-many': [429, 'Too many requests'],
  'not-available': [503, 'Not available now'],
  fault: [500, 'Something failed here'],
} as const;

export type ProblemKind = keyof typeof KINDS;
export const PROBLEM_KINDS = Object.keys(KINDS) as readonly ProblemKind[];

/** The member `errors` is an extension (RFC 9457, 3.2): one for each wrong value, by JSON Pointer. */
export const problemSchema = z.object({
  type: z.string().meta({ description: `urn:reticent:problem: and one of ${PROBLEM_KINDS.join(', ')}` }),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
});

export interface WrongValue {
  readonly pointer: string;
  readonly detail: string;
}

/** Thrown by whoever answers; the edge of the interface writes it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly kind: ProblemKind;
  readonly errors: readonly WrongValue[];

  constructor(kind: ProblemKind, detail: string, errors: readonly WrongValue[] = []) {
    super(detail);
    this.kind = kind;
    this.errors = errors;
  }
}

export function statusOf(kind: ProblemKind): number {
  return KINDS[kind][0];
}

export function titleOf(kind: ProblemKind): string {
  return KINDS[kind][1];
}

export function sendProblem(reply: FastifyReply, { kind, message, errors }: ProblemError): FastifyReply {
  if (kind === 'not-signed-in') reply.header('www-authenticate', 'Bearer');
  if (kind === 'too-many') reply.header('retry-after', '60');
  return reply
    .code(statusOf(kind))
    .type('application/problem+json')
    .send({
      type: `urn:reticent:problem:${kind}`,
      title: titleOf(kind),
      status: statusOf(kind),
      detail: message,
      ...(errors.length > 0 && { errors }),
    });
}

/** Every wrong value of a request, where it stands in it. */
export function wrongValues(where: string, { issues }: z.ZodError): WrongValue[] {
  return issues.map(({ path, message }) => ({ pointer: `/${[where, ...path].join('/')}`, detail: message }));
}
