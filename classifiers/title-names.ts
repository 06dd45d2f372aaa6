/**
 * Whose name stands at the head of a text. Pure.
 */
import type { Hit, Hits } from './hits.ts';
import { lexicon } from './lexicon.ts';

/** How far a title reaches, in characters. */
const TITLE = 140;
const OTHERS = new Set(
  ['context/other-body', 'context/institution', 'context/union-body'].map((id) => lexicon.indexOf.get(id) ?? -1),
);
/** Written large, it names a body. */
const NAMES_BODY = new Set(
  ['owner/head-word', 'owner/union', 'owner/other-party'].map((id) => lexicon.indexOf.get(id) ?? -1),
);
const OURS = new Set(
  ['context/party', 'context/register-name', 'owner/ours-strong'].map((id) => lexicon.indexOf.get(id) ?? -1),
);

/** Adds a signal for the name: another body's, or the Party's and nobody else's. */
export function headOf(
  hits: Hits,
  others: readonly Hit[],
  text: string,
  add: (id: string, start: number, end: number) => void,
): void {
  const inTitle = [
    ...Array.from({ length: hits.firstFrom(TITLE) }, (_hit, at) => hits.at(at)),
    ...others.filter(({ start }) => start < TITLE),
  ];
  const theirs =
    inTitle.find(({ signal }) => OTHERS.has(signal)) ??
    inTitle.find(({ signal, start }) => NAMES_BODY.has(signal) && /\p{Lu}/u.test(text.charAt(start)));
  const ours = inTitle.find(({ signal }) => OURS.has(signal));
  // A covering line may name anybody: where both stand there, neither has the head to itself.
  if (theirs && !ours) add('context/other-head', theirs.start, theirs.end);
  else if (ours && !theirs) add('context/party-head', ours.start, ours.end);
}
