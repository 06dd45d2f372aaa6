/**
 * What senders are told after a hold: that it was rejected and why, that its time ran out, or what a reviewer asks.
 *
 * Each is claimed and stored in one transaction, as `notices.ts` does it, so that a job that runs twice tells once. A
 * rejection is told when it can no longer be undone.
 */
import { sql } from 'kysely';
import type { Decision } from '../policy/decision.ts';
import { readHeader } from './chunks.ts';
import { linkTokenOf } from './claims.ts';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { insertOwnMessage, type OwnMessage } from './own-message.ts';
import { unwrapDataKey } from './seal.ts';

/** What a letter is made from: nothing of it is text of the message. */
export interface OutcomeTold {
  readonly id: string;
  /** Who authenticated: nobody else is ever told. */
  readonly login: string;
  readonly receivedAt: Date;
  readonly decision: Decision;
  /** Who will not get it. */
  readonly recipients: readonly string[];
  /** The header as it came, to tell automatic mail. */
  readonly header: string;
  readonly about:
    | { readonly kind: 'rejected'; readonly reason: string }
    | { readonly kind: 'returned' }
    | { readonly kind: 'asked'; readonly question: string; readonly token: string };
}

export type WriteOutcome = (told: OutcomeTold) => Promise<OwnMessage | null>;

export interface Outcomes {
  /** Gives the ids of the letters that were stored. */
  readonly tell: (messageId: string, write: WriteOutcome) => Promise<readonly string[]>;
}

interface Row {
  readonly login: string | null;
  readonly received_at: Date;
  readonly decision: Decision;
  readonly data_key: Buffer | null;
}

export function outcomesOf(db: Db, masterKey: Uint8Array, linkKey: Uint8Array): Outcomes {
  return {
    tell: (messageId, write) =>
      available(
        db.transaction().execute(async (transaction) => {
          const due = [
            ...(await rejections(transaction, messageId)),
            ...(await returns(transaction, messageId)),
            ...(await questions(transaction, messageId, linkKey)),
          ];
          if (due.length === 0) return [];
          const message = await messageOf(transaction, masterKey, messageId);
          const letters: string[] = [];
          for (const { about, recipients } of message ? due : []) {
            const own = message && (await write({ id: messageId, ...message, recipients, about }));
            if (own) letters.push(await insertOwnMessage(transaction, masterKey, own));
          }
          return letters;
        }),
      ),
  };
}

type Due = Pick<OutcomeTold, 'about' | 'recipients'>;

async function rejections(db: Db, messageId: string): Promise<Due[]> {
  const { rows } = await sql<{ reason: string; recipients: string[] }>`
    update verdicts set told_at = now() from messages
    where message_id = ${messageId} and messages.id = message_id and kind = 'reject' and verdicts.state = 'standing'
      and told_at is null and (undo_until is null or undo_until <= now())
    returning verdicts.reason, array(select address from recipients
      where recipients.message_id = ${messageId} and ordinal = any(verdicts.recipients) order by ordinal) as recipients
  `.execute(db);
  return rows.map(({ reason, recipients }) => ({ about: { kind: 'rejected', reason }, recipients }));
}

/** By the clock alone: who took a message back by the link of its notice knows. */
async function returns(db: Db, messageId: string): Promise<Due[]> {
  const { rows } = await sql<{ recipients: string[] }>`
    update messages set outcome_told_at = now()
    where id = ${messageId} and outcome_told_at is null
      and exists (select from audit where audit.message_id = ${messageId} and audit.action = 'ran out')
    returning array(select address from recipients
      where recipients.message_id = ${messageId} and recipients.state = 'rejected' order by ordinal) as recipients
  `.execute(db);
  return rows.map(({ recipients }) => ({ about: { kind: 'returned' }, recipients }));
}

async function questions(db: Db, messageId: string, linkKey: Uint8Array): Promise<Due[]> {
  const { rows } = await sql<{ id: string; question: string; recipients: string[] }>`
    update claim_links set sent_at = now()
    where message_id = ${messageId} and question is not null and sent_at is null and expires_at > now()
    returning id, question, array(select address from recipients
      where recipients.message_id = ${messageId} and recipients.state = 'held' order by ordinal) as recipients
  `.execute(db);
  return rows.map(({ id, question, recipients }) => ({
    about: { kind: 'asked', question, token: linkTokenOf(id, linkKey) },
    recipients,
  }));
}

/** Undefined where nobody is known who could be told. */
async function messageOf(
  db: Db,
  masterKey: Uint8Array,
  id: string,
): Promise<Pick<OutcomeTold, 'login' | 'receivedAt' | 'decision' | 'header'> | undefined> {
  const { rows } = await sql<Row>`
    select login, received_at, decision, data_key from messages where id = ${id} and mail_from <> ''
  `.execute(db);
  const [row] = rows;
  if (!row?.login) return undefined;
  const { login, received_at: receivedAt, decision } = row;
  const header = row.data_key ? await readHeader(db, unwrapDataKey(masterKey, row.data_key, id), id) : '';
  return { login, receivedAt, decision, header };
}
