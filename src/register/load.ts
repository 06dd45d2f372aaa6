/**
 * YAML → Register, or every problem with its line.
 *
 * The format is `docs/register.md`. A new version with a problem is refused as a whole, and who reloads keeps the old.
 */
import { createHash } from 'node:crypto';
import { problemsIn, warningsIn } from './checks.ts';
import { createRegister, EMPTY_ENTRIES, type Register } from './register.ts';
import { type RegisterFile, registerSchema } from './schema.ts';
import type { RegisterEntries } from './types.ts';
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
  const broken = problemsIn(value);
  if (broken.length > 0)
    throw new RegisterError(
      file,
      broken.map(({ path, message }) => ({ line: lineOf(path), message })),
    );

  const entries = entriesOf(value);
  const version = createHash('sha256').update(JSON.stringify(entries)).digest('hex').slice(0, 16);
  const warnings = warningsIn(value, today).map(({ path, message }) => ({ line: lineOf(path), message }));
  return { register: createRegister(entries, version), warnings };
}

/** The register alone. Throws `RegisterError`. */
export function loadRegister(text: string, file: string): Register {
  return checkRegister(text, file, '0000-01-01').register;
}

function entriesOf(file: RegisterFile): RegisterEntries {
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
    matters: file.matters.map((matter) => ({ ...matter, minute: matter.minute ?? null })),
    marking: { withoutAuthority: file.marking?.['without-authority'] ?? [] },
    delegations: file.delegations.map((delegation) => ({ ...delegation, minute: delegation.minute ?? null })),
    committees: file.committees.map((committee) => ({
      ...committee,
      members: committee.members.map((seat) => ({ ...seat, affiliate: seat.affiliate ?? null })),
    })),
    lists: file.lists.map((list) => ({ ...list, committee: list.committee ?? null })),
    permissions: file.permissions.map(({ minute, delegation, fingerprint, case: ref, ...rest }) => ({
      ...rest,
      minute: minute ?? null,
      delegation: delegation ?? null,
      fingerprint: fingerprint ?? null,
      case: ref ?? null,
    })),
    cases: file.cases.map(({ subject, ...rest }) => ({
      ...rest,
      subject: { name: subject.name, email: subject.email ?? null, membership: subject.membership ?? null },
    })),
  };
}
