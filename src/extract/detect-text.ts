/**
 * Which text format bytes are, if they are text at all.
 *
 * Looks at the first 4 KiB. Structure that cannot be chance (mail header, markup, BEGIN:VCALENDAR) beats the declared
 * type; between plain text, Markdown and the like, which any text may be, the declared type or extension decides.
 */
import { isUtf8 } from 'node:buffer';
import { decodeText } from './charset.ts';
import { POSTMARK } from './mbox.ts';

const LOOK = 4096;

const MAIL_FIELD =
  /^(?:from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type|delivered-to|reply-to|sender|dkim-signature|x-[\w-]+):/gim;
const FIELD_BLOCK = /^(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}/;

const STARTS: readonly (readonly [start: RegExp, type: string])[] = [
  [POSTMARK, 'application/mbox'],
  [/^BEGIN:VCALENDAR/i, 'text/calendar'],
  [/^BEGIN:VCARD/i, 'text/vcard'],
  [/^-----BEGIN PGP MESSAGE-----/, 'application/pgp-encrypted'],
  [/^\s*\(This file must be converted with BinHex/, 'application/mac-binhex40'],
  // A table may have a column `ID` first: its second row is no record.
  [/^ID;P[^\r\n]*[\r\n]+(?:[BCFOPW];[A-Z]|N[NUEL];|E[\r\n])/, 'application/x-sylk'],
  [/^=ybegin [^\n]*\bname=/, 'application/x-yenc'],
  [
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!doctype html|<html|<head|<body|<table|<div|<p[ >])/i,
    'text/html',
  ],
  [/^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i, 'image/svg+xml'],
];

