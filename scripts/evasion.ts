/**
 * Disguises: the texts of `fixtures/evasion`, each written so that a person still reads it and a search may not find it.
 *
 * A disguise takes a text and gives a file. Tables are disguised like prose, and in ways of their own.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { classify } from '../classifiers/classifier.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { normalise } from '../src/document/text.ts';
import { extract } from '../src/extract/extract.ts';

type Disguise = (text: string, extension: string) => { readonly name: string; readonly body: string | Uint8Array };

const rewritten =
  (change: (text: string) => string): Disguise =>
  (text, extension) => ({ name: `a.${extension}`, body: change(text) });
const named =
  (name: string): Disguise =>
  (text) => ({ name, body: text });
const mailed =
  (headers: string, body: (text: string) => string): Disguise =>
  (text) => ({
    name: 'a.eml',
    body: `From: a@party.example\r\nTo: b@home.example\r\nSubject: fyi\r\nMIME-Version: 1.0\r\n${headers}\r\n\r\n${body(text).replaceAll('\n', '\r\n')}`,
  });
const html = (body: (text: string) => string): Disguise =>
  mailed('Content-Type: text/html; charset=utf-8', (text) => `<html><body>${body(text)}</body></html>`);
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letters = (pairs: string) => {
  const map = new Map(pairs.split(' ').map((pair) => [pair[0] ?? '', pair.slice(1)]));
  return (text: string) => [...text].map((letter) => map.get(letter) ?? letter).join('');
};
const rows = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
const wide = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));
const between = (mark: string) => (text: string) => text.replace(/(?<=[a-z])(?=[a-z])/g, mark);
const base64 = (text: string) =>
  Buffer.from(text)
    .toString('base64')
    .replace(/(.{76})/g, '$1\n');

const disguises: Readonly<Record<string, Disguise>> = {
  'as it is': rewritten((text) => text),
  'in capitals': rewritten((text) => text.toUpperCase()),
  'in lower case': rewritten((text) => text.toLowerCase()),
  'Cyrillic look-alikes': rewritten(letters('aа eе oо pр cс xх')),
  'Greek look-alikes': rewritten(letters('oο vν AΑ EΕ MΜ NΝ TΤ')),
  'full-width letters': rewritten(wide),
  'mathematical letters': rewritten((text) =>
    text.replace(/[a-z]/g, (letter) => String.fromCodePoint(0x1d41a + letter.charCodeAt(0) - 97)),
  ),
  'zero-width spaces': rewritten(between('\u200b')),
  'word joiners': rewritten(between('\u2060')),
  'soft hyphens': rewritten(between('\u00ad')),
  'combining marks': rewritten((text) => text.replace(/[aeiou]/g, '$&\u0336')),
  'bidi controls': rewritten((text) => text.replace(/\b(?=\w)/g, '\u202a')),
  'right-to-left override': rewritten((text) =>
    text.replace(/[A-Za-z]{4,}/g, (word) => `\u202e${[...word].reverse().join('')}\u202c`),
  ),
  'digits of another script': rewritten((text) =>
    text.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit))),
  ),
  'piled marks': rewritten((text) => text.replace(/[a-z]/g, '$&\u0301\u0327\u0488')),
  'hair spaces': rewritten((text) => text.replace(/[A-Za-z]{4,}/g, (word) => [...word].join('\u200a'))),
  ligatures: rewritten((text) => text.replaceAll('fi', 'ﬁ').replaceAll('fl', 'ﬂ')),
  'small capitals': rewritten(letters('aᴀ eᴇ iɪ mᴍ nɴ tᴛ')),
  'spaced letters': rewritten((text) => text.replace(/[A-Za-z]{4,}/g, (word) => [...word].join(' '))),
  'dotted letters': rewritten((text) => text.replace(/[A-Za-z]{6,}/g, (word) => [...word].join('.'))),
  leetspeak: rewritten((text) => text.replace(/[A-Za-z]{4,}/g, letters('a4 e3 i1 o0'))),
  'non-breaking spaces': rewritten((text) => text.replaceAll(' ', '\u00a0')),
  'two spaces': rewritten((text) => text.replaceAll(' ', '  ')),
  'hyphenated line ends': rewritten((text) => text.replace(/([a-z]{4})([a-z]{4})/g, '$1-\n$2')),
  'one word a line': rewritten((text) => text.replaceAll(' ', '\n')),
  'no line ends': rewritten((text) => text.replaceAll('\n', ' ')),
  'quoted thrice': rewritten((text) => text.replace(/^/gm, '> > > ')),
  'French punctuation': rewritten((text) => text.replaceAll(':', '\u202f:').replaceAll('"', '« ')),
  'full stops of Chinese': rewritten((text) => text.replaceAll('. ', '。').replaceAll(', ', '，')),
  'underscores for blanks': rewritten((text) => text.replaceAll(' ', '_')),
  'typing errors': rewritten((text) => text.replace(/\b(\w{3})(\w)(\w)(\w{4,})\b/g, '$1$3$2$4')),
  'behind a page of lunch': rewritten(
    (text) => `${'We had soup and a sandwich, then walked along the river to the station.\n'.repeat(120)}\n${text}`,
  ),
  'before a page of lunch': rewritten(
    (text) => `${text}\n${'We had soup and a sandwich, then walked along the river to the station.\n'.repeat(120)}`,
  ),
  'below a disclaimer': rewritten(
    (text) => `This e-mail is confidential and intended solely for the addressee.\n\n${text}`,
  ),
  'below a newsletter': rewritten(
    (text) => `Parish newsletter: bells, buns and bowls.\nUnsubscribe here.\n\n\n${text}`,
  ),
  'named as a picture': named('holiday.jpg'),
  'named as a program': named('setup.exe'),
  'UTF-16': (text, extension) => ({ name: `a.${extension}`, body: Buffer.from(`\ufeff${text}`, 'utf16le') }),
  'gzip named as text': (text) => ({ name: 'a.txt', body: gzipSync(text) }),
  'base64 transfer': mailed('Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64', base64),
  'base64 in the body': mailed('Content-Type: text/plain; charset=utf-8', (text) => `see below\n\n${base64(text)}`),
  'in the signature': mailed('Content-Type: text/plain; charset=utf-8', (text) => `Hi\n\n-- \nAmira\n\n\n${text}`),
  'forwarded twice': mailed(
    'Content-Type: text/plain; charset=utf-8',
    (text) => `fyi\n\n-----Original Message-----\nFrom: c@party.example\n\n${text.replace(/^/gm, '> ')}`,
  ),
  'white text': html(
    (text) => `<p>Lunch?</p><div style="color:#fff;font-size:1px">${escaped(text).replaceAll('\n', '<br>')}</div>`,
  ),
  'hidden by style': html(
    (text) => `<p>Lunch?</p><div style="display:none">${escaped(text).replaceAll('\n', '<br>')}</div>`,
  ),
  'reversed by markup': html((text) =>
    text
      .split('\n')
      .map((line) => `<p><bdo dir="rtl">${escaped([...line].reverse().join(''))}</bdo></p>`)
      .join(''),
  ),
  'a tag in each word': html((text) =>
    escaped(text)
      .replace(/([a-z]{3})([a-z]{2})/g, '$1<b></b>$2')
      .replaceAll('\n', '<br>'),
  ),
  'comments in each word': html((text) =>
    escaped(text)
      .replace(/([a-z]{3})([a-z]{2})/g, '$1<!-- x -->$2')
      .replaceAll('\n', '<br>'),
  ),
  entities: html((text) =>
    [...text].map((letter) => (letter === '\n' ? '<br>' : `&#${letter.codePointAt(0)};`)).join(''),
  ),
  'words in table cells': html(
    (text) =>
      `<table>${text
        .split('\n')
        .map(
          (line) =>
            `<tr>${line
              .split(' ')
              .map((word) => `<td>${escaped(word)}</td>`)
              .join('')}</tr>`,
        )
        .join('')}</table>`,
  ),
};

const tableDisguises: Readonly<Record<string, Disguise>> = {
  'no heading': rewritten((text) => text.slice(text.indexOf('\n') + 1)),
  'odd headings': rewritten((text) => `a,b,c,d,e,f,g,h\n${text.slice(text.indexOf('\n') + 1)}`),
  'columns reversed': rewritten((text) =>
    rows(text)
      .map((cells) => cells.reverse().join(','))
      .join('\n'),
  ),
  semicolons: rewritten((text) => text.replaceAll(',', ';')),
  bars: rewritten((text) =>
    rows(text)
      .map((cells) => `| ${cells.join(' | ')} |`)
      .join('\n'),
  ),
  'typed with blanks': (text) => ({
    name: 'a.txt',
    body: rows(text)
      .slice(1)
      .map((cells) => cells.join('  '))
      .join('\n'),
  }),
  'in the body of a mail': mailed(
    'Content-Type: text/plain; charset=utf-8',
    (text) =>
      `for Saturday\n\n${rows(text)
        .slice(1)
        .map((cells) => cells.join(' '))
        .join('\n')}`,
  ),
};

export async function evasionReport(root: string): Promise<string> {
  const folder = join(root, 'fixtures', 'evasion');
  const reference = loadReference(loadConfig(undefined, {}));
  const context = { ...reference, normalise };
  const files = (await readdir(folder)).sort();
  const missed = new Map<string, string[]>();
  let caught = 0;
  let tried = 0;
  for (const file of files) {
    const [category = '', extension = ''] = file.split('.');
    const text = await readFile(join(folder, file), 'utf8');
    const all = extension === 'csv' ? { ...disguises, ...tableDisguises } : disguises;
    for (const [why, disguise] of Object.entries(all)) {
      const { name, body } = disguise(text, extension);
      const document = await extract(typeof body === 'string' ? Buffer.from(body) : body, { name }, DEFAULT_LIMITS);
      // A part that cannot be read is held as well.
      const isCaught =
        document.unscannable.length > 0 ||
        classify(document, context).some((finding) => finding.category === category && finding.confidence >= 0.5);
      tried++;
      if (isCaught) caught++;
      else missed.set(why, [...(missed.get(why) ?? []), category]);
    }
  }
  const count = Object.keys(disguises).length + Object.keys(tableDisguises).length - 1;
  const lines = [...missed].map(([why, categories]) => `missed: ${why.padEnd(26)} ${categories.join(' ')}`);
  return `${lines.join('\n')}\n${count} disguises, ${tried} disguised texts, ${caught} caught (${((100 * caught) / tried).toFixed(1)} %)\n`;
}
