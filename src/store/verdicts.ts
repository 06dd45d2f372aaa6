/**
 * What reviewers decide: release or reject, for all recipients or some; proposed by one and seconded by another where two
 * are needed; undone while there is time.
 *
 * The row of the message is locked first, so that of two reviewers who decide at once the second finds it decided. A
 * released message is not relayed before its time to undo is over: `deliver_after` keeps it from every relay, so that no
 * process has to wait, and none can be early. Everything stands on the audit log by the same transaction.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { seal, unwrapDataKey } from './seal.ts';

export interface Reviewer {
  /** Null for who decides from a terminal, without an account. */
  readonly userId: string | null;
  readonly name: string;
}

export interface NewVerdict {
  readonly kind: 'release' | 'reject';
  /** Ordinals of recipients; null: all for whom it is held. */
  readonly recipients: readonly number[] | null;
  /** What a release attests; null for a rejection. */
  readonly paragraph: string | null;
  /** Why; for a rejection what its sender is told. */
  readonly reason: string;
  /** Id of the recorded permission, for paragraph 8. */
  readonly permission: string | null;
  /** An attempted disclosure that is to be reported (paragraph 11). */
  readonly isBreach: boolean;
  readonly needsTwo: boolean;
  readonly undoSeconds: number;
  readonly lessons: readonly Lesson[];
}

/** What a decision says of one finding, for training: signals by name, and not a word of the message. */
export interface Lesson {
  readonly category: string;
  readonly isMatter: boolean;
  readonly confidence: number;
  readonly signals: readonly { readonly signal: string; readonly weight: number }[];
  /** Of the part, where the reviewer allowed it to be kept: sealed under the message's key. */
  readonly text: string | null;
}

export interface Verdict {
  readonly id: string;
  readonly kind: 'release' | 'reject';
  readonly recipients: readonly number[];
  readonly paragraph: string | null;
  readonly reason: string;
  readonly permission: string | null;
  readonly isBreach: boolean;
  readonly state: 'proposed' | 'standing' | 'undone' | 'withdrawn';
  readonly madeAt: Date;
  readonly byUser: string | null;
  readonly byName: string;
  readonly secondedAt: Date | null;
  readonly secondedName: string | null;
}

export type Outcome =
  | { readonly kind: 'standing'; readonly id: string; readonly until: Date }
  | { readonly kind: 'proposed'; readonly id: string }
  /** It is not held, or not for these recipients; somebody was faster. */
  | { readonly kind: 'not-held' }
  /** A decision waits for its second reviewer. */
  | { readonly kind: 'waits' };

export interface Verdicts {
  readonly decide: (messageId: string, by: Reviewer, verdict: NewVerdict) => Promise<Outcome>;
  /** The second reviewer agrees; the first one cannot be their own second. */
  readonly second: (
    messageId: string,
    by: Reviewer,
    more: Pick<NewVerdict, 'undoSeconds' | 'lessons'>,
  ) => Promise<Outcome>;
  /** The proposal is taken back, by whom it is from or by the second reviewer. */
  readonly decline: (messageId: string, by: Reviewer, reason: string) => Promise<boolean>;
  /** Back to held, while there is time. */
  readonly undo: (messageId: string, by: Reviewer) => Promise<boolean>;
  readonly of: (messageId: string) => Promise<readonly Verdict[]>;
}

export function verdictsIn(db: Db, masterKey: Uint8Array): Verdicts {
  const inside = <Result>(work: (transaction: Db) => Promise<Result>) =>
    available(db.transaction().execute((transaction) => work(transaction)));
  return {
    decide: (messageId, by, verdict) => inside((transaction) => decide(transaction, masterKey, messageId, by, verdict)),
    second: (messageId, by, more) => inside((transaction) => second(transaction, masterKey, messageId, by, more)),
    decline: (messageId, by, reason) => inside((transaction) => decline(transaction, messageId, by, reason)),
    undo: (messageId, by) => inside((transaction) => undo(transaction, messageId, by)),
    of: async (messageId) => {
      const { rows } = await available(
        sql<Verdict>`
        select ${COLUMNS} from verdicts where message_id = ${messageId} order by id
      `.execute(db),
      );
      return rows;
    },
  };
}

const COLUMNS = sql`
  id, kind, recipients, paragraph, reason, permission, is_breach as "isBreach", state, made_at as "madeAt",
  by_user as "byUser", by_name as "byName", seconded_at as "secondedAt", seconded_name as "secondedName"`;

