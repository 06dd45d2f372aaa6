/**
 * A bounded scan of the XML that office programs write: tags and character data, in order, in one pass.
 *
 * Source: XML 1.0 5th edition. Local names only, since writers choose their prefixes. Entities of a DTD are not
 * expanded and nothing is fetched, so that no document can grow here; the five predefined ones and numbers are read.
 */

export interface XmlHandlers {
  /** Attributes are scanned only when asked for. */
  readonly open: (name: string, attribute: (local: string) => string | undefined, isEmpty: boolean) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is not well-formed is read on: a tag that never ends is the end. */
export function scanXml(xml: string, { open, close, text }: XmlHandlers): void {
  for (let at = 0; at < xml.length; ) {
    const tag = xml.indexOf('<', at);
    if (tag < 0) {
      text(decoded(xml.slice(at)));
      return;
    }
    if (tag > at) text(decoded(xml.slice(at, tag)));
    at = afterTag(xml, tag, open, close, text);
  }
}

function afterTag(
  xml: string,
  tag: number,
  open: XmlHandlers['open'],
  close: XmlHandlers['close'],
  text: XmlHandlers['text'],
): number {
  if (xml.startsWith('<!--', tag)) return past(xml, '-->', tag + 4);
  if (xml.startsWith('<![CDATA[', tag)) {
    const end = xml.indexOf(']]>', tag);
    text(xml.slice(tag + 9, end < 0 ? undefined : end));
    return end < 0 ? xml.length : end + 3;
  }
  if (xml[tag + 1] === '?') return past(xml, '?>', tag);
  if (xml[tag + 1] === '!') return past(xml, '>', tag);

  const end = tagEnd(xml, tag);
  if (end < 0) return xml.length;
  if (xml[tag + 1] === '/') {
    close(localName(xml, tag + 2, end));
    return end + 1;
  }
  const isEmpty = xml[end - 1] === '/';
  const name = localName(xml, tag + 1, end);
  open(name, (local) => attributeOf(xml.slice(tag, end), local), isEmpty);
  if (isEmpty) close(name);
  return end + 1;
}

/** A `>` inside quotes does not end a tag. */
function tagEnd(xml: string, tag: number): number {
  let end = xml.indexOf('>', tag);
  for (let from = tag; end >= 0; ) {
    const quote = firstQuote(xml, from, end);
    if (quote < 0) return end;
    const closing = xml.indexOf(xml[quote] ?? '"', quote + 1);
    if (closing < 0) return -1;
    from = closing + 1;
    if (closing > end) end = xml.indexOf('>', closing);
  }
  return end;
}

function firstQuote(xml: string, from: number, end: number): number {
  for (let at = from; at < end; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === 34 || code === 39) return at;
  }
  return -1;
}

function localName(xml: string, start: number, end: number): string {
  let from = start;
  let at = start;
  for (; at < end; at += 1) {
    const code = xml.charCodeAt(at);
    if (code === 58) from = at + 1;
    else if (code === 47 || code <= 32) break;
  }
  return xml.slice(from, at);
}

function attributeOf(tag: string, local: string): string | undefined {
  for (let at = tag.indexOf(`${local}=`); at >= 0; at = tag.indexOf(`${local}=`, at + 1)) {
    const before = tag.charCodeAt(at - 1);
    const quote = tag[at + local.length + 1];
    if ((before !== 58 && before > 32) || (quote !== '"' && quote !== "'")) continue;
    const from = at + local.length + 2;
    const end = tag.indexOf(quote, from);
    return end < 0 ? undefined : decoded(tag.slice(from, end));
  }
  return undefined;
}

function past(xml: string, mark: string, from: number): number {
  const end = xml.indexOf(mark, from);
  return end < 0 ? xml.length : end + mark.length;
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
