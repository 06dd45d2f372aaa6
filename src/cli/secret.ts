/**
 * `reticent secret rotate`: another secret for everything that is sealed at rest, while nothing runs.
 *
 * The new secret lies on the disk before the database is sealed by it, and takes the old one's place after: wherever this is
 * killed, one of the two opens the database, and the same command again ends the work.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { ConfigError, loadConfig, secretIn } from '../config/config.ts';
import { deriveKey, loadSecret, MIN_SECRET_CHARACTERS, secretFile } from '../config/secret.ts';
import type { Rotated } from '../store/rotation.ts';
import { openStore } from '../store/store.ts';
import { UsageError } from './errors.ts';
import { removeTable } from './reference-files.ts';

interface Options {
  readonly config?: string;
  readonly to?: string;
  readonly by: string;
}

export function secretCommand(): Command {
  const command = new Command('secret').description('the key of everything that is sealed at rest');
  command
    .command('rotate')
    .description('seal everything by another secret; serve and every role have to be stopped')
    .option('--to <file>', 'the new secret, at least 32 characters (default: made anew, in the data folder)')
    .option('--config <file>', 'reticent.yaml')
    .option('--by <name>', 'who does it, for the audit log', userInfo().username)
    .action(rotate);
  return command;
}

async function rotate({ config: file, to, by }: Options): Promise<void> {
  const config = loadConfig(file);
  const { RETICENT_SECRET: inEnvironment, RETICENT_SECRET_FILE: inFile } = process.env;
  const given = inEnvironment ? 'RETICENT_SECRET' : inFile ? 'RETICENT_SECRET_FILE' : null;
  if (given && to === undefined)
    throw new UsageError(`the secret comes from ${given}: put the new one into a file and name it with --to`);

  const old = loadSecret(config.dataDir);
  const own = given ? null : new OwnSecret(config.dataDir);
  const begun = own?.begun();
  const fresh = to === undefined ? (begun ?? randomBytes(32).toString('hex')) : secretIn(to, '--to');
  if (fresh.length < MIN_SECRET_CHARACTERS)
    throw new ConfigError(`${to}: the secret is too short: expected at least ${MIN_SECRET_CHARACTERS} characters`);
  if (begun !== undefined && begun !== fresh)
    throw new UsageError(
      `${secretFile(config.dataDir)}.new is what a command before began with: end that one first, without --to`,
    );
  if (fresh === old) throw new UsageError(`${to}: this is the secret that is in use`);

  const store = await openStore(config, deriveKey(old, 'seal'));
  let rotated: Rotated;
  try {
    if (begun === undefined) own?.write(fresh);
    rotated = await store.rotation.rotate(deriveKey(fresh, 'seal'), by);
  } finally {
    await store.close();
  }
  // First: where this is killed between the two, nothing runs by the new secret with hashes of the old one.
  for (const table of ['roll', 'circles'] as const) removeTable(config.dataDir, table);
  own?.putInPlace();
  process.stdout.write(`${told(rotated).join('\n')}\n`);
  process.stdout.write(
    given
      ? `put the new secret where ${given} comes from, on every machine, before anything starts\n`
      : `the old secret is ${secretFile(config.dataDir)}.old: keep it, elsewhere, as long as you keep backups of before\n`,
  );
}

function told(rotated: Rotated): string[] {
  if (rotated.kind === 'already') return ['everything is sealed by the new secret already'];
  const { sealed, unopened, recoveryCodes, hadRoll } = rotated;
  return [
    `sealed by the new secret: ${sealed} keys and texts`,
    ...(unopened > 0 ? [`left as they were, since the old secret did not open them either: ${unopened}`] : []),
    ...(hadRoll ? ['the membership list has to be imported again: reticent roll import FILE'] : []),
    ...(recoveryCodes > 0 ? ['recovery codes are void: people make new ones on their page'] : []),
    'links in notices of before do not open any more',
  ];
}

/** The file `secret` of the data folder, and beside it the new one until it takes its place. */
class OwnSecret {
  readonly #path: string;

  constructor(dataDir: string) {
    this.#path = secretFile(dataDir);
  }

  /** What a command that was killed had made: the database may be sealed by it. */
  begun(): string | undefined {
    return existsSync(this.#new) ? secretIn(this.#new, 'secret.new') : undefined;
  }

  /** On the disk when it comes back, with the owner of the old one, and never in the place of one that was begun. */
  write(secret: string): void {
    const made = `${this.#path}.${process.pid}`;
    const { uid, gid } = statSync(this.#path);
    const file = openSync(made, 'w', 0o600);
    try {
      fchownSync(file, uid, gid);
      writeSync(file, `${secret}\n`);
      fsyncSync(file);
      linkSync(made, this.#new);
    } finally {
      closeSync(file);
      rmSync(made);
    }
    this.#syncFolder();
  }

  putInPlace(): void {
    if (!existsSync(this.#new)) return; // by another command, which ended before this one
    rmSync(`${this.#path}.old`, { force: true });
    linkSync(this.#path, `${this.#path}.old`);
    renameSync(this.#new, this.#path);
    this.#syncFolder();
  }

  get #new(): string {
    return `${this.#path}.new`;
  }

  #syncFolder(): void {
    const folder = openSync(dirname(this.#path), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }
}
