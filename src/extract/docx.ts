/**
 * Word (Office Open XML): everything a document says, also where nobody looks.
 *
 * Source: ECMA-376 part 1, 17 (WordprocessingML). Body, tables (a row a line, cells by tabs), headers, footers, notes, text
 * boxes, comments, tracked insertions and deletions, hidden runs, properties, labels, and what is embedded.
 */
import type { Place } from '../document/document.ts';
import type { Extractor, Found } from './extractor.ts';
import { fieldWords } from './field-words.ts';
import { type Parts, readerOfParts, readOfficePackage } from './office-package.ts';
import { PlaceTexts } from './place-texts.ts';
import { unshownWords } from './unshown-words.ts';
import { scanXml } from './xml-scan.ts';

const PARTS: Parts = [
  [/^word\/document\d*\.xml$/, 'body'],
  [/^word\/header\d*\.xml$/, 'header'],
  [/^word\/footer\d*\.xml$/, 'footer'],
  [/^word\/(?:foot|end)notes\d*\.xml$/, 'footnote'],
  [/^word\/comments\w*\.xml$/, 'comment'],
  [/^word\/glossary\/document\.xml$/, 'hidden'],
  [/^word\/settings\.xml$/, 'hidden'],
  [/^word\/(?:diagrams\/data|charts\/chart)\d*\.xml$/, 'text-box'],
];

export const docx: Extractor = {
  format: 'docx',
  types: [
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template',
    'application/vnd.ms-word.document.macroenabled.12',
  ],

  extract: (bytes, { bytesLeft }) => readOfficePackage(bytes, bytesLeft, 'word', [readerOfParts(PARTS, readPart)]),
};

/** How deep an element stands in what changes the place of its text. */
function readPart(xml: string, place: Place): Iterable<Found> {
  const texts = new PlaceTexts();
  const depth = { box: 0, inserted: 0, deleted: 0, cell: 0, fallback: 0 };
  let isHidden = false;
  let element = '';
  let isEmptyElement = false;
  const current = (): Place => {
    if (depth.deleted > 0) return 'deletion';
    if (isHidden) return 'hidden';
    if (depth.box > 0) return 'text-box';
    return depth.inserted > 0 ? 'insertion' : place;
  };
  // The codes of the open fields, each in any number of runs: that of a condition goes on behind a field within it.
  const codes: string[] = [];
  const tell = (code: string) => {
    for (const { place: where, text } of fieldWords(code)) {
      if (where === 'shown') texts.add(current(), text);
      else texts.add(where, `${text}\n`);
    }
  };
  const breakLine = () => (depth.cell > 0 ? texts.add(current(), ' ') : texts.endLine(current()));
  const story = () => (depth.box > 0 ? 'text-box' : place);

  scanXml(xml, {
    open: (name, attribute, isEmpty) => {
      element = name;
      isEmptyElement = isEmpty;
      // An empty <w:ins/> marks a paragraph's end as inserted; it holds nothing.
      const nesting = NESTS[name];
      if (nesting && !isEmpty) depth[nesting] += 1;
      // The same text box comes twice, for new readers and for old ones.
      if (depth.fallback > 0) return;
      if (name === 'r') isHidden = false;
      else if (name === 'vanish' || name === 'webHidden') isHidden = !/^(?:0|false|off)$/.test(attribute('val') ?? '');
      else if (name === 'tab') texts.add(current(), '\t');
      else if (name === 'br' || name === 'cr') breakLine();
      else if (name === 'noBreakHyphen') texts.add(current(), '-');
      else if (name === 'textpath')
        texts.add(place, `${attribute('string') ?? ''}\n`); // a watermark is a shape's path
      else if (name === 'fldChar') {
        if (attribute('fldCharType') === 'begin') codes.push('');
        else if (attribute('fldCharType') === 'end') tell(codes.pop() ?? '');
      } else if (name === 'fldSimple') tell(attribute('instr') ?? '');
      texts.add('hidden', unshownWords(name, attribute));
    },
    close: (name) => {
      if (depth.fallback === 0) {
        if (name === 'p') texts.part(story(), depth.cell > 0 ? ' ' : '\n');
        else if (name === 'tc') texts.part(story(), '\t');
        else if (name === 'tr') texts.part(story(), '\n');
        else if (name === 'r') isHidden = false;
      }
      const nesting = NESTS[name];
      if (nesting && !isEmptyElement) depth[nesting] = Math.max(0, depth[nesting] - 1);
      isEmptyElement = false;
      element = '';
    },
    text: (text) => {
      if (depth.fallback > 0) return;
      if (element === 't' || element === 'delText') texts.add(current(), text);
      else if (element === 'v')
        texts.add(place, `${text}\n`); // a value that a chart keeps
      else if (element === 'instrText' || element === 'delInstrText') codes.push(`${codes.pop() ?? ''}${text}`);
    },
  });
  for (const code of codes) tell(code);
  return texts.segments();
}

const NESTS: Readonly<Record<string, 'box' | 'inserted' | 'deleted' | 'cell' | 'fallback'>> = {
  txbxContent: 'box',
  ins: 'inserted',
  moveTo: 'inserted',
  del: 'deleted',
  moveFrom: 'deleted',
  tc: 'cell',
  Fallback: 'fallback',
};
