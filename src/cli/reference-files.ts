/**
 * Reference data as it lies in the data folder's `reference/`: fingerprints and the roll, so that `scan` needs no database.
 *
 * `fingerprints.json` holds hashes and no text. `roll.bin` is a header of 16 bytes (`RRL1`, members, slots, all 32-bit
 * little-endian, and four zero bytes) and the table. Files are replaced whole, by rename. The record of all of them is the
 * store's; these are its snapshot.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CircleFact, type Circles, countIn } from '../../classifiers/circles.ts';
import type { Fingerprint, Roll } from '../../classifiers/context.ts';
import { circleHash, openRoll, type RollKey, type RollTable } from '../../classifiers/roll.ts';
import { deriveKey, loadSecret } from '../config/secret.ts';
import type { TableName } from '../store/reference-data.ts';

/** A file of the data folder that is not what we wrote. */
export class ReferenceFileError extends Error {
  override readonly name = 'ReferenceFileError';
}

const stored = z.array(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    kind: z.enum(['plain', 'strict', 'published']),
    shingles: z.array(z.number()),
  }),
);

export function readFingerprints(dataDir: string): Fingerprint[] {
  const path = join(dataDir, 'reference', 'fingerprints.json');
  if (!existsSync(path)) return [];
  const read = stored.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!read.success) throw new ReferenceFileError(`${path}: is not a list of fingerprints`);
  return read.data.map((each) => ({ ...each, shingles: Float64Array.from(each.shingles) }));
}

export function writeFingerprints(dataDir: string, fingerprints: readonly Fingerprint[]): void {
  const rows = fingerprints.map((each) => ({ ...each, shingles: [...each.shingles] }));
  replace(dataDir, 'fingerprints.json', Buffer.from(`${JSON.stringify(rows)}\n`));
}

const MAGIC = 0x314c5252;
const HEADER = 16;

/** The roll, or null where none was imported. The key is derived from the master key. */
export function readRoll(dataDir: string): Roll | null {
  const path = join(dataDir, 'reference', 'roll.bin');
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  if (bytes.length < HEADER || bytes.readUInt32LE(0) !== MAGIC || bytes.length !== HEADER + bytes.readUInt32LE(8) * 8) {
    throw new ReferenceFileError(`${path}: is not a roll`);
  }
  const slots = new Uint32Array(bytes.buffer.slice(bytes.byteOffset + HEADER, bytes.byteOffset + bytes.length));
  return openRoll({ members: bytes.readUInt32LE(4), slots }, rollKeyOf(dataDir));
}

/** The roll as its file holds it. */
export function rollBytes({ members, slots }: RollTable): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(members, 4);
  header.writeUInt32LE(slots.length / 2, 8);
  return Buffer.concat([header, Buffer.from(slots.buffer)]);
}

const CIRCLES_MAGIC = 0x31435252;
const FACTS: readonly CircleFact[] = ['unit', 'office', 'date', 'sex'];

/** Asks how many members fit; `units` are the names of one unit. */
export type CountCircle = (facts: Parameters<typeof countIn>[1]) => number | null;

/** Null where no list was imported. `circles.bin`: `RRC1`, facts as bits, how many, zero; keys; counts. */
export function readCircles(dataDir: string): CountCircle | null {
  const path = join(dataDir, 'reference', 'circles.bin');
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const size = bytes.length < HEADER ? -1 : bytes.readUInt32LE(8);
  if (size < 0 || bytes.readUInt32LE(0) !== CIRCLES_MAGIC || bytes.length !== HEADER + size * 9) {
    throw new ReferenceFileError(`${path}: is not a table of circles`);
  }
  const from = bytes.byteOffset + HEADER;
  const circles: Circles = {
    known: FACTS.filter((_fact, bit) => (bytes.readUInt32LE(4) >> bit) & 1),
    keys: new Float64Array(bytes.buffer.slice(from, from + size * 8)),
    counts: new Uint8Array(bytes.buffer.slice(from + size * 8, from + size * 9)),
  };
  const hash = circleHash(rollKeyOf(dataDir));
  return (facts) => countIn(circles, facts, hash);
}

/** The circles as their file holds them. */
export function circlesBytes({ known, keys, counts }: Circles): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(CIRCLES_MAGIC, 0);
  header.writeUInt32LE(
    known.reduce((bits, fact) => bits | (1 << FACTS.indexOf(fact)), 0),
    4,
  );
  header.writeUInt32LE(keys.length, 8);
  return Buffer.concat([header, Buffer.from(keys.buffer), Buffer.from(counts.buffer)]);
}

/** Puts a table that the store keeps beside the others. */
export function writeTable(dataDir: string, name: TableName, bytes: Uint8Array): void {
  replace(dataDir, `${name}.bin`, bytes);
}

/** Hashes by another secret meet nobody, which would say that nobody is a member. */
export function removeTable(dataDir: string, name: TableName): void {
  rmSync(join(dataDir, 'reference', `${name}.bin`), { force: true });
}

export function rollKeyOf(dataDir: string): RollKey {
  const key = deriveKey(loadSecret(dataDir), 'roll');
  return [key.readInt32LE(0), key.readInt32LE(4), key.readInt32LE(8), key.readInt32LE(12)];
}

function replace(dataDir: string, name: string, bytes: Uint8Array): void {
  const folder = join(dataDir, 'reference');
  mkdirSync(folder, { recursive: true });
  // A name of its own: of a command and the roles beside it, each that hears of a change writes the same file.
  const made = join(folder, `${name}.${randomUUID()}.new`);
  try {
    writeFileSync(made, bytes, { mode: 0o600 });
    renameSync(made, join(folder, name));
  } catch (error) {
    rmSync(made, { force: true }); // on a full disk each try would leave another one
    throw error;
  }
}
