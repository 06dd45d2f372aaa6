/**
 * Letters that look like Latin ones, and the characters that show nothing: what hides a word from a search but not from
 * a reader.
 *
 * Source: Unicode 16 confusables.txt (the part that looks like A to Z in common fonts), UAX 15 (NFKC), UAX 44
 * (`Default_Ignorable_Code_Point`: zero-width, bidi controls, soft hyphen, variation selectors, tags). Pure.
 */

/** Look-alikes of the letters beside them, one pair of strings a script. */
const PAIRS: readonly (readonly [written: string, read: string])[] = [
  // Cyrillic
  ['АВЕЗКМНОРСТУХІЈЅҮԚԜҺЁЇ', 'ABE3KMHOPCTYXIJSYQWHEI'],
  ['авегкмнорстухіјѕүԛԝһԁёїьԍӏ', 'aberkmhopctyxijsyqwhdeibgl'],
  // Greek
  ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺ', 'ABEZHIKMNOPTYXCM'],
  ['αβεζηικμνοπρτυχωγϲϳ', 'abeznikuvonptuxwycj'],
  // Armenian
  ['ՏՕԼՍՈհսոօցզ', 'SOLUnhunogq'],
  // Cherokee
  ['ᎠᎡᎢᎪᎫᎬᎳᎷᎻᎽᏀᏃᏂᏎᏏᏔᏙᏚᏞᏟᏢᏦᏧᏒᏴ', 'DRTAJEWMHYGZh4bWVSLCPKdRB'],
  // Latin small capitals, dotless and script letters
  ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ['ıɑɡɩʋɯɾ', 'iagivwr'],
  // quotation marks, apostrophes, dashes and slashes, so that phrases need one spelling
  ['‘’‚‛′`´ʼʹ', "'''''''''"],
  ['“”„‟″«»', '"""""""'],
  ['‐‑‒–—―−﹘', '--------'],
  ['⁄∕', '//'],
];

const TABLE: ReadonlyMap<string, string> = new Map(
  PAIRS.flatMap(([written, read]) => [...written].map((letter, at) => [letter, read[at] ?? ''] as const)),
);

/** Blocks of 26 letters in order that NFKC leaves alone: negative circled and squared, and the letters of flags. */
const ALPHABETS: readonly number[] = [0x1f150, 0x1f170, 0x1f1e6];

const DIGIT = /^\p{Nd}$/u;
const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;

/** How a cluster (a character with its combining marks) reads; the empty string where it shows nothing. */
export function readAs(cluster: string): string {
  const known = TABLE.get(cluster);
  if (known !== undefined) return known;

  const composed = cluster.replace(IGNORABLE, '').normalize('NFKC');
  // Marks that compose with nothing strike letters through or pile up on them; they spell no word of Latin script.
  const isPiled = /^\p{Script=Latin}.*\p{M}/su.test(composed);
  const shown = isPiled ? composed.normalize('NFD') : composed;
  let read = '';
  for (const character of shown) read += TABLE.get(character) ?? ofAlphabet(character) ?? digit(character) ?? character;
  return isPiled || /^[A-Za-z0-9]/.test(read) ? read.replace(/\p{M}+/gu, '') : read;
}

/** A digit of another script: each has its ten in a row. */
function digit(character: string): string | undefined {
  if (character <= '9' || !DIGIT.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

function ofAlphabet(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  const first = ALPHABETS.find((start) => code >= start && code < start + 26);
  return first === undefined ? undefined : String.fromCharCode(65 + code - first);
}
