/**
 * `/claim/TOKEN`: the sender of a held message says why it may go, or takes it back. Without signing in.
 *
 * Looking changes nothing, because mail scanners and previews follow links: only the form does, and it works once.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Queues } from '../../queue/connect.ts';
import type { MessageEvents } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import { typedOf } from '../forms.ts';
import { ANSWER, CLAIM_WORDS, claimAnswerView, claimView, LONGEST_REASON } from '../views/claim.ts';

export interface ClaimTools {
  readonly store: Store;
  readonly queues: Queues;
  readonly events: Pick<MessageEvents, 'all'>;
}

const form = z.object({
  code: z.enum([...Object.keys(CLAIM_WORDS), ANSWER], { error: 'Please choose why it may go.' }),
  reason: z.string().trim().min(3, 'Please say it in your own words.').max(LONGEST_REASON),
});

/** The verdict usually comes within this; who waits longer is told that it will come. */
const VERDICT_MS = 5_000;
const CLOSED = claimAnswerView(
  'This link is used up',
  'The message was decided, or the link was used, or its time is over. The notice of any later decision comes by mail.',
);
const UNKNOWN = claimAnswerView(
  'There is no such link',
  'Perhaps a part of it was lost on the way: please copy it whole.',
);

type Params = { Params: { token: string } };

export function claimRoutes(app: FastifyInstance, { store, queues, events }: ClaimTools): void {
  app.get<Params>('/claim/:token', async ({ params: { token } }, reply) => {
    const link = await store.claims.open(token);
    reply.type('text/html');
    if (link.kind === 'unknown') return reply.code(404).send(UNKNOWN);
    return link.kind === 'closed' ? reply.code(410).send(CLOSED) : reply.send(claimView(token, link.message));
  });

  app.post<Params>('/claim/:token', async (request, reply) => {
    const { token } = request.params;
    const link = await store.claims.open(token);
    reply.type('text/html');
    if (link.kind === 'unknown') return reply.code(404).send(UNKNOWN);
    if (link.kind === 'closed') return reply.code(410).send(CLOSED);

    const given = form.safeParse(request.body);
    if (!given.success) {
      return reply
        .code(422)
        .send(claimView(token, link.message, given.error.issues[0]?.message, typedOf(request.body)));
    }
    const { code, reason } = given.data;
    if (code === ANSWER) {
      const isTaken = await store.claims.answer(token, reason);
      return isTaken ? reply.send(ANSWERED) : reply.code(410).send(CLOSED);
    }
    // Listened for before it is asked, so that the verdict cannot come unheard.
    const signal = AbortSignal.timeout(VERDICT_MS);
    const verdict = verdictOf(events.all(signal), link.message.messageId);
    const messageId = await store.claims.redeem(token, { codes: [code], reason }, request.ip);
    if (!messageId) return reply.code(410).send(CLOSED);
    await queues.enqueue('inspect', { messageId });
    return reply.send((await verdict) === 'released' ? RELEASED : UNDER_REVIEW);
  });

  app.post<Params>('/claim/:token/withdraw', async ({ params: { token } }, reply) => {
    reply.type('text/html');
    return (await store.claims.withdraw(token)) ? reply.send(WITHDRAWN) : reply.code(410).send(CLOSED);
  });
}

const RELEASED = claimAnswerView(
  'Thank you: it is on its way',
  'What you said is recorded, and the message goes to everybody on it.',
);
const UNDER_REVIEW = claimAnswerView(
  'Thank you: a reviewer reads it',
  'What you said is recorded and shown to the reviewer with your message. You will hear of the decision.',
);
const ANSWERED = claimAnswerView(
  'Thank you: the reviewer has your answer',
  'It stands with your message, which waits on. You will hear of the decision.',
);
const WITHDRAWN = claimAnswerView('The message is taken back', 'Nobody for whom it was held will get it.');

/** Undefined where the time is over first. */
async function verdictOf(all: ReturnType<MessageEvents['all']>, messageId: string): Promise<string | undefined> {
  try {
    for await (const { id, state } of all) if (id === messageId && state !== 'inspecting') return state;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
  return undefined;
}
