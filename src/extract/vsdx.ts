/**
 * Visio 2013 and later: what stands on shapes and in their data, pages, comments, links, pictures, and what is embedded.
 *
 * Source: [MS-VSDX] 2.2.3 (Text), 2.2.5.3 (sections and rows), 2.3.4.2 (cells). How a shape looks is hundreds of numbers and
 * formulas: read as any XML, they passed for tables of people and votes.
 */
import type { Place } from '../document/document.ts';
import type { Extractor, Found } from './extractor.ts';
import { literalsOf } from './formula-literals.ts';
import { type Parts, readerOfParts, readOfficePackage } from './office-package.ts';
import { PlaceTexts } from './place-texts.ts';
import { scanXml } from './xml-scan.ts';

const PARTS: Parts = [
  [/^visio\/pages\/page\d*\.xml$/i, 'body'],
  [/^visio\/pages\/pages\.xml$/i, 'body'],
  [/^visio\/masters\/master\d*\.xml$/i, 'header'],
  [/^visio\/masters\/masters\.xml$/i, 'header'],
  [/^visio\/comments\.xml$/i, 'comment'],
  [/^visio\/document\.xml$/i, 'hidden'],
];

export const vsdx: Extractor = {
  format: 'vsdx',
  types: ['application/vnd.ms-visio.drawing'],

  extract: (bytes, { bytesLeft }) => readOfficePackage(bytes, bytesLeft, 'visio', [readerOfParts(PARTS, readPart)]),
};

/** Above and below pages, as cells and as elements. */
const AROUND_PAGES: Readonly<Record<string, Place>> = {
  HeaderLeft: 'header',
  HeaderCenter: 'header',
  HeaderRight: 'header',
  FooterLeft: 'footer',
  FooterCenter: 'footer',
  FooterRight: 'footer',
};
/** Cells in which people write: data of a shape and how they are asked for, links, what it is called where it is shown. */
const WRITTEN: Readonly<Record<string, Place>> = {
  Value: 'hidden',
  Label: 'hidden',
  Prompt: 'hidden',
  Description: 'annotation',
  Address: 'annotation',
  Comment: 'comment',
  ScreenTip: 'hidden',
  ...AROUND_PAGES,
};
/** Colours and fractions; what a formula asks a theme for. */
const OF_LOOKS = /^(?:#[\da-f]{6}|-?\d*\.\d+(?:E[-+]?\d+)?)$/i;
const THEMES = /THEME\w*\("[^"]*"/gi;
/** Elements whose text people wrote: of shapes, of comments, above and below pages. */
const TEXTS: Readonly<Record<string, Place | undefined>> = {
  CommentEntry: 'comment',
  ...AROUND_PAGES,
};

function readPart(xml: string, own: Place): Iterable<Found> {
  const texts = new PlaceTexts();
  let place: Place | undefined;
  scanXml(xml, {
    open: (name, attribute, isEmpty) => {
      if (name === 'Cell') {
        const written = WRITTEN[attribute('N') ?? ''];
        const value = attribute('V') ?? '';
        if (written && /\p{L}|\d{3}/u.test(value) && !OF_LOOKS.test(value)) texts.add(written, `${value}\n`);
        for (const literal of literalsOf((attribute('F') ?? '').replace(THEMES, '')))
          texts.add('hidden', `${literal}\n`);
      } else if (name === 'Page') texts.add('sheet-name', `${attribute('Name') ?? attribute('NameU') ?? ''}\n`);
      else if (name === 'AuthorEntry') texts.add('comment', `${attribute('Name') ?? ''}\n`);
      else if (!isEmpty && name === 'Text') place = own;
      else if (!isEmpty) place = TEXTS[name] ?? place;
    },
    close: (name) => {
      if (name !== 'Text' && !TEXTS[name]) return;
      if (place) texts.endLine(place);
      place = undefined;
    },
    text: (text) => {
      if (place) texts.add(place, text.replace(/\r\n?/g, '\n'));
    },
  });
  return texts.segments();
}
