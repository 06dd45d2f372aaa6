/**
 * MAPI properties: what Outlook's `.msg` and `winmail.dat` have in common.
 *
 * Source: [MS-OXPROPS] (numbers), [MS-OXCDATA] 2.11 (types), [MS-OXRTFCP] (compressed RTF), [MS-OXRTFEX] (HTML in RTF).
 */
import { decodeText } from './charset.ts';
import type { Found } from './extractor.ts';
import { htmlBody, textBody } from './mail-body.ts';

export const PROPERTY = {
  subject: 0x0037,
  headers: 0x007d,
  senderName: 0x0c1a,
  senderAddress: 0x0c1f,
  senderSmtp: 0x5d01,
  displayBcc: 0x0e02,
  displayCc: 0x0e03,
  displayTo: 0x0e04,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  messageId: 0x1035,
  displayName: 0x3001,
  emailAddress: 0x3003,
  smtpAddress: 0x39fe,
  recipientType: 0x0c15,
  attachData: 0x3701,
  attachExtension: 0x3703,
  attachName: 0x3704,
  attachLongName: 0x3707,
  attachMime: 0x370e,
  codePage: 0x3fde,
  messageCodePage: 0x3ffd,
} as const;

/** Values by property number: text is decoded, everything else is bytes. */
export type Properties = ReadonlyMap<number, string | Buffer>;

/**
 * Text that programs write for each other, and what is read by name or repeats it. All else is somebody's: fields of a
 * contact, where a meeting is and who was asked to it, categories, what an office added under names of its own.
 */
const TECHNICAL = new Set<number>([
  ...[0x001a, 0x003d, 0x0064, 0x0075, 0x0077, 0x0c1e, 0x0e28, 0x0e29, 0x1035, 0x1039, 0x1042, 0x10f3, 0x3002],
  ...[0x0037, 0x007d, 0x0c1a, 0x0c1f, 0x0e02, 0x0e03, 0x0e04, 0x1000, 0x1013, 0x5d01, 0x5d0a, 0x5d0b],
]);

/** The type of a property, from the lower half of its tag. */
const UNICODE = 0x1f;
const STRING8 = 0x1e;

export function isText(type: number): boolean {
  return type === UNICODE || type === STRING8;
}

/** Text of a property of type `type`; `codePage` is that of the message, for text that is not Unicode. */
export function textValue(bytes: Buffer, type: number, codePage: number | undefined): string {
  const text =
    type === UNICODE ? bytes.toString('utf16le') : decodeText(bytes, codePage ? charsetOf(codePage) : undefined);
  return text.replace(/\0+$/, '');
}

function charsetOf(codePage: number): string {
  if (codePage === 65001) return 'utf-8';
  if (codePage === 20127) return 'us-ascii';
  if (codePage >= 28591 && codePage <= 28605) return `iso-8859-${codePage - 28590}`;
  return (
    { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 20866: 'koi8-r', 50220: 'iso-2022-jp' }[codePage] ??
    `windows-${codePage}`
  );
}

