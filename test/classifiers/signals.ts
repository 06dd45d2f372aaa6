/** Which signals a text gives, by their names. */
import { countsOf } from '../../classifiers/counts.ts';
import { signals } from '../../classifiers/lexicon.ts';
import { readDocument } from '../../classifiers/reading.ts';
import { context, document } from './build.ts';

export function signalsIn(text: string): string[] {
  const windows = readDocument(document(['body', text]), context()).flatMap((part) => part.windows);
  return windows.flatMap((window) =>
    [...countsOf(window)].flatMap((count, at) => (count > 0 ? [signals[at]?.id ?? ''] : [])),
  );
}
