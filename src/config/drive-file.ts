/**
 * A drive's settings: YAML → DriveSettings, or every problem with its line.
 *
 * Source: `docs/records-officer.md`. Every key is optional. Passwords may stand in files beside it; they are read once,
 * when the drive is added, and kept sealed with the rest.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CronExpressionParser } from 'cron-parser';
import { z } from 'zod';
import { linesOf, type Problem, readYaml } from '../register/yaml.ts';

export interface DriveSettings {
  /** Five or six fields of cron, or null: only at once. */
  readonly schedule: string | null;
  readonly zone: string;
  readonly throttle: {
    readonly filesPerSecond: number | null;
    readonly bytesPerSecond: number | null;
    /** Minutes of the day from which and until which is read; null: all day. Over midnight where `until` is less. */
    readonly hours: { readonly from: number; readonly until: number } | null;
  };
  /** What is done of itself with a finding that somebody outside the circle can read. */
  readonly action: 'report' | 'quarantine' | 'restrict';
  /** From this confidence on `action` is done; below it is only reported. */
  readonly actFrom: number;
  /** Who answers for files whose owner has no address here, and gets their digest. */
  readonly owner: string | null;
  readonly principals: {
    readonly users: Readonly<Record<string, readonly string[]>>;
    readonly groups: Readonly<Record<string, readonly string[]>>;
    /** Who "everyone" and "whoever has the link" are; none: nobody knows. */
    readonly everyone: readonly string[];
    readonly links: readonly string[];
  };
  /** Names of folders and files that are not looked at, with `*` and `?`. */
  readonly exclude: readonly string[];
  readonly webdav: { readonly user: string; readonly password: string } | null;
  readonly s3: S3Access | null;
}

export interface S3Access {
  /** `https://…` of the service. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Everything that is wrong with a drive's settings: one line for each problem, with file and line. */
export class DriveFileError extends Error {
  override readonly name = 'DriveFileError';

  constructor(file: string, problems: readonly Problem[]) {
    super(linesOf(file, problems));
  }
}

const UNIT_BYTES: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9 };
const rate = z
  .string({ error: 'expected bytes a second as 20MB' })
  .regex(/^\d{1,6}(?:\.\d{1,3})?(?:KB|MB|GB)$/, 'expected bytes a second as 20MB')
  .transform((written) => Number(written.slice(0, -2)) * (UNIT_BYTES[written.slice(-2)] ?? 1));
const HOURS = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;
const hours = z.string({ error: 'expected hours as 22:00-06:00' }).transform((written, context) => {
  const [, ...parts] = HOURS.exec(written) ?? [];
  const [fromHour = Number.NaN, fromMinute = 0, untilHour = 0, untilMinute = 0] = parts.map(Number);
  const read = { from: fromHour * 60 + fromMinute, until: untilHour * 60 + untilMinute };
  if (parts.length === 4 && read.from !== read.until) return read;
  context.addIssue({ code: 'custom', message: 'expected hours as 22:00-06:00' });
  return z.NEVER;
});
/** The library also takes fewer fields, and a sixth, which would be seconds. */
const FIVE_FIELDS = /^\s*(?:@[a-z]+|\S+(?:\s+\S+){4})\s*$/;
const schedule = z.string({ error: 'expected five fields of cron as "30 2 * * *"' }).refine((written) => {
  try {
    CronExpressionParser.parse(written);
    return FIVE_FIELDS.test(written);
  } catch {
    return false; // what the library says of it is longer than what we say
  }
}, 'expected five fields of cron as "30 2 * * *"');
const zone = z.string({ error: 'expected a time zone as Europe/London' }).refine((name) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false; // the only way to ask Intl
  }
}, 'expected a time zone as Europe/London');
const address = z
  .string({ error: 'expected an e-mail address' })
  .regex(/^[^\s@]+@[^\s@]+$/, 'expected an e-mail address');
const addresses = z.union([address.transform((one) => [one]), z.array(address)], {
  error: 'expected an e-mail address, or a list of them',
});
const text = z.string({ error: 'expected a text' }).min(1, 'expected a text that is not empty');
const secret = z.union([text, z.strictObject({ file: text })], { error: 'expected a text, or { file }' });

const schema = z.strictObject({
  schedule: schedule.nullable().default(null),
  zone: zone.default('Europe/London'),
  throttle: z
    .strictObject({
      files: z.number({ error: 'expected files a second' }).positive('expected a number above 0').optional(),
      bytes: rate.optional(),
      hours: hours.optional(),
    })
    .default({}),
  action: z
    .enum(['report', 'quarantine', 'restrict'], { error: 'expected `report`, `quarantine` or `restrict`' })
    .default('report'),
  'act-from': z.number({ error: 'expected a confidence from 0 to 1' }).min(0).max(1).default(0.9),
  owner: address.nullable().default(null),
  principals: z
    .strictObject({
      users: z.record(text, addresses).default({}),
      groups: z.record(text, addresses).default({}),
      everyone: addresses.default([]),
      links: addresses.default([]),
    })
    .prefault({}),
  exclude: z.array(text, { error: 'expected a list of names' }).default([]),
  webdav: z.strictObject({ user: text, password: secret }).nullable().default(null),
  s3: z
    .strictObject({
      endpoint: z.url({ protocol: /^https?$/, error: 'expected the address of the service' }),
      region: text.default('us-east-1'),
      'access-key': text,
      'secret-key': secret,
    })
    .nullable()
    .default(null),
});

/** Takes the text and the file's name, beside which files of secrets are looked for. Throws `DriveFileError`. */
export function loadDriveFile(written: string, file: string): DriveSettings {
  const { value, problems, lineOf } = readYaml(written, schema);
  if (!value) throw new DriveFileError(file, problems);
  const { throttle, webdav, s3, 'act-from': actFrom, ...rest } = value;

  const secretAt = (given: string | { file: string }, path: readonly string[]) => {
    if (typeof given === 'string') return given;
    const named = resolve(dirname(file), given.file);
    if (existsSync(named)) return readFileSync(named, 'utf8').trim();
    throw new DriveFileError(file, [{ line: lineOf(path), message: `${given.file}: there is no such file` }]);
  };
  return {
    ...rest,
    actFrom,
    throttle: {
      filesPerSecond: throttle.files ?? null,
      bytesPerSecond: throttle.bytes ?? null,
      hours: throttle.hours ?? null,
    },
    webdav: webdav && { user: webdav.user, password: secretAt(webdav.password, ['webdav', 'password']) },
    s3: s3 && {
      endpoint: s3.endpoint.replace(/\/$/, ''),
      region: s3.region,
      accessKey: s3['access-key'],
      secretKey: secretAt(s3['secret-key'], ['s3', 'secret-key']),
    },
  };
}