export function textOf(properties: Properties, ...ids: readonly number[]): string {
  for (const id of ids) {
    const value = properties.get(id);
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

/** The body of a message: plain text, HTML as far as it differs, RTF where there is neither. */
export function* bodyOf(properties: Properties, codePage: number | undefined): Generator<Found> {
  const plain = textOf(properties, PROPERTY.body);
  yield* textBody(plain);
  const html = properties.get(PROPERTY.html);
  const markup = typeof html === 'string' ? html : html && decodeText(html, codePage ? charsetOf(codePage) : undefined);
  if (markup) yield* htmlBody(markup, plain.replace(/\r\n?/g, '\n'));

  const compressed = properties.get(PROPERTY.rtf);
  if (compressed instanceof Buffer && !markup) {
    const rtf = decompressRtf(compressed);
    const wrapped = htmlInRtf(rtf);
    if (wrapped) yield* htmlBody(wrapped, plain);
    else if (!plain) yield { kind: 'child', name: 'body.rtf', declaredType: 'application/rtf', open: async () => rtf };
  }
}

/** Other properties in words, as lines: what Outlook shows beside the body, and whom a list of its contacts holds. */
export function shownValues(properties: Properties): string[] {
  const values = new Set<string>();
  for (const [id, value] of properties) {
    if (typeof value !== 'string') for (const person of peopleIn(value)) values.add(person);
    else if (!TECHNICAL.has(id) && isWords(value)) values.add(value);
  }
  values.delete(textOf(properties, PROPERTY.subject));
  return [...values];
}

/** Ids and tokens are long and of one piece; an address is as long at most. */
function isWords(value: string): boolean {
  return /[\p{L}\d]/u.test(value) && (value.length <= 100 || /\s/.test(value.trim()));
}

/** Who is written out within an entry id, as the members of a distribution list are ([MS-OXCDATA] 2.2.5.1). */
const ONE_OFF = Buffer.from('812b1fa4bea310199d6e00dd010f5402', 'hex');
const IS_UNICODE = 0x8000;
/** Longer than any name or address; without an end, each of a million would be sought to the end of the bytes. */
const NAME_LENGTH = 500;

function* peopleIn(bytes: Buffer): Generator<string> {
  for (let at = bytes.indexOf(ONE_OFF); at >= 0; at = bytes.indexOf(ONE_OFF, at + ONE_OFF.length)) {
    const from = at + ONE_OFF.length + 4;
    if (from > bytes.length) return;
    const isUnicode = (bytes.readUInt16LE(from - 2) & IS_UNICODE) !== 0;
    const written = bytes.subarray(from, from + NAME_LENGTH * (isUnicode ? 6 : 3));
    const [name = '', , address = ''] = written.toString(isUnicode ? 'utf16le' : 'latin1').split('\0', 3);
    const person = `${name.slice(0, NAME_LENGTH)} <${address.slice(0, NAME_LENGTH)}>`;
    if (person !== ' <>') yield person;
  }
}

/** One value of a property that has many: texts a line each, bytes one behind the other. */
export function joined(values: readonly (string | Buffer)[]): string | Buffer {
  const [first = ''] = values;
  if (values.length === 1) return first;
  const texts = values.filter((value) => typeof value === 'string');
  return texts.length > 0 ? texts.join('\n') : Buffer.concat(values.filter((value) => typeof value !== 'string'));
}

const DICTIONARY =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** [MS-OXRTFCP] 3.1.3: LZ with a window of 4,096 bytes that begins with a dictionary. */
function decompressRtf(bytes: Buffer): Buffer {
  if (bytes.length < 16) return bytes;
  const rawSize = Math.min(bytes.readUInt32LE(4), bytes.length * 18); // a reference of 2 bytes gives at most 17
  if (bytes.toString('latin1', 8, 12) === 'MELA') return bytes.subarray(16, 16 + rawSize);
  const window = Buffer.alloc(4096, 0x20);
  window.write(DICTIONARY, 'latin1');
  let write = DICTIONARY.length;
  const out = Buffer.alloc(rawSize);
  let size = 0;
  const put = (byte: number) => {
    if (size < rawSize) out[size++] = byte;
    window[write] = byte;
    write = (write + 1) & 0xfff;
  };
  for (let at = 16; at < bytes.length && size < rawSize; ) {
    const control = bytes.readUInt8(at++);
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if (!(control & (1 << bit))) {
        put(bytes.readUInt8(at++));
        continue;
      }
      if (at + 1 >= bytes.length) return out.subarray(0, size);
      const reference = bytes.readUInt16BE(at);
      at += 2;
      const offset = reference >> 4;
      if (offset === write) return out.subarray(0, size);
      for (let i = 0; i < (reference & 0xf) + 2; i++) put(window[(offset + i) & 0xfff] ?? 0);
    }
  }
  return out.subarray(0, size);
}

/** HTML that Outlook wrapped in RTF (`\fromhtml1`), or undefined where the RTF is a text of its own. */
function htmlInRtf(rtf: Buffer): string | undefined {
  const source = rtf.toString('latin1');
  if (!/\\fromhtml1\b/.test(source.slice(0, 1000))) return undefined;
  const codePage = Number(/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252);
  let bytes = '';
  let isOff = false;
  // Groups `{\*\htmltag …}` hold tags; text between `\htmlrtf` and `\htmlrtf0` is for readers of RTF only.
  for (const [token, hex, unicode, word] of source.matchAll(
    /\\'([0-9a-f]{2})|\\u(-?\d+)\s?\??|\\([a-z]+-?\d*) ?|\\[^a-z]|[{}]|[^\\{}\r\n]+/gi,
  )) {
    if (word !== undefined) {
      if (/^htmlrtf0$/.test(word)) isOff = false;
      else if (/^htmlrtf1?$/.test(word)) isOff = true;
      else if (!isOff && /^(?:par|line)$/.test(word)) bytes += '\n';
      else if (!isOff && word === 'tab') bytes += '\t';
      continue;
    }
    if (isOff || token === '{' || token === '}' || token === '\\*') continue;
    if (hex !== undefined) bytes += String.fromCharCode(Number.parseInt(hex, 16));
    else if (unicode !== undefined) bytes += `&#${(Number(unicode) + 65536) % 65536};`;
    else bytes += token.startsWith('\\') ? token.slice(1) : token;
  }
  const start = bytes.search(/<(?:!doctype|html|head|body|div|p)\b/i);
  return decodeText(Buffer.from(start > 0 ? bytes.slice(start) : bytes, 'latin1'), charsetOf(codePage));
}
