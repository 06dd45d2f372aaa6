/**
 * `/claim/TOKEN`: the sender of a held message says why it may go, or takes it back. Without signing in.
 *
 * Looking changes nothing, because mail scanners and previews follow links: only the form does, and it works once.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
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
const UNKNOWN = claimAnswerView(
  'There is no such link',
  'Perhaps a part of it was lost on the way: please copy it whole.',
);

type Params = { Params: { token: string } };

export function claimRoutes(app: FastifyInstance, { store, queues, events }: ClaimTools): void {
  /** Somebody was faster, or it was decided meanwhile. */
  async function late(reply: FastifyReply, token: string): Promise<FastifyReply> {
    const link = await store.claims.open(token);
    if (link.kind === 'unknown') return reply.code(404).send(UNKNOWN);
    return closed(reply, token, link.kind === 'closed' ? link.why : 'used');
  }

  app.get<Params>('/claim/:token', async ({ params: { token } }, reply) => {
    const link = await store.claims.open(token);
    reply.type('text/html');
    if (link.kind === 'unknown') return reply.code(404).send(UNKNOWN);
    return link.kind === 'closed' ? closed(reply, token, link.why) : reply.send(claimView(token, link.message));
  });

  app.post<Params>('/claim/:token', async (request, reply) => {
    const { token } = request.params;
    const link = await store.claims.open(token);
    reply.type('text/html');
    if (link.kind === 'unknown') return reply.code(404).send(UNKNOWN);
    if (link.kind === 'closed') return closed(reply, token, link.why);

    const given = form.safeParse(request.body);
    if (!given.success) {
      return reply
        .code(422)
        .send(claimView(token, link.message, given.error.issues[0]?.message, typedOf(request.body)));
    }
    const { code, reason } = given.data;
    if (code === ANSWER) {
      const isTaken = await store.claims.answer(token, reason);
      return isTaken ? reply.send(claimAnswerView(...ANSWERED, token)) : late(reply, token);
    }
    // Listened for before it is asked, so that the verdict cannot come unheard.
    const signal = AbortSignal.timeout(VERDICT_MS);
    const verdict = verdictOf(events.all(signal), link.message.messageId);
    const messageId = await store.claims.redeem(token, { codes: [code], reason }, request.ip);
    if (!messageId) return late(reply, token);
    await queues.enqueue('inspect', { messageId });
    return reply.send(isGone(await verdict) ? RELEASED : claimAnswerView(...UNDER_REVIEW, token));
  });

  app.post<Params>('/claim/:token/withdraw', async ({ params: { token } }, reply) => {
    reply.type('text/html');
    return (await store.claims.withdraw(token)) ? reply.send(WITHDRAWN) : late(reply, token);
  });
}

const RELEASED = claimAnswerView(
  'Thank you: it is on its way',
  'What you said is recorded, and the message goes to everybody on it.',
);
const UNDER_REVIEW = [
  'Thank you: a reviewer reads it',
  'What you said is recorded and shown to the reviewer with your message. You will hear of the decision.',
] as const;
const ANSWERED = [
  'Thank you: the reviewer has your answer',
  'It stands with your message, which waits on. You will hear of the decision.',
] as const;
const CLOSED = {
  used: [
    'You have answered',
    'What you said by this link is recorded, and your message waits for a reviewer. You will hear of the decision by mail.',
  ],
  over: [
    'The time of this link is over',
    'Your message waits for a reviewer, and you will hear of the decision by mail. To say more, write to those who look after this.',
  ],
  busy: ['Your message is scanned again', 'Please open this link again in a minute: nothing was said by it yet.'],
  released: ['Your message was let go', 'It is on its way or has arrived: nothing more is asked of you.'],
  ended: [
    'Your message waits no longer',
    'You took it back, or it was not let go to everybody, of which a mail tells you. If it may go after all, send it again and say why.',
  ],
} as const;

type Why = keyof typeof CLOSED;

/** While it waits it can still be taken back by who has the link. */
function closed(reply: FastifyReply, token: string, why: Why): FastifyReply {
  const [title, sentence] = CLOSED[why];
  return reply.code(410).send(claimAnswerView(title, sentence, why === 'used' ? token : undefined));
}
const WITHDRAWN = claimAnswerView('The message is taken back', 'Nobody for whom it was held will get it.');

function isGone(state: string | undefined): boolean {
  return state === 'released' || state === 'relayed';
}

/** Undefined where the time is over first; what is written on a message meanwhile decides nothing. */
async function verdictOf(all: ReturnType<MessageEvents['all']>, messageId: string): Promise<string | undefined> {
  try {
    for await (const { id, state } of all)
      if (id === messageId && !/^(?:inspecting|changed)$/.test(state)) return state;
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
  return undefined;
}
