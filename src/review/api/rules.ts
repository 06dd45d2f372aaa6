/** `/v1/rules`: the organisation's own rules with their tests, and a text tried out. */
import { z } from 'zod';
import { LONGEST_TRIED } from '../own-rules.ts';
import { listed, TRIES_A_MINUTE } from '../routes/rules.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { ProblemError } from './problem.ts';

export const ruleEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/v1/rules',
    summary: 'The organisation’s own rules, and how their tests come out',
    act: 'rules:read',
    answer: z.object({
      items: z.array(
        z.object({
          file: z.string(),
          id: z.string(),
          title: z.string(),
          minute: z.string(),
          date: z.string(),
          threshold: z.number(),
          isInForce: z.boolean(),
          tests: z
            .array(z.object({ text: z.string(), found: z.boolean(), isFound: z.boolean(), confidence: z.number() }))
            .readonly(),
        }),
      ),
    }),
    answers: async (_asked, { ownRules }) => {
      const { rules, wrong } = listed(ownRules);
      if (wrong !== undefined) throw new ProblemError('conflict', wrong);
      return { items: rules.map(({ rule, ...rest }) => ({ ...rule, ...rest })) };
    },
  }),
  endpoint({
    method: 'POST',
    path: '/v1/rules/try',
    summary: 'What every category and rule makes of a text, which is kept nowhere',
    act: 'rules:read',
    body: z.object({ text: z.string().min(1).max(LONGEST_TRIED) }),
    answer: z.object({
      findings: z.array(
        z.object({
          category: z.string(),
          paragraphs: z.array(z.string()).readonly(),
          confidence: z.number(),
          threshold: z.number(),
          isReached: z.boolean(),
          strictly: z.boolean(),
          evidence: z
            .array(
              z.object({ quote: z.string(), signal: z.string(), weight: z.number(), start: z.int(), end: z.int() }),
            )
            .readonly(),
        }),
      ),
    }),
    answers: async ({ body, who }, { ownRules, store }) => {
      if (!(await store.userCredentials.attempt(`try ${who.userId}`, TRIES_A_MINUTE, 60)))
        throw new ProblemError('too-many', `more than ${TRIES_A_MINUTE} texts in a minute`);
      return { findings: [...ownRules.tried(body.text)] };
    },
  }),
];
