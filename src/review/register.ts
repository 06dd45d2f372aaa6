/**
 * The register on screen: what is in force, and changes of it, with the rules that hold for pages and `/v1` alike.
 *
 * A file that is configured goes before what is imported: it is shown and not changed here. Every other change is a new
 * version, checked whole by the same checker as `reticent register check`.
 */
import { z } from 'zod';
import { addAdviser, addEntry, closeCase, NoPlaceError } from '../register/edit.ts';
import { checkRegisterToKeep, loadRegister, RegisterError } from '../register/load.ts';
import { EMPTY_REGISTER, type Register } from '../register/register.ts';
import type { Problem } from '../register/yaml.ts';
import type { Store } from '../store/store.ts';
import { boxes } from './forms.ts';
import { today } from './period.ts';

export interface RegisterTools {
  readonly store: Pick<Store, 'registers' | 'audit'>;
  /** The configured file; null where the imported register is in force. */
  readonly registerFile: string | null;
  readonly reference: () => { readonly register: Register };
}

export interface InForce {
  readonly register: Register;
  /** Empty where there is none yet. */
  readonly text: string;
}

/** Characters; a larger one is put in force by `reticent register import`. */
export const LONGEST_REGISTER = 1_000_000;

const text = z.string().trim().min(1);
const optional = z
  .string()
  .trim()
  .transform((given) => given || undefined)
  .optional();
/** Lines or commas between them, from a form; a list from a program. */
const many = z.preprocess(
  (given) => (typeof given === 'string' ? given.split(/[\s,;]+/).filter(Boolean) : given),
  z.array(z.string()),
);

/** What can be changed without writing YAML. What it has to be is told by the checker, on the whole register. */
export const registerChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('permission'),
    id: text,
    by: text,
    authority: text,
    minute: optional,
    delegation: optional,
    categories: boxes,
    senders: many,
    recipients: many,
    case: optional,
    fingerprint: optional,
    from: text,
    until: text,
  }),
  z.object({
    kind: z.literal('obligation'),
    id: text,
    law: text.meta({ description: '`law` or `obligation`' }),
    basis: text,
    senders: many,
    recipients: many,
    categories: boxes,
    from: text,
    until: text,
  }),
  z.object({
    kind: z.literal('delegation'),
    id: text,
    officer: text,
    by: text,
    power: text,
    minute: optional,
    from: text,
    until: text,
  }),
  z.object({ kind: z.literal('close-case'), ref: text }),
  z.object({ kind: z.literal('adviser'), ref: text, email: text, capacity: text }),
]);
export type RegisterChange = z.output<typeof registerChange>;

export type Changed =
  | { readonly kind: 'kept'; readonly version: string; readonly isNew: boolean; readonly warnings: readonly Problem[] }
  /** Nothing was kept. */
  | { readonly kind: 'wrong'; readonly problems: readonly Problem[] }
  /** A file is in force, or somebody was faster. */
  | { readonly kind: 'refused'; readonly because: string };

const FASTER = 'Somebody changed the register meanwhile. Look at what is in force now, and do it again.';

export function fileSentence(file: string): string {
  return `The register is the file ${file} of the server. It is changed there, and every version of it is kept here.`;
}

/** As of now. Throws `RegisterError` where what was imported can no longer be read. */
export async function inForce({ store, registerFile, reference }: RegisterTools): Promise<InForce> {
  if (registerFile !== null) {
    const { register } = reference();
    return { register, text: (await store.registers.textOf(register.version)) ?? '' };
  }
  const imported = await store.registers.imported();
  if (!imported) return { register: EMPTY_REGISTER, text: '' };
  // Read again only where this process has not come to it yet: that takes as long as the register is.
  const { register: known } = reference();
  const register = known.version === imported.version ? known : loadRegister(imported.text, 'the register');
  return { register, text: imported.text };
}

/** What a text comes to, without keeping it. */
export function checked(yaml: string): {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
} {
  try {
    return { problems: [], warnings: checkRegisterToKeep(yaml, 'the register', today()).warnings };
  } catch (error) {
    if (error instanceof RegisterError) return { problems: error.problems, warnings: [] };
    throw error;
  }
}

/** Puts a text in force. `base` is the version that it was made from; null asks for none. */
export async function putRegister(
  tools: RegisterTools,
  yaml: string,
  base: string | null,
  by: string,
): Promise<Changed> {
  const { store, registerFile } = tools;
  if (registerFile !== null) return { kind: 'refused', because: fileSentence(registerFile) };
  const { register } = await inForce(tools);
  if (base !== null && base !== register.version) return { kind: 'refused', because: FASTER };
  try {
    const { register: next, warnings } = checkRegisterToKeep(yaml, 'the register', today());
    const isNew = await store.registers.keep(next.version, yaml, 'import', by);
    return { kind: 'kept', version: next.version, isNew, warnings };
  } catch (error) {
    if (error instanceof RegisterError) return { kind: 'wrong', problems: error.problems };
    throw error;
  }
}

/** One of the usual changes, written into the text in force. */
export async function changeRegister(tools: RegisterTools, change: RegisterChange, by: string): Promise<Changed> {
  const { registerFile, store } = tools;
  if (registerFile !== null) return { kind: 'refused', because: fileSentence(registerFile) };
  const { text: yaml, register } = await inForce(tools);
  try {
    const changed = await putRegister(tools, applied(yaml, change), register.version, by);
    if (changed.kind === 'kept')
      await store.audit.append(by, 'register edited', null, { what: whatOf(change), version: changed.version });
    return changed;
  } catch (error) {
    if (error instanceof NoPlaceError) return { kind: 'wrong', problems: [{ line: 1, message: error.message }] };
    throw error;
  }
}

function applied(yaml: string, change: RegisterChange): string {
  switch (change.kind) {
    case 'permission': {
      const { kind: _kind, ...entry } = change;
      return addEntry(yaml, 'permissions', given(entry));
    }
    case 'obligation': {
      const { kind: _kind, law, id, ...entry } = change;
      return addEntry(yaml, 'obligations', given({ id, kind: law, ...entry }));
    }
    case 'delegation': {
      const { kind: _kind, ...entry } = change;
      return addEntry(yaml, 'delegations', given(entry));
    }
    case 'close-case':
      return closeCase(yaml, change.ref);
    case 'adviser':
      return addAdviser(yaml, change.ref, { email: change.email, capacity: change.capacity });
    default:
      return change satisfies never;
  }
}

/** Without what was left empty. */
function given(entry: Readonly<Record<string, unknown>>): object {
  const kept = Object.entries(entry).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept);
}

/** For the audit log: which entry, and nothing of what it says. */
function whatOf(change: RegisterChange): string {
  if (change.kind === 'close-case') return `case ${change.ref} closed`;
  if (change.kind === 'adviser') return `adviser added to case ${change.ref}`;
  return `${change.kind} ${change.id} added`;
}