async function decide(
  db: Db,
  masterKey: Uint8Array,
  messageId: string,
  by: Reviewer,
  verdict: NewVerdict,
): Promise<Outcome> {
  if (!(await isHeldAndLocked(db, messageId))) return { kind: 'not-held' };
  if (await proposedFor(db, messageId)) return { kind: 'waits' };
  const recipients = await heldRecipients(db, messageId, verdict.recipients);
  if (recipients.length === 0) return { kind: 'not-held' };

  const id = uuidv7();
  const { kind, paragraph, reason, permission, isBreach, needsTwo } = verdict;
  await sql`
    insert into verdicts (id, message_id, kind, recipients, paragraph, reason, permission, is_breach, state, by_user, by_name)
    values (${id}, ${messageId}, ${kind}, ${recipients}::int[], ${paragraph}, ${reason}, ${permission}, ${isBreach},
      ${needsTwo ? 'proposed' : 'standing'}, ${by.userId}, ${by.name})
  `.execute(db);
  if (!needsTwo) return carryOut(db, masterKey, messageId, id, by, verdict);
  const detail = JSON.stringify({ decision: kind, paragraph, reason, permission });
  await sql`
    select append_audit(${by.name}, 'proposed by a reviewer', ${messageId}, ${detail}::jsonb),
      pg_notify(${CHANNEL}, ${messageId} || ' changed')
  `.execute(db);
  return { kind: 'proposed', id };
}

async function second(
  db: Db,
  masterKey: Uint8Array,
  messageId: string,
  by: Reviewer,
  more: Pick<NewVerdict, 'undoSeconds' | 'lessons'>,
): Promise<Outcome> {
  if (!(await isHeldAndLocked(db, messageId))) return { kind: 'not-held' };
  const { rows } = await sql<{ id: string }>`
    update verdicts set state = 'standing', seconded_at = now(), seconded_by = ${by.userId}, seconded_name = ${by.name}
    where message_id = ${messageId} and state = 'proposed' and (by_user is null or by_user is distinct from ${by.userId}::uuid)
      and by_name <> ${by.name}
    returning id
  `.execute(db);
  const [proposed] = rows;
  return proposed ? carryOut(db, masterKey, messageId, proposed.id, by, more) : { kind: 'not-held' };
}

/** The message and its recipients go where the verdict says. */
async function carryOut(
  db: Db,
  masterKey: Uint8Array,
  messageId: string,
  id: string,
  by: Reviewer,
  { undoSeconds, lessons }: Pick<NewVerdict, 'undoSeconds' | 'lessons'>,
): Promise<Outcome> {
  const { rows } = await sql<{ until: Date; state: string } & Pick<Verdict, 'kind' | 'paragraph'>>`
    with verdict as (
      select * from verdicts where id = ${id}
    ), after as (
      select count(*) filter (where recipients.state = 'held' and not ordinal = any(verdict.recipients)) as held,
        count(*) filter (where recipients.state in ('pending', 'deferred')) as sending,
        count(*) filter (where recipients.state in ('relayed', 'bounced')) as sent
      from recipients, verdict where recipients.message_id = ${messageId}
    ), kept as (
      update verdicts set decided_at = now(), before = (
        select jsonb_build_object('action', action, 'reason', messages.reason) from messages where id = ${messageId})
      where id = ${id}
    ), each as (
      update recipients set state = case verdict.kind when 'release' then 'pending' else 'rejected' end,
        reason = coalesce(verdict.paragraph, recipients.reason), updated_at = now()
      from verdict
      where recipients.message_id = ${messageId} and ordinal = any(verdict.recipients) and recipients.state = 'held'
    ), claimed as (
      update claims set outcome = case verdict.kind when 'release' then 'confirmed' else 'refused' end, decided_at = now(),
        decided_by = ${by.name}
      from verdict, after
      where claims.message_id = ${messageId} and outcome is null and (
        (verdict.kind = 'reject' and after.held = 0)
        or (verdict.kind = 'release' and codes && case verdict.paragraph
          when '8' then array['8-law', '8-permission'] else array[verdict.paragraph] end))
    )
    update messages set state_since = now(), undo_until = now() + ${undoSeconds} * interval '1 second',
      state = case when after.held > 0 then 'held' when verdict.kind = 'release' or after.sending > 0 then 'released'
        when after.sent > 0 then 'relayed' else 'rejected' end,
      action = case when verdict.kind = 'reject' then action when after.held > 0 then 'split' else 'release' end,
      reason = case when verdict.kind = 'release' and after.held = 0 then verdict.paragraph else messages.reason end,
      deliver_after = case verdict.kind when 'release'
        then greatest(deliver_after, now() + ${undoSeconds} * interval '1 second') else deliver_after end
    from verdict, after where messages.id = ${messageId}
    returning undo_until as until, messages.state, verdict.kind, verdict.paragraph
  `.execute(db);
  const [done] = rows;
  if (!done) return { kind: 'not-held' };
  await teach(db, masterKey, messageId, id, lessons);
  const word = done.kind === 'release' ? 'released by a reviewer' : 'rejected by a reviewer';
  await sql`
    select append_audit(${by.name}, ${word}, ${messageId}, jsonb_strip_nulls(jsonb_build_object('paragraph', paragraph,
        'reason', reason, 'permission', permission, 'recipients', recipients, 'breach', nullif(is_breach, false),
        'proposedBy', case when seconded_at is not null then by_name end))),
      pg_notify(${CHANNEL}, ${messageId} || ' ' || ${done.state})
    from verdicts where id = ${id}
  `.execute(db);
  return { kind: 'standing', id, until: done.until };
}

