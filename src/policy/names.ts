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
