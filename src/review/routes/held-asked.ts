/** The message that a page is about, and what of it is open to who asks. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { DrawPage } from '../page-images.ts';
import { type Loaded, load, type ReviewTools, type Standing, standingOf } from '../reviewing.ts';
import { type SignedIn, signedIn } from '../sign-in.ts';
import { messagePage } from '../views/message-page.ts';

export type Id = { Params: { id: string } };

export interface HeldTools extends ReviewTools {
  readonly drawPage: DrawPage;
}

export interface AskedMessage {
  readonly me: SignedIn;
  readonly loaded: Loaded;
  readonly standing: Standing;
  /** Its content is open to them: it is not their own, and not shut (9(b)), or they recorded a reason. */
  readonly isOpen: boolean;
}

export const MISSING = messagePage('Not found', 'There is no such message.');

/** The message, where there is one; else an answer was sent. */
export async function asked(
  tools: ReviewTools,
  request: FastifyRequest<Id>,
  reply: FastifyReply,
): Promise<AskedMessage | undefined> {
  const me = await signedIn(tools.store, request, reply, 'holds:read');
  if (!me) return undefined;
  const loaded = await load(tools, request.params.id);
  if (!loaded) {
    await reply.code(404).type('text/html').send(MISSING);
    return undefined;
  }
  const standing = await standingOf(tools, loaded, me);
  return { me, loaded, standing, isOpen: await isOpenTo(tools, me, loaded, standing) };
}

async function isOpenTo({ store }: ReviewTools, me: SignedIn, { message }: Loaded, standing: Standing) {
  if (standing.exclusion) return false;
  return !standing.isShut || (await store.holds.openedBecause(message.id, me.userId)) !== null;
}

const stretch = z.object({ from: z.coerce.number().int().nonnegative().catch(0) });

/** Where a page of something long begins. */
export function fromIn(query: unknown): number {
  return stretch.parse(query).from;
}
