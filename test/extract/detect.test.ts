import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/extract/detect.ts';

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format', path));
const text = (content: string) => Buffer.from(content);

/** As if encrypted: salt and one block, of the same bytes each time. */
const bytesOf = (seed: number) => createHash('sha256').update(String(seed)).digest().subarray(0, 24);

const rows: [why: string, bytes: Buffer, name: string, declaredType: string | undefined, type: string][] = [
  // content beats name and declaration
  ['a ZIP named .txt', fixture('archive/infozip.zip'), 'a.txt', 'text/plain', 'application/zip'],
  ['a 7z named .jpg', fixture('archive/7zip.7z'), 'a.jpg', 'image/jpeg', 'application/x-7z-compressed'],
  [
    'an Outlook message named .doc',
    fixture('msg/ole-storage-lite.msg'),
    'a.doc',
    'application/msword',
    'application/vnd.ms-outlook',
  ],
  ['winmail.dat', fixture('tnef/winmail.dat'), 'x', undefined, 'application/ms-tnef'],
  ['a message said to be text', fixture('eml/flowed.eml'), 'a.txt', 'text/plain', 'message/rfc822'],
  ['a mailbox', fixture('mbox/two.mbox'), 'inbox', undefined, 'application/mbox'],
  ['HTML said to be text', text('<!DOCTYPE html><html><body>x'), 'a.txt', 'text/plain', 'text/html'],
  ['a calendar said to be text', text('BEGIN:VCALENDAR\nEND:VCALENDAR'), 'a.txt', 'text/plain', 'text/calendar'],
  ['RTF named .doc', text('{\\rtf1\\ansi x}'), 'a.doc', 'application/msword', 'application/rtf'],
  [
    'flat OpenDocument',
    text('<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text">'),
    'a.xml',
    undefined,
    'application/vnd.oasis.opendocument.text-flat-xml',
  ],
  ['SVG', text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), 'a.xml', 'text/xml', 'image/svg+xml'],
  ['rows with tabs', text('a\tb\nc\td\ne\tf\n'), 'a.dat', undefined, 'text/tab-separated-values'],
  ['a PDF behind a few bytes', text('\n\n%PDF-1.4\n'), 'a.bin', undefined, 'application/pdf'],
  ['a PDF without its head', text('\n1 0 obj\n<< >>\nendobj\n'), 'a.pdf', undefined, 'application/pdf'],
  ['words said to be a PDF', text('See attached.\n'), 'a.pdf', undefined, 'text/plain'],
  // a mark in a sentence is no file
  ['a letter to PK', text('PK,\nthe kettle is mended.\n'), 'a.txt', 'text/plain', 'text/plain'],
  ['a recipe', text('Salted__ caramel is what we bake.\n'), 'a.txt', 'text/plain', 'text/plain'],
  ['a recipe in UTF-8', text('Salted__ cr\u00e8me br\u00fbl\u00e9e'), 'a', undefined, 'text/plain'],
  ['one in Cyrillic', text('Salted__ \u043a\u0430\u0440\u0430\u043c\u0435\u043b\u044c'), 'a', undefined, 'text/plain'],
  ['one in Latin-1', Buffer.from('Salted__ cr\u00e8me br\u00fbl\u00e9e', 'latin1'), 'a', undefined, 'text/plain'],
  [
    'a long letter whose 4096th byte halves a letter',
    text(`PK ${'\u00e9'.repeat(5000)}`),
    'a',
    undefined,
    'text/plain',
  ],
  ['a telephone number', text('0707014455 is the number of the caterer\n'), 'a', undefined, 'text/plain'],
  ['a trip', text('co-lhasa is the trip we plan.\n'), 'a', undefined, 'text/plain'],
  ['a name', text('BZhang wrote about boots.\n'), 'a', undefined, 'text/plain'],
  ['advice on pictures', text('Convert WEBP to PNG before you send it.\n'), 'a', undefined, 'text/plain'],
  ['a word on pictures', text('GIF89a is a format.\n'), 'a', undefined, 'text/plain'],
  ['a word on cabinets', text('MSCF is the mark of cabinets.\n'), 'a', undefined, 'text/plain'],
  ['a word on PDF', text('The file must begin with %PDF-1.4, they say.\n'), 'a', undefined, 'text/plain'],
  ['a word on age', text('age-encryption.org/v1 is the head of such files.\n'), 'a', undefined, 'text/plain'],
  // what is one still is, whatever its name
  ['an archive cut off in its first record', Buffer.from('PK\x03\x04\x14\0'), 'a.txt', 'text/plain', 'application/zip'],
  ['an archive of one split part', Buffer.from('PK00PK\x03\x04\x14\0'), 'a.txt', 'text/plain', 'application/zip'],
  [
    'an archive whose first mark is damaged',
    Buffer.from('PK??\x14\0\0\0\x08\0'),
    'a.txt',
    'text/plain',
    'application/zip',
  ],
  ['ASCII that is a PDF', text('x %PDF-1.4\n1 0 obj\n<< >>\nendobj\n'), 'a.txt', 'text/plain', 'application/pdf'],
  ['a file by age', text('age-encryption.org/v1\n-> X25519 abc\n'), 'a.txt', 'text/plain', 'application/x-sealed'],
  // between texts, the declaration or the name decides
  ['one line said to be CSV', text('a,b'), 'a.csv', undefined, 'text/csv'],
  ['Markdown by its name', text('# x'), 'a.md', undefined, 'text/markdown'],
  ['text with commas', text('Well, yes.\nNo, never, I think.\nPerhaps.\n'), 'a.txt', undefined, 'text/plain'],
  ['a note that begins with a colon line', text('Agenda: lunch\nand more\n'), 'a', undefined, 'text/plain'],
  // nothing to go by
  ['bytes of no kind', Buffer.from([0, 1, 2, 3, 200, 201, 0, 7]), 'a', undefined, 'application/octet-stream'],
  ['nothing at all', Buffer.alloc(0), 'a', undefined, 'text/plain'],
];

describe('detect', () => {
  it('knows what OpenSSL encrypted, however short it is', async () => {
    for (let tries = 0; tries < 200; tries++) {
      const bytes = Buffer.concat([Buffer.from('Salted__'), bytesOf(tries)]);
      expect(await detect(bytes, { name: 'a.txt', declaredType: 'text/plain' })).toBe('application/x-sealed');
    }
  });

  it.each(rows)('knows %s', async (_why, bytes, name, declaredType, type) => {
    expect(await detect(bytes, declaredType === undefined ? { name } : { name, declaredType })).toBe(type);
  });
});
