/**
 * Findings of drives: to list, filter and page through, to open one with its evidence and history, and to decide on it.
 *
 * For a page: `list(filter)` gives `findings` with a `next` to pass as `filter.after`; `counts(filter)` gives what its
 * filters show beside them; `show(id)` gives evidence and history, and whoever calls it writes the reading on the audit
 * log (`audit.append(by, 'read', null, { finding: id })`). `decide` is the only change of state that a person makes by
 * word; quarantine and restricting are in `src/drives/act.ts`, because they change the drive.
 *
 * States: `open → accepted | false` by a person and back (`open`); `remediated` when it lies nowhere any more, and `open`
 * again when it comes back or its file is edited. Order: what everybody can read, then by how many outside the circle can,
 * then the newest.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Finding } from '../../classifiers/finding.ts';
import type { Db } from './database.ts';
import type { Outsider } from './drive-record.ts';
import { available } from './errors.ts';
import { unseal, unwrapDataKey } from './seal.ts';

export type FindingState = 'open' | 'accepted' | 'remediated' | 'false';

export interface FindingFilter {
  /** Name of a drive. */
  readonly drive?: string;
  readonly states?: readonly FindingState[];
  readonly categories?: readonly string[];
  /** Address of the owner of one of its places. */
  readonly owner?: string;
  /** Part of a path. */
  readonly path?: string;
  /** Only what somebody outside the circle can read; what is within its circle is no disclosure. */
  readonly isExposed?: boolean;
  /** Only what everybody can read. */
  readonly forEveryone?: boolean;
  /** Only what a sweep found, saw change or saw go. */
  readonly changedIn?: string;
  readonly ids?: readonly string[];
  /** Only what was found in a file of the sealed store. */
  readonly inSealedFile?: string;
  /** Nothing that concerns one of these cases. */
  readonly withoutCases?: readonly string[];
  /** `next` of the page before. */
  readonly after?: string;
  readonly limit: number;
}

export interface FindingPlace {
  readonly path: string;
  /** The part of the file: its base name, or the path of what lies in it. */
  readonly part: string;
  readonly owner: string | null;
  readonly readers: readonly string[];
  readonly outside: readonly Outsider[];
  readonly everyone: boolean;
  readonly firstSeen: Date;
  readonly goneAt: Date | null;
}

export interface DriveFinding {
  readonly id: string;
  readonly drive: string;
  readonly category: string;
  readonly paragraphs: readonly string[];
  readonly confidence: number;
  readonly strictly: boolean;
  readonly body: string | null;
  readonly unit: string | null;
  readonly people: number;
  readonly cases: readonly string[];
  readonly state: FindingState;
  /** What was attested when it was accepted, or why it is false. */
  readonly paragraph: string | null;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly firstSeen: Date;
  /** When the last sweep ended that still saw it. */
  readonly lastSeen: Date | null;
  /** Hexadecimal SHA-256 of the file. */
  readonly content: string;
  readonly everyone: boolean;
  /** How many principals outside the circle can read it, over all places. */
  readonly outsiders: number;
  /** Where it lies, live places first, the most exposed before others; at most 100 of `placeCount`. */
  readonly places: readonly FindingPlace[];
  readonly placeCount: number;
}

export interface FindingEvent {
  readonly at: Date;
  readonly actor: string;
  /** `found`, `place added`, `moved`, `content changed`, `wider access`, `reopened`, `remediated`, `accepted` … */
  readonly event: string;
  readonly sweep: string | null;
  readonly detail: unknown;
}

export interface ShownFinding extends DriveFinding {
  /** Quotes the file. */
  readonly finding: Finding;
  readonly events: readonly FindingEvent[];
}

export interface FindingCounts {
  readonly byState: Readonly<Record<string, number>>;
  readonly byCategory: Readonly<Record<string, number>>;
  readonly forEveryone: number;
  readonly exposed: number;
}

export interface FindingDecision {
  readonly state: 'accepted' | 'false' | 'open';
  /** For `accepted`: the paragraph that lets it lie where it lies. */
  readonly paragraph: string | null;
  readonly reason: string;
  readonly by: string;
}

export interface DriveFindings {
  readonly list: (
    filter: FindingFilter,
  ) => Promise<{ readonly findings: readonly DriveFinding[]; readonly next: string | null }>;
  readonly counts: (filter: Omit<FindingFilter, 'after' | 'limit'>) => Promise<FindingCounts>;
  /** Undefined for one that is not there. Throws `SealBrokenError`. */
  readonly show: (id: string) => Promise<ShownFinding | undefined>;
  /** False where there is no such finding, or it is in that state already, or it is remediated. */
  readonly decide: (id: string, decision: FindingDecision) => Promise<boolean>;
  /** Writes what was done into the history of a finding, and on the audit log. */
  readonly tell: (id: string, by: string, event: string, detail: object) => Promise<void>;
  /** The live places of a finding as their source names them. */
  readonly keysOf: (
    id: string,
  ) => Promise<
    readonly { readonly key: Buffer; readonly shown: string; readonly driveId: string; readonly content: Buffer }[]
  >;
  /** What happened in a sweep, by event. */
  readonly changes: (
    sweepId: string,
  ) => Promise<readonly { readonly findingId: string; readonly event: string; readonly detail: unknown }[]>;
  /** Files that were not read, or not whole, and why; in the order of paths from `after` on. */
  readonly unread: (
    drive: string,
    after: string,
    limit: number,
  ) => Promise<readonly { readonly path: string; readonly problem: string }[]>;
}

