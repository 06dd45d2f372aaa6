/**
 * Another master key for everything that is sealed (docs/decisions/0085).
 *
 * What a key of its own seals (messages, findings and files of drives) stays as it is: that key alone is wrapped anew. What
 * the master key seals itself is sealed anew. All in one transaction, so that there is never a row of each kind: where it
 * breaks off, nothing was changed.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import { available } from './errors.ts';
import { othersPresent } from './presence.ts';
import { SealBrokenError, seal, unseal } from './seal.ts';
import { BOUND, proofIn, sealedBefore, tryToOpen } from './secret-proof.ts';

/** Other processes have this database open, and would go on sealing by the old key. */
export class StillOpenError extends Error {
  override readonly name = 'StillOpenError';
}

export type Rotated =
  /** Everything is sealed by the new key already, as where the command that did it was killed before it could say so. */
  | { readonly kind: 'already' }
  | {
      readonly kind: 'rotated';
      /** Keys and texts that the new key seals now. */
      readonly sealed: number;
      /** What the old key did not open either, left as it was. */
      readonly unopened: number;
      readonly recoveryCodes: number;
      readonly hadRoll: boolean;
    };

export interface Rotation {
  /** From the store's key to `newKey`. Throws `StillOpenError`, and `WrongSecretError` where neither opens the database. */
  readonly rotate: (newKey: Uint8Array, by: string) => Promise<Rotated>;
}

/** A column that the master key seals itself; `bound` is what `seal` was given in the room that writes it. */
interface Column {
  readonly table: string;
  readonly column: string;
  readonly key: string;
  readonly type: 'uuid' | 'bigint';
  readonly bound: RawBuilder<unknown>;
  /** Rows at once: keys are small, a register may have megabytes. */
  readonly atOnce: number;
}

const dataKey = (table: string): Column => ({
  table,
  column: 'data_key',
  key: 'id',
  type: 'uuid',
  bound: sql`'key ' || id`,
  atOnce: 1000,
});

const COLUMNS: readonly Column[] = [
  dataKey('messages'),
  dataKey('drive_findings'),
  dataKey('sealed_files'),
  { table: 'drives', column: 'settings', key: 'id', type: 'uuid', bound: sql`'drive ' || name`, atOnce: 100 },
  { table: 'users', column: 'totp_secret', key: 'id', type: 'uuid', bound: sql`'totp ' || id`, atOnce: 1000 },
  {
    table: 'register_versions',
    column: 'text',
    key: 'seq',
    type: 'bigint',
    bound: sql`'register ' || version`,
    atOnce: 5,
  },
];

export function rotationOf(db: Db, masterKey: Uint8Array, presence: number): Rotation {
  return {
    rotate: (newKey, by) =>
      available(db.transaction().execute((transaction) => rotate(transaction, masterKey, newKey, presence, by))),
  };
}

async function rotate(db: Db, oldKey: Uint8Array, newKey: Uint8Array, presence: number, by: string): Promise<Rotated> {
  // Whoever starts takes its presence first and then reads the proof: it is seen here, or waits there and is refused.
  await sql`lock table secret_proof in access exclusive mode`.execute(db);
  const proof = await proofIn(db);
  if (proof && opens(newKey, proof.sealed, proof.bound)) return { kind: 'already' };
  for (const { sealed, bound } of proof ? [proof] : await sealedBefore(db)) tryToOpen(oldKey, sealed, bound);

  const others = await othersPresent(db, presence);
  if (others > 0) {
    const many = others === 1 ? 'another process has' : `${others} other processes have`;
    throw new StillOpenError(`${many} this database open: stop serve and every role first`);
  }

  let sealed = 0;
  let unopened = 0;
  for (const column of COLUMNS) {
    const counted = await sealAnew(db, oldKey, newKey, column);
    sealed += counted.sealed;
    unopened += counted.unopened;
  }
  const fresh = seal(newKey, Buffer.from(BOUND), BOUND);
  await sql`
    insert into secret_proof (sealed) values (${fresh}) on conflict (is_only) do update set sealed = excluded.sealed
  `.execute(db);

  // Hashes by keys that are derived from the old one: nothing could meet them any more.
  const codes = await sql`delete from recovery_codes`.execute(db);
  // Emptied and not deleted: each machine takes its snapshot of it away (`snapshot.ts`), by which nobody would be a member.
  const roll = await sql`update reference_tables set content = '' where content <> ''`.execute(db);
  const detail = { sealed, unopened };
  await sql`select append_audit(${by}, 'secret changed', null, ${JSON.stringify(detail)}::jsonb)`.execute(db);
  return {
    kind: 'rotated',
    sealed,
    unopened,
    recoveryCodes: Number(codes.numAffectedRows ?? 0n),
    hadRoll: (roll.numAffectedRows ?? 0n) > 0n,
  };
}

async function sealAnew(
  db: Db,
  oldKey: Uint8Array,
  newKey: Uint8Array,
  { table, column, key, type, bound, atOnce }: Column,
): Promise<{ sealed: number; unopened: number }> {
  let sealed = 0;
  let unopened = 0;
  const [rows, id, held] = [sql.table(table), sql.ref(key), sql.ref(column)];
  for (let after: string | undefined; ; ) {
    const { rows: some } = await sql<{ id: string; held: Buffer; bound: string }>`
      select ${id}::text as id, ${held} as held, ${bound} as bound from ${rows}
      where ${held} is not null and ${after === undefined ? sql`true` : sql`${id} > ${after}::${sql.raw(type)}`}
      order by ${id} limit ${sql.lit(atOnce)}
    `.execute(db);
    const opened = some.flatMap((row) => {
      const plain = opens(oldKey, row.held, row.bound);
      return plain ? [{ id: row.id, sealed: seal(newKey, plain, row.bound) }] : [];
    });
    await sql`
      update ${rows} set ${sql.ref(column)} = fresh.sealed
      from unnest(${opened.map((each) => each.id)}::${sql.raw(type)}[], ${opened.map((each) => each.sealed)}::bytea[])
        as fresh (fresh_id, sealed)
      where ${id} = fresh.fresh_id
    `.execute(db);
    sealed += opened.length;
    unopened += some.length - opened.length;
    if (some.length < atOnce) return { sealed, unopened };
    after = some.at(-1)?.id;
  }
}

function opens(key: Uint8Array, sealed: Uint8Array, bound: string): Buffer | undefined {
  try {
    return unseal(key, sealed, bound);
  } catch (error) {
    if (error instanceof SealBrokenError) return undefined;
    throw error;
  }
}
