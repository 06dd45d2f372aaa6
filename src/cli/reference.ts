/**
 * Everything that an inspection rests on besides the message, read from the configured files.
 *
 * `loadReference` reads once; `liveReference` reads again when a file changes, and keeps the old version where the new
 * one is wrong.
 */
import { existsSync, mkdirSync, type Stats, statSync, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Config, textOf } from '../config/config.ts';
import { DEFAULT_POLICY, loadPolicyFile } from '../config/policy-file.ts';
import { loadRuleFiles } from '../config/rule-files.ts';
import type { Reference } from '../inspect.ts';
import type { Log } from '../log.ts';
import type { Policy } from '../policy/policy.ts';
import { checkRegisterToKeep, loadRegister } from '../register/load.ts';
import { EMPTY_REGISTER, type Register } from '../register/register.ts';
import type { Store } from '../store/store.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { type CountCircle, readCircles, readFingerprints, readRoll } from './reference-files.ts';

/** Files given on the command line stand for those of the configuration. */
export interface Overrides {
  readonly register?: string;
  readonly policy?: string;
  readonly rules?: string;
}

/** Throws `RegisterError`, `PolicyFileError`, and `ConfigError` for a file that is not there. */
export function loadReference(config: Config, { register, policy, rules }: Overrides = {}): Reference {
  return referenceOf(
    readRegister(register ?? config.register),
    readPolicy(policy ?? config.policy),
    storedBeside(rules === undefined ? config : { ...config, rules }),
  );
}

/** What errors call a register that is no file. */
export const IMPORTED = 'the imported register';

/** A version of the register with the text that it was read from. */
export interface RegisterText {
  readonly version: string;
  readonly text: string;
}

export interface LiveReference {
  /** As of now, with today's date. */
  readonly current: () => Reference;
  /** Puts another register in force: the imported one. Throws `RegisterError`, and the old one stays. */
  readonly useRegister: (text: string, name: string) => void;
  /** Hands over the text in force, now and whenever its file changes. */
  readonly onRegister: (keep: (register: RegisterText) => Promise<unknown>) => Promise<void>;
  readonly close: () => void;
}

/** Throws like `loadReference` at the start; later a bad version is logged and the old one stays. */
export function liveReference(config: Config, log: Log): LiveReference {
  mkdirSync(join(config.dataDir, 'reference'), { recursive: true });
  let register = readRegister(config.register);
  let policy = readPolicy(config.policy);
  let stored = storedBeside(config);
  const reload = (what: 'register' | 'policy' | 'rules' | 'reference', read: () => void) => () => {
    try {
      read();
      log.info({ what }, 'reloaded');
    } catch (error) {
      // Our own words: keys, lines and what was expected, and no text of a message.
      log.error(
        { what, problem: error instanceof Error ? error.message : 'unknown' },
        'refused; the old version stays',
      );
    }
  };
  let keepRegister: (register: RegisterText) => Promise<unknown> = async () => undefined;
  const kept = () => {
    const text = config.register === null ? '' : textOf(config.register);
    return keepRegister({ version: register.version, text });
  };
  const handOver = () => {
    kept().catch((error: unknown) => log.error({ error }, 'this version of the register could not be kept'));
  };
  const watchers = [
    watchFile(
      config.register,
      reload('register', () => {
        register = readRegisterAnew(config.register);
        handOver();
      }),
    ),
    watchFile(
      config.policy,
      reload('policy', () => (policy = readPolicy(config.policy))),
    ),
    watchFolder(
      config.rules,
      reload('rules', () => (stored = { ...stored, rules: rulesIn(config) })),
    ),
    // Fingerprints and the roll, as `fingerprint add` and `roll import` leave them.
    watchFolder(
      join(config.dataDir, 'reference'),
      reload('reference', () => (stored = storedBeside(config))),
    ),
  ];
  return {
    current: () => referenceOf(register, policy, stored),
    useRegister: (text, name) => {
      register = loadRegister(text, name);
      log.info({ version: register.version }, 'register in force');
    },
    onRegister: async (keep) => {
      keepRegister = keep;
      await kept();
    },
    close: () => {
      for (const stop of watchers) stop();
    },
  };
}

type Stored = Pick<Reference, 'fingerprints' | 'roll' | 'rules'> & { readonly countCircle: CountCircle | null };

