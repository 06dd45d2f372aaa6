/**
 * What bytes are: by their content, then by the declared type, then by the extension of the name.
 *
 * A renamed or mislabelled file is read as what it is. Own checks stand before the library `file-type`, because it does
 * not look into compound files, does not know text formats and costs a load that a plain message must not pay.
 */
import { compoundType } from './detect-compound.ts';
import { holdsNoText, isWriting, textType } from './detect-text.ts';
import { zipType } from './detect-zip.ts';

export interface Named {
  readonly name: string;
  readonly declaredType?: string;
}

/** Bytes at the start that settle a type. Source: the specification of each format. */
const SIGNATURES: readonly (readonly [type: string, offset: number, signature: string])[] = [
  ['application/rtf', 0, '{\\rt'],
  ['application/gzip', 0, '\x1f\x8b\x08'],
  ['application/x-bzip2', 0, 'BZh'],
  ['application/x-xz', 0, '\xfd7zXZ\0'],
  ['application/x-7z-compressed', 0, "7z\xbc\xaf'\x1c"],
  ['application/zstd', 0, '\x28\xb5\x2f\xfd'],
  ['application/vnd.rar', 0, 'Rar!\x1a\x07'],
  ['application/x-tar', 257, 'ustar'],
  ['application/x-cpio', 0, '070701'],
  ['application/x-lzh-compressed', 2, '-lh'],
  ['application/vnd.ms-cab-compressed', 0, 'MSCF'],
  ['application/ms-tnef', 0, '\x78\x9f\x3e\x22'],
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/tiff', 0, 'II*\0'],
  ['image/tiff', 0, 'MM\0*'],
  ['image/webp', 8, 'WEBP'],
  ['application/applefile', 0, '\0\x05\x16\x07'],
  ['application/applefile', 0, '\0\x05\x16\0'],
  ['application/x-ds-store', 0, '\0\0\0\x01Bud1'],
  ['application/x-bplist', 0, 'bplist00'],
  // Outlook's protected messages ([MS-OXORMMS] 2.1.4).
  ['application/x-microsoft-rpmsg-message', 0, '\x76\xe8\x04\x60\xc4\x11\xe3\x86'],
  ['application/x-sealed', 0, 'Salted__'], // OpenSSL's `enc`
  ['application/x-sealed', 0, 'age-encryption.org/v1\n-> '],
  ['image/emf', 40, ' EMF'],
  ['image/wmf', 0, '\xd7\xcd\xc6\x9a'],
  ['image/wmf', 0, '\x01\0\x09\0\0\x03'],
];

/** What a name promises, for bytes that tell nothing themselves. */
const BY_EXTENSION: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  md: 'text/markdown',
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  htm: 'text/html',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  json: 'application/json',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
  ldif: 'text/x-ldif',
  eml: 'message/rfc822',
  bmp: 'image/bmp',
  pdf: 'application/pdf',
  pgp: 'application/pgp-encrypted',
  gpg: 'application/pgp-encrypted',
  p7m: 'application/pkcs7-mime',
  p7s: 'application/pkcs7-signature',
};

/** Names under which the same type travels. */
const SYNONYMS: Readonly<Record<string, string>> = {
  'application/x-pkcs7-mime': 'application/pkcs7-mime',
  'application/x-pkcs7-signature': 'application/pkcs7-signature',
  'application/x-csv': 'text/csv',
  'application/csv': 'text/csv',
  'text/x-markdown': 'text/markdown',
  'application/x-yaml': 'application/yaml',
  'text/yaml': 'application/yaml',
  'text/x-yaml': 'application/yaml',
  'application/ldif': 'text/x-ldif',
  'application/x-ldif': 'text/x-ldif',
  'text/ldif': 'text/x-ldif',
  'text/xml': 'application/xml',
  'text/x-vcard': 'text/vcard',
  'text/directory': 'text/vcard',
  'text/rtf': 'application/rtf',
  'image/jpg': 'image/jpeg',
  'image/x-ms-bmp': 'image/bmp',
  'application/x-zip-compressed': 'application/zip',
  'application/x-gzip': 'application/gzip',
  'application/x-rar-compressed': 'application/vnd.rar',
  'message/global': 'message/rfc822',
};

const UNKNOWN = 'application/octet-stream';

/** The media type of `bytes`. Never throws; what nobody can tell is `application/octet-stream`. */
export async function detect(bytes: Uint8Array, { name, declaredType }: Named): Promise<string> {
  const declared = canonical(declaredType);
  if (bytes.length === 0) return declared ?? 'text/plain';
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

  const signed = signatureType(buffer);
  if (signed) return signed;
  const promised = declared ?? BY_EXTENSION[extensionOf(name)];
  // Cut off at its head, it looks like text, and its words are packed.
  if (promised === 'application/pdf' && buffer.includes('endobj')) return promised;
  const text = textType(buffer, promised);
  if (text) return text;

  const { fileTypeFromBuffer } = await import('file-type');
  const found = canonical((await fileTypeFromBuffer(buffer))?.mime);
  if (found) return found;
  return promised && isBelieved(promised, buffer) ? promised : UNKNOWN;
}

