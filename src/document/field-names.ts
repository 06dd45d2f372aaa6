/**
 * Names of fields that are written as one word, as programs name what they export: `ElectorSurname`, `joinDate`.
 *
 * A person reads two words there. Only where such names are headings of columns, or the key before a value: "YouTube" and
 * "McDonald" in a sentence are one word. Pure and linear.
 */

const JOINT = /[a-z][A-Z]/g;
const PARTS = /[\t,;|]/;
const CELL = /^["' ]*[A-Za-z][\w ./-]{0,60}["' ]*$/;
/** A surname is none, and a row of them no heading. */
const JOINED = /^["' ]*(?!(?:Mc|Mac|Fitz|De|Di|La|Le|Van)[A-Z])[A-Za-z0-9_]*[a-z][A-Z]/;
const KEY = /^["' ]*[a-z]+(?:[A-Z][a-z]*)+\d?["']?:(?= )/;
/** A longer line is no heading. */
const LONGEST = 8000;
const LEAST_CELLS = 3;

export interface Joint {
  readonly index: number;
  readonly found: string;
}

/** The last letter of each word that another one follows in such a name. */
export function* jointsOf(text: string): Generator<Joint> {
  JOINT.lastIndex = 0;
  let decided = -1;
  let until = -1;
  for (let match = JOINT.exec(text); match; match = JOINT.exec(text)) {
    const { index } = match;
    if (index >= decided) {
      const start = text.lastIndexOf('\n', index) + 1;
      const end = text.indexOf('\n', index);
      decided = end < 0 ? text.length : end;
      until = start + namedUntil(text, start, decided);
    }
    if (index < until) yield { index, found: match[0].slice(0, 1) };
    else JOINT.lastIndex = decided;
  }
}

/** So many characters of the line are names of fields. */
function namedUntil(text: string, start: number, end: number): number {
  if (end - start > LONGEST) return 0;
  const line = text.slice(start, end).trimEnd();
  const key = KEY.exec(line);
  if (key) return key[0].length;
  const cells = line.split(PARTS).filter((cell) => cell.trim() !== '');
  if (cells.length < LEAST_CELLS || !cells.every((cell) => CELL.test(cell))) return 0;
  const joined = cells.filter((cell) => JOINED.test(cell)).length;
  return joined * 2 >= cells.length ? line.length : 0;
}
