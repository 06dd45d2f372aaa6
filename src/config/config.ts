/**
 * `reticent.yaml` and the environment, as one checked value.
 *
 * Source: `docs/contracts.md`. Every key is optional, the environment wins, and an unknown key or a bad value is an error
 * with file, line and what was expected. Nothing here touches the network; secrets are read by `secret.ts`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { linesOf, readYaml } from '../register/yaml.ts';

/** Where a server listens, or where one is reached. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Config {
  readonly dataDir: string;
  readonly smtp: Address;
  /** Null: no listener. */
  readonly lmtp: Address | null;
  readonly milter: Address | null;
  /** The HTTP hook; where it is not set, it is on the address of `web`. */
  readonly http: Address;
  readonly web: Address;
  /** Where people reach the pages from outside, for links in mail; else where `web` listens. */
  readonly publicUrl: string | null;
  readonly nextHop: Address | null;
  /** Whether mail to the next hop is encrypted: `required` wants a certificate that is good for its host. */
  readonly nextHopTls: 'none' | 'opportunistic' | 'required';
  /** File in PEM of the authorities believed there; null: the system's. */
  readonly nextHopCa: string | null;
  /** Connections at once to the next hop, from each gateway. */
  readonly nextHopConnections: number;
  readonly mode: 'queue' | 'inline';
  readonly inlineSeconds: number;
  /** Once mail waits for inspection longer than this, no more is taken (451). */
  readonly behindSeconds: number;
  /** Files in PEM of the gateway's certificate; null: no STARTTLS and no AUTH. */
  readonly tls: { readonly cert: string; readonly key: string } | null;
  /** Addresses or networks of MTAs whose word on the sender is believed (XFORWARD, XCLIENT, envelope sender). */
  readonly trusted: readonly string[];
  /** Addresses or networks of web proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed. */
  readonly proxies: readonly string[];
  /** Bearer tokens of the HTTP hook, by name of who holds them. */
  readonly tokens: Readonly<Record<string, HookToken>>;
  readonly register: string | null;
  readonly policy: string | null;
  readonly rules: string | null;
  /** Null: local accounts alone. */
  readonly oidc: OidcConfig | null;
  readonly log: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** PostgreSQL server; null: an embedded one in the data folder. */
  readonly databaseUrl: string | null;
  /** Redis server for the queues; null: queues on PostgreSQL. */
  readonly redisUrl: string | null;
}

/** What a token of the HTTP hook may be for: `POST /v1/messages`, `POST /v1/scan`. */
const HOOK_SCOPES = ['send', 'scan'] as const;

export interface HookToken {
  readonly token: string;
  readonly scopes: readonly (typeof HOOK_SCOPES)[number][];
}

/** An identity provider by which people sign in. */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, by PKCE alone. */
  readonly clientSecret: string | null;
  /** What the button on the sign-in page calls it. */
  readonly name: string;
  /** Asked for besides `openid`, `email` and `profile`. */
  readonly scopes: readonly string[];
  /** The claim whose values `roles` maps. */
  readonly rolesClaim: string;
  /** Roles by value of the claim; null: roles are given in Reticent, and nobody gets an account by signing in. */
  readonly roles: Readonly<Record<string, readonly ReviewRole[]>> | null;
}

const REVIEW_ROLES = ['reviewer', 'senior-reviewer', 'records-officer', 'administrator', 'auditor'] as const;
type ReviewRole = (typeof REVIEW_ROLES)[number];

/** What is wrong with the configuration: one line for each problem. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** A host with a port: `mail.example:25`, `[::1]:25`; a bare port stands for the loopback address. */
const address = z
  .union([z.number().int(), z.string()], { error: 'expected `host:port` or a port' })
  .transform((written, context): Address => {
    const match = /^(?:(?:\[([^\]]+)\]|([^:\s]+)):)?(\d{1,5})$/.exec(String(written));
    const port = Number(match?.[3] ?? Number.NaN);
    if (port <= 65_535) return { host: match?.[1] || match?.[2] || '127.0.0.1', port };
    context.addIssue({ code: 'custom', message: 'expected `host:port` or a port from 0 to 65535' });
    return z.NEVER;
  });

const loopback = (port: number): Address => ({ host: '127.0.0.1', port });

/** In plain HTTP only on this machine: a token that anybody on the way can read is nobody's. */
const issuer = z
  .url({ error: 'expected an address such as https://id.party.example' })
  .refine((url) => /^https:|^http:\/\/(?:127\.0\.0\.1|\[::1\]|localhost)(?::|\/|$)/.test(url), {
    error: 'expected an address that begins with https://',
  });

const oidc = z.strictObject({
  issuer,
  clientId: z.string({ error: 'expected the id that the provider knows Reticent by' }).min(1),
  clientSecretFile: z.string().min(1).optional(),
  name: z.string().min(1).max(40).default('your organisation’s account'),
  scopes: z.array(z.string().regex(/^\S+$/)).default([]),
  rolesClaim: z.string().min(1).default('groups'),
  roles: z
    .record(z.string(), z.array(z.enum(REVIEW_ROLES, { error: `expected roles of ${REVIEW_ROLES.join(', ')}` })).min(1))
    .nullable()
    .default(null),
});

const peer = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: 'expected an address or a network such as 192.0.2.0/24',
});

