/** Our readers beside independent ones: what another program finds in a document, ours finds too. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import mammoth from 'mammoth';
import { PDFParse } from 'pdf-parse';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { linesOfPages } from '../../src/extract/pdf-lines.ts';
import { PlaceTexts } from '../../src/extract/place-texts.ts';
import { scanXml } from '../../src/extract/xml-scan.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/format');

async function ours(file: string): Promise<Set<string>> {
  const { parts } = await extract(readFileSync(join(fixtures, file)), { name: file }, DEFAULT_LIMITS);
  return new Set(wordsOf(parts.flatMap(({ segments }) => segments.map(({ text }) => text)).join('\n')));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

describe('beside an independent reader', () => {
  it('finds every word of Word that mammoth finds', async () => {
    const { value } = await mammoth.extractRawText({ path: join(fixtures, 'office/places.docx') });
    const found = await ours('office/places.docx');
    expect(wordsOf(value).filter((word) => !found.has(word))).toEqual([]);
  });

  it('finds every word of PDF that pdf-parse finds', async () => {
    const parser = new PDFParse({ data: readFileSync(join(fixtures, 'pdf/places.pdf')), verbosity: 0 });
    const { text } = await parser.getText({ pageJoiner: '' });
    await parser.destroy();
    const found = await ours('pdf/places.pdf');
    expect(wordsOf(text).filter((word) => !found.has(word) && !/^\d+$/.test(word))).toEqual([]);
  });
});

describe('the scan of XML', () => {
  const rows: [why: string, xml: string, seen: string][] = [
    ['elements and text', '<a><w:b>x</w:b>y</a>', '<a><b>"x"</b>"y"</a>'],
    ['entities, known and unknown', '<a>&amp;&#65;&#x42;&lol;</a>', '<a>"&AB&lol;"</a>'],
    ['a DTD, which is not expanded', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '"]>"<a>"&x;"</a>'],
    ['CDATA and comments', '<a><!-- <b> --><![CDATA[<c>]]></a>', '<a>"<c>"</a>'],
    ['a > inside quotes', '<a t="x>y">z</a>', '<a t=x>y>"z"</a>'],
    ['a tag that never ends', '<a>x<b t="', '<a>"x"'],
    ['an empty element', '<a/>', '<a></a>'],
  ];
  it.each(rows)('reads %s', (_why, xml, seen) => {
    let text = '';
    scanXml(xml, {
      open: (name, attribute) => {
        const value = attribute('t');
        text += value === undefined ? `<${name}>` : `<${name} t=${value}>`;
      },
      close: (name) => {
        text += `</${name}>`;
      },
      text: (each) => {
        text += `"${each}"`;
      },
    });
    expect(text).toBe(seen);
  });
});

describe('lines of a place', () => {
  const rows: [why: string, pieces: string[], text: string][] = [
    ['no blank before a tab, nothing at the end of a row', ['a ', '\t', 'b ', '\t', '\n', '1 \t'], 'a\tb\n1'],
    ['blanks inside a line stay', ['a  b \n c'], 'a  b\n c'],
    ['at most one empty line', ['a\n\n\n\nb\n\n'], 'a\n\nb'],
  ];
  it.each(rows)('%s', (_why, pieces, text) => {
    const texts = new PlaceTexts();
    for (const piece of pieces) texts.add('body', piece);
    expect([...texts.segments()]).toEqual([{ kind: 'segment', place: 'body', text }]);
  });
});

describe('running lines of pages', () => {
  it('are told once, and are no part of the text', () => {
    const found = [...linesOfPages(['HEAD\none\nPage 1', 'HEAD\ntwo\nPage 2', 'HEAD\nthree\nPage 3'])];
    expect(found.map(({ place, text, mark }) => [place, text, mark])).toEqual([
      ['header', 'HEAD', 'page 1'],
      ['footer', 'Page 1', 'page 1'],
      ['body', 'one', 'page 1'],
      ['body', 'two', 'page 2'],
      ['body', 'three', 'page 3'],
    ]);
  });

  it('are told each time that they differ in more than the number of the page', () => {
    const found = [...linesOfPages(['Member 4711\none\n1 of 2', 'Member 4712\ntwo\n2 of 2'])];
    expect(found.map(({ place, text }) => [place, text])).toEqual([
      ['header', 'Member 4711'],
      ['footer', '1 of 2'],
      ['body', 'one'],
      ['header', 'Member 4712'],
      ['body', 'two'],
    ]);
  });

  it('lets a word that is broken at a line or a page be whole again, and its footer alone', () => {
    const found = [...linesOfPages(['a bro\uFFFE\nken word, over\uFFFE\nPage 1', 'leaf and\nso on\nPage 2'])];
    expect(found.map(({ place, text }) => [place, text])).toEqual([
      ['footer', 'Page 1'],
      ['body', 'a broken word,'],
      ['body', 'overleaf and\nso on'],
    ]);
  });

  it('keeps what was broken on the last page', () => {
    expect([...linesOfPages(['a word, over\uFFFE'])].map(({ text }) => text)).toEqual(['a word, over']);
  });

  it('need more than one page', () => {
    expect([...linesOfPages(['HEAD\none'])]).toEqual([
      { kind: 'segment', place: 'body', text: 'HEAD\none', mark: 'page 1' },
    ]);
  });
});
