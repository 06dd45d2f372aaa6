/**
 * Which windows hold a matter, where one that says little lies in a run with one that says it. Pure.
 */

/**
 * Indices of what lies in a run of `goesOn` and more that reaches `holds` somewhere; `follows` says of an index whether it goes
 * on with the one before, so that a run ends where a text does. With `goesOn` as high as `holds`: all that reach it.
 */
export function runsOf(
  said: readonly number[],
  follows: (at: number) => boolean,
  holds: number,
  goesOn: number,
): readonly number[] {
  const runs: number[][] = [];
  said.forEach((one, at) => {
    if (one < goesOn) return;
    const last = runs.at(-1);
    if (last?.at(-1) === at - 1 && follows(at)) last.push(at);
    else runs.push([at]);
  });
  return runs.filter((run) => run.some((at) => (said[at] ?? 0) >= holds)).flat();
}
