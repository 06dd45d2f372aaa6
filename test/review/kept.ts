/** What the tests of a file stand on. */
import { afterAll } from 'vitest';

/** Waits for it, and closes it after the tests of the file: what was started last closes first. */
export async function kept<Made extends { readonly close: () => Promise<unknown> }>(
  starting: Promise<Made>,
): Promise<Made> {
  const made = await starting;
  afterAll(() => made.close());
  return made;
}
