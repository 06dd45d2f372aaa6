/**
 * The XML of OpenDocument: everything a document says, also where nobody looks.
 *
 * Source: OASIS OpenDocument 1.3 part 3. Content, headers and footers (styles), notes, text boxes, shapes, annotations,
 * tracked changes, hidden text, rows, columns and sheets, slide notes, literals of formulas, properties.
 */
import type { Place } from '../document/document.ts';
import type { Found } from './extractor.ts';
import { literalsOf } from './formula-literals.ts';
import { PlaceTexts } from './place-texts.ts';
import { unshownInOdf } from './unshown-words.ts';
import { scanXml } from './xml-scan.ts';

/** A place that holds from an element's start to its end; the innermost one counts. */
interface Frame {
  readonly level: number;
  readonly place: Place;
}

/** Of the metadata that LibreOffice asks for; all but the first are Dublin Core. */
const ALSO_PROPERTIES = ['printed-by', 'contributor', 'coverage', 'publisher', 'relation', 'rights', 'source'];

/** Elements that say where their text stands, whatever they stand in. */
const PLACES: Readonly<Record<string, Place>> = {
  header: 'header',
  'header-left': 'header',
  'header-first': 'header',
  footer: 'footer',
  'footer-left': 'footer',
  'footer-first': 'footer',
  'note-body': 'footnote',
  annotation: 'comment',
  deletion: 'deletion',
  'help-message': 'annotation',
  'error-message': 'annotation',
  notes: 'notes',
  'master-page': 'header',
  'hidden-text': 'hidden',
  'hidden-paragraph': 'hidden',
  title: 'property',
  subject: 'property',
  keyword: 'property',
  description: 'property',
  'change-info': 'comment',
  'initial-creator': 'property',
  creator: 'property',
  ...Object.fromEntries(ALSO_PROPERTIES.map((name) => [name, 'property' as const])),
};
/** Drawn things with words on them; on a slide they are its text. */
const SHAPES = new Set([
  ...['text-box', 'custom-shape', 'rect', 'ellipse', 'circle', 'line', 'polyline', 'polygon', 'regular-polygon'],
  ...['path', 'connector', 'measure', 'caption', 'page-thumbnail'],
]);
/** Of these only what lies in their own places is text: dates, generators, statistics are not. */
const SILENT = new Set([
  ...['date', 'meta', 'scripts', 'settings', 'font-face-decls', 'binary-data', 'date-string'],
  ...['date-style', 'number-style', 'time-style', 'currency-style', 'percentage-style', 'text-style', 'boolean-style'],
]);
const LINES = new Set([
  ...[
    'p',
    'h',
    'title',
    'subject',
    'keyword',
    'description',
    'user-defined',
    'table-row',
    'creator',
    'initial-creator',
    ...ALSO_PROPERTIES,
  ],
]);
/** `number-columns-repeated` may say a million for empty cells; text is repeated for columns that a person sees. */
const MAX_REPEATED_CELLS = 50;
const MAX_COLUMNS = 16_384;

/** Names that people give to ranges, formulas and links of a sheet. */
const NAMES = new Set(['named-range', 'named-expression', 'database-range']);

/** What leads elsewhere. */
const LEADS = new Set(['a', 'section-source', 'table-source']);

type Attribute = (local: string) => string | undefined;

/** Columns of a table, as far as they are hidden, and how far its row has come. */
class Columns {
  readonly #hidden = new Set<number>();
  #declared = 0;
  #at = 0;

