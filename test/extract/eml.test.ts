/** Messages against an independent reader: whatever words mailparser finds, we find. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { textBody } from '../../src/extract/mail-body.ts';
import { mailRuns } from '../../src/extract/mail-text.ts';

const root = join(import.meta.dirname, '../../fixtures');
// What mailparser reads as it stands: charsets nobody knows or that are none, UTF-7, digests, uuencoded files, base64 that is none.
const beyond =
  /unknown-charset|utf-7|digest|lying-charset|said-to-be|uuencoded|base64-that-is-none|boundary-not-told|gpg-inline/;
const messages = globSync('{demo,format/eml,format/smime,unscannable/encrypted}/*.eml', { cwd: root }).filter(
  (path) => !beyond.test(path),
);
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]{4,}/gu) ?? [];

describe('eml', () => {
  it.each(messages)('%s: misses no word that mailparser reads', async (path) => {
    const bytes = readFileSync(join(root, path));
    const { parts, head } = await extract(bytes, { name: basename(path) }, DEFAULT_LIMITS);
    const ours = new Set(wordsOf(parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n')));
    const theirs = await simpleParser(bytes, { skipHtmlToText: true, skipTextToHtml: true });
    const words = wordsOf(
      [theirs.text, theirs.subject, ...theirs.attachments.map(({ filename }) => filename)].join('\n'),
    );
    expect(words.filter((word) => !ours.has(word))).toEqual([]);
    expect(head?.from.map(({ address }) => address)).toEqual(theirs.from?.value.map(({ address }) => address) ?? []);
  });

  it.each([
    ['Apple Mail’s line with its length', '412\r\n'],
    ['such a line of another system', '412       \n'],
    ['empty lines', '\r\n \r\n'],
    ['the mark of UTF-8', '\ufeff'],
    ['that mark and an empty line', '\ufeff\n'],
  ])('reads the whole head of a saved mail behind %s', async (_what, before) => {
    const mail = `${before}From: a@party.example\r\nTo: b@home.example\r\nSubject: s\u00e9same\r\n\r\nwords\r\n`;
    const { parts, head } = await extract(Buffer.from(mail), { name: 'saved' }, DEFAULT_LIMITS);
    expect(head?.from).toMatchObject([{ address: 'a@party.example' }]);
    const texts = parts.flatMap(({ segments }) => segments.map(({ place, text }) => [place, text]));
    expect(texts).toEqual([
      ['subject', 's\u00e9same'],
      ['header-field', 'From: a@party.example\nTo: b@home.example'],
      ['body', 'words'],
    ]);
  });

  it.each([
    ['short words', 'and said see will', 'and said see will'],
    ['letters that are strewn', 'Q_2-F_m-w6_k-g_d-G_9-r_Q_2-Fm-w6_k=', 'Café tokCafé'],
  ])('reads what is declared as base64 and looks like none: %s', async (_what, body, text) => {
    const message = `Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8\n\n${body}\n`;
    const { parts } = await extract(Buffer.from(message), { name: 'm.eml' }, DEFAULT_LIMITS);
    expect(parts.flatMap(({ segments }) => segments).find(({ place }) => place === 'body')?.text).toBe(text);
  });

  it.each([
    ['words', '', 'Minutes of the branch\nwere agreed\n\nand more', 'Minutes of the branch\nwere agreed\n\nand more'],
    ['words before any field', '', '\nMinutes of the branch', 'Minutes of the branch'],
    ['base64', 'Content-Transfer-Encoding: base64\n', 'TWludXRlcyBvZiB0aGUgYnJhbmNo', 'Minutes of the branch'],
  ])('reads %s of an attachment to which no empty line leads', async (_what, field, content, text) => {
    const name = content.startsWith('\n') ? '' : 'Content-Disposition: attachment; filename=m.txt\n';
    const mail = `Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n${field}${name}${content.trimStart()}\n--b--\n`;
    const { parts } = await extract(Buffer.from(mail), { name: 'm.eml' }, DEFAULT_LIMITS);
    const texts = parts.flatMap(({ segments }) => segments).filter(({ place }) => place === 'body');
    expect(texts.map((each) => each.text.trim())).toEqual([text]);
  });

  it('reads on in a head that a broken field parts, and tells what it broke off', async () => {
    const mail = 'From: a@party.example\nSubject: a long\nsubject\nContent-Transfer-Encoding: base64\n\ndG9rQm9keQ==\n';
    const { parts } = await extract(Buffer.from(mail), { name: 'm.eml' }, DEFAULT_LIMITS);
    const texts = parts.flatMap(({ segments }) => segments.map(({ place, text }) => `${place}: ${text}`));
    expect(texts).toEqual(expect.arrayContaining(['hidden: subject', 'body: tokBody']));
  });

  it.each([
    ['Netscape’s', 'From - '],
    ['what Google gives out', 'From 1844347792267117879@xxx'],
  ])('reads a mailbox whose messages begin without a date: %s', async (_whose, line) => {
    const message = (text: string) => `${line}\nX-Mozilla-Status: 0001\nSubject: ${text}\n\n${text}\n\n`;
    const { parts } = await extract(Buffer.from(message('one') + message('two')), { name: 'box.txt' }, DEFAULT_LIMITS);
    expect(parts.map(({ path }) => path)).toEqual(['box.txt', 'box.txt/1.eml/body', 'box.txt/2.eml/body']);
  });

  it.each([
    ['PGP', `-----BEGIN PGP MESSAGE-----\n${'jA0E'.repeat(16)}\n-----END PGP MESSAGE-----\n`],
    ['BinHex', '(This file must be converted with BinHex\n::\n'],
    ['yEnc', '=ybegin name=\n=yend \n'],
  ])('tells as many blocks of %s as there are in time by length', (_what, block) => {
    expect([...textBody(`${block.repeat(200_000)}tokAfter`)]).toHaveLength(200_001);
  });

  it('leaves no word out when it parts body, quotations and signature, whatever the text', () => {
    const lines = [
      'hello there',
      '> quoted',
      '',
      '-- ',
      'Regards,',
      'On Monday, A B wrote:',
      '-----Original Message-----',
      'From: A',
      'Sent: B',
      'x'.repeat(200),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines)), (chosen) => {
        const text = chosen.map((line, at) => (line ? `${line} w${at}` : line)).join('\n');
        const read = Array.from(mailRuns(text), (run) => run.text).join('\n');
        expect(wordsOf(read)).toEqual(wordsOf(text));
        expect(read.replace(/\s+/g, ' ').trim()).toBe(text.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});
