/**
 * The queue as reviewers see it: one page of it, in order, filtered and searched, and how many there are of each kind.
 *
 * Pages are found by the key of the last row, so that what is decided meanwhile moves nothing. Counts are counted, not
 * kept: a number that is wrong once is believed never again.
 */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { hasRecipients } from './give-back.ts';
import { searchWords } from './hold-facts.ts';

export interface HeldSummary {
  readonly id: string;
  readonly state: string;
  readonly stateSince: Date;
  readonly heldAt: Date;
  readonly login: string | null;
  readonly mailFrom: string;
  readonly subject: string | null;
  readonly categories: readonly string[];
  readonly reason: string;
  readonly recipients: readonly string[];
  readonly isStrictly: boolean;
  /** 0; 1: its sender and reviewers were warned that it waits; 2: it is with a deputy. */
  readonly level: number;
  /** For pages by key; the smaller the sooner. */
  readonly rank: number;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly hasClaim: boolean;
  /** A reviewer proposed a decision that needs a second one. */
  readonly isProposed: boolean;
  /** It waits no longer, and somebody did not get it: a person rejected it or a part of it, its time ran out, or its sender took it back. */
  readonly isStopped: boolean;
  /** Cases that it concerns, by their references. */
  readonly cases: readonly string[];
  /** Of the `From:` header; empty where nothing was found in it. */
  readonly from: readonly string[];
}

export interface HoldFilter {
  /** What waits, or what was decided. */
  readonly state: 'held' | 'decided';
  readonly order: 'gravest' | 'oldest';
  /** Words, all of which are found in subject, addresses or names of parts; the last letters may be missing. */
  readonly text?: string | undefined;
  readonly category?: string | undefined;
  readonly reason?: string | undefined;
  /** An account's id, or nobody. */
  readonly assigned?: string | null | undefined;
  readonly level?: number | undefined;
  /** Exactly one address. */
  readonly sender?: string | undefined;
  readonly claimed?: boolean | undefined;
  readonly proposed?: boolean | undefined;
  readonly strictly?: boolean | undefined;
  /** Whose search it is: words of what they may not read are not found. */
  readonly searcher?: Searcher | undefined;
}

/** What makes a message somebody's own, as far as lists tell; addresses are plain (`plainAddress`). */
export interface Searcher {
  /** Theirs, and those of lists that they are on. */
  readonly addresses: readonly string[];
  /** Of those who may send for them. */
  readonly secretaries: readonly string[];
  /** Cases in which they have a part. */
  readonly cases: readonly string[];
}

/** The last row of the page before. */
export interface HoldKey {
  readonly rank: number;
  readonly at: string;
  readonly id: string;
}

export interface HoldCounts {
  readonly all: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly claimed: number;
  readonly warned: number;
  readonly escalated: number;
  readonly categories: Readonly<Record<string, number>>;
}

export interface HoldList {
  readonly page: (filter: HoldFilter, after: HoldKey | null, limit: number) => Promise<readonly HeldSummary[]>;
  /** How many the filter lets through, of all pages; one more than `COUNTED_AT_MOST` stands for more. */
  readonly count: (filter: HoldFilter) => Promise<number>;
  /** Of everything that waits, for `userId`. */
  readonly counts: (userId: string | null) => Promise<HoldCounts>;
}

/** Beyond it nobody counts pages, and counting would take longer than reading one. */
export const COUNTED_AT_MOST = 10_000;

export function holdListOf(db: Db): HoldList {
  return {
    page: (filter, after, limit) => available(page(db, filter, after, limit)),
    // Search has an index of its own, and words that all have are found sooner in the rows.
    count: (filter) => available(filter.text ? count(db, filter) : fromIndex(db, (inside) => count(inside, filter))),
    counts: (userId) => available(fromIndex(db, (inside) => counts(inside, userId))),
  };
}

export function keyOf({ rank, heldAt, stateSince, id }: HeldSummary, { state }: HoldFilter): HoldKey {
  return { rank, at: (state === 'held' ? heldAt : stateSince).toISOString(), id };
}

