/** Categories, reasons and lengths of time, in words that a person reads. */
const CATEGORY_WORDS: Readonly<Record<string, string>> = {
  declared: 'declared confidential',
  minutes: 'minutes',
  'committee-papers': 'committee papers',
  membership: 'membership records',
  elections: 'election data',
  disciplinary: 'disciplinary matters',
};

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

export function categoryWords(category: string): string {
  return CATEGORY_WORDS[category] ?? category.replace(/^custom:/, 'own rule: ');
}

export function reasonWords(reason: string): string {
  return REASON_WORDS[reason] ?? (/^\d/.test(reason) ? `paragraph ${reason}` : reason || 'unknown');
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

/** Of seconds, in its two largest units: `2 days 3 hours`, `4 minutes`. */
export function duration(seconds: number): string {
  const at = UNITS.findIndex(([, length]) => seconds >= length);
  if (at < 0) return 'under a minute';
  const words: string[] = [];
  let rest = Math.floor(seconds);
  for (const [unit, length] of UNITS.slice(at, at + 2)) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}

/** In its largest unit, with a tenth where that says something: `7.1 hours`. */
export function roughly(seconds: number): string {
  const [unit, length] = UNITS.find(([, each]) => seconds >= each) ?? ['minute', 60];
  const count = seconds / length;
  const rounded = unit === 'minute' || count >= 10 ? Math.round(count) : Math.round(count * 10) / 10;
  return rounded < 1 ? 'under a minute' : `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
}
