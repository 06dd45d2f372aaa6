/** Until when an embargo binds. Pure. */

/** As dates begin them, in lower case. */
export const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Whether the day that the words name lies before `today`; false where they name none. */
export function lapsed(words: string, today: string): boolean {
  const iso = /\b(\d{4})-(\d\d)-(\d\d)\b/.exec(words);
  if (iso) return iso[0] < today;
  const slashed = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4}|\d\d)\b/.exec(words);
  const spelled =
    /\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6},? ?(\d{4})?/i.exec(
      words,
    );
  const [day, month, year] = slashed
    ? [slashed[1], Number(slashed[2]), slashed[3]]
    : spelled
      ? [spelled[1], MONTHS.indexOf((spelled[2] ?? '').toLowerCase()) + 1, spelled[3] ?? today.slice(0, 4)]
      : [undefined, 0, undefined];
  if (day === undefined || year === undefined) return false;
  const full = year.length === 2 ? `20${year}` : year;
  return `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}` < today;
}
