/**
 * Words of an equation by Microsoft's Equation Editor or MathType: its letters, one behind the other.
 *
 * Source: MTEF versions 3 and 5, the record CHAR: a tag with options in its upper half or, later, in a byte of their own, a
 * typeface of 128 and more, and a character of two bytes. How the formula is built is not followed.
 */
const CHARACTER = 2;
const [LEAST_TYPEFACE, MOST_TYPEFACE] = [0x81, 0xa0];
const LATER_OPTIONS = 0x20;

export function equationWords(stream: Buffer): string {
  let text = '';
  for (let at = 0; at + 4 <= stream.length; ) {
    const isRecord = (stream.readUInt8(at) & 0x0f) === CHARACTER;
    const hasOptions = isRecord && stream.readUInt8(at + 1) < LATER_OPTIONS;
    const typeface = at + (hasOptions ? 2 : 1);
    const isCharacter = isRecord && typeface + 3 <= stream.length && isTypeface(stream.readUInt8(typeface));
    if (isCharacter) text += String.fromCharCode(stream.readUInt16LE(typeface + 1));
    else if (!text.endsWith(' ')) text += ' ';
    at = isCharacter ? typeface + 3 : at + 1;
  }
  // What has no business in an equation is read as what it is.
  const others = stream.toString('latin1').match(/[\x20-\x7e]{6,}/g) ?? [];
  return [text.replace(/\p{C}/gu, '').trim(), ...others].filter((each) => each !== '').join('\n');
}

function isTypeface(byte: number): boolean {
  return byte >= LEAST_TYPEFACE && byte <= MOST_TYPEFACE;
}
