/**
 * Header fields of messages and MIME parts: unfolding, encoded words, parameters.
 *
 * Source: RFC 5322 2.2, RFC 2047 (encoded words; neighbours of one charset are joined before decoding, because many
 * mailers cut multi-byte characters), RFC 2231 (parameter continuations and charsets), RFC 6532 (raw UTF-8).
 */
import type { HeaderField } from '../document/document.ts';
import { decodeText } from './charset.ts';

/** One field with its value unfolded, as bytes in latin1: decoding is for those who read it. */
export interface RawField {
  readonly name: string;
  readonly raw: string;
}

/** A field value with parameters, such as Content-Type; `value` in lower case. */
export interface Parametered {
  readonly value: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Splits a header block (latin1); lines that are no field are told as text of a field without name. */
export function parseFields(block: string): RawField[] {
  const fields: RawField[] = [];
  const unfolded = /\r?\n[ \t]/.test(block) ? block.replace(/\r?\n(?=[ \t])/g, '') : block;
  for (const line of unfolded.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.push({ name: line.slice(0, colon).trim(), raw: line.slice(colon + 1).trim() });
    else if (line.trim()) fields.push({ name: '', raw: line.trim() });
  }
  return fields;
}

export function fieldOf(fields: readonly RawField[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.raw;
}

export function decodeField({ name, raw }: RawField): HeaderField {
  return { name, value: decodeWords(raw) };
}

const WORDS = /=\?([^?\s]+)\?([BbQq])\?([^?]*)\?=(?:\s+(?==\?[^?\s]+\?[BbQq]\?))?/g;

/** Decodes encoded words and raw 8-bit text of a field value given in latin1. */
export function decodeWords(raw: string): string {
  if (!raw.includes('=?')) return decodeRaw(raw);
  let text = '';
  let done = 0;
  let pending: { charset: string; bytes: Buffer[]; end: number } | undefined;
  const flush = () => {
    if (pending) text += decodeText(Buffer.concat(pending.bytes), pending.charset);
    pending = undefined;
  };
  for (const match of raw.matchAll(WORDS)) {
    const [whole, label = '', encoding = '', encoded = ''] = match;
    const charset = label.replace(/\*.*$/, ''); // RFC 2231: a language may follow
    const bytes = /b/i.test(encoding) ? Buffer.from(encoded, 'base64') : fromQ(encoded);
    if (pending && (pending.end !== match.index || pending.charset.toLowerCase() !== charset.toLowerCase())) flush();
    if (match.index > done) text += decodeRaw(raw.slice(done, match.index));
    done = match.index + whole.length;
    if (pending) {
      pending.bytes.push(bytes);
      pending.end = done;
    } else pending = { charset, bytes: [bytes], end: done };
  }
  flush();
  return text + decodeRaw(raw.slice(done));
}

function decodeRaw(raw: string): string {
  return /[^\t -~]/.test(raw) ? decodeText(Buffer.from(raw, 'latin1')) : raw;
}

function fromQ(encoded: string): Buffer {
  const bytes = encoded
    .replaceAll('_', ' ')
    .replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;

/** Reads `value; name=x; name*0*=utf-8''y; name*1=z`. Never throws: what cannot be read is left out of the map. */
export function parseParametered(raw: string | undefined): Parametered {
  if (!raw) return { value: '', parameters: new Map() };
  const value = (raw.split(';', 1)[0] ?? '').trim().toLowerCase();
  const plain = new Map<string, string>();
  const pieces = new Map<string, { at: number; text: string; encoded: boolean }[]>();
  for (const [, key = '', quoted, bare = ''] of raw.matchAll(PARAMETER)) {
    const text = quoted === undefined ? bare.trim() : quoted.replace(/\\(.)/g, '$1');
    const split = /^([^*]+)(?:\*(\d+))?(\*)?$/.exec(key.toLowerCase());
    if (!split) continue;
    const [, name = '', number, star] = split;
    if (number === undefined && !star) plain.set(name, decodeWords(text));
    else pieces.set(name, [...(pieces.get(name) ?? []), { at: Number(number ?? 0), text, encoded: Boolean(star) }]);
  }
  for (const [name, list] of pieces) plain.set(name, joinPieces(list));
  return { value, parameters: plain };
}

function joinPieces(list: { at: number; text: string; encoded: boolean }[]): string {
  const ordered = list.toSorted((a, b) => a.at - b.at);
  const charset = ordered[0]?.encoded ? /^([^']*)'[^']*'/.exec(ordered[0].text) : null;
  const bytes = ordered.map(({ text, encoded }, index) => {
    const written = index === 0 && charset ? text.slice(charset[0].length) : text;
    return encoded ? fromPercent(written) : written;
  });
  return decodeText(Buffer.from(bytes.join(''), 'latin1'), charset?.[1] || undefined);
}

function fromPercent(text: string): string {
  return text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
