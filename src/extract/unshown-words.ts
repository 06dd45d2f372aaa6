/**
 * Attributes of Office Open XML in which people write, and which no page or sheet shows, or only where a pointer rests: what
 * is told instead of a picture or table, hints, the choices of a list, variables, what a rule looks for.
 *
 * Source: ECMA-376 part 1, 17.4.41 and 17.4.45 (tables), 17.5.2.21 (choices), 17.15.1.33 (variables), 17.16.12, 17.16.21 and
 * 17.16.35 (form fields), 17.16.22 and 18.3.1.47 (links), 18.2.5 (names), 18.3.1.10 (rules), 18.3.1.76 (scenarios), 20.1.2.2.8
 * and 20.1.2.2.23 (drawings, links).
 */
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

/** A line of them; empty where the element has none. */
export function unshownWords(element: string, attribute: (local: string) => string | undefined): string {
  const names = WRITTEN.get(element);
  if (!names) return '';
  const words = names.flatMap((name) => attribute(name) || []);
  return words.length > 0 ? `${[...new Set(words)].join(' ')}\n` : '';
}
