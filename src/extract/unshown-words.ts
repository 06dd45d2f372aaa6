/**
 * Attributes in which people write, and which no page or sheet shows, or only where a pointer rests: what is told instead of
 * a picture or table, hints, the choices of a list, variables, what a rule looks for.
 *
 * Source: OASIS OpenDocument 1.3 part 3, 19 (attributes); ECMA-376 part 1, 17.4.41 and 17.4.45 (tables), 17.5.2.21 (choices),
 * 17.15.1.33 (variables), 17.16.12, 17.16.21 and 17.16.35 (form fields), 17.16.22 and 18.3.1.47 (links), 18.2.5 (names),
 * 18.3.1.10 (rules), 18.3.1.76 (scenarios), 20.1.2.2.8 and 20.1.2.2.23 (drawings, links).
 */
import { literalsOf } from './formula-literals.ts';

/** Drawings of old (VML). */
const SHAPES = ['arc', 'group', 'image', 'line', 'oval', 'polyline', 'rect', 'roundrect', 'shape'];

const WRITTEN = new Map<string, readonly string[]>(
  Object.entries({
    alias: ['val'],
    attr: ['val'],
    cfRule: ['text'],
    cNvPr: ['title', 'descr'],
    definedName: ['comment'],
    custShow: ['name'],
    default: ['val'],
    description: ['val'],
    docPr: ['title', 'descr'],
    docVar: ['name', 'val'],
    helpText: ['val'],
    hlinkClick: ['tooltip'],
    hlinkHover: ['tooltip'],
    hyperlink: ['tooltip'],
    imagedata: ['title'],
    inputCells: ['val'],
    listEntry: ['val'],
    listItem: ['displayText', 'value'],
    ...Object.fromEntries(SHAPES.map((name) => [name, ['title', 'alt']])),
    scenario: ['name', 'comment'],
    section: ['name'],
    sheetName: ['val'],
    statusText: ['val'],
    table: ['comment'],
    tableColumn: ['totalsRowLabel'],
    tblCaption: ['val'],
    tblDescription: ['val'],
  }),
);

/** Of forms (part 3, 13). */
const CONTROLS = [
  'button',
  'checkbox',
  'combobox',
  'fixed-text',
  'formatted-text',
  'frame',
  'hidden',
  'radio',
  'text',
  'textarea',
];

/** Where the attribute is a formula or condition, the texts within it are words. */
const WRITTEN_IN_ODF = new Map<string, { readonly attributes: readonly string[]; readonly isFormula?: boolean }>(
  Object.entries({
    'alphabetical-index-mark': { attributes: ['string-value', 'key1', 'key2'] },
    'bibliography-mark': { attributes: ['author', 'title', 'note', 'annote'] },
    ...Object.fromEntries(CONTROLS.map((name) => [name, { attributes: ['label', 'title', 'value', 'current-value'] }])),
    condition: { attributes: ['value'], isFormula: true },
    'conditional-text': { attributes: ['string-value-if-true', 'string-value-if-false'] },
    'data-pilot-field': { attributes: ['source-field-name'] },
    'data-pilot-member': { attributes: ['name'] },
    'content-validation': { attributes: ['condition'], isFormula: true },
    'error-message': { attributes: ['title'] },
    'help-message': { attributes: ['title'] },
    'hidden-text': { attributes: ['string-value'] },
    item: { attributes: ['label'] },
    label: { attributes: ['value'] },
    map: { attributes: ['condition'], isFormula: true },
    'named-expression': { attributes: ['expression'], isFormula: true },
    option: { attributes: ['label', 'value'] },
    placeholder: { attributes: ['description'] },
    scenario: { attributes: ['comment'] },
    'text-input': { attributes: ['description'] },
    'toc-mark': { attributes: ['string-value'] },
    'user-field-decl': { attributes: ['string-value'] },
    'user-index-mark': { attributes: ['string-value'] },
    'variable-set': { attributes: ['string-value'] },
  }),
);

/** Those of OpenDocument, each on a line. */
export function unshownInOdf(element: string, attribute: (local: string) => string | undefined): string {
  const written = WRITTEN_IN_ODF.get(element);
  if (!written) return '';
  const words = written.attributes.flatMap((name) => attribute(name) || []);
  return linesOf(written.isFormula ? words.flatMap(literalsOf) : words);
}

/** A line of those of Office Open XML; empty where the element has none. */
export function unshownWords(element: string, attribute: (local: string) => string | undefined): string {
  const names = WRITTEN.get(element);
  if (!names) return '';
  const words = [...new Set(names.flatMap((name) => attribute(name) || []))].join(' ');
  // What a field holds at first may also be a number of its list.
  return element === 'default' && /^\d{0,3}$/.test(words) ? '' : linesOf([words]);
}

function linesOf(words: readonly string[]): string {
  return [...new Set(words)]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}
