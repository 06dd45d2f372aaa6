/**
 * The pages' own style and script, each under an address that names its content: browsers keep them for good.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const FOLDER = join(import.meta.dirname, 'static');
const YEAR_SECONDS = 365 * 24 * 60 * 60;

interface StaticFile {
  readonly type: string;
  readonly text: string;
  readonly url: string;
}

export const STYLE = fileOf('reticent.css', 'text/css', ['beside.css']);
export const SCRIPT = fileOf('reticent.js', 'text/javascript');
/** Of its own: it runs beside all windows. */
export const LIVE = fileOf('live.js', 'text/javascript');
export const ICON = fileOf('reticent.svg', 'image/svg+xml');

/** `more` are files that go with it, in one request. */
function fileOf(name: string, type: string, more: readonly string[] = []): StaticFile {
  const text = [name, ...more].map((each) => readFileSync(join(FOLDER, each), 'utf8')).join('\n');
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 10);
  return { type, text, url: `/static/${hash}/${name}` };
}

export function staticRoutes(app: FastifyInstance): void {
  for (const { url, type, text } of [STYLE, SCRIPT, LIVE, ICON]) {
    app.get(url, async (_request, reply) =>
      reply
        .type(`${type}; charset=utf-8`)
        .header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`)
        .send(text),
    );
  }
}
