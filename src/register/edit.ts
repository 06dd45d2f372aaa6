/**
 * The usual changes of a register, written into its text so that all the rest stays as it was: comments, order, blank
 * lines and the way that people wrote it. The document model of `yaml` says where something stands; only there is it cut.
 *
 * What comes out is a text to be checked like any other (`load.ts`).
 */
import {
  Document,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';

/** Sections that entries are added to. */
export type EntrySection = 'permissions' | 'obligations' | 'delegations';

/** The register has no such case, or is not written so that it could be changed piecemeal. */
export class NoPlaceError extends Error {
  override readonly name = 'NoPlaceError';
}

/** Adds an entry behind the last one of its section. Throws `NoPlaceError`. */
export function addEntry(text: string, section: EntrySection, entry: object): string {
  const root = rootOf(text);
  const found = root?.get(section, true);
  if (isSeq(found)) return addToSequence(text, found, entry);
  const pair = root?.items.find(({ key }) => isScalar(key) && key.value === section);
  if (pair && isNode(pair.key) && pair.key.range) {
    const end = lineEnd(text, pair.key.range[1]);
    return `${text.slice(0, end)}\n  - ${written(entry)}${text.slice(end)}`;
  }
  const gap = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${text}${gap}\n${section}:\n  - ${written(entry)}\n`;
}

/** Throws `NoPlaceError`. */
export function closeCase(text: string, ref: string): string {
  const found = caseOf(text, ref);
  const status = found.get('status', true);
  if (!isScalar(status) || !status.range) return addToMap(text, found, 'status', 'closed');
  return `${text.slice(0, status.range[0])}closed${text.slice(status.range[1])}`;
}

/** Throws `NoPlaceError`. */
export function addAdviser(
  text: string,
  ref: string,
  adviser: { readonly email: string; readonly capacity: string },
): string {
  const found = caseOf(text, ref);
  const advisers = found.get('advisers', true);
  return isSeq(advisers)
    ? addToSequence(text, advisers, adviser)
    : addToMap(text, found, 'advisers', `[${written(adviser)}]`);
}

function rootOf(text: string): YAMLMap | undefined {
  const { contents } = parseDocument(text);
  return isMap(contents) ? contents : undefined;
}

function caseOf(text: string, ref: string): YAMLMap {
  const cases = rootOf(text)?.get('cases', true);
  const found = isSeq(cases) ? cases.items.find((each) => isMap(each) && each.get('ref') === ref) : undefined;
  if (isMap(found)) return found;
  throw new NoPlaceError(`there is no case \`${ref}\``);
}

function addToSequence(text: string, sequence: YAMLSeq, entry: object): string {
  const { range } = sequence;
  const last = sequence.items.at(-1);
  if (!range) throw new NoPlaceError('the list is not written where it could be added to');
  if (sequence.flow) {
    const close = range[1] - 1;
    const before = text.slice(0, close).trimEnd();
    const comma = last === undefined || before.endsWith(',') ? '' : ', ';
    return `${before}${comma}${written(entry)}${text.slice(close)}`;
  }
  if (!isNode(last) || !last.range) throw new NoPlaceError('the list is not written where it could be added to');
  const end = lineEnd(text, last.range[1] - 1);
  return `${text.slice(0, end)}\n${' '.repeat(columnOf(text, range[0]))}- ${written(entry)}${text.slice(end)}`;
}

function addToMap(text: string, map: YAMLMap, key: string, value: string): string {
  const first = map.items[0]?.key;
  if (!map.range || !isNode(first) || !first.range)
    throw new NoPlaceError('the entry is not written where it could be added to');
  if (map.flow) {
    const close = map.range[1] - 1;
    return `${text.slice(0, close).trimEnd()}, ${key}: ${value} ${text.slice(close)}`;
  }
  const last = map.items.at(-1)?.value;
  const from = isNode(last) && last.range ? last.range[1] - 1 : first.range[1];
  const end = lineEnd(text, from);
  return `${text.slice(0, end)}\n${' '.repeat(columnOf(text, first.range[0]))}${key}: ${value}${text.slice(end)}`;
}

/** In one line, as the register is usually written: `{ id: D-3, officer: … }`. */
function written(entry: object): string {
  const document = new Document(entry);
  if (isCollection(document.contents)) document.contents.flow = true;
  return document.toString({ lineWidth: 0, flowCollectionPadding: true }).trim();
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
