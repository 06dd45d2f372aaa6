/**
 * What counts as a file or as sealed in a text, and what is words that merely look like its beginning.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { withoutPacked } from '../../src/extract/packed-in-text.ts';

const LINE = '4=&]K575E;F-O9&5D(&EN<VED90H`'; // "tokUuencoded inside"
const ARMOUR = 'jA0ECQMCoVt3u6ge3mD/0j4B8/I5pV4nPJ93I0gr4mvhtCWLADs1ocYSxlbrIxVP';
const FILE = 'child notes.txt: tokUuencoded inside';

const ROWS: readonly (readonly [what: string, text: string, packed: readonly string[], words: string])[] = [
  ['a file', `a\nbegin 644 notes.txt\n${LINE}\n\`\nend\nb`, [FILE], 'a\n\nb'],
  ['its zero a blank, which is lost', `begin 644 notes.txt\n${LINE}\n\nend\nb`, [FILE], '\nb'],
  ['a sum behind each line', `begin 644 notes.txt\n${LINE}T\n \nend\n`, [FILE], '\n'],
  ['a blank line behind each', `begin 644 notes.txt\n\n${LINE}\n\n\`\n\nend\n`, [FILE], '\n'],
  ['one cut short', `begin 644 notes.txt\n${LINE}\n`, [FILE], ''],
  ['words where it was cut', `begin 644 notes.txt\n${LINE}\nSee you there\n`, [FILE], 'See you there\n'],
  ['two', `begin 644 notes.txt\n${LINE}\n\`\nend\nx\nbegin 0600 notes.txt\n${LINE}\n\`\nend`, [FILE, FILE], '\nx\n'],
  ['base64', 'begin-base64 644 notes.txt\ndG9rVXVlbmNv\nZGVkIGluc2lkZQo=\n====\nb', [FILE], '\nb'],
  [
    'a year',
    'We\nbegin 2024 with the budget.\nMore to come.\n',
    [],
    'We\nbegin 2024 with the budget.\nMore to come.\n',
  ],
  [
    'lines set in',
    'begin 644 notes\n Minutes of it\n Present: all\n',
    [],
    'begin 644 notes\n Minutes of it\n Present: all\n',
  ],
  [
    'sealed',
    `a\n-----BEGIN PGP MESSAGE-----\n\n${ARMOUR}\n=RluG\n-----END PGP MESSAGE-----\nb`,
    ['encrypted'],
    'a\n\nb',
  ],
  ['sealed, cut short', `-----BEGIN PGP MESSAGE-----\nVersion: 1\n\n${ARMOUR}\n`, ['encrypted'], ''],
  [
    'sealed, its lines wrapped anew',
    `-----BEGIN PGP MESSAGE-----\n\n${ARMOUR.replaceAll('\n', '').replace(/.{24}/g, '$&\n')}\n=RluG\n-----END PGP MESSAGE-----\nb`,
    ['encrypted'],
    '\nb',
  ],
  [
    'how it would look',
    'a\n-----BEGIN PGP MESSAGE-----\nyour words\n-----END PGP MESSAGE-----\nb',
    [],
    'a\n-----BEGIN PGP MESSAGE-----\nyour words\n-----END PGP MESSAGE-----\nb',
  ],
  [
    'a key',
    `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${ARMOUR}\n`,
    [],
    `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${ARMOUR}\n`,
  ],
];

describe('what is packed in a text', () => {
  it.each(ROWS)('%s', async (_, text, packed, words) => {
    expect(await read(text)).toEqual({ packed, words });
    expect(await read(text.replaceAll('\n', '\r\n'))).toEqual({ packed, words });
  });

  it('is found in a time that grows with the text alone', async () => {
    const between = 'Words that stand between.\n'.repeat(40);
    const { packed, words } = await read(`${between}begin 644 notes.txt\n${LINE}\n\`\nend\n`.repeat(20_000));
    expect(packed).toHaveLength(20_000);
    expect(words).toBe(`${between}\n`.repeat(20_000));
  });

  it('hides no words that stand around it in a part that is declared to be uuencoded', async () => {
    const mail = `Content-Transfer-Encoding: x-uuencode\n\nbefore\nbegin 644 notes.txt\n${LINE}\n\`\nend\nafter\n`;
    const { parts } = await extract(Buffer.from(mail), { name: 'a.eml' }, DEFAULT_LIMITS);
    const text = parts.flatMap(({ segments }) => segments.map((each) => each.text)).join('\n');
    for (const words of ['before', 'after', 'tokUuencoded']) expect(text).toContain(words);
  });
});

async function read(text: string): Promise<{ packed: string[]; words: string }> {
  const packed: string[] = [];
  const found = withoutPacked(text);
  for (;;) {
    const { value, done } = found.next();
    if (done) return { packed, words: value };
    if (value.kind === 'child') packed.push(`child ${value.name}: ${String(await value.open()).trim()}`);
    if (value.kind === 'unscannable') packed.push(value.reason);
  }
}
