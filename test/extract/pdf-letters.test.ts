/** Pages whose fonts tell how their letters are drawn and not which they are. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { pdfOf } from './hostile.ts';

const stream = (content: string, more = '') => `<<${more}/Length ${content.length}>>stream\n${content}\nendstream `;

/** A page that shows `content` in the font `F`; objects from the sixth on are `more`. */
async function read(content: string, font: string, ...more: string[]) {
  const bytes = pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    stream(content),
    font,
    ...more,
  ]);
  const { parts, unscannable } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  return Object.fromEntries(parts[0]?.segments.map(({ place, text }) => [place, text]) ?? []);
}

/** As programs print that draw each letter: its name stands in the font, and nothing says what the name means. */
function drawnLetters(text: string) {
  const letters = [...new Set(text)];
  const nameOf = (letter: string) => (letter === ' ' ? 'space' : letter);
  const names = letters.map((letter) => `/${nameOf(letter)}`);
  const drawings = letters.map((letter) => `/${nameOf(letter)} 6 0 R`);
  const font = `<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 1/LastChar ${letters.length}/Widths[${letters.map(() => 600).join(' ')}]/Encoding<</Differences[1${names.join('')}]>>/CharProcs<<${drawings.join('')}>>>>`;
  const codes = [...text].map((letter) => (letters.indexOf(letter) + 1).toString(16).padStart(2, '0'));
  return { content: `BT /F 20 Tf 20 100 Td <${codes.join('')}> Tj ET`, font };
}

it('reads letters by the names that their drawings have', async () => {
  const { content, font } = drawnLetters('Ines Calder was suspended');
  const { body } = await read(content, font, stream('600 0 0 0 500 700 d1 0 0 500 700 re f'));
  expect(body).toBe('Ines Calder was suspended');
});

it('reads a page as a picture whose letters are numbers of glyphs', async () => {
  const program = readFileSync(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'));
  // In this font as in many others a capital's glyph has the number of the letter less 29.
  const glyphs = [...'DISCIPLINARY PANEL ON MONDAY'].map((letter) => (letter.charCodeAt(0) - 29).toString(16));
  const { ocr } = await read(
    `BT /F 20 Tf 20 100 Td <${glyphs.map((glyph) => glyph.padStart(4, '0')).join('')}> Tj ET`,
    '<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Odd/Encoding/Identity-H/DescendantFonts[6 0 R]>>',
    '<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Odd/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/CIDToGIDMap/Identity/DW 800/FontDescriptor 7 0 R>>',
    '<</Type/FontDescriptor/FontName/ABCDEF+Odd/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontFile2 8 0 R>>',
    stream(deflateSync(program).toString('latin1'), `/Filter/FlateDecode/Length1 ${program.length}`),
  );
  expect(ocr).toContain('PANEL ON MONDAY');
});

it('reads small capitals and old-style figures', async () => {
  const { body } = await read(
    'BT /F 20 Tf 20 100 Td (ab 12) Tj ET',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
    stream(
      '1 begincodespacerange <00><ff> endcodespacerange 5 beginbfchar <20><0020> <31><F731> <32><F732> <61><F761> <62><F762> endbfchar',
    ),
  );
  expect(body).toBe('ab 12');
});
