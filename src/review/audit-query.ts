/** What the audit trail is filtered by, as addresses and programs write it. What is left empty filters nothing. */
import { z } from 'zod';
import type { AuditFilter } from '../store/audit.ts';
import { day } from './period.ts';

const given = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text || undefined)
  .optional();
const dayOrNone = z.union([z.literal('').transform(() => undefined), day]).optional();

export const auditQuery = z.object({
  actor: given,
  action: given,
  message: z.union([z.literal('').transform(() => undefined), z.uuid('expected the id of a message')]).optional(),
  from: dayOrNone,
  to: dayOrNone,
});

export function auditFilterOf({ message, ...rest }: z.output<typeof auditQuery>): AuditFilter {
  return { ...rest, messageId: message };
}
