/** Reasons, shares and lengths of time, in words that a person reads in a report. */
const REASON_WORDS: Readonly<Record<string, string>> = {
  'confidential-matter': 'a Confidential Matter',
  unscannable: 'part could not be read',
  'claim-under-review': 'a claim to be looked at',
  'no-confidential-matter': 'no Confidential Matter',
  'own-record': 'the person’s own record',
  'within-circle': 'within the circle of the entitled',
  permission: 'a recorded permission',
  'required-by-law': 'required by law',
};

export function reasonWords(reason: string): string {
  return REASON_WORDS[reason] ?? (/^\d/.test(reason) ? `paragraph ${reason}` : reason || 'unknown');
}

/** As the beginning of a heading. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Seconds in their largest unit, with a tenth where that says something: `7.1 hours`. */
export function roughly(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? ['minute', 60];
  const count = seconds / length;
  const rounded = unit === 'minute' || count >= 10 ? Math.round(count) : Math.round(count * 10) / 10;
  return rounded < 1 ? 'under a minute' : `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
