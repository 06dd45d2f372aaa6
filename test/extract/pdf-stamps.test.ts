/** Words that only the drawing of an annotation says. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { pdfOf } from './hostile.ts';

const FONT = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
const stream = (content: string, more: string) => `<<${more}/Length ${content.length}>>stream\n${content}\nendstream `;

/** A page that says "Lease", with one annotation that is drawn as `STAMPED` across it. */
async function read(subtype: string) {
  const bytes = pdfOf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 600]${FONT}/Contents 4 0 R/Annots[5 0 R]>>`,
    stream('BT /F 10 Tf 50 500 Td (Lease) Tj ET', ''),
    `<</Type/Annot/Subtype/${subtype}/Rect[100 100 500 300]/AP<</N 6 0 R>>>>`,
    stream(
      'BT /F 40 Tf 0.9 0.4 -0.4 0.9 40 20 Tm (STAMPED) Tj ET',
      `/Type/XObject/Subtype/Form/BBox[0 0 400 200]${FONT}`,
    ),
  ]);
  const { parts } = await extract(bytes, { name: 'a.pdf' }, DEFAULT_LIMITS);
  return parts[0]?.segments.filter(({ place }) => place !== 'file-name').map(({ place, text }) => [place, text]);
}

it.each(['Watermark', 'Stamp'])('reads what an annotation of the kind %s shows', async (subtype) => {
  expect(await read(subtype)).toEqual([
    ['body', 'Lease'],
    ['annotation', 'STAMPED'],
  ]);
});
