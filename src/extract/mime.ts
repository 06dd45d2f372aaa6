/**
 * MIME structure: a message's bytes as a tree of entities, read as the most generous mail program would.
 *
 * Source: RFC 2045 to 2049. What a strict reader drops, a person may still see, so nothing is dropped: preamble and
 * epilogue, parts after a missing closing boundary, a boundary that never comes, base64 that breaks off, an unknown
 * transfer encoding. Nothing here throws for what the bytes are.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { signatureType } from './detect.ts';
import { fieldOf, type Parametered, parseFields, parseParametered, type RawField } from './mime-header.ts';
import { uuencodedIn } from './uuencode.ts';

export interface Entity {
  readonly fields: readonly RawField[];
  readonly type: Parametered;
  readonly disposition: Parametered;
  /** Body as transferred. */
  readonly body: Buffer;
  /** Entities of a multipart, else empty. */
  readonly children: readonly Entity[];
  /** Text around the entities of a multipart: mail programs hide it, so it is where things are hidden. */
  readonly around: readonly Buffer[];
}

/** A multipart inside a multipart this deep is read as text: only an attack nests so. */
const MULTIPART_DEPTH = 50;

/** Reads an entity: a message, or a part between boundaries. */
export function parseEntity(bytes: Buffer, depth = 0, defaultType = ''): Entity {
  const { header, body } = splitHeader(bytes);
  const fields = parseFields(header);
  const type = parseParametered(fieldOf(fields, 'content-type') ?? defaultType);
  const disposition = parseParametered(fieldOf(fields, 'content-disposition'));
  const entity = { fields, type, disposition, body, children: [], around: [] };
  if (!type.value.startsWith('multipart/') || depth >= MULTIPART_DEPTH) return entity;

  const boundary = type.parameters.get('boundary') ?? guessBoundary(body);
  if (!boundary) return entity;
  const inner = type.value === 'multipart/digest' ? 'message/rfc822' : ''; // RFC 2046 5.1.5
  const { pieces, around } = splitMultipart(body, boundary);
  return { ...entity, children: pieces.map((piece) => parseEntity(piece, depth + 1, inner)), around };
}

function splitHeader(bytes: Buffer): { header: string; body: Buffer } {
  const { header, body } = splitAtEmptyLine(bytes);
  const stray = strayLine(header);
  return stray === undefined ? { header, body } : { header: header.slice(0, stray), body: bytes.subarray(stray) };
}

/** Neither a field nor the rest of one; the mark of a mailbox may stand first. */
const STRAY = /(?<![^\n])(?!>?From )(?![!-9;-~]+[ \t]*:)[^ \t\r\n]/;
/** Fields that no person writes into a text. */
const MACHINE_FIELD =
  /^(?:content-[\w-]+|mime-version|received|return-path|message-id|references|x-[\w-]+|dkim-signature|arc-[\w-]+)[ \t]*:/im;

/** Where a body begins to which no empty line leads, as some programs write attachments: at a line that is no field. */
function strayLine(header: string): number | undefined {
  const at = STRAY.exec(header)?.index;
  // A field that a program broke goes on with others.
  return at === undefined || MACHINE_FIELD.test(header.slice(at)) ? undefined : at;
}

function splitAtEmptyLine(bytes: Buffer): { header: string; body: Buffer } {
  if (bytes[0] === 0x0a || (bytes[0] === 0x0d && bytes[1] === 0x0a)) {
    return { header: '', body: bytes.subarray(bytes[0] === 0x0a ? 1 : 2) };
  }
  const crlf = bytes.indexOf('\r\n\r\n', 0, 'latin1');
  const lf = bytes.subarray(0, crlf < 0 ? bytes.length : crlf).indexOf('\n\n', 0, 'latin1');
  if (lf >= 0) return { header: bytes.toString('latin1', 0, lf), body: bytes.subarray(lf + 2) };
  if (crlf >= 0) return { header: bytes.toString('latin1', 0, crlf), body: bytes.subarray(crlf + 4) };
  // Without an empty line, what does not look like a header is a body.
  const looksLikeHeader = /^[!-9;-~]+[ \t]*:/.test(bytes.toString('latin1', 0, Math.min(bytes.length, 200)));
  return looksLikeHeader
    ? { header: bytes.toString('latin1'), body: bytes.subarray(bytes.length) }
    : { header: '', body: bytes };
}

/** A multipart that does not tell its boundary: its first line that looks like one. */
function guessBoundary(body: Buffer): string | undefined {
  const head = body.toString('latin1', 0, Math.min(body.length, 8192));
  return /^--([^\r\n]{1,200}?)[ \t]*\r?\n[!-9;-~]+:/m.exec(head)?.[1];
}

