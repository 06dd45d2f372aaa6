/** Shared drives as the pages and `/v1` ask for them: filters, decisions, and acts that change a drive. */
import { z } from 'zod';
import type { Register } from '../register/register.ts';
import type { DriveFinding, FindingFilter, FindingState, ShownFinding } from '../store/drive-findings.ts';
import type { SealedFile } from '../store/sealed-files.ts';
import type { Store } from '../store/store.ts';
import { type Account, casesOfTheirs, conflictOfFile, eligible } from './eligibility.ts';
import { NOT_YOURS } from './own.ts';
import { NOT_CONFIDENTIAL, PARAGRAPHS } from './paragraphs.ts';
import { said } from './said.ts';

/** What became of one file. */
export interface ActedFile {
  readonly path: string;
  /** Null where it was done. */
  readonly failed: string | null;
}

export interface Attested {
  readonly by: string;
  readonly paragraph: string;
  readonly reason: string;
}

/** What changes a drive is another room's: who starts the pages hands it in. */
export interface DriveActs {
  readonly quarantine: (findingId: string, by: string) => Promise<readonly ActedFile[]>;
  readonly restrict: (findingId: string, by: string) => Promise<readonly ActedFile[]>;
  /** Puts a file back byte for byte. Gives null where it was done, else why not. */
  readonly restore: (file: SealedFile, attested: Attested) => Promise<string | null>;
}

export const FINDING_STATES = ['open', 'accepted', 'remediated', 'false'] as const satisfies readonly FindingState[];

const some = z
  .string()
  .trim()
  .max(500)
  .transform((text) => text || undefined)
  .optional();

/** As a program writes it, which is told what is wrong. Without anything: what is open and that somebody outside its circle can read. */
export const findingSearch = z.object({
  drive: some,
  state: z.enum([...FINDING_STATES, 'any']).default('open'),
  category: some,
  owner: some,
  path: some,
  /** Who can read it: somebody outside the circle, everybody, or nobody in particular. */
  readers: z.enum(['outside', 'everyone', 'any']).default('outside'),
  /** Only what the newest sweep of the drive found, saw change or saw go. */
  changed: z
    .enum(['0', '1'])
    .optional()
    .transform((text) => text === '1'),
  after: z
    .string()
    .regex(
      /^(?:true|false)\.\d{1,9}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'expected `next` of the page before',
    )
    .optional(),
});
export type FindingQuery = z.output<typeof findingSearch>;

const { shape } = findingSearch;
/** As it stands in the address of a page: what was typed wrong there filters nothing. */
export const findingQuery = z.object({
  drive: shape.drive.catch(undefined),
  state: shape.state.catch('open'),
  category: shape.category.catch(undefined),
  owner: shape.owner.catch(undefined),
  path: shape.path.catch(undefined),
  readers: shape.readers.catch('outside'),
  changed: shape.changed.catch(false),
  after: shape.after.catch(undefined),
});

/** `changedIn` is the newest sweep, where only its changes are asked for. What they may not read has no path to find. */
export function findingFilterOf(
  { drive, state, category, owner, path, readers }: FindingQuery,
  changedIn: string | undefined,
  hidden: readonly string[],
): Omit<FindingFilter, 'after' | 'limit'> {
  return {
    ...(drive !== undefined && { drive }),
    ...(state !== 'any' && { states: [state] }),
    ...(category !== undefined && { categories: [category] }),
    ...(owner !== undefined && { owner }),
    ...(path !== undefined && { path, withoutCases: hidden }),
    ...(readers === 'outside' && { isExposed: true }),
    ...(readers === 'everyone' && { forEveryone: true }),
    ...(changedIn !== undefined && { changedIn }),
  };
}

export interface DriveTools {
  readonly store: Pick<Store, 'drives' | 'driveFindings' | 'users'>;
  readonly reference: () => { readonly register: Register };
}

const ACCOUNTS_AT_MOST = 1000;
const FINDINGS_OF_A_FILE = 1000;

/** Why they may neither read a finding nor act on it, as a sentence; null where they may. */
export async function exclusionFrom(
  { store, reference }: DriveTools,
  me: Account,
  found: Pick<ShownFinding, 'finding' | 'places' | 'drive'>,
): Promise<string | null> {
  const { register } = reference();
  const keeper = (await store.drives.find(found.drive))?.settings.owner ?? null;
  const conflict = conflictOfFile(me, found, keeper, register);
  if (conflict === null) return null;
  const left = eligible(await store.users.list(null, ACCOUNTS_AT_MOST), 'drives:write', (each) =>
    conflictOfFile(each, found, keeper, register),
  );
  const rest =
    left.length > 0
      ? 'Somebody else decides on it.'
      : 'Nobody is left who may decide on it: an administrator has to add somebody who has no part in it.';
  return `You cannot decide on this, nor read it, because ${conflict}. ${rest}`;
}

/** The same for whatever was found in a file of the sealed store. */
export async function exclusionFromFile(tools: DriveTools, me: Account, { id }: SealedFile): Promise<string | null> {
  const { driveFindings } = tools.store;
  const { findings } = await driveFindings.list({ inSealedFile: id, limit: FINDINGS_OF_A_FILE });
  for (const each of findings) {
    const found = await driveFindings.show(each.id);
    const exclusion = found && (await exclusionFrom(tools, me, found));
    if (exclusion) return exclusion;
  }
  return null;
}

/** A list tells them that what is their own is there, and not how its files are called: a name may be theirs. */
export function withoutOwnFiles(
  { reference }: Pick<DriveTools, 'reference'>,
  me: Account,
  findings: readonly DriveFinding[],
): DriveFinding[] {
  const own = new Set(casesOfTheirs(me, reference().register));
  return findings.map((found) => {
    if (!found.cases.some((ref) => own.has(ref))) return found;
    const places = found.places.map((place) => ({ ...place, path: NOT_YOURS, part: NOT_YOURS }));
    return { ...found, places, reason: null };
  });
}

/** The same of the sealed store. */
export async function withoutOwnSealed(
  { store, reference }: DriveTools,
  me: Account,
  files: readonly SealedFile[],
): Promise<SealedFile[]> {
  const own = new Set(casesOfTheirs(me, reference().register));
  if (own.size === 0) return [...files];
  const shown: SealedFile[] = [];
  for (const file of files) {
    const { findings } = await store.driveFindings.list({ inSealedFile: file.id, limit: FINDINGS_OF_A_FILE });
    const isOwn = findings.some(({ cases }) => cases.some((ref) => own.has(ref)));
    shown.push(isOwn ? { ...file, path: NOT_YOURS } : file);
  }
  return shown;
}

const reason = said('Please give a reason.', 'reason');
/** What lets something lie where it lies: a false finding is told as such. */
export const LYING_PARAGRAPHS = PARAGRAPHS.filter((each) => each !== NOT_CONFIDENTIAL);
const paragraph = z.enum(LYING_PARAGRAPHS, { error: 'Please choose the paragraph that applies.' });

export const findingDecision = z.discriminatedUnion('state', [
  z.object({ state: z.literal('accepted'), paragraph, reason }),
  z.object({ state: z.literal('false'), reason }),
  z.object({ state: z.literal('open'), reason }),
]);

export const restoring = z.object({ paragraph, reason });
