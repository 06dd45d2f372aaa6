/** What a bench is told beside its name: `--messages=30000`, `--unharmed`. */

/** What an option takes: nothing, or a whole number of at least so much, and what it is where it is not given. */
export type Option =
  | { readonly kind: 'switch' }
  | { readonly kind: 'number'; readonly least: number; readonly unless: number };

export type Given = Readonly<Record<string, number | boolean>>;

/** Says what was wrong, on one line. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

/**
 * Takes the arguments that begin with a dash, and the options there are. Throws `OptionError` for one that there is not, and for a
 * value that would measure nothing.
 */
export function readOptions(given: readonly string[], known: Readonly<Record<string, Option>>): Given {
  const values: Record<string, number | boolean> = {};
  for (const [name, option] of Object.entries(known)) values[name] = option.kind === 'switch' ? false : option.unless;
  for (const argument of given) {
    const [, name = '', value] = /^--([a-z]+)(?:=(.*))?$/.exec(argument) ?? [];
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!option) throw new OptionError(`\`${argument}\`: there is no such option${among(known)}`);
    values[name] = option.kind === 'switch' ? switched(argument, value) : numbered(argument, value, option.least);
  }
  return values;
}

function switched(argument: string, value: string | undefined): true {
  if (value === undefined) return true;
  throw new OptionError(`\`${argument}\`: it takes no value`);
}

function numbered(argument: string, value: string | undefined, least: number): number {
  const number = Number(value);
  if (value !== undefined && /^\d{1,9}$/.test(value) && number >= least) return number;
  throw new OptionError(`\`${argument}\`: expected a whole number of at least ${least}`);
}

function among(known: Readonly<Record<string, Option>>): string {
  const names = Object.entries(known).map(([name, { kind }]) => (kind === 'number' ? `--${name}=N` : `--${name}`));
  return names.length > 0 ? ` (there is ${names.join(', ')})` : '';
}
