/**
 * A window judged as it is, without its remarks, and passage by passage; and which of that holds a category.
 *
 * The words around a matter speak against it when they are about something else, so that a list under a long letter passed
 * for a letter. Pure.
 */
import { countsOf } from './counts.ts';
import type { Judged } from './judged.ts';
import { signals } from './lexicon.ts';
import { model } from './model.ts';
import { passagesOf } from './passages.ts';
import type { Window } from './reading.ts';
import { runsOf } from './runs.ts';

/** In log-odds. A passage does not show whose text it is from, so it has to be that much surer (docs/decisions/0078). */
const HANDICAP = 1.5;

/** A passage below this in every category goes on with nothing (`GOES_ON` in `classifier.ts`) and is not kept. */
const WORTH_KEEPING = 0.2;

/** A window that is as sure by itself needs no passage for the category. */
const SURE = 0.5;

export function judge(window: Window): Judged {
  const whole = judgeAlone(window, window);
  const isUnsure = (column: number) => said(whole, column) < SURE;
  // Several texts that are judged together are each judged alone too.
  const passages = window.stretches.length === 1 ? window.stretches.flatMap((one) => passagesOf(one, isUnsure)) : [];
  return {
    ...whole,
    passages: passages.flatMap((passage) => judgePassage({ ...window, stretches: [passage] }, whole) ?? []),
    ...(window.bare && { bare: judgeAlone(window.bare, window) }),
  };
}

function judgeAlone(window: Window, around: Window): Judged {
  const counts = countsOf(window);
  return { window, extent: around, around, counts, confidences: model.confidences(window, counts), passages: [] };
}

/** Most passages are nothing: memory costs more than counting does. */
const counted = new Int32Array(signals.length);

function judgePassage(window: Window, { counts, around }: Judged): Judged | null {
  const confidences = model.confidences(window, countsOf(window, counts, counted), HANDICAP);
  if (confidences.every((each) => each < WORTH_KEEPING)) return null;
  return { window, extent: window, around, counts: counted.slice(), confidences, passages: [] };
}

/** How sure the window is of the category in any of its views; `column` is the category's place in the registry. */
export function surenessOf(judged: Judged, column: number): number {
  return judged.passages.reduce(
    (most, each) => Math.max(most, said(each, column)),
    said(wholeOf(judged, column), column),
  );
}

/**
 * The window with or without its remarks, where that reaches `holds`; else its passages that do, and those of `goesOn` that
 * lie next to them. Where nothing of it does, the window, which goes on with the one before or after it.
 */
export function viewsThatHold(judged: Judged, column: number, holds: number, goesOn: number): readonly Judged[] {
  const whole = wholeOf(judged, column);
  if (said(whole, column) >= holds) return [whole];
  const { passages } = judged;
  const sure = passages.map((each) => said(each, column));
  const follows = (at: number) => endOf(passages[at - 1]) === startOf(passages[at]);
  const held = runsOf(sure, follows, holds, goesOn).flatMap((at) => passages[at] ?? []);
  return held.length > 0 ? held : [whole];
}

/** As it is or without its remarks, whichever is surer. */
function wholeOf(judged: Judged, column: number): Judged {
  const { bare } = judged;
  return bare && said(bare, column) > said(judged, column) ? bare : judged;
}

function said({ confidences }: Judged, column: number): number {
  return confidences[column] ?? 0;
}

function startOf(passage: Judged | undefined): number | undefined {
  return passage?.window.stretches[0]?.from;
}

function endOf(passage: Judged | undefined): number | undefined {
  return passage?.window.stretches.at(-1)?.to;
}
