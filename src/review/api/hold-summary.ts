/** What every list of held messages tells of one. */
import { z } from 'zod';
import { id, moment } from './endpoint.ts';

export const summary = z.object({
  id,
  state: z.string(),
  heldAt: moment,
  login: z.string().nullable(),
  mailFrom: z.string(),
  subject: z.string().nullable(),
  categories: z.array(z.string()).readonly(),
  reason: z.string(),
  recipients: z.array(z.string()).readonly(),
  isStrictly: z.boolean(),
  level: z.int().meta({ description: '0; 1: warned of; 2: escalated' }),
  assignedName: z.string().nullable(),
  hasClaim: z.boolean(),
  isProposed: z.boolean(),
});
