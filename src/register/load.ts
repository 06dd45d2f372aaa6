/**
 * YAML → Register, or every problem with its line.
 *
 * The format is `docs/register.md`. A new version with a problem is refused as a whole, and who reloads keeps the old.
 */
import { createHash } from 'node:crypto';
import { type Found, problemsIn, warningsIn } from './checks.ts';
import { createRegister, EMPTY_ENTRIES, plainAddress, type Register } from './register.ts';
import { type RegisterFile, registerSchema } from './schema.ts';
import type { CaseSubject, RegisterEntries } from './types.ts';
import { linesOf, type Problem, readYaml } from './yaml.ts';

/** Everything that is wrong with a register: one line for each problem, with file and line. */
export class RegisterError extends Error {
  override readonly name = 'RegisterError';
  readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(linesOf(file, problems));
    this.problems = problems;
  }
}

export interface LoadedRegister {
  readonly register: Register;
  readonly warnings: readonly Problem[];
}

/** Takes the text and the name that errors use. `today` is an ISO date, for the warnings. Throws `RegisterError`. */
export function checkRegister(text: string, file: string, today: string): LoadedRegister {
  const { value, problems, lineOf } = readYaml(text, registerSchema);
  if (!value) throw new RegisterError(file, problems);
  const inLine = ({ path, message, also }: Found): Problem => {
    const other = also ? `, here and in line ${lineOf(also)}` : '';
    return { line: lineOf(path), message: `${message}${other}` };
  };
  const broken = problemsIn(value);
  if (broken.length > 0) throw new RegisterError(file, broken.map(inLine));

  const entries = entriesOf(value);
  const version = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
  return { register: createRegister(entries, version), warnings: warningsIn(value, today).map(inLine) };
}

/**
 * The same for a text that somebody puts in force: one that holds nothing is a slip (a file cut off, a form emptied), by which
 * nobody would be known any more, and no matter that was declared.
 */
export function checkRegisterToKeep(text: string, file: string, today: string): LoadedRegister {
  const loaded = checkRegister(text, file, today);
  if (loaded.register.version !== loadRegister('', file).version) return loaded;
  throw new RegisterError(file, [{ line: 1, message: 'nothing stands in it: nobody would be known any more' }]);
}

/** The register alone. Throws `RegisterError`. */
export function loadRegister(text: string, file: string): Register {
  return checkRegister(text, file, '0000-01-01').register;
}

function entriesOf(file: RegisterFile): RegisterEntries {
  const named = <Entry extends { readonly id: string; readonly name?: string | undefined }>(entry: Entry) => ({
    ...entry,
    name: entry.name ?? entry.id,
  });
  const period = ({ from, until }: { from?: string | undefined; until?: string | undefined }) => ({
    from: from ?? null,
    until: until ?? null,
  });
  return {
    ...EMPTY_ENTRIES,
    ...file,
    organisation: file.organisation ?? EMPTY_ENTRIES.organisation,
    people: file.people.map(
      ({ 'also-known': alsoKnown, 'sends-for': sendsFor, roles, membership, member, ...rest }) => ({
        ...rest,
        alsoKnown,
        sendsFor,
        membership: membership ?? null,
        member,
        roles: roles.map((role) => (typeof role === 'string' ? { role, of: null } : role)),
      }),
    ),
    units: file.units.map(named),
    matters: file.matters.map(({ id, minute, ...rest }, index) => ({
      ...rest,
      id: id ?? `matter ${index + 1}`,
      minute: minute ?? null,
    })),
    marking: { withoutAuthority: file.marking?.['without-authority'] ?? [] },
    delegations: file.delegations.map(({ id, officer, by, power, minute, ...rest }, index) => ({
      id: id ?? `delegation ${index + 1}`,
      officer: officer ?? '',
      by: by ?? '',
      power: power ?? null,
      minute: minute ?? null,
      ...period(rest),
    })),
    decisions: file.decisions.map(({ id, minute, ...rest }, index) => ({
      ...rest,
      id: id ?? `decision ${index + 1}`,
      minute: minute ?? null,
    })),
    committees: file.committees.map((committee) => ({
      ...named(committee),
      members: committee.members.map((seat) => ({ ...seat, affiliate: seat.affiliate ?? null })),
    })),
    divisions: file.divisions.map(named),
    affiliates: file.affiliates.map(named),
    lists: file.lists.map((list) => ({ ...list, committee: list.committee ?? null })),
    duties: file.duties ?? {},
    permissions: file.permissions.map(({ id, by, minute, delegation, fingerprint, case: ref, ...rest }, index) => ({
      ...rest,
      ...period(rest),
      id: id ?? `permission ${index + 1}`,
      by: by ?? '',
      minute: minute ?? null,
      delegation: delegation ?? null,
      fingerprint: fingerprint ?? null,
      case: ref ?? null,
    })),
    obligations: file.obligations.map(({ id, basis, ...rest }, index) => ({
      ...rest,
      ...period(rest),
      id: id ?? `obligation ${index + 1}`,
      basis: basis ?? 'no basis is recorded',
    })),
    cases: file.cases.map(({ subject, ...rest }) => ({ ...rest, subject: subjectOf(subject, file) })),
  };
}

/** Who is in `people` anyway need not be named twice. */
function subjectOf(
  { email, name, membership }: RegisterFile['cases'][number]['subject'],
  { people }: RegisterFile,
): CaseSubject {
  const isTheirs = (person: RegisterFile['people'][number]) =>
    (email !== undefined && [person.email, ...person.also].map(plainAddress).includes(plainAddress(email))) ||
    (membership !== undefined && person.membership === membership);
  const known = people.find(isTheirs);
  return {
    email: email ?? known?.email ?? null,
    name: name ?? known?.name ?? '',
    membership: membership ?? known?.membership ?? null,
  };
}
