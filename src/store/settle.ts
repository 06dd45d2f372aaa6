/**
 * Settling: what an inspection comes to, in one statement guarded by the state before.
 *
 * What quotes the message is sealed under its own key; the decision names people and paragraphs and is kept as it is. Of
 * findings a remnant without a word of the message stays, so that a changed policy can be asked about it later.
 */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Finding } from '../../classifiers/finding.ts';
import type { Inspection } from '../inspect.ts';
import type { Decision } from '../policy/decision.ts';
import { sealReason } from './claims.ts';
import type { Db } from './database.ts';
import { CHANNEL } from './events.ts';
import { holdFactsOf, sealText } from './hold-facts.ts';
import { printKeyOf, seal, unwrapDataKey } from './seal.ts';

/** What is sealed with a held message for its reviewer: findings quote confidential text. */
export interface StoredInspection {
  readonly findings: readonly Finding[];
  readonly unscannable: Inspection['unscannable'];
  /** Null where the message is forgotten: then nothing of it is quoted. */
  readonly coverage: Inspection['coverage'] | null;
  readonly from: readonly string[];
}

export interface Versions {
  readonly register: string;
  readonly policy: string;
}

/** What stays of an inspection when the message is forgotten: no quote, no name of a part, nobody who is exposed. */
export interface Kept {
  readonly findings: readonly Finding[];
  readonly unscannable: Inspection['unscannable'];
  readonly from: readonly string[];
  readonly claims: readonly { readonly codes: readonly string[] }[];
}

/** The message: under whose lease it is, and its wrapped data key, undefined where it is forgotten. */
export interface Unsettled {
  readonly id: string;
  readonly lease: string | null;
  readonly wrapped: Buffer | undefined;
}

/** Gives whether it was ours to settle. Its lease ends with this. */
export async function settle(
  db: Db,
  masterKey: Uint8Array,
  { id, lease, wrapped }: Unsettled,
  inspection: Inspection,
  versions: Versions,
): Promise<boolean> {
  const { decision, findings, unscannable, coverage, head, from, claims } = inspection;
  const state = decision.action === 'release' ? 'released' : 'held';
  const stored: StoredInspection = { findings, unscannable, coverage, from };

  const isHeld = state === 'held';
  const dataKey = wrapped ? unwrapDataKey(masterKey, wrapped, id) : undefined;
  const sealed = dataKey ? seal(dataKey, Buffer.from(JSON.stringify(stored)), `inspection ${id}`) : null;
  const facts = isHeld ? holdFactsOf(inspection, printKeyOf(masterKey)) : undefined;
  const text = isHeld && dataKey && inspection.document ? await sealText(inspection.document, dataKey, id) : null;

  const held = decision.recipients.filter(({ action }) => action === 'hold' || decision.action === 'hold');
  const categories = [...new Set(findings.map(({ category }) => category))];
  const record = { action: decision.action, reason: decision.reason, categories, ...versions };
  const written = wrapped ? claims.filter(({ source }) => source !== 'link') : [];
  const subject = head && withoutNul(head.subject.slice(0, 998));
  const reasons = written.map(({ reason }) => (wrapped ? sealReason(masterKey, { id, key: wrapped }, reason) : reason));
  const { rows } = await sql`
    with settled as (
      update messages set state = ${state}, state_since = now(),
        held_at = case when ${state} = 'held' then coalesce(held_at, now()) end,
        deliver_after = case when ${decision.action} = 'hold' and deliver_after = 'infinity' then null else deliver_after end,
        action = ${decision.action}, reason = ${decision.reason}, decision = ${jsonOf(withoutQuotes(decision))}::jsonb,
        inspection = ${sealed}, categories = ${categories}::text[], subject = ${(wrapped && subject) || null},
        kept = ${findings.length > 0 ? jsonOf(keptOf(inspection)) : null}::jsonb,
        register_version = ${versions.register}, policy_version = ${versions.policy},
        gravity = ${facts?.gravity ?? 0}, is_strictly = ${facts?.isStrictly ?? false},
        thread = ${facts ? [...facts.thread] : null}::bytea[], prints = ${facts ? [...facts.prints] : null}::bytea[],
        search = array_to_tsvector(${facts ? [...facts.words] : null}::text[]),
        relay_lease = null, relay_holder = null, relay_lease_until = null
      where id = ${id} and state = 'inspecting' and relay_lease is not distinct from ${lease}
      returning id, coalesce(login, mail_from) as sender
    ), each as (
      update recipients set state = case when recipients.address = any(${held.map(({ address }) => address)}::text[])
          then 'held' when recipients.state = 'deferred' then 'deferred' else 'pending' end,
        reason = decided.reason, updated_at = now()
      from settled, unnest(${decision.recipients.map(({ address }) => address)}::text[],
        ${decision.recipients.map(({ reason }) => reason)}::text[]) as decided (address, reason)
      where recipients.message_id = settled.id and recipients.address = decided.address
        -- one whose mail server was away has not had it, and is decided on anew like the others
        and recipients.state in ('pending', 'held', 'deferred')
    ), texts as (
      insert into message_texts (message_id, sealed) select id, ${text}::bytea from settled where ${text}::bytea is not null
      on conflict (message_id) do update set sealed = excluded.sealed
    ), claimed as (
      insert into claims (id, message_id, sender, codes, reason, source)
      select said.id, settled.id, settled.sender, string_to_array(said.codes, ','), said.reason, said.source
      from settled, unnest(${written.map(() => uuidv7())}::uuid[], ${written.map(({ codes }) => codes.join(','))}::text[],
        ${reasons}::bytea[], ${written.map(({ source }) => source)}::text[]) as said (id, codes, reason, source)
      where not exists (select from claims where message_id = settled.id and source <> 'link')
    )
    select append_audit('reticent', ${`decided ${state}`}, id, ${JSON.stringify(record)}::jsonb),
      pg_notify(${CHANNEL}, id || ' ' || ${state})
    from settled
  `.execute(db);
  return rows.length > 0;
}

/** Neither a text nor a `jsonb` of PostgreSQL holds a NUL; a subject and a `From:` line of hostile mail may. */
function withoutNul(text: string): string {
  return text.replaceAll('\0', '');
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'string' ? withoutNul(each) : each));
}

/** Sentences quote the message: the sealed findings hold them, and the decision is stored without. */
function withoutQuotes(decision: Decision): Decision {
  return {
    ...decision,
    recipients: decision.recipients.map((recipient) => ({
      ...recipient,
      grounds: recipient.grounds.map((result) => ({
        ...result,
        conditions: result.conditions.map(({ sentences: _quoted, ...condition }) => condition),
      })),
    })),
  };
}

function keptOf({ findings, unscannable, from, claims }: Inspection): Kept {
  const parts = [...new Set(findings.map(({ part }) => part))];
  return {
    findings: findings.map((finding) => ({
      ...finding,
      part: String(parts.indexOf(finding.part)),
      exposed: [],
      beyond: [],
      evidence: [],
      fingerprints: finding.fingerprints.map((each) => ({ ...each, title: '' })),
    })),
    unscannable: unscannable.map((each) => ({ ...each, part: '' })),
    from,
    claims: claims.map(({ codes }) => ({ codes })),
  };
}
