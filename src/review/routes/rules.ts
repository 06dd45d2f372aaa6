/** `/rules`: the organisation's own rules with their tests, and a text tried out, which is kept nowhere. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Store } from '../../store/store.ts';
import { typedIn, typedOf } from '../forms.ts';
import { type ListedRule, LONGEST_TRIED, type OwnRules } from '../own-rules.ts';
import { signedIn } from '../sign-in.ts';
import { rulesView } from '../views/rules.ts';

export interface RulePages {
  readonly store: Pick<Store, 'sessions' | 'userCredentials'>;
  readonly ownRules: OwnRules;
}

const tryForm = z.object({
  text: z
    .string('Please paste a text.')
    .min(1, 'Please paste a text.')
    .max(LONGEST_TRIED, `At most ${LONGEST_TRIED} characters, please.`),
});
/** One text takes up to some hundred milliseconds of the process that serves the pages. */
export const TRIES_A_MINUTE = 30;

export function ruleRoutes(app: FastifyInstance, { store, ownRules }: RulePages): void {
  app.get('/rules', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'rules:read');
    return me ? reply.type('text/html').send(rulesView({ me, ...listed(ownRules) })) : reply;
  });

  app.post('/rules/try', async (request, reply) => {
    const me = await signedIn(store, request, reply, 'rules:read');
    if (!me) return reply;
    const given = tryForm.safeParse(request.body ?? {});
    const mayTry = await store.userCredentials.attempt(`try ${me.userId}`, TRIES_A_MINUTE, 60);
    if (!given.success || !mayTry) {
      const problem = mayTry ? given.error?.issues[0]?.message : `At most ${TRIES_A_MINUTE} texts in a minute, please.`;
      return reply
        .code(mayTry ? 422 : 429)
        .type('text/html')
        .send(rulesView({ me, ...listed(ownRules), problem, typed: typedIn(typedOf(request.body), 'text') }));
    }
    const { text } = given.data;
    return reply
      .type('text/html')
      .send(rulesView({ me, ...listed(ownRules), tried: { text, findings: ownRules.tried(text) } }));
  });
}

/** Files with errors are told of, with line and reason. */
export function listed(ownRules: OwnRules): { readonly rules: readonly ListedRule[]; readonly wrong?: string } {
  try {
    return { rules: ownRules.rules() };
  } catch (error) {
    if (error instanceof Error && error.name === 'RulesError') return { rules: [], wrong: error.message };
    throw error;
  }
}
