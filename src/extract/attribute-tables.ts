/**
 * Attributes of XML: elements of one name that come more than once are a table, whose rows are the elements and whose
 * columns are their attributes.
 */

/** One element. A million of them share the list of their names, and keep their values as one text. */
interface Row {
  readonly names: readonly string[];
  /** Separated by tabs. */
  readonly values: string;
}

/** A list in which hardly any element has the same attributes would grow with its square: its rows are values alone. */
const MOST_COLUMNS = 200;

export class AttributeTables {
  /** By the name of the element, in the order in which the names first come. */
  readonly #elements = new Map<string, Row[]>();
  readonly #names = new Map<string, readonly string[]>();
  readonly #hasTables: boolean;

  /** Without tables (for drawings) all is values. */
  constructor(hasTables: boolean) {
    this.#hasTables = hasTables;
  }

  /** Values are on one line each, without tabs. */
  add(element: string, names: readonly string[], values: readonly string[]): void {
    const key = names.join('\t');
    const known = this.#names.get(key) ?? names;
    if (known === names) this.#names.set(key, names);
    const row = { names: known, values: values.join('\t') };
    const alike = this.#elements.get(element);
    if (alike) alike.push(row);
    else this.#elements.set(element, [row]);
  }

  /** Of elements that come more than once: names of attributes, then a line for each element. */
  tables(): string {
    const lists = [...this.#elements.values()].filter((rows) => this.#isTable(rows));
    return lists.map(tableOf).join('\n');
  }

  /** Of the others values alone, a line each: names of vocabularies are nobody's words. */
  lone(): string {
    const lists = [...this.#elements.values()].filter((rows) => !this.#isTable(rows));
    const values = lists.flatMap((rows) => rows.flatMap((row) => row.values.split('\t')));
    return values.filter(Boolean).join('\n');
  }

  #isTable(rows: readonly Row[]): boolean {
    return this.#hasTables && rows.length > 1;
  }
}

function tableOf(rows: readonly Row[]): string {
  const columns = new Map<string, number>();
  for (const names of new Set(rows.map((row) => row.names))) {
    for (const name of names) if (!columns.has(name)) columns.set(name, columns.size);
  }
  if (columns.size > MOST_COLUMNS) return rows.map(({ values }) => values).join('\n');
  const lines = rows.map(({ names, values }) => {
    const cells = Array<string>(columns.size).fill('');
    for (const [index, value] of values.split('\t').entries()) cells[columns.get(names[index] ?? '') ?? 0] = value;
    return cells.join('\t');
  });
  return [[...columns.keys()].join('\t'), ...lines].join('\n');
}