export function driveFindingsOf(db: Db, masterKey: Uint8Array): DriveFindings {
  return {
    list: (filter) => available(list(db, filter)),
    counts: (filter) => available(counts(db, filter)),
    show: (id) => available(show(db, masterKey, id)),
    decide: (id, decision) => available(decide(db, id, decision)),
    tell: async (id, by, event, detail) => {
      await available(
        sql`
          with told as (
            insert into drive_finding_events (finding_id, actor, event, detail)
            values (${id}, ${by}, ${event}, ${JSON.stringify(detail)}::jsonb) returning finding_id
          )
          select append_audit(${by}, ${`drive finding ${event}`}, null, jsonb_build_object('finding', finding_id)) from told
        `.execute(db),
      );
    },
    keysOf: async (id) => {
      const { rows } = await available(
        sql<{ key: Buffer; shown: string; driveId: string; content: Buffer }>`
          select distinct p.key, p.shown, p.drive_id as "driveId", f.content
          from drive_places p join drive_findings f on f.id = p.finding_id
          where f.id = ${id} and p.gone_at is null order by p.shown
        `.execute(db),
      );
      return rows;
    },
    changes: async (sweepId) => {
      const { rows } = await available(
        sql<{ findingId: string; event: string; detail: unknown }>`
          select finding_id as "findingId", event, detail from drive_finding_events where sweep_id = ${sweepId} order by seq
        `.execute(db),
      );
      return rows;
    },
    unread: async (drive, after, limit) => {
      const { rows } = await available(
        sql<{ path: string; problem: string }>`
          select shown as path, problem from drive_files
          where drive_id = (select id from drives where name = ${drive}) and problem is not null and state <> 'gone'
            and shown > ${after} order by shown limit ${limit}
        `.execute(db),
      );
      return rows;
    },
  };
}

/** With what its live places come to: `f.*`, `drive`, `everyone`, `outsiders`. */
function matching(filter: Omit<FindingFilter, 'after' | 'limit'>): RawBuilder<unknown> {
  const { drive, states, categories, owner, path, isExposed, forEveryone, changedIn, ids, inSealedFile } = filter;
  const { withoutCases = [] } = filter;
  const within = (condition: RawBuilder<unknown>) =>
    sql`exists (select from drive_places p where p.finding_id = f.id and ${condition})`;
  return sql`
    select f.*, d.name as drive, coalesce(l.everyone, false) as everyone, coalesce(l.outsiders, 0)::int as outsiders
    from drive_findings f join drives d on d.id = f.drive_id, lateral (
      select bool_or(p.everyone and p.outside <> '[]') as everyone, count(distinct o.principal) as outsiders
      from drive_places p left join lateral jsonb_to_recordset(p.outside) as o (principal text) on true
      where p.finding_id = f.id and p.gone_at is null) l
    where ${drive === undefined ? sql`true` : sql`d.name = ${drive}`}
      and ${states === undefined ? sql`true` : sql`f.state = any(${states})`}
      and ${categories === undefined ? sql`true` : sql`f.category = any(${categories})`}
      and ${ids === undefined ? sql`true` : sql`f.id = any(${ids}::uuid[])`}
      and ${inSealedFile === undefined ? sql`true` : sql`exists (select from sealed_files s where s.id = ${inSealedFile} and s.drive_id = f.drive_id and s.sha256 = f.content)`}
      and ${withoutCases.length === 0 ? sql`true` : sql`not f.cases && ${[...withoutCases]}::text[]`}
      and ${owner === undefined ? sql`true` : within(sql`p.owner = ${owner}`)}
      and ${path === undefined ? sql`true` : within(sql`strpos(p.shown, ${path}) > 0`)}
      and ${isExposed ? sql`l.outsiders > 0` : sql`true`}
      and ${forEveryone ? sql`l.everyone` : sql`true`}
      and ${changedIn === undefined ? sql`true` : sql`exists (select from drive_finding_events e where e.finding_id = f.id and e.sweep_id = ${changedIn})`}`;
}