async function teach(
  db: Db,
  masterKey: Uint8Array,
  messageId: string,
  verdictId: string,
  lessons: readonly Lesson[],
): Promise<void> {
  if (lessons.length === 0) return;
  const row = await db.selectFrom('messages').select('data_key').where('id', '=', messageId).executeTakeFirst();
  const key = row?.data_key ? unwrapDataKey(masterKey, row.data_key, messageId) : undefined;
  for (const { category, isMatter, confidence, signals, text } of lessons) {
    const sealed = key && text !== null ? seal(key, Buffer.from(text), `lesson ${messageId}`) : null;
    await sql`
      insert into lessons (id, message_id, verdict_id, category, is_matter, confidence, signals, sealed)
      values (${uuidv7()}, ${messageId}, ${verdictId}, ${category}, ${isMatter}, ${confidence},
        ${JSON.stringify(signals)}::jsonb, ${sealed})
    `.execute(db);
  }
}

async function decline(db: Db, messageId: string, by: Reviewer, reason: string): Promise<boolean> {
  const { rows } = await sql`
    with declined as (
      update verdicts set state = 'withdrawn', seconded_at = now(), seconded_by = ${by.userId}, seconded_name = ${by.name}
      where message_id = ${messageId} and state = 'proposed' returning by_name
    )
    select append_audit(${by.name}, 'proposal declined', ${messageId},
        jsonb_build_object('reason', ${reason}::text, 'proposedBy', by_name)),
      pg_notify(${CHANNEL}, ${messageId} || ' changed')
    from declined
  `.execute(db);
  return rows.length > 0;
}

/** No relay has begun before `undo_until`, and none can begin once this has the row. */
async function undo(db: Db, messageId: string, by: Reviewer): Promise<boolean> {
  const { rows } = await sql<{ id: string; recipients: number[] }>`
    with last as (
      select * from verdicts where message_id = ${messageId} and state = 'standing' order by decided_at desc limit 1
    )
    update messages set state = 'held', state_since = now(), undo_until = null,
      deliver_after = case last.kind when 'release' then null else deliver_after end,
      action = last.before ->> 'action', reason = last.before ->> 'reason'
    from last
    where messages.id = ${messageId} and undo_until > now() and relay_lease is null and data_key is not null
      and messages.state in ('held', 'released', 'relayed', 'rejected')
    returning last.id, last.recipients
  `.execute(db);
  const [last] = rows;
  if (!last) return false;
  await sql`
    with verdict as (
      update verdicts set state = 'undone' where id = ${last.id} returning decided_at
    ), claimed as (
      update claims set outcome = null, decided_at = null, decided_by = null
      from verdict where message_id = ${messageId} and claims.decided_at = verdict.decided_at
    ), taught as (
      delete from lessons where verdict_id = ${last.id}
    )
    update recipients set state = 'held', updated_at = now()
    where message_id = ${messageId} and ordinal = any(${last.recipients}::int[]) and state in ('pending', 'rejected')
  `.execute(db);
  await sql`
    select append_audit(${by.name}, 'undone by a reviewer', ${messageId}, '{}'::jsonb),
      pg_notify(${CHANNEL}, ${messageId} || ' held')
  `.execute(db);
  return true;
}

async function isHeldAndLocked(db: Db, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    select from messages where id = ${messageId} and state = 'held' and data_key is not null for update
  `.execute(db);
  return rows.length > 0;
}

async function proposedFor(db: Db, messageId: string): Promise<boolean> {
  const { rows } = await sql`select from verdicts where message_id = ${messageId} and state = 'proposed'`.execute(db);
  return rows.length > 0;
}

async function heldRecipients(db: Db, messageId: string, wanted: readonly number[] | null): Promise<number[]> {
  const { rows } = await sql<{ ordinal: number }>`
    select ordinal from recipients
    where message_id = ${messageId} and state = 'held' and (${wanted ? [...wanted] : null}::int[] is null
      or ordinal = any(${wanted ? [...wanted] : null}::int[]))
    order by ordinal
  `.execute(db);
  return rows.map(({ ordinal }) => ordinal);
}