function referenceOf(register: Register, policy: Policy, { countCircle, ...stored }: Stored): Reference {
  const reference = { register, policy, ...stored, today: today() };
  if (!countCircle) return reference;
  const unitNames = (id: string) => {
    const unit = register.entries.units.find((each) => each.id === id);
    return unit ? [unit.name, ...unit.aliases] : [];
  };
  return {
    ...reference,
    countOnRoll: ({ unit, ...facts }) => countCircle({ ...facts, ...(unit && { units: unitNames(unit) }) }),
  };
}

/** Fingerprints and roll out of the data folder, and the organisation's own rules. */
function storedBeside(config: Config): Stored {
  const { dataDir } = config;
  return {
    fingerprints: readFingerprints(dataDir),
    roll: readRoll(dataDir),
    countCircle: readCircles(dataDir),
    rules: rulesIn(config),
  };
}

function rulesIn({ rules }: Config): Stored['rules'] {
  return rules === null ? [] : loadRuleFiles(rules).map(({ rule }) => rule);
}

function readRegister(file: string | null): Register {
  return file === null ? EMPTY_REGISTER : loadRegister(textOf(file), file);
}

/** In the place of one that was in force: a file that somebody emptied, or that is still being written, is none. */
function readRegisterAnew(file: string | null): Register {
  return file === null ? EMPTY_REGISTER : checkRegisterToKeep(textOf(file), file, today()).register;
}

/** What was imported, where no file is configured: it is in force then. Throws `RegisterError`, `StoreUnavailableError`. */
export async function importedRegister(
  { registers }: Pick<Store, 'registers'>,
  config: Pick<Config, 'register'>,
): Promise<Register | undefined> {
  const imported = config.register === null ? await registers.imported() : undefined;
  return imported && loadRegister(imported.text, IMPORTED);
}

/** The imported one or that of the file, for a command that decides. */
export async function registerInForce(store: Pick<Store, 'registers'>, config: Config): Promise<Register> {
  return (await importedRegister(store, config)) ?? readRegister(config.register);
}

/** The defaults where there is no file. Throws `PolicyFileError`, and `ConfigError` for a file that is not there. */
export function readPolicy(file: string | null): Policy {
  return file === null ? DEFAULT_POLICY : loadPolicyFile(textOf(file), file);
}

/** So often is a file looked at of which no event may tell: a link into another folder, a file on a network drive. */
const LOOK_EVERY_MS = 5_000;

/**
 * The folder is watched, because an editor replaces a file and the watch of the old one would see no more; and whatever
 * changes there, since the file may be a link by way of another one (volumes of Kubernetes).
 */
function watchFile(file: string | null, changed: () => void): () => void {
  if (file === null) return () => undefined;
  let known = markIn(statSync(file, { throwIfNoEntry: false }));
  const look = () => {
    const mark = markIn(statSync(file, { throwIfNoEntry: false }));
    if (mark === null || mark === known) return;
    known = mark;
    changed();
  };
  const stop = watchSettled(dirname(file), look);
  // One that changed since the last look may still be written: half a register is a register.
  let seen = known;
  const lookAgain = async () => {
    const mark = markIn(await stat(file).catch(() => undefined));
    if (mark === seen && mark !== known) look();
    seen = mark;
  };
  // One at a time and not waited for: a network drive that hangs is to stop no mail.
  const clock = setInterval(
    oneAtATime(lookAgain, () => undefined),
    LOOK_EVERY_MS,
  ).unref();
  return () => {
    clearInterval(clock);
    stop();
  };
}

/** What changes with a file, through links; null where there is none. */
function markIn(stats: Stats | undefined): string | null {
  return stats ? [stats.dev, stats.ino, stats.size, stats.mtimeMs, stats.ctimeMs].join(' ') : null;
}

/** One change is several events, and the first may tell of a file that is still empty: they are one reload. */
const SETTLED_MS = 100;

/** Also a single file, as `rules` may name. */
function watchFolder(folder: string | null, changed: () => void): () => void {
  if (folder === null || !existsSync(folder)) return () => undefined;
  return statSync(folder).isDirectory() ? watchSettled(folder, changed) : watchFile(folder, changed);
}

function watchSettled(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, { persistent: false }, () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MS).unref();
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}

const LONDON = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });

/** The calendar day in Europe/London, as the register's dates mean it. */
export function today(): string {
  const minute = Math.floor(Date.now() / 60_000);
  if (minute !== told.minute) told = { minute, day: dayOf(new Date()) };
  return told.day;
}

/** Each message asks, and telling the day in a time zone costs more than sealing a message; none begins within a minute. */
let told = { minute: 0, day: '' };

export function dayOf(moment: Date): string {
  return LONDON.format(moment);
}
