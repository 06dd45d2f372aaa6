/**
 * The OpenAPI document of `/v1`, made from the endpoints themselves.
 *
 * Source: OpenAPI 3.1.1; its schemas are JSON Schema 2020-12, which zod writes.
 */
import { z } from 'zod';
import { ACTS } from '../roles.ts';
import { type Endpoint, strict } from './endpoint.ts';
import { PROBLEM_KINDS, type ProblemKind, problemSchema, statusOf, titleOf } from './problem.ts';

/** `publicUrl` is where the interface is reached from outside. */
export function openApiOf(endpoints: readonly Endpoint[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const each of endpoints) {
    const path = paths[each.path] ?? {};
    path[each.method.toLowerCase()] = operationOf(each);
    paths[each.path] = path;
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Reticent',
      version: '1',
      description:
        'What the reviewer’s pages do, for programs. A token may what its scopes list and its owner’s roles allow.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'A token of `reticent token add` or of the page /account.',
        },
      },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      responses: Object.fromEntries(PROBLEM_KINDS.map((kind) => [kind, problemResponse(kind)])),
    },
  };
}

function operationOf(endpoint: Endpoint): object {
  const { method, path, summary, act, params, query, body, answer, media } = endpoint;
  return {
    operationId: operationIdOf(method, path),
    summary,
    tags: [path.split('/')[2] ?? ''],
    description: act ? `Needs the scope \`${act}\`: ${ACTS[act]}.` : 'Any token will do.',
    security: [{ token: act ? [act] : [] }],
    parameters: [...parametersOf('path', params), ...parametersOf('query', query)],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(strict(body), 'input') } } },
    }),
    responses: {
      // Bytes are described by their media type alone (OpenAPI 3.1.1, 4.8.14.4).
      200: {
        description: 'Done',
        content: media ? { [media]: {} } : { 'application/json': { schema: schemaOf(answer, 'output') } },
      },
      ...Object.fromEntries(
        problemsOf(endpoint).map((kind) => [statusOf(kind), { $ref: `#/components/responses/${kind}` }]),
      ),
      default: { $ref: '#/components/responses/fault' },
    },
  };
}

/** `GET /v1/holds/{id}/notes` is `getHoldsNotes`. */
function operationIdOf(method: string, path: string): string {
  const words = path
    .split('/')
    .slice(2)
    .map((part) => part.replace(/^\{(.*)\}$/, 'by-$1'));
  return [method.toLowerCase(), ...words.flatMap((word) => word.split('-'))]
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

/** What acts may come too late, and what any token may ask may still be refused for what is asked. */
function problemsOf({ method, act, params, body }: Endpoint): ProblemKind[] {
  const kinds: ProblemKind[] = ['not-signed-in', 'invalid', 'too-many', 'not-available'];
  if (act || body) kinds.push('not-allowed');
  if (params) kinds.push('not-found');
  if (method !== 'GET') kinds.push('conflict');
  return kinds;
}

function parametersOf(where: 'path' | 'query', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input');
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): z.core.JSONSchema.BaseSchema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

function problemResponse(kind: ProblemKind): object {
  return {
    description: titleOf(kind),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}
