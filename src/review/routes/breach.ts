/** `/quarantine/ID/report`: the report of an attempted disclosure, drawn up to be read or kept. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { printedBreachReport } from '../../policy/breach-report.ts';
import { printPdf } from '../../printed.ts';
import { drawUpFor, type NotReportable, reportable } from '../breach.ts';
import { ID } from '../forms.ts';
import { queueQuery } from '../queue-query.ts';
import type { ReviewTools } from '../reviewing.ts';
import { signedIn } from '../sign-in.ts';
import { breachPage } from '../views/breach.ts';
import { messagePage } from '../views/message-page.ts';

type Id = { Params: { id: string } };

const drawing = z.object({
  as: z.enum(['page', 'pdf', 'json']).catch('page'),
  withText: z
    .string()
    .optional()
    .catch(undefined)
    .transform((value) => value === 'yes'),
});

export function breachRoutes(app: FastifyInstance, tools: ReviewTools): void {
  app.get<Id>(`/quarantine/${ID}/report`, async (request, reply) => {
    const me = await signedIn(tools.store, request, reply, 'reports:write');
    if (!me) return reply;
    const found = await reportable(tools, me, request.params.id);
    if (found.kind !== 'reportable') return refused(reply, found);
    const { loaded, canQuote } = found;
    const query = queueQuery.parse(request.query);
    const { id } = loaded.message;
    return reply.type('text/html').send(breachPage(me, { id, canQuote, query, withText: false, printed: null }));
  });

  app.post<Id>(`/quarantine/${ID}/report`, async (request, reply) => {
    const me = await signedIn(tools.store, request, reply, 'reports:write');
    if (!me) return reply;
    const { id } = request.params;
    const { as, withText } = drawing.parse(request.body ?? {});
    const report = await drawUpFor(tools, me, id, withText);
    if (report.kind !== 'report-of-an-attempted-disclosure') return refused(reply, report);
    const printed = printedBreachReport(report);
    if (as === 'page') {
      const found = await reportable(tools, me, id);
      const canQuote = found.kind === 'reportable' && found.canQuote;
      const query = queueQuery.parse(request.query);
      return reply.type('text/html').send(breachPage(me, { id, canQuote, query, withText, printed }));
    }
    reply.header('content-disposition', `attachment; filename="report-${id}.${as}"`);
    if (as === 'pdf') return reply.type('application/pdf').send(await printPdf(printed));
    return reply.type('application/json').send(`${JSON.stringify(report, null, 2)}\n`);
  });
}

const STATUS = { 'not-found': 404, 'not-allowed': 403, conflict: 409 } as const;

function refused(reply: FastifyReply, { kind, text }: NotReportable): FastifyReply {
  return reply.code(STATUS[kind]).type('text/html').send(messagePage('There is no report', text));
}
