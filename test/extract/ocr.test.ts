/** What is given to OCR when not all may be: pages without text first, then the largest pictures; the ledger has the rest. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { affordable, readableLines, readPicture } from '../../src/extract/ocr.ts';
import { toPng } from '../../src/extract/png.ts';
import { createSandbox } from '../../src/extract/sandbox.ts';
import { pdfOf } from './hostile.ts';

/**
 * A page of A4: its words, and the widths of its square pictures in points. Each picture is one of its own, but those of
 * negative width, which are one and the same; 0 draws letters as outlines.
 */
type Sheet = readonly [words: string, ...widths: readonly number[]];

const OUTLINE = `40 40 m ${'60 60 70 70 80 40 c '.repeat(30)}f\n`.repeat(20);

function brochure(sheets: readonly Sheet[]): Buffer {
  const objects: string[] = [];
  const add = (object: string) => objects.push(object);
  add('<</Type/Catalog/Pages 2 0 R>>');
  const pagesAt = add('');
  const font = add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  const kids: number[] = [];
  for (const [words, ...widths] of sheets) {
    const images = widths.map((_, index) => {
      const pixels = Buffer.alloc(16, 255);
      if ((widths[index] ?? 0) > 0) pixels.writeUInt16BE(objects.length, index % 8);
      return add(
        `<</Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8/Length 16>>stream\n${pixels.toString('latin1')}\nendstream `,
      );
    });
    const drawn = widths
      .map((width, index) =>
        width === 0 ? OUTLINE : `q ${Math.abs(width)} 0 0 ${Math.abs(width)} 40 40 cm /I${index} Do Q`,
      )
      .join('\n');
    const drawing = `${words && `BT /F 12 Tf 40 800 Td (${words}) Tj ET`}\n${drawn}`;
    const content = add(`<</Length ${drawing.length}>>stream\n${drawing}\nendstream `);
    const named = images.map((at, index) => `/I${index} ${at} 0 R`).join('');
    const resources = `<</Font<</F ${font} 0 R>>/XObject<<${named}>>>>`;
    kids.push(add(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources ${resources}/Contents ${content} 0 R>>`));
  }
  objects[pagesAt - 1] = `<</Type/Pages/Kids[${kids.map((at) => `${at} 0 R`).join(' ')}]/Count ${kids.length}>>`;
  return pdfOf(objects);
}

const WORDS = 'Come canvassing on Saturday at ten and bring a friend';
const small = Array<number>(9).fill(90);

const rows: readonly (readonly [
  why: string,
  sheets: readonly Sheet[],
  ocrPages: number,
  pictures: string,
  reasons: readonly string[],
])[] = [
  ['ornaments, which need none', [[WORDS, 20, 40, 60]], 0, '0/0', []],
  ['nine small pictures on a page of text', [[WORDS, ...small]], 1, '9/9', []],
  ['eleven of them', [[WORDS, 90, 90, ...small]], 1, '10/11', ['too-large']],
  [
    'a page without text behind pictures',
    [
      [WORDS, ...small],
      ['', 500],
    ],
    1,
    '1/10',
    ['too-large'],
  ],
  [
    'a large picture behind small ones',
    [
      [WORDS, ...small],
      [WORDS, 480],
    ],
    0.5,
    '1/10',
    ['too-large'],
  ],
  [
    'small ones in what a page leaves',
    [
      ['', 500],
      [WORDS, 90, 90],
    ],
    1.2,
    '3/3',
    [],
  ],
  [
    'pages without text',
    [
      ['', 500],
      ['', 500],
      ['', 500],
    ],
    2,
    '2/3',
    ['too-large'],
  ],
  [
    'the same picture on every page',
    [
      [WORDS, -90],
      [WORDS, -90],
      [WORDS, -80],
    ],
    3,
    '1/1',
    [],
  ],
  [
    'the same picture, much larger behind',
    [
      [WORDS, -90],
      [WORDS, -300],
      [WORDS, -310],
    ],
    3,
    '2/2',
    [],
  ],
  ['words drawn as outlines, beside a page number', [['7', 0]], 3, '1/1', []],
  ['a drawing beside text', [[`${WORDS}, ${WORDS}, ${WORDS}`, 0]], 3, '0/0', []],
];

describe('OCR under its limit', () => {
  it.each(rows)('of %s', async (_why, sheets, ocrPages, pictures, reasons) => {
    const limits = { ...DEFAULT_LIMITS, ocrPages };
    const { ledger, unscannable } = await extract(brochure(sheets), { name: 'a.pdf' }, limits);
    const [entry] = ledger;
    expect(`${entry?.pictures.read}/${entry?.pictures.there}`).toBe(pictures);
    expect(entry?.pages).toEqual({ there: sheets.length, read: sheets.length });
    expect(unscannable.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('draws what consists of many pictures, such as a chart, once', async () => {
    const named = Array.from({ length: 20 }, (_, index) => `/I${index} ${index + 7} 0 R`).join('');
    const tiles = Array.from({ length: 20 }, (_, index) => `q 100 0 0 10 0 ${index * 10} cm /I${index} Do Q`).join(
      '\n',
    );
    const page = `BT /F 12 Tf 40 800 Td (${WORDS}) Tj ET q 1 0 0 1 40 40 cm /D Do Q`;
    const stream = (content: string, more = '') => `<<${more}/Length ${content.length}>>stream\n${content}\nendstream `;
    const tile = (index: number) =>
      stream(
        String.fromCharCode(index).repeat(16),
        '/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8',
      );
    const bytes = pdfOf([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[4 0 R]/Count 1>>',
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F 3 0 R>>/XObject<</D 6 0 R>>>>>>',
      stream(page),
      stream(tiles, `/Type/XObject/Subtype/Form/BBox[0 0 100 200]/Resources<</XObject<<${named}>>>>`),
      ...Array.from({ length: 20 }, (_, index) => tile(index + 65)),
    ]);
    const { ledger } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
    expect(ledger[0]?.pictures).toEqual({ there: 1, read: 1 });
  });

  it('gives lines of which the engine is sure enough, and no noise between them', () => {
    const word = (paragraph: number, line: number, confidence: number, text: string) =>
      ['5', '1', '1', paragraph, line, '1', '0', '0', '9', '9', confidence, text].join('\t');
    const table = [
      '4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t',
      ...[word(1, 1, 96.4, 'Minutes'), word(1, 1, 20, 'of'), word(1, 2, 41, 'faint')],
      ...[word(2, 1, 58, 'BW'), word(2, 1, 0, '-{=~'), word(3, 1, 70, 'Agreed')],
    ];
    expect(readableLines(table.join('\n'))).toBe('Minutes of\nfaint\n\nAgreed');
    expect(readableLines('')).toBe('');
  });

  it('lets no message have more than ten pictures for a page of the limit, and no picture costs more than a page', () => {
    const of = (share: number, count: number) =>
      affordable(
        Array.from({ length: count }, () => ({ share })),
        50,
      ).size;
    expect([of(0.001, 1000), of(0.5, 1000), of(7, 1000), of(7, 20)]).toEqual([500, 100, 50, 20]);
  });
});

describe('another try at a picture', () => {
  it('of a camera turns what its orientation does not set upright', async () => {
    const upsideDown = readFileSync(join(import.meta.dirname, '../../fixtures/format/image/upside-down.jpg'));
    for (const orientation of [3, 6, 8])
      expect(await readPicture(heldSo(upsideDown, orientation)), `held as ${orientation}`).toContain('Owen Tranter');
  });

  it('fits into the memory that a photograph has', async () => {
    const limits = { ...DEFAULT_LIMITS, partMemoryBytes: 200_000_000 };
    const sandbox = createSandbox({ processes: 1, limits });
    const { unscannable } = await sandbox.extract(photograph(2400, 1800), { name: 'photo.png' });
    await sandbox.close();
    expect(unscannable).toEqual([]);
  }, 60_000);
});

/** A JPEG with an Exif segment before all others that has an orientation and nothing else. */
function heldSo(jpeg: Buffer, orientation: number): Buffer {
  const exif = `4578696600004d4d002a000000080001011200030000000100${orientation.toString().padStart(2, '0')}000000000000`;
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from(`ffe10022${exif}`, 'hex'), jpeg.subarray(2)]);
}

/** Soft shapes with the noise of a sensor, which packs badly. */
function photograph(width: number, height: number): Buffer {
  const rgb = new Uint8Array(width * height * 3);
  let seed = 7;
  for (let at = 0, pixel = 0; at < rgb.length; pixel += 1) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    const noise = (seed / 0x7fffffff - 0.5) * 30;
    const light = 128 + 60 * Math.sin(x / 37 + Math.sin(y / 23) * 3) + 40 * Math.sin(y / 11 + x / 90) + noise;
    for (const share of [1, 0.9, 0.8]) rgb[at++] = Math.min(255, Math.max(0, light * share));
  }
  return toPng({ width, height, rgb });
}
