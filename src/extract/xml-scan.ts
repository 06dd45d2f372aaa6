/**
 * A bounded scan of the XML that office programs write: tags and character data, in order, in one pass.
 *
 * Source: XML 1.0 5th edition. Local names only, since writers choose their prefixes. Entities of a DTD are not
 * expanded and nothing is fetched, so that no document can grow here; the five predefined ones and numbers are read.
 */

export interface XmlHandlers {
  /** Attributes are scanned only when asked for. */
  readonly open: (
    name: string,
    attribute: (local: string) => string | undefined,
    isEmpty: boolean,
    all: () => Iterable<readonly [name: string, value: string]>,
  ) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
  /**
   * Reads more than one tag at once where the reader knows a shape that stands a million times in a file: takes where a
   * tag begins, gives where the scan goes on, or the same place where the shape is another.
   */
  readonly shortcut?: (xml: string, tag: number) => number;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is not well-formed is read on: a tag that never ends is the end. */
export function scanXml(xml: string, { open, close, text, shortcut }: XmlHandlers): void {
  // One list and one function for the whole scan, since a sheet has a million tags.
  const quotes: number[] = [];
  let tag = 0;
  const attribute = (local: string) => attributeOf(xml, tag, quotes, local);
  const all = () => attributesOf(xml, tag, quotes);

  for (let at = 0; at < xml.length; ) {
    tag = xml.indexOf('<', at);
    if (tag < 0) {
      text(decoded(xml.slice(at)));
      return;
    }
    if (tag > at) text(decoded(xml.slice(at, tag)));

    at = shortcut?.(xml, tag) ?? tag;
    if (at > tag) continue;

    const first = xml.charCodeAt(tag + 1);
    if (first === QUESTION || first === EXCLAMATION) {
      at = afterDeclaration(xml, tag, text);
      continue;
    }
    const end = tagEnd(xml, tag, quotes);
    if (end < 0) return;
    at = end + 1;
    if (first === SLASH) {
      close(localName(xml, tag + 2, end));
      continue;
    }
    const isEmpty = xml.charCodeAt(end - 1) === SLASH;
    const name = localName(xml, tag + 1, end);
    open(name, attribute, isEmpty, all);
    if (isEmpty) close(name);
  }
}

const [EXCLAMATION, QUOTE, APOSTROPHE, SLASH, COLON, EQUALS, GREATER, QUESTION] = [33, 34, 39, 47, 58, 61, 62, 63];

/** Comments and processing instructions are no text, CDATA is. */
function afterDeclaration(xml: string, tag: number, text: XmlHandlers['text']): number {
  if (xml.startsWith('<!--', tag)) return past(xml, '-->', tag + 4);
  if (xml.startsWith('<![CDATA[', tag)) {
    const end = xml.indexOf(']]>', tag);
    text(xml.slice(tag + 9, end < 0 ? undefined : end));
    return end < 0 ? xml.length : end + 3;
  }
  return past(xml, xml.startsWith('<?', tag) ? '?>' : '>', tag);
}

/** A `>` inside quotes does not end a tag. Leaves where values open and close in `quotes`. */
function tagEnd(xml: string, tag: number, quotes: number[]): number {
  quotes.length = 0;
  for (let at = tag + 1; at < xml.length; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === GREATER) return at;
    if (code !== QUOTE && code !== APOSTROPHE) continue;
    const closing = xml.indexOf(code === QUOTE ? '"' : "'", at + 1);
    if (closing < 0) return -1;
    quotes.push(at, closing);
    at = closing;
  }
  return -1;
}

function localName(xml: string, start: number, end: number): string {
  let from = start;
  let at = start;
  for (; at < end; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === COLON) from = at + 1;
    else if (code === SLASH || code <= 32) break;
  }
  return xml.slice(from, at);
}

/** The value of one tag's attribute, whatever prefix stands before its name. */
function attributeOf(xml: string, tag: number, quotes: readonly number[], local: string): string | undefined {
  for (let index = 0; index + 1 < quotes.length; index += 2) {
    const opening = quotes[index] ?? 0;
    let at = beforeSpace(xml, opening - 1, tag);
    if (xml.charCodeAt(at) !== EQUALS) continue;
    at = beforeSpace(xml, at - 1, tag);
    const from = at + 1 - local.length;
    const before = xml.charCodeAt(from - 1);
    if ((before === COLON || before <= 32) && xml.startsWith(local, from)) {
      return decoded(xml.slice(opening + 1, quotes[index + 1]));
    }
  }
  return undefined;
}

/** All of a tag's attributes, with the names as they are written. */
function* attributesOf(xml: string, tag: number, quotes: readonly number[]): Generator<[string, string]> {
  for (let index = 0, from = tag + 1; index + 1 < quotes.length; index += 2) {
    const [opening = 0, closing = 0] = quotes.slice(index, index + 2);
    const name = /([^\s<>="']{1,100})\s*=\s*$/.exec(xml.slice(from, opening))?.[1];
    if (name !== undefined) yield [name, decoded(xml.slice(opening + 1, closing))];
    from = closing + 1;
  }
}

function beforeSpace(xml: string, from: number, least: number): number {
  let at = from;
  while (at > least && xml.charCodeAt(at) <= 32) at -= 1;
  return at;
}

function past(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end + mark.length;
}

/** Character data with its entities resolved: the five predefined ones and numbers. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
