/** What the command line is read by: words into values, or an error that says what was expected. */
import { InvalidArgumentError } from 'commander';
import { CATEGORIES, isCategory } from '../config/policy-file.ts';
import { UsageError } from './errors.ts';

export function oneOf<Value extends string>(values: readonly Value[]): (written: string) => Value {
  return (written) => {
    const found = values.find((each) => each === written);
    if (found) return found;
    throw new InvalidArgumentError(`expected one of ${values.join(', ')}`);
  };
}

/** One that may be given again, and is one of a few words. */
export function collectedOf<Value extends string>(values: readonly Value[]) {
  return (written: string, before: readonly Value[] = []): readonly Value[] => [...before, oneOf(values)(written)];
}

/** A category, which may be given again: a mistyped one would find nothing, as if nothing was there. */
export function collectedCategory(written: string, before: readonly string[] = []): readonly string[] {
  if (!isCategory(written)) throw new InvalidArgumentError(`expected one of ${CATEGORIES.join(', ')}, or custom:<id>`);
  return [...before, written];
}

/** An address alone. With a name beside it, or another one, it is nobody of the register, and the answer is for nobody's mail. */
function address(written: string): string {
  if (/^(?:[^\s@<>,;:"]+|"[^"@]+")@[^\s@<>,;"]+$/.test(written)) return written;
  throw new InvalidArgumentError('expected an address like a.khan@party.example and nothing else');
}

/** Who sends it: an address, a login without `@`, which is nobody, or the null sender. */
export function sender(written: string): string {
  return /^[^\s@<>,;]*$/.test(written) ? written : address(written);
}

/** A recipient, which may be given again. */
export function collectedAddress(written: string, before: readonly string[] = []): readonly string[] {
  return [...before, address(written)];
}

export function wholeNumber(written: string): number {
  const value = Number(written);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('expected a whole number from 1');
  return value;
}

/** An id as the command `shownBy` shows it. Throws `UsageError` for what is none, which the database would call a fault. */
export function idIn(written: string, shownBy: string): string {
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(written)) return written;
  throw new UsageError(`\`${written}\` is no id: expected one as \`${shownBy}\` shows it`);
}
