/**
 * What changed from one text to the next, line by line.
 *
 * Source: Myers, "An O(ND) Difference Algorithm" (1986). Texts that have little in common are shown as one after the
 * other, because work and memory grow with the square of the difference.
 */
export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
  /** In the text where it stands: the old one for what was removed. */
  readonly line: number;
}

const MOST_CHANGES = 2000;

export function diffOf(before: string, after: string): DiffLine[] {
  const a = before.split('\n');
  const b = after.split('\n');
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const same = (text: string, line: number): DiffLine => ({ kind: 'same', text, line });
  return [
    ...b.slice(0, start).map((text, at) => same(text, at + 1)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end), start),
    ...b.slice(b.length - end).map((text, at) => same(text, b.length - end + at + 1)),
  ];
}

/** Changed lines with as many unchanged ones around them; null stands for what is left out between. */
export function around(lines: readonly DiffLine[], context: number): (DiffLine | null)[] {
  const near = new Set<number>();
  for (const [at, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    for (let each = at - context; each <= at + context; each += 1) near.add(each);
  }
  const shown: (DiffLine | null)[] = [];
  for (const [at, line] of lines.entries()) {
    if (near.has(at)) shown.push(line);
    else if (shown.length > 0 && shown.at(-1) !== null) shown.push(null);
  }
  if (shown.at(-1) === null) shown.pop();
  return shown;
}

function middle(a: readonly string[], b: readonly string[], offset: number): DiffLine[] {
  const removed = (at: number): DiffLine => ({ kind: 'removed', text: a[at] ?? '', line: offset + at + 1 });
  const added = (at: number): DiffLine => ({ kind: 'added', text: b[at] ?? '', line: offset + at + 1 });
  const trace = traceOf(a, b);
  if (!trace) return [...a.keys().map(removed), ...b.keys().map(added)];

  // From the end back to the start: each step was one line removed or added, and the same lines after it.
  const lines: DiffLine[] = [];
  let x = a.length;
  let y = b.length;
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const reached = (k: number) => trace[changes]?.[k + changes + 1] ?? -1;
    const k = x - y;
    const isAdded = k === -changes || (k !== changes && reached(k - 1) < reached(k + 1));
    const beforeK = isAdded ? k + 1 : k - 1;
    const beforeX = reached(beforeK);
    const beforeY = beforeX - beforeK;
    while (x > beforeX && y > beforeY && x > 0 && y > 0) {
      lines.push({ kind: 'same', text: b[y - 1] ?? '', line: offset + y });
      x -= 1;
      y -= 1;
    }
    if (changes === 0) break;
    lines.push(isAdded ? added(beforeY) : removed(beforeX));
    x = beforeX;
    y = beforeY;
  }
  return lines.reverse();
}

/**
 * The furthest points by number of changes, each of the diagonals from one below as many to one above as many; undefined
 * where there are too many. As plain numbers: maps of them took hundreds of megabytes.
 */
function traceOf(a: readonly string[], b: readonly string[]): Int32Array[] | undefined {
  const most = Math.min(a.length + b.length, MOST_CHANGES);
  const middle = most + 1;
  const furthest = new Int32Array(2 * middle + 1).fill(-1);
  furthest[middle + 1] = 0;
  const trace: Int32Array[] = [];
  for (let changes = 0; changes <= most; changes += 1) {
    trace.push(furthest.slice(middle - changes - 1, middle + changes + 2));
    for (let k = -changes; k <= changes; k += 2) {
      const down = furthest[middle + k + 1] ?? -1;
      const right = furthest[middle + k - 1] ?? -1;
      let x = k === -changes || (k !== changes && right < down) ? down : right + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest[middle + k] = x;
      if (x >= a.length && x - k >= b.length) return trace;
    }
  }
  return undefined;
}
