/**
 * What decisions teach: which findings a reviewer confirmed and which they overruled, by signal.
 *
 * Written with the verdict (`verdicts.ts`). The text of a part is kept only where the reviewer allowed it, sealed under
 * the message's key, so that it goes when the message goes.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { unseal, unwrapDataKey } from './seal.ts';

export interface SignalRecord {
  readonly signal: string;
  readonly category: string;
  /** Decisions on findings in which it spoke. */
  readonly decided: number;
  /** Of those, how many were no Confidential Matter after all. */
  readonly overruled: number;
  readonly meanWeight: number;
}

/** One labelled example for `npm run train`. */
export interface LabelledFeatures {
  readonly category: string;
  readonly isMatter: boolean;
  readonly confidence: number;
  readonly signals: readonly { readonly signal: string; readonly weight: number }[];
  readonly learntAt: Date;
  /** Where the reviewer allowed it and the message is still there. */
  readonly text: string | null;
}

export interface Lessons {
  /** How often each signal was overruled, the most often first. */
  readonly signals: (limit: number) => Promise<readonly SignalRecord[]>;
  readonly all: (limit: number) => Promise<readonly LabelledFeatures[]>;
}

export function lessonsIn(db: Db, masterKey: Uint8Array): Lessons {
  return {
    signals: async (limit) => {
      const { rows } = await available(
        sql<SignalRecord>`
          select each ->> 'signal' as signal, category, count(*)::float8 as decided,
            count(*) filter (where not is_matter)::float8 as overruled, avg((each ->> 'weight')::float8) as "meanWeight"
          from lessons, jsonb_array_elements(signals) as each
          group by 1, 2 order by overruled desc, decided desc, signal limit ${limit}
        `.execute(db),
      );
      return rows;
    },
    all: async (limit) => {
      const { rows } = await available(
        sql<
          Omit<LabelledFeatures, 'text'> & { messageId: string; id: string; sealed: Buffer | null; key: Buffer | null }
        >`
          select lessons.id, message_id as "messageId", category, is_matter as "isMatter", confidence::float8 as confidence,
            signals, learnt_at as "learntAt", sealed, data_key as key
          from lessons join messages on messages.id = message_id
          order by lessons.id limit ${limit}
        `.execute(db),
      );
      return rows.map(({ id: _id, messageId, sealed, key, ...features }) => ({
        ...features,
        text:
          sealed && key
            ? unseal(unwrapDataKey(masterKey, key, messageId), sealed, `lesson ${messageId}`).toString()
            : null,
      }));
    },
  };
}
