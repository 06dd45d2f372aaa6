/**
 * S/MIME: what is signed or compressed is opened, what is encrypted is told.
 *
 * Source: RFC 5652 (3 ContentInfo, 5.1 SignedData, 6 EnvelopedData), RFC 3274 (CompressedData), RFC 5083, RFC 8551; X.690
 * with indefinite lengths and octet strings in pieces, as mail programs write them. Signatures are not verified: whether
 * a signature is good changes nothing about what a message discloses.
 */
import { inflateSync } from 'node:zlib';
import type { Extractor, Found } from './extractor.ts';

const CONTENT: Readonly<Record<string, 'signed' | 'encrypted' | 'compressed'>> = {
  '2a864886f70d010702': 'signed',
  '2a864886f70d010703': 'encrypted',
  '2a864886f70d010706': 'encrypted',
  '2a864886f70d0109100117': 'encrypted',
  '2a864886f70d0109100109': 'compressed',
};

/** Elements this deep are an attack on the stack. */
const DEPTH = 40;

export type Cms =
  | { readonly kind: 'encrypted' }
  /** Of a detached signature there is no content. */
  | { readonly kind: 'content'; readonly content: Buffer | undefined };

export const cms: Extractor = {
  format: 'cms',
  types: ['application/pkcs7-mime'],

  *extract(bytes, { bytesLeft }): Generator<Found> {
    const opened = openCms(bytes, bytesLeft);
    if (opened.kind === 'encrypted') yield { kind: 'unscannable', reason: 'encrypted' };
    else if (opened.content) {
      const { content } = opened;
      yield { kind: 'child', name: 'signed.eml', declaredType: 'message/rfc822', open: async () => content };
    }
  },
};

/** Opens a ContentInfo in BER, DER or PEM. Throws RangeError where the bytes are none. */
export function openCms(bytes: Uint8Array, bytesLeft: number): Cms {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const der = buffer[0] === 0x30 ? buffer : fromArmour(buffer.toString('latin1'));
  const [type, content] = childrenOf(elementAt(der, 0, 0));
  const kind = CONTENT[type?.value.toString('hex') ?? ''];
  if (!kind) throw new RangeError('no cryptographic message that we know');
  if (kind === 'encrypted') return { kind };

  const fields = childrenOf(childrenOf(content)[0]);
  const encapsulated = childrenOf(fields[2]);
  const octets = encapsulated[1] ? octetsOf(childrenOf(encapsulated[1])[0]) : undefined;
  if (kind === 'compressed' && octets)
    return { kind: 'content', content: inflateSync(octets, { maxOutputLength: bytesLeft }) };
  return { kind: 'content', content: octets };
}

/** PEM, or base64 alone. */
function fromArmour(text: string): Buffer {
  return Buffer.from(/-----BEGIN [^-]+-----([\s\S]+?)-----END/.exec(text)?.[1] ?? text, 'base64');
}

interface Element {
  readonly tag: number;
  readonly isConstructed: boolean;
  readonly value: Buffer;
  readonly end: number;
  readonly depth: number;
}

function elementAt(buffer: Buffer, at: number, depth: number): Element {
  if (depth > DEPTH) throw new RangeError('nested too deep');
  const tag = buffer.readUInt8(at);
  const first = buffer.readUInt8(at + 1);
  const isConstructed = (tag & 0x20) !== 0;
  if (first === 0x80) {
    // Indefinite length: elements until two zeros.
    let end = at + 2;
    while (buffer.readUInt16BE(end) !== 0) end = elementAt(buffer, end, depth + 1).end;
    return { tag, isConstructed, value: buffer.subarray(at + 2, end), end: end + 2, depth };
  }
  const extra = first & 0x80 ? first & 0x7f : 0;
  const length = extra ? buffer.readUIntBE(at + 2, Math.min(extra, 6)) : first;
  const start = at + 2 + extra;
  // A length past the end: what is there is read.
  const end = Math.min(buffer.length, start + length);
  return { tag, isConstructed, value: buffer.subarray(start, end), end, depth };
}

function childrenOf(element: Element | undefined): Element[] {
  const children: Element[] = [];
  if (!element?.isConstructed) return children;
  for (let at = 0; at + 1 < element.value.length; ) {
    const child = elementAt(element.value, at, element.depth + 1);
    children.push(child);
    at = child.end;
  }
  return children;
}

function octetsOf(element: Element | undefined): Buffer | undefined {
  if (!element) return undefined;
  if (!element.isConstructed) return element.value;
  return Buffer.concat(childrenOf(element).map((piece) => octetsOf(piece) ?? Buffer.alloc(0)));
}
