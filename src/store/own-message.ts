/** Messages that we write ourselves, from the null sender: bounces and notices. They are released as they are born. */
import { Readable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { type SealedChunk, sealChunks } from './chunks.ts';
import type { Db } from './database.ts';
import type { Envelope } from './envelope.ts';
import { insertMessage } from './insert-message.ts';
import { newDataKey } from './seal.ts';

export interface OwnMessage {
  /** UUIDv7, of who has to know it before it is stored. */
  readonly id?: string;
  readonly recipient: string;
  readonly raw: Buffer;
}

/** Gives the id. Without a job it is found by the reconciler, like every released message. */
export async function insertOwnMessage(
  db: Db,
  masterKey: Uint8Array,
  { id = uuidv7(), recipient, raw }: OwnMessage,
): Promise<string> {
  const dataKey = newDataKey(masterKey, id);
  const sealing = sealChunks(Readable.from([raw]), dataKey, id);
  const chunks: SealedChunk[] = [];
  let next = await sealing.next();
  for (; !next.done; next = await sealing.next()) chunks.push(next.value);
  const envelope: Envelope = {
    via: 'smtp',
    login: null,
    mailFrom: '',
    recipients: [{ address: recipient }],
    smtputf8: false,
    body8bit: true,
    client: { address: '127.0.0.1', helo: null, tls: false },
  };
  await insertMessage(db, { id, state: 'released', dataKey, envelope, ...next.value }, chunks);
  return id;
}
