/**
 * OpenDocument text, sheets and slides, packed or flat: everything a document says, also where nobody looks.
 *
 * Source: OASIS OpenDocument 1.3 part 3. Content, headers and footers (styles), notes, text boxes, annotations, tracked
 * changes, hidden text, rows, columns and sheets, slide notes, properties and embedded objects.
 */
import type { Place } from '../document/document.ts';
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { openPackage, type Package, PackageTooLargeError } from './package-zip.ts';
import { PlaceTexts } from './place-texts.ts';
import { scanXml } from './xml-scan.ts';

const FLAT = [
  'application/vnd.oasis.opendocument.text-flat-xml',
  'application/vnd.oasis.opendocument.spreadsheet-flat-xml',
  'application/vnd.oasis.opendocument.presentation-flat-xml',
  'application/vnd.oasis.opendocument.graphics-flat-xml',
];

export const odf: Extractor = {
  format: 'odf',
  types: [
    'application/vnd.oasis.opendocument.text',
    'application/vnd.oasis.opendocument.text-template',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.oasis.opendocument.spreadsheet-template',
    'application/vnd.oasis.opendocument.presentation',
    'application/vnd.oasis.opendocument.presentation-template',
    'application/vnd.oasis.opendocument.graphics',
    ...FLAT,
  ],

  *extract(bytes, { type, bytesLeft }): Generator<Found> {
    if (FLAT.includes(type)) {
      yield* readXml(decodeText(bytes, 'utf-8'));
      return;
    }
    const pack = openPackage(bytes, bytesLeft);
    // A password encrypts every member but the manifest, which says so (part 2, 4.8).
    if ((pack.text('META-INF/manifest.xml') ?? '').includes('encryption-data')) {
      yield { kind: 'unscannable', reason: 'encrypted' };
      return;
    }
    try {
      for (const member of ['content.xml', 'styles.xml', 'meta.xml']) yield* readXml(pack.text(member) ?? '');
    } catch (error) {
      if (!(error instanceof PackageTooLargeError)) throw error;
      yield { kind: 'unscannable', reason: 'too-large' };
      return;
    }
    yield* embedded(pack);
  },
};

function* embedded(pack: Package): Generator<Found> {
  for (const member of pack.names) {
    const isObject = /^Object [^/]*\/content\.xml$/.test(member);
    if (!isObject && !/^(?:Pictures|media|ObjectReplacements)\/./.test(member)) continue;
    if (member.startsWith('ObjectReplacements/')) continue; // a picture of what is read itself
    const name = isObject ? `${member.split('/')[0]}.xml` : member.slice(member.lastIndexOf('/') + 1);
    yield { kind: 'child', name, open: async () => pack.read(member) ?? new Uint8Array() };
  }
}

/** A place that holds from an element's start to its end; the innermost one counts. */
interface Frame {
  readonly name: string;
  readonly place: Place;
}

/** Elements that say where their text stands, whatever they stand in. */
const PLACES: Readonly<Record<string, Place>> = {
  header: 'header',
  'header-left': 'header',
  'header-first': 'header',
  footer: 'footer',
  'footer-left': 'footer',
  'footer-first': 'footer',
  'note-body': 'footnote',
  'text-box': 'text-box',
  annotation: 'comment',
  deletion: 'deletion',
  notes: 'notes',
  'hidden-text': 'hidden',
  'hidden-paragraph': 'hidden',
  title: 'property',
  subject: 'property',
  keyword: 'property',
  description: 'property',
  'initial-creator': 'property',
  creator: 'property',
};
/** Of these only what lies in their own places is text: dates, generators, statistics are not. */
const SILENT = new Set([
  'date',

  'meta',
  'scripts',
  'settings',
  'font-face-decls',
  'binary-data',
  'change-info',
  'date-string',
  'date-style',
  'number-style',
  'time-style',
  'currency-style',
  'percentage-style',
  'text-style',
  'boolean-style',
]);
const LINES = new Set(['p', 'h', 'title', 'subject', 'keyword', 'user-defined', 'table-row', 'creator']);
/** `number-columns-repeated` may say a million for empty cells; text is repeated for columns that a person sees. */
const MAX_REPEATED_CELLS = 50;