const HAS_CLAIM = sql<boolean>`exists (select from claims where message_id = messages.id and outcome is null)`;
const IS_PROPOSED = sql<boolean>`exists (select from verdicts where message_id = messages.id and verdicts.state = 'proposed')`;
const IS_STOPPED = sql<boolean>`(messages.state in ('rejected', 'returned')
  or (messages.state in ('released', 'relayed') and ${hasRecipients('rejected')}))`;

/** What every list of messages shows of one. */
export const SUMMARY = sql`
  messages.id, messages.state, messages.state_since as "stateSince", held_at as "heldAt", login, mail_from as "mailFrom",
  subject, categories, messages.reason, is_strictly as "isStrictly", hold_level as level, queue_rank as rank,
  array(select address from recipients where message_id = messages.id order by ordinal) as recipients,
  assigned_to as "assignedTo", (select name from users where users.id = assigned_to) as "assignedName",
  ${HAS_CLAIM} as "hasClaim", ${IS_PROPOSED} as "isProposed", ${IS_STOPPED} as "isStopped",
  array(select distinct jsonb_array_elements_text(found -> 'cases')
    from jsonb_array_elements(coalesce(messages.kept -> 'findings', '[]'::jsonb)) as found) as cases,
  array(select jsonb_array_elements_text(messages.kept -> 'from')) as from`;

/** First the ids, from the index alone, and then those rows: a filter that few pass does not read all messages. */
async function page(db: Db, filter: HoldFilter, after: HoldKey | null, limit: number): Promise<HeldSummary[]> {
  const conditions = [...conditionsOf(filter), ...(after ? [behind(filter, after)] : [])];
  const order = orderOf(filter);
  const { rows } = await sql<HeldSummary>`
    with wanted as materialized (
      select id from messages where ${sql.join(conditions, sql` and `)} order by ${order} limit ${limit}
    )
    select ${SUMMARY} from messages where id in (select id from wanted) order by ${order}
  `.execute(db);
  return rows;
}

