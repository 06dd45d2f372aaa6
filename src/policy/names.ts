/** Names of people in one plain form, so that they can be compared. Pure. */

/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** `Élodie` is `Elodie`: no diacritics or hidden characters. */
export function unmarked(text: string): string {
  return text.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
}

/** `José  Núñez-Ó` is `jose nunez o`: no case, diacritics, hidden characters or punctuation. */
export function plainName(name: string): string {
  const words =
    unmarked(name)
      .toLowerCase()
      .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.join(' ');
}

/** The plain words between blanks, one at each end too, so that ` whole words ` can be looked for. */
export function plainWords(text: string): string {
  return ` ${plainName(text)} `;
}

/** Letters and digits alone, as a handle has them. */
export function lettersOf(text: string): string {
  return plainName(text).replaceAll(' ', '');
}

/** `Doyle, Martin`, as lists have it, is `Martin Doyle`. */
export function inOrder(name: string): string {
  const [surname = '', given = '', ...more] = name.split(',').map((part) => part.trim());
  return surname !== '' && given !== '' && more.length === 0 ? `${given} ${surname}` : name;
}

/** A name as it is written: what stands before the surname, and the surname with its hyphens and apostrophes. */
export function partsOf(name: string): { readonly first: string; readonly surname: string } {
  const words = name.trim().split(/\s+/);
  return { first: words.length > 1 ? (words[0] ?? '') : '', surname: words.at(-1) ?? '' };
}
