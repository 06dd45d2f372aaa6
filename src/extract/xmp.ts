/**
 * XMP: what programs say of a document or picture in an XML packet, which stands uncompressed so that others find it.
 *
 * Source: ISO 16684-1, 7.3 (packets): values are text or attributes. Sensitivity labels stand there too.
 */
import type { SegmentFound } from './extractor.ts';
import { scanXml } from './xml-scan.ts';

const [START, END] = ['<x:xmpmeta', '</x:xmpmeta>'];
/** Every packet of a file, wherever its format puts it. */
export function* xmp(bytes: Uint8Array): Generator<SegmentFound> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = 0;
  for (;;) {
    const start = buffer.indexOf(START, end);
    end = start < 0 ? -1 : buffer.indexOf(END, start);
    if (end < 0) return;
    yield* packetFound(buffer.toString('utf8', start, end));
  }
}

function* packetFound(xml: string): Generator<SegmentFound> {
  const values: string[] = [];
  for (const [, name, value] of xml.matchAll(/(MSIP_Label_[\w-]{1,80})(?:>|=")([^<"]{1,500})/g)) {
    yield { kind: 'segment', place: 'label', text: `${name}: ${value}` };
  }
  let name = '';
  scanXml(xml, {
    open: (element, _attribute, _isEmpty, all) => {
      name = element;
      // Names of namespaces and of resources are the standard's words.
      for (const [key, value] of all()) if (!/^(?:xmlns|rdf:|xml:|x:|stRef:)/.test(key)) values.push(value);
    },
    close: () => undefined,
    text: (text) => {
      // A thumbnail in base64 is a small picture of what the file shows itself.
      if (name !== 'image') values.push(text);
    },
  });
  const text = values
    .map((value) => value.replace(/\s+/g, ' ').trim())
    .filter((value) => value !== '')
    .join('\n');
  if (text !== '') yield { kind: 'segment', place: 'metadata', text };
}