async function count(db: Db, filter: HoldFilter): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::float8 as count from (
      select from messages where ${sql.join(conditionsOf(filter), sql` and `)} limit ${COUNTED_AT_MOST + 1}) as counted
  `.execute(db);
  return rows[0]?.count ?? 0;
}

function orderOf({ state, order }: HoldFilter): RawBuilder<unknown> {
  if (state === 'decided') return sql`state_since desc, id desc`;
  return order === 'oldest' ? sql`held_at, id` : sql`queue_rank, held_at, id`;
}

/**
 * The planner takes reading an index for dearer than it is where everything is in memory or on a solid disk, and reads
 * all messages with their decisions instead, which is ten times as much.
 */
function fromIndex<Result>(db: Db, work: (inside: Db) => Promise<Result>): Promise<Result> {
  return db.transaction().execute(async (inside) => {
    await sql`set local random_page_cost = 1`.execute(inside);
    return work(inside);
  });
}

/** Dates come back as text of milliseconds: rows within the same one are told apart by their ids. */
function behind({ state, order }: HoldFilter, { rank, at, id }: HoldKey): RawBuilder<SqlBool> {
  if (state === 'decided')
    return sql`(date_trunc('milliseconds', state_since), id) < (${at}::timestamptz, ${id}::uuid) and state_since < ${at}::timestamptz + interval '1 millisecond'`;
  const key = sql`(${at}::timestamptz, ${id}::uuid)`;
  if (order === 'oldest')
    return sql`held_at >= ${at}::timestamptz and (date_trunc('milliseconds', held_at), id) > ${key}`;
  return sql`(queue_rank, held_at) >= (${rank}, ${at}::timestamptz)
    and (queue_rank, date_trunc('milliseconds', held_at), id) > (${rank}, ${at}::timestamptz, ${id}::uuid)`;
}

function conditionsOf(filter: HoldFilter): RawBuilder<SqlBool>[] {
  const { state, text, category, reason, assigned, level, sender, claimed, proposed, strictly, searcher } = filter;
  const query = text === undefined ? '' : searchQuery(text);
  return [
    state === 'held' ? sql`state = 'held'` : sql`state <> 'held' and held_at is not null`,
    // Signs alone are no words, and found nowhere.
    ...(text === undefined ? [] : [query ? sql<SqlBool>`search @@ ${query}::tsquery` : sql<SqlBool>`false`]),
    ...(query && searcher ? [sql<SqlBool>`not ${isOwnOf(searcher)}`] : []),
    ...(category === undefined ? [] : [sql<SqlBool>`${category} = any(categories)`]),
    ...(reason === undefined ? [] : [sql<SqlBool>`messages.reason = ${reason}`]),
    ...(assigned === undefined ? [] : [assigned === null ? sql<SqlBool>`assigned_to is null` : isFor(assigned)]),
    // Implied by the level, because nothing is less grave than nought: the index is read that far and no further.
    ...(level === undefined ? [] : [sql<SqlBool>`hold_level >= ${level} and queue_rank <= ${-100 * level}`]),
    ...(sender === undefined ? [] : [sql<SqlBool>`coalesce(login, mail_from) = ${sender}`]),
    ...(claimed ? [sql<SqlBool>`id in (select message_id from claims where outcome is null)`] : []),
    ...(proposed ? [sql<SqlBool>`id in (select message_id from verdicts where verdicts.state = 'proposed')`] : []),
    ...(strictly ? [sql<SqlBool>`is_strictly`] : []),
  ];
}

/** The rules of `conflictOf` in SQL, so that neither a page nor a count tells of words that are not theirs to read. */
function isOwnOf({ addresses, secretaries, cases }: Searcher): RawBuilder<SqlBool> {
  const isTheirs = (address: RawBuilder<unknown>) => sql`coalesce(${plain(address)} = any(${[...addresses]}), false)`;
  return sql`(${isTheirs(sql`login`)} or ${isTheirs(sql`mail_from`)}
    or exists (select from recipients where message_id = messages.id and ${isTheirs(sql`address`)})
    or coalesce(${plain(sql`login`)} = any(${[...secretaries]}), false) and exists (
      select from jsonb_array_elements_text(messages.kept -> 'from') as author where ${isTheirs(sql`author`)})
    or exists (select from jsonb_array_elements(messages.kept -> 'findings') as found
      where found -> 'cases' ?| ${[...cases]}::text[]))`;
}

/** As `plainAddress` of the register has it. */
function plain(address: RawBuilder<unknown>): RawBuilder<unknown> {
  const written = sql`regexp_replace(regexp_replace(lower(trim(${address})), '^"([^"@\\\\]+)"(?=@)', '\\1'), '\\.$', '')`;
  return sql`regexp_replace(${written}, '^([^+@]+)\\+[^@]*(?=@|$)', '\\1')`;
}

function isFor(userId: string): RawBuilder<SqlBool> {
  return sql`assigned_to = ${userId}::uuid`;
}

/** Words hold letters, digits and signs of addresses only (`searchWords`): nothing in them is an operator. */
function searchQuery(text: string): string {
  const words = searchWords(text.split(/[\s@.+_-]+/));
  return words.map((word) => `'${word}':*`).join(' & ');
}

interface Kind {
  readonly categories: readonly string[];
  readonly level: number;
  readonly whose: 'mine' | 'nobody' | 'other';
  readonly count: number;
}

/** One pass over the index gives some hundred kinds; what is shown of them is added up here. */
async function counts(db: Db, userId: string | null): Promise<HoldCounts> {
  const { rows: kinds } = await sql<Kind>`
      select categories, hold_level as level,
        case when assigned_to is null then 'nobody' when assigned_to = ${userId}::uuid then 'mine' else 'other' end as whose,
        count(*)::float8 as count
      from messages where state = 'held' group by 1, 2, 3
    `.execute(db);
  const { rows: claims } = await sql<{ claimed: number }>`
      select count(*)::float8 as claimed from messages
      where state = 'held' and id in (select message_id from claims where outcome is null)
    `.execute(db);
  const sum = (fits: (kind: Kind) => boolean) => kinds.filter(fits).reduce((total, { count: each }) => total + each, 0);
  const categories = [...new Set(kinds.flatMap((kind) => kind.categories))];
  return {
    all: sum(() => true),
    mine: sum(({ whose }) => whose === 'mine'),
    unassigned: sum(({ whose }) => whose === 'nobody'),
    claimed: claims[0]?.claimed ?? 0,
    warned: sum(({ level }) => level === 1),
    escalated: sum(({ level }) => level === 2),
    categories: Object.fromEntries(
      categories.map((category) => [category, sum((kind) => kind.categories.includes(category))]),
    ),
  };
}