  declare(count: number, isHidden: boolean): void {
    const end = Math.min(this.#declared + count, MAX_COLUMNS);
    for (let column = this.#declared; isHidden && column < end; column += 1) this.#hidden.add(column);
    this.#declared = end;
  }

  beginRow(): void {
    this.#at = 0;
  }

  /** Tells of the column whether it is hidden, and goes on behind it. */
  next(): boolean {
    this.#at += 1;
    return this.#hidden.has(this.#at - 1);
  }
}

interface Cell {
  text: string;
  readonly repeated: number;
  /** What the cell holds where no paragraph shows it. */
  readonly value: string;
  /** Frames deeper than these stand in the cell. */
  readonly frames: number;
}

export function* readOpenDocument(xml: string): Generator<Found> {
  let texts = new PlaceTexts();
  const sheets: Found[] = [];
  const frames: Frame[] = [];
  const hiddenStyles = new Set<string>();
  const insertions = new Set<string>();
  const sheetNames: string[] = [];
  const tables: Columns[] = [];
  let level = 0;
  let isEmptyElement = false;
  let styleName = '';
  let regionId = '';
  let inserted = 0;
  let silent = 0;
  let userDefined = '';
  let cell: Cell | undefined;
  let slides = 0;
  let inChange = false;
  // A file within a flat document, in base64.
  let packed: string | undefined;
  const files: string[] = [];
  let isSheet = xml.includes('office:spreadsheet') || xml.includes('opendocument.spreadsheet');

  const isPresentation = /office:presentation|opendocument\.presentation/.test(xml);
  const place = (): Place => frames.at(-1)?.place ?? (isSheet ? 'cell' : inserted > 0 ? 'insertion' : 'body');
  const write = (text: string) => {
    if (cell && frames.length <= cell.frames) cell.text += text;
    else texts.add(place(), text);
  };

  const openCell = (attribute: Attribute) => {
    const value = attribute('string-value') ?? attribute('date-value') ?? attribute('time-value') ?? attribute('value');
    const repeated = Math.max(1, Number(attribute('number-columns-repeated') ?? 1) || 1);
    cell = { text: '', repeated, value: value ?? '', frames: frames.length };
    for (const literal of literalsOf(attribute('formula') ?? '')) texts.add('hidden', `${literal}\n`);
  };
  const closeCell = () => {
    if (!cell) return;
    const { repeated, value } = cell;
    const text = cell.text.trim() || value;
    cell = undefined;
    for (let time = 0; time < Math.min(repeated, MAX_REPEATED_CELLS); time += 1) {
      const isHidden = tables.at(-1)?.next() === true;
      // A sheet's hidden columns stand apart as wholes; in a text one cell may hold both.
      if (isSheet) texts.add(isHidden ? 'hidden' : place(), `${text}\t`);
      else {
        texts.add(place(), text);
        texts.part(place(), '\t');
      }
    }
    for (let time = MAX_REPEATED_CELLS; time < Math.min(repeated, MAX_COLUMNS); time += 1) tables.at(-1)?.next();
  };

  const endSheet = () => {
    sheets.push(...texts.segments(`sheet ${sheetNames.at(-1) ?? ''}`));
    texts = new PlaceTexts();
  };

  const emptyElement = (name: string, attribute: Attribute) => {
    texts.add('hidden', unshownInOdf(name, attribute));
    if (name === 'tab') write('\t');
    else if (name === 's') write(' '.repeat(Math.min(Number(attribute('c') ?? 1) || 1, 100)));
    else if (name === 'line-break') write(cell ? ' ' : '\n');
    else if (name === 'change-start' && insertions.has(attribute('change-id') ?? '')) inserted += 1;
    else if (name === 'change-end' && insertions.has(attribute('change-id') ?? ''))
      inserted = Math.max(0, inserted - 1);
    else if (name === 'table-cell' || name === 'covered-table-cell') openCell(attribute);
    else if (name === 'table-column') declareColumns(tables.at(-1), attribute);
    else if (isHiddenProperty(name, attribute)) hiddenStyles.add(styleName);
    else if (name === 'insertion') insertions.add(regionId);
    else if (NAMES.has(name)) texts.add('property', `${attribute('name') ?? ''}\n`);
    else if (LEADS.has(name)) texts.add('annotation', `${attribute('href') ?? ''}\n`);
  };
  // The metadata are children of the root; words marked for machines bear the same name. Who changed a text is told once.
  const isSilent = (name: string) =>
    name === 'meta' ? level <= 2 : SILENT.has(name) || (name === 'creator' && inChange);

  scanXml(xml, {
    open: (name, attribute, isEmpty) => {
      isEmptyElement = isEmpty;
      if (isEmpty) {
        emptyElement(name, attribute);
        return;
      }
      level += 1;
      texts.add('hidden', unshownInOdf(name, attribute));
      if (name === 'change-info') inChange = true;
      if (isSilent(name)) silent += 1;
      if (name === 'binary-data') packed = '';
      if (name === 'page' && isPresentation) slides += 1;
      if (name === 'style') styleName = attribute('name') ?? '';
      else if (isHiddenProperty(name, attribute)) hiddenStyles.add(styleName);
      else if (name === 'changed-region') regionId = attribute('id') ?? '';
      else if (name === 'insertion') insertions.add(regionId);
      else if (name === 'user-defined') userDefined = attribute('name') ?? '';
      else if (NAMES.has(name)) texts.add('property', `${attribute('name') ?? ''}\n`);
      else if (LEADS.has(name)) texts.add('annotation', `${attribute('href') ?? ''}\n`);
      else if (name === 'table') tables.push(new Columns());
      else if (name === 'table-row') tables.at(-1)?.beginRow();
      else if (name === 'table-column') declareColumns(tables.at(-1), attribute);

      // A box in a header or note belongs to it; on a slide it is the slide's text.
      const isOwnBox = !isPresentation && (cell !== undefined || frames.length === 0);
      const own = SHAPES.has(name) ? (isOwnBox ? 'text-box' : undefined) : placeOf(name, attribute, hiddenStyles);
      if (own && !(name === 'creator' && inChange)) frames.push({ level, place: own });
      if (name === 'table-cell' || name === 'covered-table-cell') openCell(attribute);
      if (name === 'table' && isSheet && attribute('name')) {
        sheetNames.push(attribute('name') ?? '');
      }
    },
    close: (name) => {
      const isEmpty = isEmptyElement;
      isEmptyElement = false;
      if (!isEmpty && isSilent(name)) silent = Math.max(0, silent - 1);
      if (name === 'change-info') inChange = false;
      if (name === 'binary-data' && packed !== undefined) {
        files.push(packed);
        packed = undefined;
      }
      if (name === 'table-cell' || name === 'covered-table-cell') closeCell();
      else if (LINES.has(name)) {
        if (name === 'table-row') texts.part(place(), '\n');
        else if (cell && frames.length <= cell.frames) cell.text += ' ';
        else if (cell && place() === 'hidden') texts.add('hidden', ' ');
        else texts.part(place(), '\n');
      } else if (name === 'table' && !isEmpty) {
        tables.pop();
        if (isSheet && tables.length === 0) endSheet();
      }
      if (isEmpty) return;
      if (frames.at(-1)?.level === level) frames.pop();
      level -= 1;
      if (name === 'spreadsheet') isSheet = false;
    },
    text: (text) => {
      if (packed !== undefined) packed += text;
      else if (userDefined !== '') {
        texts.add(userDefined.startsWith('MSIP_Label_') ? 'label' : 'property', `${userDefined}: ${text}\n`);
        userDefined = '';
      } else if (frames.at(-1)?.place === 'property' || silent === 0) {
        // Between elements there is only layout of the file.
        if (text.trim() !== '' || !text.includes('\n')) write(text);
      }
    },
  });
  for (const text of sheetNames) yield { kind: 'segment', place: 'sheet-name', text };
  if (sheetNames.length > 0) yield { kind: 'count', of: 'sheets', there: sheetNames.length, read: sheetNames.length };
  if (slides > 0) yield { kind: 'count', of: 'slides', there: slides, read: slides };
  yield* sheets;
  yield* texts.segments();
  for (const [index, written] of files.entries()) {
    yield { kind: 'child', name: `object-${index + 1}`, open: async () => Buffer.from(written, 'base64') };
  }
}

function declareColumns(columns: Columns | undefined, attribute: Attribute): void {
  const count = Number(attribute('number-columns-repeated') ?? 1) || 1;
  columns?.declare(count, isCollapsed(attribute));
}

/** `display: none` of text, `table:display` of a sheet. */
function isHiddenProperty(name: string, attribute: Attribute): boolean {
  if (name === 'text-properties') return attribute('display') === 'none';
  if (name === 'table-properties') return attribute('display') === 'false';
  return name === 'drawing-page-properties' && attribute('visibility') === 'hidden';
}

const STYLED = new Set(['span', 'p', 'h', 'table', 'page']);

function placeOf(name: string, attribute: Attribute, hiddenStyles: ReadonlySet<string>): Place | undefined {
  const own = PLACES[name];
  if (own) return own;
  if (STYLED.has(name) && hiddenStyles.has(attribute('style-name') ?? '')) return 'hidden';
  return name === 'table-row' && isCollapsed(attribute) ? 'hidden' : undefined;
}

function isCollapsed(attribute: Attribute): boolean {
  return /^(?:collapse|filter)$/.test(attribute('visibility') ?? '');
}
