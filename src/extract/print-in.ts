/** Runs of print in bytes of which nothing else is known, as 8-bit characters or UTF-16. */
export function printIn(bytes: Buffer): string[] {
  const narrow = bytes.toString('latin1').match(/[\x20-\x7e\xa0-\xff]{4,}/g) ?? [];
  const wide = bytes.toString('latin1').match(/(?:[\x20-\x7e\xa0-\xff]\0){4,}/g) ?? [];
  return [...narrow, ...wide.map((text) => text.replaceAll('\0', ''))];
}