/** Types whose bytes would have told them: what merely calls itself so is something else. */
const TELL_THEMSELVES =
  /^(?:application\/(?:rtf|x-ds-store|font-\w+|x-font-\w+|vnd\.ms-(?:fontobject|opentype))|font\/|image\/[ew]mf)/;
const IN_LETTERS = /^text\/|[/+-](?:json|xml|yaml)$|^application\/(?:x-ndjson|x-sylk|mbox)$|^message\//;

/** Whether bytes that tell nothing are what they are declared or named: an encrypted list keeps the name of the list. */
function isBelieved(promised: string, buffer: Buffer): boolean {
  if (TELL_THEMSELVES.test(promised)) return false;
  // A packet of OpenPGP for a signature (RFC 9580 4.2), an element of ASN.1.
  if (promised === 'application/pgp-signature') return /^[\x88-\x8a\xc2]/.test(buffer.toString('latin1', 0, 1));
  if (promised === 'application/pkcs7-signature') return buffer[0] === 0x30;
  return !(IN_LETTERS.test(promised) && holdsNoText(buffer));
}

/** The type that signature bytes settle, or undefined where there are none. */
export function signatureType(buffer: Buffer): string | undefined {
  const head = buffer.toString('latin1', 0, 1024);
  if (ZIP_RECORD.test(head) || (head.startsWith('PK') && !isWriting(buffer))) return zipType(buffer);
  if (head.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return compoundType(buffer);
  if (isCms(buffer)) return 'application/pkcs7-mime';
  if (isPdf(head, buffer)) return 'application/pdf';
  for (const [type, offset, signature] of SIGNATURES) {
    if (head.startsWith(signature, offset) && !(IN_WORDS.test(signature) && isWriting(buffer))) return type;
  }
  if (OLD_DOCUMENTS.has(head.slice(0, 2)) && buffer.length > 0x58 && buffer[3] === 0) return 'application/msword';
  if (isOldBook(buffer)) return 'application/vnd.ms-excel';
  if (head.startsWith('BM') && buffer.length > 26 && buffer.readUInt32LE(6) === 0) return 'image/bmp';
  return undefined;
}

/** What archives begin with (APPNOTE 4.3): any of their records, or the mark of one that was to be split. */
const ZIP_RECORD = /^PK(?:00PK)?[^\P{Cc}\s]{2}/u;

/** Signatures that somebody may write: the formats are no text themselves, so a text that has one there only speaks of it. */
const IN_WORDS = /^[\w !-]+$/;

/** Readers accept the mark anywhere in the first KiB; a sentence that names it has no objects. */
function isPdf(head: string, buffer: Buffer): boolean {
  if (!head.includes('%PDF-')) return false;
  return /(?:^|[\r\n])%PDF-/.test(head) || buffer.includes(' obj') || !isWriting(buffer);
}

/** Of Word 2, and of 6 where no compound file is around it; the version behind is small. */
const OLD_DOCUMENTS = new Set(['\xdb\xa5', '\xdc\xa5']);

/** Excel 2 to 4 begin with a record of which the second two bytes say what comes: a sheet, a chart, a macro, a workspace. */
function isOldBook(buffer: Buffer): boolean {
  if (buffer.length < 12 || buffer[0] !== 0x09 || ![0, 2, 4].includes(buffer[1] ?? 0)) return false;
  const length = buffer.readUInt16LE(2);
  return length >= 4 && length <= 8 && [0x10, 0x20, 0x40, 0x100].includes(buffer.readUInt16LE(6));
}

/** 1.2.840.113549.1.7 and 1.2.840.113549.1.9.16.1, the kinds of cryptographic messages (RFC 5652). */
const CMS_KINDS = ['\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07', '\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01'];

/** A sequence of any length that begins with such a kind. */
function isCms(buffer: Buffer): boolean {
  if (buffer[0] !== 0x30) return false;
  const length = buffer[1] ?? 0;
  const at = 2 + (length > 0x80 ? length & 0x7f : 0);
  return at < 16 && CMS_KINDS.some((kind) => buffer.toString('latin1', at, at + kind.length) === kind);
}

function canonical(type: string | undefined): string | undefined {
  const plain = type?.split(';')[0]?.trim().toLowerCase();
  if (!plain || plain === UNKNOWN || !plain.includes('/')) return undefined;
  return SYNONYMS[plain] ?? plain;
}

function extensionOf(name: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}
