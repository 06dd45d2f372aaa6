/** What people are told by mail, put together: senders of a hold and of what came of it, reviewers of what waits. */
import { noticeFor } from '../gateway/notice.ts';
import { outcomeNotice, waitingNotice } from '../gateway/outcome-notice.ts';
import type { Queues } from '../queue/connect.ts';
import { may } from '../review/roles.ts';
import type { WriteNews } from '../store/hold-clock.ts';
import type { Store } from '../store/store.ts';

const REVIEWERS_AT_MOST = 1000;

/** Gives one word for the log. Whatever was told already is not told again. */
export function notifierOf(
  store: Store,
  { enqueue }: Pick<Queues, 'enqueue'>,
  publicUrl: () => string,
): (messageId: string) => Promise<string> {
  return async (messageId) => {
    const linkOf = async (id: string) => `${publicUrl()}/claim/${await store.claims.link(id)}`;
    const notice = await store.notices.tell(messageId, (held) => noticeFor(held, linkOf));
    const letters = await store.outcomes.tell(messageId, (told) => outcomeNotice(told, publicUrl()));
    const all = notice ? [notice, ...letters] : letters;
    for (const each of all) await enqueue('release', { messageId: each });
    return all.length > 0 ? 'told' : 'not-told';
  };
}

/** Warnings go to all who decide, what is escalated to the deputies: senior reviewers, else everybody. */
export function newsOf({ users }: Pick<Store, 'users'>, publicUrl: () => string): WriteNews {
  return async (step, count) => {
    const all = (await users.list(null, REVIEWERS_AT_MOST)).filter(
      ({ roles, isDisabled }) => !isDisabled && may(roles, 'holds:decide'),
    );
    const deputies = all.filter(({ roles }) => roles.includes('senior-reviewer'));
    const told = step === 'escalated' && deputies.length > 0 ? deputies : all;
    const addresses = told.map(({ email }) => email).filter((email) => email !== null);
    return Promise.all(addresses.map((to) => waitingNotice(to, { step, count, publicUrl: publicUrl() })));
  };
}