/** A token alone may all that there is. */
const hookToken = z.preprocess(
  (written) => (typeof written === 'string' ? { token: written } : written),
  z.strictObject(
    {
      token: z
        .string({ error: 'expected a token of at least 16 characters' })
        .min(16, 'expected a token of at least 16 characters'),
      scopes: z
        .array(z.enum(HOOK_SCOPES, { error: 'expected `send` or `scan`' }), { error: 'expected a list of scopes' })
        .min(1, 'expected `send`, `scan` or both')
        .default([...HOOK_SCOPES]),
    },
    { error: 'expected a token, or `{ token: …, scopes: [send] }`' },
  ),
);

const fileSchema = z.strictObject({
  dataDir: z.string().min(1).optional(),
  smtp: address.default(loopback(2525)),
  lmtp: address.nullable().default(loopback(2424)),
  milter: address.nullable().default(loopback(2626)),
  http: address.optional(),
  web: address.default(loopback(8025)),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'expected an address such as https://mail-review.party.example' })
    .nullable()
    .default(null),
  nextHop: address.nullable().default(null),
  nextHopTls: z
    .enum(['none', 'opportunistic', 'required'], { error: 'expected `none`, `opportunistic` or `required`' })
    .default('opportunistic'),
  nextHopCa: z.string().min(1).nullable().default(null),
  nextHopConnections: z.number({ error: 'expected a number of connections' }).int().min(1).max(1000).default(20),
  mode: z.enum(['queue', 'inline'], { error: 'expected `queue` or `inline`' }).default('queue'),
  inlineSeconds: z.number({ error: 'expected a number of seconds' }).positive().max(300).default(5),
  behindSeconds: z.number({ error: 'expected a number of seconds' }).positive().default(3600),
  tls: z
    .strictObject({ cert: z.string().min(1), key: z.string().min(1) })
    .nullable()
    .default(null),
  trusted: z.array(peer).default(['127.0.0.0/8', '::1']),
  proxies: z.array(peer).default(['127.0.0.0/8', '::1']),
  tokens: z.record(z.string(), hookToken).default({}),
  register: z.string().nullable().default(null),
  policy: z.string().nullable().default(null),
  rules: z.string().nullable().default(null),
  oidc: oidc.nullable().default(null),
  log: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

const environmentSchema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://…' }).optional(),
  DATABASE_PASSWORD_FILE: z.string().optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'expected redis://…' }).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  RETICENT_DATA_DIR: z.string().min(1).optional(),
  RETICENT_CONFIG: z.string().min(1).optional(),
});

/**
 * Takes the path of `--config` (else `RETICENT_CONFIG`, else `reticent.yaml` in the working folder where there is one)
 * and the environment. Paths in the file are relative to the file. Throws `ConfigError`.
 */
export function loadConfig(path?: string, environment: NodeJS.ProcessEnv = process.env): Config {
  const env = checkedEnvironment(environment);
  const named = path ?? env.RETICENT_CONFIG;
  const file = named ?? 'reticent.yaml';
  const text = named !== undefined || existsSync(file) ? textOf(file) : '';
  const { value, problems } = readYaml(text, fileSchema);
  if (!value) throw new ConfigError(linesOf(file, problems));

  const fromFile = (relative: string) => resolve(dirname(file), relative);
  const beside = (relative: string | null) => (relative === null ? null : fromFile(relative));
  const { dataDir, register, policy, rules, tls, http, nextHopCa, oidc: provider, ...rest } = value;
  return {
    ...rest,
    http: http ?? rest.web,
    dataDir: resolve(env.RETICENT_DATA_DIR ?? beside(dataDir ?? null) ?? defaultDataDir()),
    nextHopCa: beside(nextHopCa),
    register: beside(register),
    policy: beside(policy),
    rules: beside(rules),
    tls: tls && { cert: fromFile(tls.cert), key: fromFile(tls.key) },
    oidc: provider && oidcOf(provider, fromFile, env.OIDC_CLIENT_SECRET),
    databaseUrl: databaseUrlOf(env),
    redisUrl: env.REDIS_URL ?? null,
  };
}

function oidcOf(
  { clientSecretFile, ...rest }: z.output<typeof oidc>,
  fromFile: (relative: string) => string,
  given: string | undefined,
): OidcConfig {
  if (given !== undefined || clientSecretFile === undefined) return { ...rest, clientSecret: given ?? null };
  return { ...rest, clientSecret: secretIn(fromFile(clientSecretFile), 'oidc.clientSecretFile') };
}

/** A file that a person named, as text. Throws `ConfigError` for one that is not there, is a folder or may not be read. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError(`${path}: ${existsSync(path) ? 'cannot be read' : 'there is no such file'}`, { cause });
  }
}

/** A secret as a file holds it, but for the end of its line. `named` is the key that names the file. Throws `ConfigError`. */
export function secretIn(path: string, named: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const because = existsSync(path) ? 'cannot be read' : 'there is no such file';
    throw new ConfigError(`${path}: ${because} (\`${named}\`)`, { cause });
  }
}

function checkedEnvironment(environment: NodeJS.ProcessEnv): z.output<typeof environmentSchema> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const result = environmentSchema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map(({ path, message }) => `environment: \`${path.join('.')}\`: ${message}`).join('\n'),
  );
}

/** A password from a file (a container's secret) takes the place of one in the URL. */
function databaseUrlOf(env: z.output<typeof environmentSchema>): string | null {
  if (!env.DATABASE_URL) return null;
  if (!env.DATABASE_PASSWORD_FILE) return env.DATABASE_URL;
  const url = new URL(env.DATABASE_URL);
  url.password = encodeURIComponent(secretIn(env.DATABASE_PASSWORD_FILE, 'DATABASE_PASSWORD_FILE'));
  return url.href;
}

function defaultDataDir(): string {
  return process.getuid?.() === 0 ? '/var/lib/reticent' : '.reticent';
}
