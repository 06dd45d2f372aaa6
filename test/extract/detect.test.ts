import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detect } from '../../src/extract/detect.ts';

const fixture = (path: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format', path));
const text = (content: string) => Buffer.from(content);

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
  it.each(rows)('knows %s', async (_why, bytes, name, declaredType, type) => {
    expect(await detect(bytes, declaredType === undefined ? { name } : { name, declaredType })).toBe(type);
  });
});