const OPEN_DOCUMENT = /office:mimetype\s*=\s*["'](application\/vnd\.oasis\.opendocument\.[a-z]+)/;

/** The media type, or undefined where the bytes are no text. `promised` is what declaration or extension say. */
export function textType(buffer: Buffer, promised: string | undefined): string | undefined {
  if (!isText(buffer)) return undefined;
  const head = decodeText(buffer.subarray(0, LOOK));

  for (const [start, type] of STARTS) if (start.test(head)) return type;
  if (/^\s*<\?xml|^\s*<[a-z_][\w.-]*:?[\w.-]*[\s>]/i.test(head)) return xmlType(head, promised);
  if (FIELD_BLOCK.test(head.slice(beforeMail(head).length)) && (head.match(MAIL_FIELD)?.length ?? 0) >= 2)
    return 'message/rfc822';
  if (promised === undefined || promised === 'text/plain') {
    const type = recordsType(head);
    if (type) return type;
  }
  if (promised?.startsWith('text/') || promised === 'message/rfc822') return promised;
  if (promised && /^application\/(?:json|xml|pkcs7-mime|pgp-encrypted)$/.test(promised)) return promised;
  if (/^\s*[[{]/.test(head) && /["\]}]\s*[,:\]}]/.test(head)) return 'application/json';
  if (promised === 'application/yaml') return promised;
  return separatedType(head) ?? 'text/plain';
}

/**
 * What stands before a saved mail: the mark of UTF-8, Apple Mail's line with its length, the empty lines of what was
 * pasted. `head` may be one letter a byte.
 */
export function beforeMail(head: string): string {
  return /^(?:\xef\xbb\xbf)?(?:\d{1,10}[ \t]*\r?\n|\s{1,10})?(?=[!-9;-~]+[ \t]*:)/.exec(head)?.[0] ?? '';
}

function xmlType(head: string, promised: string | undefined): string {
  const openDocument = OPEN_DOCUMENT.exec(head)?.[1];
  if (openDocument) return `${openDocument}-flat-xml`;
  if (promised === 'text/html' || promised === 'text/markdown') return promised;
  // A member of a package, which names no type of its own.
  if (/<office:document-(?:content|styles|meta)\b/.test(head)) {
    return 'application/vnd.oasis.opendocument.text-flat-xml';
  }
  const root = /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<([\w.:-]+)/i.exec(head)?.[1]?.toLowerCase();
  const isPage = root === undefined || HTML.has(root);
  return /^\s*<\?xml/.test(head) || promised === 'application/xml' || !isPage ? 'application/xml' : 'text/html';
}

/** Elements with which a piece of a page may begin; what begins otherwise is somebody's XML, with or without saying so. */
const HTML = new Set(
  (
    'a abbr address article aside b big blockquote body br button caption center code col colgroup dd del details div dl dt em ' +
    'fieldset figure font footer form frameset h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label legend li ' +
    'link main map meta nav noscript object ol p pre q s script section select small span strike strong style sub summary ' +
    'sup table tbody td template textarea tfoot th thead title tr tt u ul video'
  ).split(' '),
);

const LEAST_RECORDS = 3;
/** A line of a record, in a few words. */
const LABELLED = /^[ \t]*["']?[\p{L}_][\p{L}\p{N} _.;()/'-]{0,40}["']?[ \t]*::?(?:[ \t].{0,200})?$/u;

/** Three or more records of `key: value` lines that all begin with the same key: a list of YAML, or blocks of lines. */
function recordsType(head: string): string | undefined {
  if (/^(?:version: 1\s+)?dn::? /.test(head)) return 'text/x-ldif';
  const items = head.match(/^[ \t]*- +["']?[\w .-]{1,40}["']?:(?=[ \t])/gm) ?? [];
  if (items.length >= LEAST_RECORDS && new Set(items).size === 1 && /^(?:#.*\n|---\n|\w+:\n)*[ \t]*- /.test(head))
    return 'application/yaml';
  const blocks = head
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[ \t]*(?:-+[ \t]*)?\n)+/)
    .map((block) =>
      block
        .trim()
        .replace(/^-+\s*\n/, '')
        .split('\n'),
    );
  if (head.length >= LOOK) blocks.pop(); // the last may be cut
  const keys = new Set(blocks.map(([first = '']) => first.split(':')[0]));
  const isRecords = blocks.every((lines) => lines.length > 1 && lines.every((line) => LABELLED.test(line)));
  return blocks.length >= LEAST_RECORDS && keys.size === 1 && isRecords ? 'text/x-records' : undefined;
}

/** At least three lines with the same number of separators, two or more of them (one is enough for a tab). */
function separatedType(head: string): string | undefined {
  const lines = head.split(/\r?\n/).slice(0, 20).filter(Boolean);
  if (lines.length < 3) return undefined;
  if (head.length >= LOOK) lines.pop(); // the last may be cut
  for (const [separator, least] of [
    ['\t', 1],
    [';', 2],
    [',', 2],
    ['|', 2],
  ] as const) {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length - 1);
    if (counts.every((count) => count >= least && count === counts[0])) {
      return separator === '\t' ? 'text/tab-separated-values' : 'text/csv';
    }
  }
  return undefined;
}

/** Fewer bytes are no text by chance too often. */
const LEAST_TOLD = 32;

/**
 * Whether bytes are no text in any charset. Of random bytes, and so of what is encrypted or packed, one in ten is a control
 * character; zeros and escapes of printers are not counted, since old programs fill and mark their texts so.
 */
export function holdsNoText(buffer: Buffer): boolean {
  const head = buffer.subarray(0, LOOK * 4);
  if (head.length < LEAST_TOLD || isText(head)) return false;
  const text = decodeText(head);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is counted
  const controls = text.match(/[\x01-\x07\x0b\x0e-\x19\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return controls > text.length / 20;
}

/** Whether bytes are text beyond doubt, in ASCII, UTF-8 or another charset of Latin letters, which chance hardly makes. */
export function isWriting(buffer: Buffer): boolean {
  const head = buffer.subarray(0, LOOK);
  if (head.includes(0) || !isText(head)) return false;
  return isUtf8(withoutCutLetter(head)) || head.filter((byte) => byte >= 128).length <= head.length / 6;
}

/** Without the last letter, where it may be cut off. */
function withoutCutLetter(head: Buffer): Buffer {
  if (head.length < LOOK) return head;
  const start = head.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  return start < LOOK - 4 ? head : head.subarray(0, start);
}

/** Text has no control characters but line breaks, tabs, form feeds and escapes; UTF-16 tells itself by mark or zeros. */
function isText(buffer: Buffer): boolean {
  const head = buffer.subarray(0, LOOK);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true;
  let zeros = 0;
  let controls = 0;
  for (const byte of head) {
    if (byte === 0) zeros++;
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls++;
  }
  if (controls > head.length / 100) return false;
  return zeros === 0 || (zeros > head.length * 0.3 && !decodeText(head).includes('\0'));
}
