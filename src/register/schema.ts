/**
 * The register's file, key by key, as zod reads it. Source: `docs/register.md`. A key that is not here is an error.
 *
 * Only what the page marks with a star is required. Whatever else is left out grants nothing: a permission that names no
 * sender lets nobody send, one without an end holds until it is taken away.
 */
import { z } from 'zod';

const text = z.string({ error: 'expected a text' }).trim().min(1, 'expected a text that is not empty');
const email = z
  .string({ error: 'expected an e-mail address' })
  .trim()
  .regex(/^[^\s@]+@[^\s@]+$/, 'expected an e-mail address');
/** In the one form in which numbers of texts are met: `l 1204461` is `L1204461`. */
const membership = text
  .transform((written) => written.replace(/[\s-]/g, '').toUpperCase())
  .refine((number) => number !== '', 'expected a membership number');
export const day = z
  .string({ error: 'expected a date as 2026-12-31' })
  .refine((written) => isDay(written), 'expected a date as 2026-12-31');
const flag = z.boolean({ error: 'expected true or false' });
const pattern = z
  .string({ error: 'expected an address, "*" or "*@domain"' })
  .trim()
  .regex(/^(?:\*|[^\s@]+@[^\s@]+)$/, 'expected an address, "*" or "*@domain"');
const BUILT_IN = ['declared', 'minutes', 'committee-papers', 'membership', 'elections', 'disciplinary'] as const;
const category = z
  .string({ error: 'expected a category' })
  .refine(
    (written) => BUILT_IN.some((each) => each === written) || /^custom:./.test(written),
    `expected one of ${BUILT_IN.join(', ')}, or custom:<id>`,
  );
/** A key with nothing behind it is one that was left out. */
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item, { error: 'expected a list' })
    .nullish()
    .transform((given) => given ?? []);
const id = text;

const role = z.union([text, z.strictObject({ role: text, of: id })], { error: 'expected a role, or { role, of }' });
const person = z.strictObject({
  email,
  also: list(email),
  name: text,
  'also-known': list(text),
  membership: membership.optional(),
  member: flag.optional(),
  roles: list(role),
  offices: list(text),
  'sends-for': list(email),
});
const seat = z.strictObject({ email, divisions: list(id), affiliate: id.optional() });
const power = z.enum(['permissions', 'discipline'], { error: 'expected `permissions` or `discipline`' });
const capacity = z.enum(['legal', 'medical', 'social', 'family', 'trade-union'], {
  error: 'expected one of legal, medical, social, family, trade-union',
});
const period = { from: day.optional(), until: day.optional() };

export const registerSchema = z.strictObject({
  organisation: z.strictObject({ name: text, domains: list(text) }).optional(),
  people: list(person),
  units: list(z.strictObject({ id, name: text.optional(), aliases: list(text) })),
  matters: list(
    z.strictObject({ id: id.optional(), phrases: list(text), strictly: flag.default(false), minute: text.optional() }),
  ),
  marking: z.strictObject({ 'without-authority': list(email) }).optional(),
  delegations: list(
    z.strictObject({
      id: id.optional(),
      officer: email.optional(),
      by: text.optional(),
      power: power.optional(),
      minute: text.optional(),
      ...period,
    }),
  ),
  decisions: list(
    z.strictObject({
      id: id.optional(),
      minute: text.optional(),
      names: list(email),
      power: power.default('discipline'),
      cases: list(text),
    }),
  ),
  committees: list(
    z.strictObject({
      id,
      name: text.optional(),
      national: flag,
      aliases: list(text),
      members: z.array(seat, { error: 'expected the list of members' }),
      support: list(email),
      meetings: list(day),
    }),
  ),
  divisions: list(z.strictObject({ id, name: text.optional(), members: list(email) })),
  affiliates: list(z.strictObject({ id, name: text.optional(), domains: list(text), executive: list(email) })),
  assistants: list(z.strictObject({ email, assists: email })),
  lists: list(z.strictObject({ address: email, committee: id.optional(), members: list(email) })),
  entitled: z.record(category, list(text), { error: expectedMapping('categories') }).default({}),
  duties: z.strictObject({ discipline: list(text) }, { error: expectedMapping('duties') }).optional(),
  permissions: list(
    z.strictObject({
      id: id.optional(),
      by: text.optional(),
      authority: z.enum(['nec', 'general-secretary', 'national-officer'], {
        error: 'expected `nec`, `general-secretary` or `national-officer`',
      }),
      minute: text.optional(),
      delegation: id.optional(),
      categories: list(category),
      senders: list(pattern),
      recipients: list(pattern),
      fingerprint: text.optional(),
      case: text.optional(),
      ...period,
    }),
  ),
  obligations: list(
    z.strictObject({
      id: id.optional(),
      kind: z.enum(['law', 'obligation'], { error: 'expected `law` or `obligation`' }).default('obligation'),
      basis: text.optional(),
      senders: list(pattern),
      recipients: list(pattern),
      categories: list(category),
      ...period,
    }),
  ),
  cases: list(
    z.strictObject({
      ref: text,
      kind: z
        .enum(['discipline', 'membership-dispute'], { error: 'expected `discipline` or `membership-dispute`' })
        .default('discipline'),
      status: z.enum(['open', 'closed'], { error: 'expected `open` or `closed`' }).default('open'),
      subject: z
        .strictObject(
          { email: email.optional(), name: text.optional(), membership: membership.optional() },
          {
            error: (issue) =>
              issue.code === 'invalid_type' ? 'expected the subject: { name, email, membership }' : undefined,
          },
        )
        .refine((given) => Object.keys(given).length > 0, 'expected the subject: { name, email, membership }'),
      complainants: list(email),
      witnesses: list(email),
      appointed: list(email),
      advisers: list(z.strictObject({ email, capacity })),
      plp: flag.default(false),
    }),
  ),
});

export type RegisterFile = z.output<typeof registerSchema>;

function expectedMapping(of: string) {
  return (issue: z.core.$ZodRawIssue) =>
    issue.code === 'invalid_type' ? `expected ${of}, each with its list` : undefined;
}

/** A day of the calendar: 2026-02-30 is none. */
function isDay(written: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written);
  if (!match) return false;
  const [year = 0, month = 0, date = 0] = match.slice(1).map(Number);
  const february = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  const days = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return date >= 1 && date <= days;
}
