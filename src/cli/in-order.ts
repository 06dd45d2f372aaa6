/** Work on several inputs at once, results in the order of the inputs. */

/**
 * Runs `work` on at most `atOnce` inputs at a time and yields results in input order. A slow first input holds back
 * those that are ready, and no more than `atOnce` of them, so that memory stays flat however many inputs there are.
 */
export async function* inOrder<Input, Result>(
  inputs: AsyncIterable<Input> | Iterable<Input>,
  atOnce: number,
  work: (input: Input) => Promise<Result>,
): AsyncGenerator<Result> {
  const running: Promise<Result>[] = [];
  for await (const input of inputs) {
    const result = work(input);
    // An input that fails is reported when its turn comes; until then its rejection must not count as unhandled.
    result.catch(() => undefined);
    running.push(result);
    if (running.length >= atOnce) yield await next(running);
  }
  while (running.length > 0) yield await next(running);
}

function next<Result>(running: Promise<Result>[]): Promise<Result> {
  const first = running.shift();
  if (!first) throw new RangeError('nothing is running');
  return first;
}
