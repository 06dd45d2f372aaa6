/**
 * Texts inside formulas: `IF(A1;"the secret";"")` holds words that its cell need not show.
 *
 * Source: ECMA-376 part 1, 18.17.2.2 and OpenFormula 5.4 (between quotation marks, a mark itself doubled); [MS-XLS] 2.5.198
 * and [MS-XLSB] 2.5.97 (the parsed formulas of the binary formats).
 */
export function literalsOf(formula: string): string[] {
  if (!formula.includes('"')) return [];
  const found: string[] = [];
  for (const [, literal = ''] of formula.matchAll(/"((?:[^"]|"")*)"/g)) {
    if (isWord(literal)) found.push(literal.replaceAll('""', '"'));
  }
  return found;
}

/** A separator or a format is no word. */
function isWord(literal: string): boolean {
  return /\p{L}{3}|\d{3}/u.test(literal);
}

/** How many bytes each token has behind its code, where all of its kind have as many; the two formats differ in a few. */
const IN_BOTH: Readonly<Record<number, number>> = {
  ...Object.fromEntries(Array.from({ length: 0x14 }, (_, index) => [index + 3, 0])), // operators, brackets, nothing
  1: 4,
  2: 4,
  28: 1,
  29: 1,
  30: 2,
  31: 8,
  33: 2,
  34: 3,
  35: 4,
  38: 6,
  39: 6,
  40: 6,
  41: 2,
  57: 6,
};
const IN_XLS = { ...IN_BOTH, 32: 7, 36: 4, 37: 8, 42: 4, 43: 8, 44: 4, 45: 8, 58: 6, 59: 10, 60: 6, 61: 10 };
const IN_XLSB = { ...IN_BOTH, 32: 14, 36: 6, 37: 12, 42: 6, 43: 12, 44: 6, 45: 12, 58: 8, 59: 14, 60: 8, 61: 14 };
const [TEXT, ATTRIBUTE, CHOICE] = [0x17, 0x19, 0x04];

/** Takes the tokens of a parsed formula; reads as far as it knows them. */
export function parsedLiterals(tokens: Buffer, format: 'xls' | 'xlsb'): string[] {
  const sizes: Readonly<Record<number, number>> = format === 'xls' ? IN_XLS : IN_XLSB;
  const found: string[] = [];
  for (let at = 0; at + 3 < tokens.length; ) {
    const code = tokens.readUInt8(at);
    // The upper codes are the same tokens for values and for arrays.
    const token = code < 0x40 ? code : (code & 0x1f) | 0x20;
    at += 1;
    if (token === TEXT) {
      const isWide = format === 'xlsb' || (tokens.readUInt8(at + 1) & 1) === 1;
      const from = at + 2;
      const to = from + (format === 'xlsb' ? tokens.readUInt16LE(at) : tokens.readUInt8(at)) * (isWide ? 2 : 1);
      const literal = tokens.toString(isWide ? 'utf16le' : 'latin1', from, to);
      if (isWord(literal)) found.push(literal);
      at = to;
    } else if (token === ATTRIBUTE) {
      const choices = tokens.readUInt8(at) & CHOICE ? 2 * (tokens.readUInt16LE(at + 1) + 1) : 0;
      at += 3 + choices;
    } else {
      const size = sizes[token];
      if (size === undefined) return found;
      at += size;
    }
  }
  return found;
}