function splitMultipart(body: Buffer, boundary: string): { pieces: Buffer[]; around: Buffer[] } {
  const delimiter = Buffer.from(`--${boundary}`, 'latin1');
  const pieces: Buffer[] = [];
  const around: Buffer[] = [];
  let start = 0;
  let inside = false;
  const end = (to: number) => {
    const piece = body.subarray(start, Math.max(start, to));
    if (inside) pieces.push(piece);
    else if (piece.length > 2) around.push(piece);
  };
  for (let at = body.indexOf(delimiter); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue; // not at the start of a line
    let after = at + delimiter.length;
    const closes = body[after] === 0x2d && body[after + 1] === 0x2d;
    const lineEnd = body.indexOf(0x0a, after);
    const rest = body.toString('latin1', closes ? after + 2 : after, lineEnd < 0 ? body.length : lineEnd);
    if (rest.trim() !== '' && !closes) continue; // a longer boundary that begins with this one
    end(body[at - 2] === 0x0d ? at - 2 : at - 1);
    after = lineEnd < 0 ? body.length : lineEnd + 1;
    start = after;
    inside = !closes;
    at = after - 1;
  }
  end(body.length);
  return { pieces, around };
}

/** The body of a leaf as bytes, its transfer encoding undone as far as it goes. */
export function decodeBody({ fields, type, body }: Entity): Buffer {
  const encoding = (fieldOf(fields, 'content-transfer-encoding') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  switch (encoding) {
    case 'base64':
      return fromBase64(body);
    case 'quoted-printable':
      return fromQuotedPrintable(body);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return fromUuencode(body.toString('latin1')) ?? body;
    default:
      // A file whose encoding nobody declared; text may look like anything and stays as it is.
      return !encoding && !/^(?:text\/|message\/|multipart\/|$)/.test(type.value) && isPlainly64(body)
        ? fromBase64(body)
        : body;
  }
}

/**
 * Base64 in lines, foreign characters passed over (RFC 2045 6.8). Words where it is declared are words, which some programs
 * show, unless what they make is text or a file: then it is base64 in which something was strewn.
 */
function fromBase64(body: Buffer): Buffer {
  const bytes = from64(body);
  return isPlainlyNot64(body) && !isPlainlyText(bytes) && !signatureType(bytes) ? body : bytes;
}

/** Padding in the middle (joined pieces) starts anew. */
function from64(body: Buffer): Buffer {
  const written = body.toString('latin1');
  // `Buffer.from` passes over what is foreign, but takes bytes beyond ASCII, and `-` and `_`, for digits.
  const text = isAscii(body) && !/[-_]/.test(written) ? written : written.replace(/[^A-Za-z0-9+/=]/g, '');
  const padding = text.indexOf('=');
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

function isPlainly64(body: Buffer): boolean {
  return (
    body.length >= 60 && /^(?:[A-Za-z0-9+/]{60,76}\r?\n){1,}[A-Za-z0-9+/]*={0,2}/.test(body.toString('latin1', 0, 400))
  );
}

function isPlainlyNot64(body: Buffer): boolean {
  const head = body.toString('latin1', 0, Math.min(body.length, 1000));
  const foreign = head.match(/[^A-Za-z0-9+/=\r\n]/g)?.length ?? 0;
  return foreign > head.length / 20;
}

/**
 * Valid UTF-8 of some length, or letters of ASCII nearly throughout (a third of what chance gives is that), in UTF-16 too. A
 * few bytes are text only without controls, because two short words make as many letters by chance.
 */
function isPlainlyText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4096);
  const letters = head.toString('latin1').match(/[\0\t\n\r -~]/g)?.length ?? 0;
  if (bytes.length < 32) return bytes.length >= 8 && isUtf8(bytes) && !/[^\P{Cc}\0\t\n\r]/u.test(bytes.toString());
  return isUtf8(bytes) || letters > head.length * 0.75;
}

function fromQuotedPrintable(body: Buffer): Buffer {
  const out = Buffer.allocUnsafe(body.length);
  let size = 0;
  let done = 0;
  for (let at = body.indexOf(0x3d); at >= 0; at = body.indexOf(0x3d, done)) {
    size += body.copy(out, size, done, at);
    const high = hexValue(body[at + 1]);
    const low = hexValue(body[at + 2]);
    if (high >= 0 && low >= 0) {
      out[size++] = high * 16 + low;
      done = at + 3;
      continue;
    }
    let next = at + 1;
    while (body[next] === 0x20 || body[next] === 0x09) next++; // blanks that a relay added before the line break
    if (body[next] === 0x0d) next++;
    if (body[next] === 0x0a) done = next + 1;
    else {
      out[size++] = 0x3d; // not an escape: as written
      done = at + 1;
    }
  }
  size += body.copy(out, size, done);
  return out.subarray(0, size);
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** What was uuencoded, where that is all; undefined where words stand around it, which are read with it as text is. */
function fromUuencode(text: string): Buffer | undefined {
  const [first] = uuencodedIn(text);
  if (!first || text.slice(0, first.start).trim() !== '' || text.slice(first.end).trim() !== '') return undefined;
  return first.bytes;
}
