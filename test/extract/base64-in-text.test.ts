/** Files as base64 in text, JSON and XML, and letters that are none. */
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';

const lines = (bytes: Buffer) => bytes.toString('base64').replace(/.{76}/g, '$&\n');
const WORDS = Buffer.from(`${'Words of no weight stand here. '.repeat(8)}tokWithin`);
const FILE = zipOf([{ name: 'list.txt', content: WORDS }]);
/** More letters than an expression has room for. */
const MANY = Buffer.from(`${'Words of no weight stand here. '.repeat(260_000)}tokWithin`);
const mail = `From: a@party.example\nTo: b@home.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n${lines(WORDS)}\n`;

describe('what stands in base64', () => {
  it.each([
    ['below the head of a mail that was pasted', 'a.txt', `See what came:\n\n${mail}`],
    ['in a message of Apple Mail, behind its length', 'a.emlx', `${mail.length}\n${mail}<?xml version="1.0"?><plist/>`],
    ['in a mail that begins with empty lines', 'a.eml', `\n\n${mail}`],
    ['among words', 'a.txt', `here\n${lines(FILE)}\nthere`],
    ['on one line', 'a.txt', FILE.toString('base64')],
    ['in a body of a message', 'a.eml', `From: a@party.example\nSubject: x\n\nhere\n\n${lines(FILE)}\n`],
    ['in JSON', 'a.json', JSON.stringify({ contentBytes: FILE.toString('base64') })],
    ['in a table of JSON', 'a.json', JSON.stringify([{ n: 1 }, { n: FILE.toString('base64') }])],
    ['in a file of ten million letters', 'a.txt', `here\n${lines(MANY)}\nthere`],
    ['on one line of ten million letters', 'a.txt', MANY.toString('base64')],
    ['in a value of ten million letters', 'a.json', JSON.stringify({ contentBytes: lines(MANY) })],
    ['in XML', 'a.xml', `<?xml version="1.0"?><a><data>\n${lines(FILE)}\n</data></a>`],
  ])('is read %s', async (_why, name, source) => {
    expect((await read(name, source)).text).toContain('tokWithin');
  });

  it.each([
    ['bytes of no kind', lines(randomBytes(900))],
    ['words behind a line of letters', `${'Ab1'.repeat(22)}\nHello there`],
    ['a word of many letters', 'a'.repeat(500)],
    ['sums of files', `${'0123456789abcdef'.repeat(4)}\n`.repeat(4)],
  ])('is left as it is where it is %s', async (_why, source) => {
    const { parts, text } = await read('a.txt', `before\n${source}\nafter`);
    expect(parts).toBe(1);
    expect(text).toContain(source.trim());
  });

  it('is found in a time that grows with the text alone', async () => {
    const blanksBelow = `${'A'.repeat(60)}\n${' '.repeat(60)}x\n`.repeat(100_000);
    const blocks = `${lines(Buffer.alloc(150, 1))}\n\n`.repeat(60_000);
    for (const source of [blanksBelow, blocks]) {
      const { parts, text } = await read('a.txt', source);
      expect(parts).toBe(1);
      expect(text).toHaveLength(`a.txt\n${source}`.length);
    }
  });
});

async function read(name: string, source: string): Promise<{ parts: number; text: string }> {
  const { parts } = await extract(Buffer.from(source), { name }, DEFAULT_LIMITS);
  return { parts: parts.length, text: parts.flatMap(({ segments }) => segments.map((each) => each.text)).join('\n') };
}
