/**
 * The initials of a name as they may stand in a text. Pure.
 *
 * `M.D.`, `M D`, `MD`, `M. D.`, `M/D`, `m.d.`: the letters in order, in any punctuation, as a word of their own. Where no
 * case is named only those that stand for a person: with their points, or beside a title or what befell somebody.
 */

export interface Initials {
  /** The letters, in capitals and without punctuation: `MD`. */
  readonly letters: readonly string[];
  readonly pattern: RegExp;
}

const GROUP = /(?<![\p{L}\p{N}])(?:\p{Lu}(?:[^\p{L}\p{N}\n]{0,2}\p{Lu}){1,5}|\p{Ll}\.(?:\s?\p{Ll}\.){1,5})/gu;

/** Every run of single letters in a text: where the letters of a name are in none, its initials need not be looked for. */
export function lettersIn(text: string): ReadonlySet<string> {
  return new Set((text.match(GROUP) ?? []).map((group) => group.replace(/[^\p{L}]/gu, '').toUpperCase()));
}

/** Undefined for a name of one word, whose single letter would stand everywhere. */
export function initials(name: string, isCaseNamed: boolean): Initials | undefined {
  const letters = name
    .split(/[\s-]+/)
    .map((part) => part.charAt(0).toUpperCase())
    .filter((letter) => /\p{Lu}/u.test(letter));
  const [first] = letters;
  const last = letters.at(-1);
  if (letters.length < 2 || !first || !last) return undefined;
  // A middle name is often left out.
  const orders = letters.length > 2 ? [letters, [first, last]] : [letters];
  return {
    letters: orders.map((each) => each.join('')),
    pattern: new RegExp(orders.flatMap((each) => waysToWrite(each, isCaseNamed)).join('|'), 'u'),
  };
}

function waysToWrite(letters: readonly string[], isCaseNamed: boolean): string[] {
  const loose = letters.join('[^\\p{L}\\p{N}\\n]{0,2}');
  const small = letters.map((letter) => `${letter.toLowerCase()}\\.`).join('\\s?');
  const pointed = letters.map((letter) => `${letter}\\.`).join('\\s?');
  const bounded = (each: string) => `(?<![\\p{L}\\p{N}])${each}(?![\\p{L}\\p{N}])`;
  if (isCaseNamed) return [bounded(loose), `(?<![\\p{L}\\p{N}])${small}`];
  const titled = `(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|[Cc]omrade|[Mm]ember)\\.?\\s${loose}`;
  const befallen = `${loose}(?=\\s(?:is|was|has|had)\\s(?:been|being|under|suspended|accused|investigated))`;
  const against = `(?:against|of|into|about)\\s${loose}`;
  return [
    `(?<![\\p{L}\\p{N}])(?:${pointed}|${small})`,
    bounded(titled),
    `(?<![\\p{L}\\p{N}])${befallen}`,
    bounded(against),
  ];
}
