/**
 * Claims: the sender's word that a paragraph applies, by header, subject, or the link of a notice; and what became of it.
 *
 * A link is an id and its signature (HMAC-SHA-256 under a key for links): it works once, for a time, and without signing
 * in, so it shows only what the sender wrote. Following it changes nothing, because mail scanners follow links too.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { parse, stringify, v7 as uuidv7 } from 'uuid';
import type { Claim, Decision } from '../policy/decision.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { CHANNEL } from './events.ts';
import { givenBack, hasRecipients } from './give-back.ts';
import { seal, unseal, unwrapDataKey } from './seal.ts';

/** A claim as the reviewer sees it. */
export interface RecordedClaim extends Claim {
  readonly madeAt: Date;
  /** Address of the browser, for a link; null for what stood in the message. */
  readonly madeFrom: string | null;
  readonly outcome: 'confirmed' | 'refused' | null;
}

/** What the page behind a link shows: the sender's own words, and why they were stopped. */
export interface LinkedMessage {
  readonly messageId: string;
  readonly sender: string;
  readonly subject: string | null;
  readonly receivedAt: Date;
  readonly recipients: readonly string[];
  readonly decision: Decision;
  /** What a reviewer wants to know, where one asked. */
  readonly question: string | null;
}

export type LinkState =
  | { readonly kind: 'open'; readonly message: LinkedMessage }
  /**
   * `used`: it was answered by, and the message waits on; `over`: the time of the link, and the message waits on; `busy`:
   * it is being scanned again; `ended`: somebody will not get it.
   */
  | { readonly kind: 'closed'; readonly why: 'used' | 'over' | 'busy' | 'released' | 'ended' }
  | { readonly kind: 'unknown' };

export interface Claims {
  /** A link by which the sender of a held message may claim; gives its token. */
  readonly link: (messageId: string, asked?: { readonly by: string; readonly question: string }) => Promise<string>;
  readonly open: (token: string) => Promise<LinkState>;
  /**
   * Uses a link up: records the claim and gives the message back to inspection. Gives the message's id; undefined where
   * the link is closed or unknown by now.
   */
  readonly redeem: (
    token: string,
    claim: Pick<Claim, 'codes' | 'reason'>,
    madeFrom: string,
  ) => Promise<string | undefined>;
  /** Uses a link up for words that claim nothing, asked for or not; they stand on the message, which waits on. */
  readonly answer: (token: string, text: string) => Promise<boolean>;
  /**
   * The sender takes it back from those for whom it is held, also by a link that they answered by. False where it waits no
   * longer, or the link is over or unknown.
   */
  readonly withdraw: (token: string) => Promise<boolean>;
  /** Of one message, in the order of making. Reasons are empty where the message is forgotten. */
  readonly of: (messageId: string) => Promise<readonly RecordedClaim[]>;
  /** How many of the last year were decided, and refused, of all addresses together, in any letters. */
  readonly recordOf: (addresses: readonly string[]) => Promise<{ readonly decided: number; readonly refused: number }>;
}

const LINK_DAYS = 14;
const SIGNATURE_BYTES = 16;

export function claimsIn(db: Db, masterKey: Uint8Array, linkKey: Uint8Array): Claims {
  return {
    link: async (messageId, asked) => {
      const id = uuidv7();
      await available(
        sql`
          insert into claim_links (id, message_id, expires_at, asked_by, question)
          values (${id}, ${messageId}, now() + ${LINK_DAYS} * interval '1 day', ${asked?.by ?? null}, ${asked?.question ?? null})
        `.execute(db),
      );
      return linkTokenOf(id, linkKey);
    },
    open: async (token) => {
      const id = idOf(token, linkKey);
      return id ? available(open(db, id)) : { kind: 'unknown' };
    },
    redeem: async (token, claim, madeFrom) => {
      const id = idOf(token, linkKey);
      return id ? available(redeem(db, masterKey, id, claim, madeFrom)) : undefined;
    },
    answer: async (token, text) => {
      const id = idOf(token, linkKey);
      return id !== undefined && (await available(answer(db, masterKey, id, text)));
    },
    withdraw: async (token) => {
      const id = idOf(token, linkKey);
      return id !== undefined && (await available(withdraw(db, id)));
    },
    of: (messageId) => available(claimsOfMessage(db, masterKey, messageId)),
    recordOf: (addresses) => available(recordOf(db, addresses)),
  };
}

function signature(id: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('claim').update(id).digest().subarray(0, SIGNATURE_BYTES);
}

/** The token of a link, as often as it is asked for. */
export function linkTokenOf(id: string, key: Uint8Array): string {
  const bytes = parse(id);
  return Buffer.concat([bytes, signature(bytes, key)]).toString('base64url');
}

/** Undefined for a token that we did not make. */
function idOf(token: string, key: Uint8Array): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== 16 + SIGNATURE_BYTES) return undefined;
  const id = bytes.subarray(0, 16);
  return timingSafeEqual(bytes.subarray(16), signature(id, key)) ? stringify(id) : undefined;
}

