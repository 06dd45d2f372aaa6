/**
 * XML of no known vocabulary: text of elements, attributes, comments. Elements alike are the rows of a table, whose cells
 * are their attributes: programs export lists so.
 *
 * Source: XML 1.0 5th edition. Nothing is fetched; entities of the document's own DTD are expanded under a limit, because
 * text hides in them and because "billion laughs" grows in them. What is not well-formed is read as tag soup.
 */
import { SaxesParser } from 'saxes';
import { AttributeTables } from './attribute-tables.ts';
import { base64Values, LEAST_PACKED } from './base64-in-text.ts';
import { decodeText } from './charset.ts';
import type { Extractor, Found } from './extractor.ts';
import { dataParts, declaredCharset } from './html.ts';
import { readHtml } from './html-text.ts';
import { OfficeLines } from './office-xml.ts';

/** All entities of a document together may grow to this many characters; honest ones have a few hundred. */
const ENTITY_CHARACTERS = 1_000_000;

export const xml: Extractor = {
  format: 'xml',
  types: [
    'application/xml',
    'application/rss+xml',
    'application/atom+xml',
    'application/xslt+xml',
    'application/x-xml',
    'image/svg+xml',
  ],

  *extract(bytes, { charset, type }): Generator<Found> {
    const source = decodeText(bytes, charset ?? declaredCharset(bytes));
    const entities = entitiesOf(source);
    if (!entities) yield { kind: 'unscannable', reason: 'too-large' };
    const read = readElements(source, entities ?? {}, type === 'image/svg+xml');
    const { runs, dataAddresses, packed } = read ?? { ...readHtml(source, { allAttributes: true }), packed: [] };
    for (const run of runs) yield { kind: 'segment', ...run };
    yield* dataParts(dataAddresses);
    yield* base64Values(packed);
  },
};

/** What a drawing's lines are: commands and numbers. Of letters like those of canvass codes, and nobody's words (SVG 2, 9.3 and 10.7). */
const DRAWN = /^(?:d|points)$/;
const LINES = /^[\sMZLHVCSQTAmzlhvcsqtaEe\d.,+-]*$/;

/** Entities as the DTD declares them, each fully expanded; undefined where they grow over the limit. */
function entitiesOf(source: string): Record<string, string> | undefined {
  if (!source.includes('<!ENTITY')) return {};
  const declared = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(/<!ENTITY\s+([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)')/g)) {
    if (!declared.has(name)) declared.set(name, double ?? single ?? '');
  }
  const expanded = new Map<string, string>();
  let size = 0;
  const expand = (name: string, open: ReadonlySet<string>): string => {
    const known = expanded.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) return ''; // an entity inside itself
    const inner = new Set(open).add(name);
    let text = '';
    for (const piece of (declared.get(name) ?? '').split(/(&[\w.:-]+;)/)) {
      text += piece.startsWith('&') && declared.has(piece.slice(1, -1)) ? expand(piece.slice(1, -1), inner) : piece;
      if (size + text.length > ENTITY_CHARACTERS) throw new RangeError('entities grow over the limit');
    }
    size += text.length;
    expanded.set(name, text);
    return text;
  };
  try {
    for (const name of declared.keys()) expand(name, new Set());
    let used = 0;
    for (const [, name = ''] of source.matchAll(/&([\w.:-]+);/g)) used += expanded.get(name)?.length ?? 0;
    if (used > ENTITY_CHARACTERS) return undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return Object.fromEntries(expanded);
}

/** Text by place, or undefined where the source is not well-formed. */
function readElements(source: string, entities: Readonly<Record<string, string>>, isDrawing: boolean) {
  const body: string[] = [];
  const tables = new AttributeTables(!isDrawing);
  const hidden: string[] = [];
  const dataAddresses: string[] = [];
  const packed: string[] = [];
  let isSound = true;
  const parser = new SaxesParser({ xmlns: false });
  Object.assign(parser.ENTITIES, entities);
  const add = (list: string[], text: string) => {
    const trimmed = text.replace(/\s+/g, ' ').trim();
    if (trimmed) list.push(trimmed);
  };
  parser.on('error', () => {
    isSound = false;
  });
  const lines = new OfficeLines(source);
  const addText = (text: string) => {
    if (text.length >= LEAST_PACKED) packed.push(text);
    if (!lines.takes(text)) add(body, text);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', ({ name }) => {
    const line = lines.close(name);
    if (line !== '') body.push(line);
  });
  parser.on('comment', (text) => add(hidden, text));
  parser.on('processinginstruction', ({ body: text }) => add(hidden, text));
  parser.on('opentag', ({ name: element, attributes }) => {
    lines.open(element);
    const names: string[] = [];
    const values: string[] = [];
    for (const [name, value] of Object.entries(attributes)) {
      if (/^\s*data:/i.test(value)) dataAddresses.push(value);
      else if (isDrawing && DRAWN.test(name) && LINES.test(value)) continue;
      else if (!/^xmlns\b/.test(name)) {
        names.push(name);
        values.push(value.replace(/\s+/g, ' ').trim());
      }
    }
    if (names.length > 0) tables.add(element, names, values);
  });
  parser.write(source).close();
  if (!isSound) return undefined;
  add(body, lines.rest());
  const runs = [
    { place: 'body', text: body.join('\n') },
    { place: 'cell', text: tables.tables() },
    { place: 'property', text: tables.lone() },
    { place: 'hidden', text: hidden.join('\n') },
  ] as const;
  return { runs, dataAddresses, packed };
}
