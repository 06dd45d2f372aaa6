/**
 * The master key: for data at rest and for signed links.
 *
 * Source: `docs/contracts.md`. From `RETICENT_SECRET` or the file that `RETICENT_SECRET_FILE` names, else a file `secret`
 * in the data folder, made on first start with mode 0600. Other keys are derived from it, each for one purpose.
 */
import { hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, secretIn } from './config.ts';

/** Shorter ones could be guessed; ours are 64 hexadecimal digits. */
export const MIN_SECRET_CHARACTERS = 32;

/** Takes the data folder; gives the secret. Throws `ConfigError` for one that is too short or cannot be read. */
export function loadSecret(dataDir: string, environment: NodeJS.ProcessEnv = process.env): string {
  const { RETICENT_SECRET: given, RETICENT_SECRET_FILE: file } = environment;
  const secret = (given || (file ? secretIn(file, 'RETICENT_SECRET_FILE') : ownSecret(dataDir))).trim();
  if (secret.length >= MIN_SECRET_CHARACTERS) return secret;
  throw new ConfigError(`the secret is too short: expected at least ${MIN_SECRET_CHARACTERS} characters`);
}

/** Where the secret lies that is not given. */
export function secretFile(dataDir: string): string {
  return join(dataDir, 'secret');
}

function ownSecret(dataDir: string): string {
  const path = secretFile(dataDir);
  mkdirSync(dataDir, { recursive: true });
  try {
    // `wx`: of two processes that start at once, one makes the key and the other reads it.
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(path, 'utf8');
}

/** A key of 32 bytes for one purpose (RFC 5869), so that a signed link says nothing of what seals the messages. */
export function deriveKey(secret: string, purpose: 'seal' | 'links' | 'roll'): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'reticent', purpose, 32));
}