async function open(db: Db, id: string): Promise<LinkState> {
  const { rows } = await sql<LinkedMessage & { state: string; isUsed: boolean; isOver: boolean; isForAll: boolean }>`
    select messages.id as "messageId", coalesce(login, mail_from) as sender, subject, received_at as "receivedAt",
      decision, question,
      array(select address from recipients where message_id = messages.id and recipients.state = 'held' order by ordinal) as recipients,
      state, used_at is not null as "isUsed", expires_at <= now() as "isOver",
      not ${hasRecipients('rejected')} as "isForAll"
    from claim_links join messages on messages.id = claim_links.message_id
    where claim_links.id = ${id}
  `.execute(db);
  const [row] = rows;
  if (!row) return { kind: 'unknown' };
  const { state, isUsed, isOver, isForAll, ...message } = row;
  // Of a split message its other half went, or still goes, also where this one was rejected or taken back.
  if (state === 'released' || state === 'relayed') return { kind: 'closed', why: isForAll ? 'released' : 'ended' };
  if (state !== 'held' && state !== 'inspecting') return { kind: 'closed', why: 'ended' };
  if (isOver) return { kind: 'closed', why: 'over' };
  if (isUsed) return { kind: 'closed', why: 'used' };
  return state === 'held' ? { kind: 'open', message } : { kind: 'closed', why: 'busy' };
}

function redeem(
  db: Db,
  masterKey: Uint8Array,
  id: string,
  { codes, reason }: Pick<Claim, 'codes' | 'reason'>,
  madeFrom: string,
): Promise<string | undefined> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string; sender: string; key: Buffer }>`
      with used as (
        update claim_links set used_at = now()
        from messages
        where claim_links.id = ${id} and used_at is null and expires_at > now()
          and messages.id = claim_links.message_id and messages.state = 'held'
        returning messages.id
      )
      update messages set state = 'inspecting', state_since = now(), inspections = 0
      from used where messages.id = used.id
      returning messages.id, coalesce(login, mail_from) as sender, data_key as key
    `.execute(transaction);
    const [message] = rows;
    if (!message) return undefined;
    const sealed = sealReason(masterKey, message, reason);
    await sql`
      insert into claims (id, message_id, sender, codes, reason, source, made_from)
      values (${uuidv7()}, ${message.id}, ${message.sender}, ${[...codes]}::text[], ${sealed}, 'link', ${madeFrom})
    `.execute(transaction);
    const detail = JSON.stringify({ codes, source: 'link', from: madeFrom });
    await sql`
      select append_audit(${message.sender}, 'claimed', ${message.id}, ${detail}::jsonb),
        pg_notify(${CHANNEL}, ${message.id} || ' inspecting')
    `.execute(transaction);
    return message.id;
  });
}

function answer(db: Db, masterKey: Uint8Array, id: string, text: string): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ id: string; sender: string; key: Buffer }>`
      update claim_links set used_at = now()
      from messages
      where claim_links.id = ${id} and used_at is null and expires_at > now()
        and messages.id = claim_links.message_id and messages.state = 'held' and data_key is not null
      returning messages.id, coalesce(login, mail_from) as sender, data_key as key
    `.execute(transaction);
    const [message] = rows;
    if (!message) return false;
    const noteId = uuidv7();
    const sealed = seal(unwrapDataKey(masterKey, message.key, message.id), Buffer.from(text), `note ${noteId}`);
    await sql`
      with written as (
        insert into hold_notes (id, message_id, kind, written_by, sealed)
        values (${noteId}, ${message.id}, 'answer', ${message.sender}, ${sealed})
      )
      select append_audit(${message.sender}, 'answered', ${message.id}, '{}'::jsonb),
        pg_notify(${CHANNEL}, ${message.id} || ' changed')
    `.execute(transaction);
    return true;
  });
}

async function withdraw(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql`
    with used as (
      update claim_links set used_at = coalesce(used_at, now())
      from messages
      where claim_links.id = ${id} and expires_at > now()
        and messages.id = claim_links.message_id and messages.state = 'held'
      returning messages.id
    ), ${givenBack(sql`used`)}
    select append_audit(sender, 'withdrawn by the sender', id, '{}'::jsonb), pg_notify(${CHANNEL}, id || ' ' || state)
    from back
  `.execute(db);
  return rows.length > 0;
}

/** A reason sealed under the message's own key, so that it is forgotten with the message. */
export function sealReason(masterKey: Uint8Array, { id, key }: { id: string; key: Buffer }, reason: string): Buffer {
  return seal(unwrapDataKey(masterKey, key, id), Buffer.from(reason), `claim ${id}`);
}

export function unsealReason(masterKey: Uint8Array, id: string, key: Buffer, sealed: Buffer): string {
  return unseal(unwrapDataKey(masterKey, key, id), sealed, `claim ${id}`).toString();
}

async function claimsOfMessage(db: Db, masterKey: Uint8Array, messageId: string): Promise<RecordedClaim[]> {
  const { rows } = await sql<Omit<RecordedClaim, 'reason'> & { sealed: Buffer; key: Buffer | null }>`
    select codes, claims.reason as sealed, source, made_at as "madeAt", made_from as "madeFrom", outcome, data_key as key
    from claims join messages on messages.id = message_id where message_id = ${messageId} order by claims.id
  `.execute(db);
  return rows.map(({ sealed, key, ...claim }) => ({
    ...claim,
    reason: key ? unsealReason(masterKey, messageId, key, sealed) : '',
  }));
}

async function recordOf(db: Db, addresses: readonly string[]): Promise<{ decided: number; refused: number }> {
  const lower = addresses.map((each) => each.toLowerCase());
  const { rows } = await sql<{ decided: number; refused: number }>`
    select count(*)::int as decided, (count(*) filter (where outcome = 'refused'))::int as refused
    from claims where lower(sender) = any(${lower}) and outcome is not null and decided_at > now() - interval '1 year'
  `.execute(db);
  return rows[0] ?? { decided: 0, refused: 0 };
}