async function list(db: Db, filter: FindingFilter): Promise<{ findings: DriveFinding[]; next: string | null }> {
  const { rows } = await sql<DriveFinding>`
    with matching as (${matching(filter)}), page as (
      select * from matching where ${filter.after === undefined ? sql`true` : isAfter(filter.after)}
      order by everyone desc, outsiders desc, id desc limit ${filter.limit}
    )
    select id, drive, category, paragraphs, confidence, strictly, body, unit, people, cases, state, paragraph, reason,
      decided_by as "decidedBy", decided_at as "decidedAt", first_seen as "firstSeen", encode(content, 'hex') as content,
      everyone, outsiders, places.places, places."placeCount", coalesce(places."goneAt", (
        select max(ended_at) from drive_sweeps s where s.drive_id = page.drive_id and s.state = 'done')) as "lastSeen"
    from page, lateral (
      select coalesce(jsonb_agg(place order by nth) filter (where nth <= 100), '[]') as places,
        count(*)::int as "placeCount", case when bool_and("goneAt" is not null) then max("goneAt") end as "goneAt"
      from (
        select p.shown as path, p.gone_at as "goneAt",
          row_number() over (order by p.gone_at nulls first, (p.everyone and p.outside <> '[]') desc,
            jsonb_array_length(p.outside) desc, p.shown) as nth,
          jsonb_build_object('path', p.shown, 'part', p.part, 'owner', p.owner, 'readers', p.readers,
            'outside', p.outside, 'everyone', p.everyone, 'firstSeen', p.first_seen, 'goneAt', p.gone_at) as place
        from drive_places p where p.finding_id = page.id) each) places
    order by everyone desc, outsiders desc, id desc
  `.execute(db);
  const last = rows.at(-1);
  const next = last && rows.length === filter.limit ? `${last.everyone}.${last.outsiders}.${last.id}` : null;
  return { findings: rows.map(withDates), next };
}

/** JSON has no dates. */
function withDates(finding: DriveFinding): DriveFinding {
  const places = finding.places.map((place) => ({
    ...place,
    firstSeen: new Date(place.firstSeen),
    goneAt: place.goneAt && new Date(place.goneAt),
  }));
  return { ...finding, places };
}

function isAfter(after: string): RawBuilder<unknown> {
  const [everyone, outsiders, id = ''] = after.split('.');
  return sql`(everyone, outsiders, id) < (${everyone === 'true'}, ${Number(outsiders)}, ${id}::uuid)`;
}

async function counts(db: Db, filter: Omit<FindingFilter, 'after' | 'limit'>): Promise<FindingCounts> {
  const { rows } = await sql<{ state: string; category: string; all: number; everyone: number; exposed: number }>`
    with matching as (${matching(filter)})
    select state, category, count(*)::int as all, (count(*) filter (where everyone))::int as everyone,
      (count(*) filter (where outsiders > 0))::int as exposed
    from matching group by state, category
  `.execute(db);
  const sumBy = (key: 'state' | 'category') => {
    const sums: Record<string, number> = {};
    for (const row of rows) sums[row[key]] = (sums[row[key]] ?? 0) + row.all;
    return sums;
  };
  return {
    byState: sumBy('state'),
    byCategory: sumBy('category'),
    forEveryone: rows.reduce((sum, row) => sum + row.everyone, 0),
    exposed: rows.reduce((sum, row) => sum + row.exposed, 0),
  };
}

async function show(db: Db, masterKey: Uint8Array, id: string): Promise<ShownFinding | undefined> {
  const { findings } = await list(db, { ids: [id], limit: 1 });
  const [found] = findings;
  if (!found) return undefined;
  const { rows } = await sql<{ dataKey: Buffer; sealed: Buffer }>`
    select data_key as "dataKey", sealed from drive_findings where id = ${id}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const key = unwrapDataKey(masterKey, row.dataKey, id);
  const { rows: events } = await sql<FindingEvent>`
    select at, actor, event, sweep_id as sweep, detail from drive_finding_events where finding_id = ${id} order by seq
  `.execute(db);
  return { ...found, finding: JSON.parse(unseal(key, row.sealed, `drive finding ${id}`).toString()), events };
}

async function decide(db: Db, id: string, { state, paragraph, reason, by }: FindingDecision): Promise<boolean> {
  const word = state === 'open' ? 'reopened' : state;
  const detail = JSON.stringify({ finding: id, paragraph, reason });
  const { rows } = await sql`
    with decided as (
      update drive_findings set state = ${state}, paragraph = ${paragraph}, reason = ${reason}, decided_by = ${by},
        decided_at = now()
      where id = ${id} and state <> ${state} and state <> 'remediated' returning id
    ), told as (
      insert into drive_finding_events (finding_id, actor, event, detail)
      select id, ${by}, ${word}, ${JSON.stringify({ paragraph, reason })}::jsonb from decided
    )
    select append_audit(${by}, ${`drive finding ${word}`}, null, ${detail}::jsonb) from decided
  `.execute(db);
  return rows.length > 0;
}
