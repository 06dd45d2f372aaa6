/**
 * Attributes in which people write, and which no page or sheet shows, or only where a pointer rests: what is told instead of
 * a picture or table, hints, the choices of a list, variables, what a rule looks for.
 *
 * Source: OASIS OpenDocument 1.3 part 3, 19 (attributes); ECMA-376 part 1, 17.4.41 and 17.4.45 (tables), 17.5.2.21 (choices),
 * 17.15.1.33 (variables), 17.16.12, 17.16.21 and 17.16.35 (form fields), 17.16.22 and 18.3.1.47 (links), 18.2.5 (names),
 * 18.3.1.10 (rules), 18.3.1.76 (scenarios), 20.1.2.2.8 and 20.1.2.2.23 (drawings, links).
 */
import { literalsOf } from './formula-literals.ts';

const WRITTEN = new Map<string, readonly string[]>(
  Object.entries({
    alias: ['val'],
    cfRule: ['text'],
    cNvPr: ['title', 'descr'],
    definedName: ['comment'],
    docPr: ['title', 'descr'],
    docVar: ['name', 'val'],
    helpText: ['val'],
    hlinkClick: ['tooltip'],
    hlinkHover: ['tooltip'],
    hyperlink: ['tooltip'],
    inputCells: ['val'],
    listEntry: ['val'],
    listItem: ['displayText', 'value'],
    scenario: ['name', 'comment'],
    statusText: ['val'],
    tblCaption: ['val'],
    tblDescription: ['val'],
  }),
);

/** Where the attribute is a formula or condition, the texts within it are words. */
const WRITTEN_IN_ODF = new Map<string, { readonly attributes: readonly string[]; readonly isFormula?: boolean }>(
  Object.entries({
    'alphabetical-index-mark': { attributes: ['string-value', 'key1', 'key2'] },
    condition: { attributes: ['value'], isFormula: true },
    'conditional-text': { attributes: ['string-value-if-true', 'string-value-if-false'] },
    'content-validation': { attributes: ['condition'], isFormula: true },
    item: { attributes: ['label'] },
    label: { attributes: ['value'] },
    map: { attributes: ['condition'], isFormula: true },
    'named-expression': { attributes: ['expression'], isFormula: true },
    option: { attributes: ['label', 'value'] },
    scenario: { attributes: ['comment'] },
    text: { attributes: ['value', 'current-value'] },
    'text-input': { attributes: ['description'] },
    textarea: { attributes: ['value', 'current-value'] },
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
  const words = [...new Set(names.flatMap((name) => attribute(name) || []))];
  return linesOf([words.join(' ')]);
}

function linesOf(words: readonly string[]): string {
  return [...new Set(words)]
    .filter(Boolean)
    .map((line) => `${line}\n`)
    .join('');
}