function* readXml(xml: string): Generator<Found> {
  const texts = new PlaceTexts();
  const frames: Frame[] = [];
  const hiddenStyles = new Set<string>();
  const insertions = new Set<string>();
  const tables: Found[] = [];
  let styleName = '';
  let regionId = '';
  let inserted = 0;
  let silent = 0;
  let userDefined = '';
  let cell: { text: string; repeated: number } | undefined;
  let isSheet = xml.includes('office:spreadsheet') || xml.includes('opendocument.spreadsheet');

  const isPresentation = /office:presentation|opendocument\.presentation/.test(xml);
  const place = (): Place => frames.at(-1)?.place ?? (isSheet ? 'cell' : inserted > 0 ? 'insertion' : 'body');
  const write = (text: string) => {
    const where = place();
    if (cell && where !== 'comment' && where !== 'property') cell.text += text;
    else texts.add(where, text);
  };

  scanXml(xml, {
    open: (name, attribute, isEmpty) => {
      if (isEmpty) {
        if (name === 'tab') write('\t');
        else if (name === 's') write(' '.repeat(Math.min(Number(attribute('c') ?? 1) || 1, 100)));
        else if (name === 'line-break') write(cell ? ' ' : '\n');
        else if (name === 'change-start' && insertions.has(attribute('change-id') ?? '')) inserted += 1;
        else if (name === 'change-end' && insertions.has(attribute('change-id') ?? ''))
          inserted = Math.max(0, inserted - 1);
        else if (name === 'table-cell' || name === 'covered-table-cell') texts.add(place(), '\t');
        else if (isHiddenProperty(name, attribute)) hiddenStyles.add(styleName);
        else if (name === 'insertion') insertions.add(regionId);
        return;
      }
      if (SILENT.has(name)) silent += 1;
      if (name === 'style') styleName = attribute('name') ?? '';
      else if (isHiddenProperty(name, attribute)) hiddenStyles.add(styleName);
      else if (name === 'changed-region') regionId = attribute('id') ?? '';
      else if (name === 'insertion') insertions.add(regionId);
      else if (name === 'user-defined') userDefined = attribute('name') ?? '';
      else if (name === 'table-cell')
        cell = { text: '', repeated: Number(attribute('number-columns-repeated') ?? 1) || 1 };
      else if (name === 'a') texts.add('annotation', `${attribute('href') ?? ''}\n`);

      const own =
        name === 'text-box' && (isPresentation || frames.length > 0)
          ? undefined
          : placeOf(name, attribute, hiddenStyles);
      if (own) frames.push({ name, place: own });
      if (name === 'table' && isSheet && attribute('name')) {
        tables.push({ kind: 'segment', place: 'sheet-name', text: attribute('name') ?? '' });
      }
    },
    close: (name) => {
      if (SILENT.has(name)) silent = Math.max(0, silent - 1);
      if (name === 'table-cell' && cell) {
        const { text, repeated } = cell;
        cell = undefined;
        const times = text.trim() === '' ? 1 : Math.min(repeated, MAX_REPEATED_CELLS);
        for (let time = 0; time < times; time += 1) texts.add(place(), `${text.trim()}\t`);
      } else if (LINES.has(name)) {
        if (cell && name !== 'table-row') cell.text += ' ';
        else texts.endLine(place());
      }
      if (frames.at(-1)?.name === name) frames.pop();
      if (name === 'spreadsheet') isSheet = false;
    },
    text: (text) => {
      if (userDefined !== '') {
        texts.add(userDefined.startsWith('MSIP_Label_') ? 'label' : 'property', `${userDefined}: ${text}\n`);
        userDefined = '';
      } else if (frames.at(-1)?.place === 'property' || silent === 0) {
        // Between elements there is only layout of the file.
        if (text.trim() !== '' || (cell === undefined && frames.length === 0 && !text.includes('\n'))) write(text);
        else if (!text.includes('\n')) write(text);
      }
    },
  });
  yield* tables;
  yield* texts.segments();
}

/** `display: none` of text, `table:display` of a sheet. */
function isHiddenProperty(name: string, attribute: (local: string) => string | undefined): boolean {
  if (name === 'text-properties') return attribute('display') === 'none';
  if (name === 'table-properties') return attribute('display') === 'false';
  return name === 'drawing-page-properties' && attribute('visibility') === 'hidden';
}

function placeOf(
  name: string,
  attribute: (local: string) => string | undefined,
  hiddenStyles: ReadonlySet<string>,
): Place | undefined {
  const own = PLACES[name];
  if (own) return own;
  const style =
    name === 'span' || name === 'p' || name === 'h' || name === 'table' || name === 'page'
      ? attribute('style-name')
      : undefined;
  if (style !== undefined && hiddenStyles.has(style)) return 'hidden';
  const isRow = name === 'table-row' || name === 'table-column';
  return isRow && /^(?:collapse|filter)$/.test(attribute('visibility') ?? '') ? 'hidden' : undefined;
}
