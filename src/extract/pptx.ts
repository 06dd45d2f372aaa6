/**
 * Slides (Office Open XML): what stands on them, their notes and comments, hidden slides, and the text of masters.
 *
 * Source: ECMA-376 part 1, 19 (PresentationML) and 21 (DrawingML).
 */
import type { Place } from '../document/document.ts';
import type { Extractor, Found } from './extractor.ts';
import { readOfficePackage } from './office-package.ts';
import { linkTargets } from './office-properties.ts';
import type { Package } from './package-zip.ts';
import { PlaceTexts } from './place-texts.ts';
import { unshownWords } from './unshown-words.ts';
import { scanXml } from './xml-scan.ts';

const PARTS: readonly (readonly [name: RegExp, place: Place, label: string])[] = [
  [/^ppt\/slides\/slide(\d+)\.xml$/, 'body', 'slide'],
  [/^ppt\/notesSlides\/notesSlide(\d+)\.xml$/, 'notes', 'notes'],
  [/^ppt\/comments\/(?:modern)?comment\w*?(\d+)\.xml$/i, 'comment', 'comments'],
  [/^ppt\/slideMasters\/slideMaster(\d+)\.xml$/, 'header', 'master'],
  [/^ppt\/slideLayouts\/slideLayout(\d+)\.xml$/, 'header', 'layout'],
  [/^ppt\/notesMasters\/notesMaster(\d+)\.xml$/, 'header', 'notes master'],
  [/^ppt\/diagrams\/data(\d+)\.xml$/, 'body', 'diagram'],
  [/^ppt\/charts\/chart(\d+)\.xml$/, 'body', 'chart'],
];

export const pptx: Extractor = {
  format: 'pptx',
  types: [
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    'application/vnd.openxmlformats-officedocument.presentationml.slideshow',
    'application/vnd.openxmlformats-officedocument.presentationml.template',
    'application/vnd.ms-powerpoint.presentation.macroenabled.12',
  ],

  extract: (bytes, { bytesLeft }) => readOfficePackage(bytes, bytesLeft, 'ppt', [readSlides]),
};

function* readSlides(pack: Package): Generator<Found> {
  for (const [pattern, place, label] of PARTS) {
    const members = pack.names.flatMap((name) => {
      const number = pattern.exec(name)?.[1];
      return number === undefined ? [] : [{ name, number: Number(number) }];
    });
    if (label === 'slide') yield { kind: 'count', of: 'slides', there: members.length, read: 0 };
    for (const { name, number } of members.sort((a, b) => a.number - b.number)) {
      yield* readSlide(pack.text(name) ?? '', place, `${label} ${number}`);
      yield* linkTargets(pack, name);
      if (label === 'slide') yield { kind: 'count', of: 'slides', there: 0, read: 1 };
    }
  }
  yield* readSlide(pack.text('ppt/presentation.xml') ?? '', 'hidden', 'presentation');
}

function readSlide(xml: string, ownPlace: Place, mark: string): Iterable<Found> {
  const texts = new PlaceTexts();
  let place = ownPlace;
  let element = '';
  let cells = 0;
  scanXml(xml, {
    open: (name, attribute) => {
      element = name;
      if (name === 'sld' && /^(?:0|false)$/.test(attribute('show') ?? '')) place = 'hidden';
      else if (name === 'br') texts.endLine(place);
      else if (name === 'tc') cells += 1;
      texts.add('hidden', unshownWords(name, attribute));
    },
    close: (name) => {
      element = '';
      if (name === 'p') cells > 0 ? texts.add(place, ' ') : texts.endLine(place);
      else if (name === 'tc') {
        cells -= 1;
        texts.add(place, '\t');
      } else if (name === 'tr' || name === 'cm') texts.endLine(place);
    },
    text: (text) => {
      // DrawingML text, comments of both kinds, and the cached values of charts.
      if (element === 't' || element === 'text') texts.add(place, text);
      else if (element === 'v') texts.add(place, `${text}\n`);
    },
  });
  return texts.segments(mark);
}
