/**
 * Internet messages: head, every text and HTML part in its place, everything else as a child.
 *
 * Source: RFC 5322, RFC 2045 to 2049, RFC 1847 and 3156 (signed and encrypted multiparts), RFC 8551 (S/MIME). Signed
 * parts are read, encrypted ones told. Never throws for what the bytes are: a broken structure is read as far as it goes.
 */
import { decodeText } from './charset.ts';
import { type Cms, openCms } from './cms.ts';
import { signatureType } from './detect.ts';
import { beforeMail, holdsNoText } from './detect-text.ts';
import type { Extractor, Found } from './extractor.ts';
import { declaredCharset } from './html.ts';
import { htmlBody, textBody } from './mail-body.ts';
import { headOf, headRuns } from './mail-head.ts';
import { decodeBody, type Entity, parseEntity } from './mime.ts';
import { decodeWords, fieldOf } from './mime-header.ts';

export const eml: Extractor = {
  format: 'eml',
  types: ['message/rfc822'],

  *extract(bytes, { bytesLeft }): Generator<Found> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entity = parseEntity(buffer.subarray(beforeMail(buffer.toString('latin1', 0, 200)).length));
    const head = headOf(entity.fields);
    yield { kind: 'head', head };
    yield* headRuns(head);
    yield* walk(entity, { text: '', count: 0, bytesLeft });
  },
};

interface Walked {
  /** Plain text read so far, for HTML beside it. */
  text: string;
  /** Children without a name so far. */
  count: number;
  readonly bytesLeft: number;
}

const BODY_HTML = new Set(['text/html', 'text/x-amp-html', 'text/watch-html', 'text/enriched', 'text/richtext']);

function* walk(entity: Entity, walked: Walked): Generator<Found> {
  const { fields, type, children, around } = entity;
  for (const { name, raw } of fields) {
    if (!name) yield { kind: 'segment', place: 'hidden', text: decodeWords(raw) }; // a line in a head that is no field
  }
  for (const text of around) {
    yield { kind: 'segment', place: 'hidden', text: decodeText(text).replace(/\r\n?/g, '\n').trim() };
  }
  if (type.value === 'multipart/encrypted') return yield* encrypted(entity);
  if (children.length > 0) {
    // The plain text of an alternative first, so that the HTML beside it says only what is new.
    const plainFirst = children.toSorted((a, b) => Number(isHtml(a)) - Number(isHtml(b)));
    for (const child of type.value === 'multipart/alternative' ? plainFirst : children) yield* walk(child, walked);
    return;
  }
  yield* leaf(entity, walked);
}

function isHtml({ type }: Entity): boolean {
  return type.value === 'text/html';
}

function* encrypted(entity: Entity): Generator<Found> {
  const sealed = entity.children.at(-1) ?? entity;
  const type = entity.type.parameters.get('protocol') ?? 'application/pgp-encrypted';
  const { length: sizeBytes } = decodeBody(sealed);
  yield { kind: 'unscannable', name: nameOf(sealed) ?? 'encrypted.asc', sizeBytes, reason: 'encrypted', type };
}

function* leaf(entity: Entity, walked: Walked): Generator<Found> {
  const { fields, type, disposition } = entity;
  const description = fieldOf(fields, 'content-description');
  if (description)
    yield { kind: 'segment', place: 'header-field', text: `Content-Description: ${decodeWords(description)}` };
  const named = nameOf(entity);
  const otherName = type.parameters.get('name');
  if (named && otherName && otherName !== named) yield { kind: 'segment', place: 'file-name', text: otherName };

  const bytes = decodeBody(entity);
  const isText =
    type.value === '' ||
    type.value === 'text/plain' ||
    BODY_HTML.has(type.value) ||
    type.value.startsWith('multipart/');
  if (isText && !named && disposition.value !== 'attachment' && !signatureType(bytes) && !holdsNoText(bytes))
    return yield* body(entity, bytes, walked);

  if (bytes.length === 0 && !named) return;
  if (type.value === 'message/partial') {
    const name = named ?? 'partial.eml';
    yield { kind: 'unscannable', name, sizeBytes: bytes.length, reason: 'unsupported', type: type.value };
    return;
  }
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type.value)) return yield* secured(bytes, named ?? 'smime.p7m', walked);
  const charset = type.parameters.get('charset');
  yield {
    kind: 'child',
    name: named ?? unnamed(type.value, ++walked.count),
    ...(type.value && { declaredType: charset ? `${type.value}; charset=${charset}` : type.value }),
    open: async () => bytes,
  };
}

/** S/MIME: a signed entity is part of this message; an encrypted one is told, a broken one is a child of its own. */
function* secured(bytes: Buffer, name: string, walked: Walked): Generator<Found> {
  let opened: Cms;
  try {
    opened = openCms(bytes, walked.bytesLeft);
  } catch {
    // As a child it fails once more, and is told as `corrupt` without taking the rest of the message along.
    yield { kind: 'child', name, declaredType: 'application/pkcs7-mime', open: async () => bytes };
    return;
  }
  if (opened.kind === 'encrypted') {
    const type = 'application/pkcs7-mime';
    yield { kind: 'unscannable', name, sizeBytes: bytes.length, reason: 'encrypted', type };
  } else if (opened.content) {
    yield* walk(parseEntity(opened.content), walked);
  }
}

const LOOKS_LIKE_HTML = /^\s*<(?:!doctype html|html|head|body)[\s>]/i;

function* body({ type }: Entity, bytes: Buffer, walked: Walked): Generator<Found> {
  const charset = type.parameters.get('charset');
  if (BODY_HTML.has(type.value))
    return yield* htmlBody(decodeText(bytes, charset ?? declaredCharset(bytes)), walked.text);
  const decoded = decodeText(bytes, charset);
  if (LOOKS_LIKE_HTML.test(decoded)) return yield* htmlBody(decoded, walked.text);
  const text =
    type.parameters.get('format')?.toLowerCase() === 'flowed' ? unflow(decoded, type.parameters.get('delsp')) : decoded;
  walked.text += `${text}\n`;
  yield* textBody(text);
}

/** Joins the lines that were broken for transport only (RFC 3676 4.2); quoted lines keep theirs. */
function unflow(text: string, delsp: string | undefined): string {
  return text.replace(/(^(?!>|-- ?\r?$).*) \r?\n(?![>\r\n]|-- ?\r?$)/gm, delsp?.toLowerCase() === 'yes' ? '$1' : '$1 ');
}

function nameOf({ type, disposition }: Entity): string | undefined {
  return disposition.parameters.get('filename') || type.parameters.get('name') || undefined;
}

/** Extensions of parts that come without a name. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'eml',
  'message/global': 'eml',
  'text/calendar': 'ics',
  'text/vcard': 'vcf',
  'text/x-vcard': 'vcf',
  'text/csv': 'csv',
  'text/plain': 'txt',
  'text/html': 'html',
  'text/rfc822-headers': 'txt',
  'message/delivery-status': 'txt',
  'message/disposition-notification': 'txt',
  'application/ms-tnef': 'dat',
  'application/pdf': 'pdf',
};

function unnamed(type: string, count: number): string {
  return `part-${count}.${EXTENSIONS[type] ?? /\/(?:x-)?([a-z0-9]{1,5})$/.exec(type)?.[1] ?? 'bin'}`;
}
