/** Bisection: where in an order something begins to be so. Pure. */

/** The first of so many indices for which it is so, as it is for all behind it; `count` where it is so for none. */
export function firstWhere(count: number, isSo: (at: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
