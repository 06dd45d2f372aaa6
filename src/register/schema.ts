/**
 * The register's file, key by key, as zod reads it. Source: `docs/register.md`. A key that is not here is an error.
 */
import { z } from 'zod';

const text = z.string({ error: 'expected a text' }).trim().min(1, 'expected a text that is not empty');
const email = z
  .string({ error: 'expected an e-mail address' })
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, 'expected an e-mail address');
const day = z
  .string({ error: 'expected a date as 2026-12-31' })
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, 'expected a date as 2026-12-31');
const list = <Item extends z.ZodType>(item: Item) => z.array(item, { error: 'expected a list' }).default([]);
const id = text;

const role = z.union([text, z.strictObject({ role: text, of: id })], { error: 'expected a role, or { role, of }' });
const person = z.strictObject({
  email,
  also: list(email),
  name: text,
  'also-known': list(text),
  membership: text.optional(),
  member: z.boolean({ error: 'expected true or false' }).optional(),
  roles: list(role),
  offices: list(text),
  'sends-for': list(email),
});
const seat = z.strictObject({ email, divisions: list(id), affiliate: id.optional() });
const power = z.enum(['permissions', 'discipline'], { error: 'expected `permissions` or `discipline`' });
const capacity = z.enum(['legal', 'medical', 'social', 'family', 'trade-union'], {
  error: 'expected one of legal, medical, social, family, trade-union',
});

export const registerSchema = z.strictObject({
  organisation: z.strictObject({ name: text, domains: list(text) }).optional(),
  people: list(person),
  units: list(z.strictObject({ id, name: text, aliases: list(text) })),
  matters: list(
    z.strictObject({
      id,
      phrases: z.array(text).min(1, 'expected at least one phrase'),
      strictly: z.boolean({ error: 'expected true or false' }).default(false),
      minute: text.optional(),
    }),
  ),
  marking: z.strictObject({ 'without-authority': list(email) }).optional(),
  delegations: list(
    z.strictObject({ id, officer: email, by: text, power, minute: text.optional(), from: day, until: day }),
  ),
  decisions: list(z.strictObject({ id, minute: text, names: list(email), power, cases: list(text) })),
  committees: list(
    z.strictObject({
      id,
      name: text,
      national: z.boolean({ error: 'expected true or false' }),
      aliases: list(text),
      members: z.array(seat, { error: 'expected the list of members' }),
      support: list(email),
      meetings: list(day),
    }),
  ),
  divisions: list(z.strictObject({ id, name: text, members: list(email) })),
  affiliates: list(z.strictObject({ id, name: text, domains: list(text), executive: list(email) })),
  assistants: list(z.strictObject({ email, assists: email })),
  lists: list(z.strictObject({ address: email, committee: id.optional(), members: list(email) })),
  entitled: z.record(text, list(text)).default({}),
  duties: z.record(text, list(text)).default({}),
  permissions: list(
    z.strictObject({
      id,
      by: text,
      authority: z.enum(['nec', 'general-secretary', 'national-officer'], {
        error: 'expected `nec`, `general-secretary` or `national-officer`',
      }),
      minute: text.optional(),
      delegation: id.optional(),
      categories: z.array(text).min(1, 'expected at least one category'),
      senders: z.array(text).min(1, 'expected at least one sender, or "*"'),
      recipients: z.array(text).min(1, 'expected at least one recipient, or "*"'),
      fingerprint: text.optional(),
      case: text.optional(),
      from: day,
      until: day,
    }),
  ),
  obligations: list(
    z.strictObject({
      id,
      kind: z.enum(['law', 'obligation'], { error: 'expected `law` or `obligation`' }),
      basis: text,
      senders: list(text),
      recipients: z.array(text).min(1, 'expected at least one recipient'),
      categories: z.array(text).min(1, 'expected at least one category'),
      from: day,
      until: day,
    }),
  ),
  cases: list(
    z.strictObject({
      ref: text,
      kind: z
        .enum(['discipline', 'membership-dispute'], { error: 'expected `discipline` or `membership-dispute`' })
        .default('discipline'),
      status: z.enum(['open', 'closed'], { error: 'expected `open` or `closed`' }).default('open'),
      subject: z.strictObject(
        { email: email.optional(), name: text, membership: text.optional() },
        {
          error: (issue) =>
            issue.code === 'invalid_type' ? 'expected the subject: { name, email, membership }' : undefined,
        },
      ),
      complainants: list(email),
      witnesses: list(email),
      appointed: list(email),
      advisers: list(z.strictObject({ email, capacity })),
      plp: z.boolean({ error: 'expected true or false' }).default(false),
    }),
  ),
});

export type RegisterFile = z.output<typeof registerSchema>;
