/** `/quarantine/ID/parts/N`: all of a part as text, and its pages as images; each look stands on the audit log. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ID } from '../forms.ts';
import { PAGE_WIDTHS, pagesOf, wordsOn } from '../page-images.ts';
import { queueQuery } from '../queue-query.ts';
import { partPage } from '../views/held-pages.ts';
import { NOT_SHOWN, pageView } from '../views/page-images.ts';
import { asked, fromIn, type HeldTools, type Id, MISSING } from './held-asked.ts';

type PartOf = { Params: { id: string; part: string } };
type PageOf = { Params: { id: string; part: string; page: string }; Querystring: { size?: string } };

const PART = `/quarantine/${ID}/parts/:part(^\\d{1,5}$)`;

export function partRoutes(app: FastifyInstance, tools: HeldTools): void {
  app.get<PartOf>(PART, async (request, reply) => {
    const found = await askedPart(tools, request, reply);
    if (!found) return reply;
    const { me, loaded, at } = found;
    await tools.store.audit.append(me.name, 'read', loaded.message.id, { part: at });
    return reply.type('text/html').send(partPage(me, loaded, { ...found, from: fromIn(request.query) }));
  });

  app.get<PageOf>(`${PART}/pages/:page(^\\d{1,5}$)`, async (request, reply) => {
    const found = await askedPage(tools, request, reply);
    return found ? reply.type('text/html').send(pageView(found)) : reply;
  });

  app.get<PageOf>(`${PART}/pages/:page(^\\d{1,5}).png`, async (request, reply) => {
    const found = await askedPage(tools, request, reply);
    if (!found) return reply;
    const { part, page, loaded } = found;
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const width = PAGE_WIDTHS[request.query.size === 'small' ? 'small' : 'large'];
    const words = wordsOn(part, page, loaded.inspection?.findings ?? []);
    const wanted = { part: part.path, page, width, words };
    const drawn = await tools.drawPage(loaded.message.id, wanted, gone.signal).catch((error: unknown) => {
      if (gone.signal.aborted) return null; // nobody waits for it any more
      throw error;
    });
    reply.header('cache-control', 'private, no-store');
    return drawn ? reply.type('image/png').send(drawn.png) : reply.type('image/svg+xml').send(NOT_SHOWN);
  });
}

/** A part of a message whose content is open to them, by its number; else an answer was sent. */
async function askedPart(
  tools: HeldTools,
  request: FastifyRequest<Id & { Params: { part: string } }>,
  reply: FastifyReply,
) {
  const found = await asked(tools, request, reply);
  if (!found) return undefined;
  const { id, part: number } = request.params;
  const text = found.isOpen ? await tools.store.holds.text(found.loaded.message.id) : undefined;
  const at = Number(number);
  const parts = text?.parts ?? [];
  const part = parts[at];
  const address = `/quarantine/${id}/parts/${number}`;
  if (part) return { ...found, part, at, parts: parts.length, address, query: queueQuery.parse(request.query) };
  await reply.code(404).type('text/html').send(MISSING);
  return undefined;
}

/** The same of one of its pages. */
async function askedPage(tools: HeldTools, request: FastifyRequest<PageOf>, reply: FastifyReply) {
  const found = await askedPart(tools, request, reply);
  if (!found) return undefined;
  const page = Number(request.params.page);
  const pages = pagesOf(found.part, found.loaded.inspection?.unscannable ?? []);
  if (page >= 1 && page <= pages) {
    const { id } = found.loaded.message;
    await tools.store.audit.append(found.me.name, 'read', id, { part: found.at, page });
    return { ...found, page, pages };
  }
  await reply.code(404).type('text/html').send(MISSING);
  return undefined;
}
