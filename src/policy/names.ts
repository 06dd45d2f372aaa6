/** Names of people in one plain form, so that they can be compared. Pure. */

/** `José  Núñez-Ó` is `jose nunez o`: no case, diacritics or punctuation. */
export function plainName(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
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
