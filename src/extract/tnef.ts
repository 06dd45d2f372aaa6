/**
 * `winmail.dat`: what Outlook sends to those who have no Outlook.
 *
 * Source: [MS-OXTNEF] 2.1.3 (attributes: level, id, length, data, checksum), 2.1.3.4 (properties). Checksums are not
 * compared; what breaks off is read as far as it goes, and told.
 */
import type { Extractor, Found } from './extractor.ts';
import { bodyOf, isText, joined, PROPERTY, type Properties, shownValues, textOf, textValue } from './mapi.ts';

const ATTRIBUTE = {
  from: 0x8000,
  subject: 0x8004,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachBegin: 0x9002,
  properties: 0x9003,
  attachProperties: 0x9005,
  codePage: 0x9007,
} as const;

interface Attachment {
  title: string;
  data: Buffer | undefined;
  properties: Properties;
}

export const tnef: Extractor = {
  format: 'tnef',
  types: ['application/ms-tnef'],

  *extract(bytes): Generator<Found> {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let codePage: number | undefined;
    let subject = '';
    let own: Properties = new Map();
    let body: Buffer | undefined;
    const attachments: Attachment[] = [];
    const open = (): Attachment => {
      const last = attachments.at(-1) ?? { title: '', data: undefined, properties: new Map() };
      if (attachments.length === 0) attachments.push(last);
      return last;
    };

    for (const { id, value, isCut } of attributesOf(file)) {
      if (isCut) yield { kind: 'unscannable', reason: 'corrupt' };
      if (id === ATTRIBUTE.codePage && value.length >= 4) codePage = value.readUInt32LE(0);
      else if (id === ATTRIBUTE.subject) subject = textValue(value, 0x1e, codePage);
      else if (id === ATTRIBUTE.body) body = value;
      else if (id === ATTRIBUTE.properties) own = propertiesOf(value, codePage);
      else if (id === ATTRIBUTE.attachBegin) attachments.push({ title: '', data: undefined, properties: new Map() });
      else if (id === ATTRIBUTE.attachTitle) open().title = textValue(value, 0x1e, codePage);
      else if (id === ATTRIBUTE.attachData) open().data = value;
      else if (id === ATTRIBUTE.attachProperties) open().properties = propertiesOf(value, codePage);
    }

    const title = textOf(own, PROPERTY.subject) || subject;
    if (title) yield { kind: 'segment', place: 'subject', text: title };
    const text = body && !own.has(PROPERTY.body) ? textValue(body, 0x1e, codePage) : undefined;
    yield* bodyOf(text === undefined ? own : new Map([...own, [PROPERTY.body, text]]), codePage);
    const shown = shownValues(own);
    if (shown.length > 0) yield { kind: 'segment', place: 'property', text: shown.join('\n') };
    for (const attachment of attachments) yield* attachmentOf(attachment);
  },
};

function* attachmentOf({ title, data, properties }: Attachment): Generator<Found> {
  const name =
    textOf(properties, PROPERTY.attachLongName, PROPERTY.attachName, PROPERTY.displayName) || title || 'unnamed';
  const value = properties.get(PROPERTY.attachData);
  const declaredType = textOf(properties, PROPERTY.attachMime);
  // An embedded message or object begins with the 16 bytes of its interface; behind them stands a TNEF of its own.
  const object = value instanceof Buffer && value.length > 20 ? value.subarray(16) : undefined;
  const isMessage = object?.readUInt32LE(0) === 0x223e9f78;
  const bytes = isMessage ? object : (data ?? (value instanceof Buffer ? value : undefined));
  if (!bytes) return;
  yield {
    kind: 'child',
    name,
    ...(declaredType && !isMessage && { declaredType }),
    open: async () => bytes,
  };
}

function* attributesOf(file: Buffer): Generator<{ id: number; value: Buffer; isCut: boolean }> {
  let at = 6;
  while (at + 9 <= file.length) {
    const id = file.readUInt16LE(at + 1);
    const length = file.readUInt32LE(at + 5);
    // Two bytes of checksum stand behind each.
    const isCut = at + 9 + length + 2 > file.length;
    yield { id, value: file.subarray(at + 9, at + 9 + length), isCut };
    at += 9 + length + 2;
  }
  const rest = file.subarray(at);
  if (/[^\0\s]/.test(rest.toString('latin1'))) yield { id: 0, value: rest, isCut: true };
}

/** Bytes of a value by property type; 0: it tells its own length. Source: [MS-OXCDATA] 2.11.1. */
const FIXED: Readonly<Record<number, number>> = {
  1: 0,
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  10: 4,
  11: 4,
  20: 8,
  64: 8,
  72: 16,
};

function propertiesOf(value: Buffer, codePage: number | undefined): Properties {
  const properties = new Map<number, string | Buffer>();
  let at = 4;
  // INVARIANT: `at` grows by at least four bytes with each property, so a count of four billion ends with the bytes.
  while (at + 4 <= value.length) {
    const type = value.readUInt16LE(at) & 0x0fff;
    const isMany = (value.readUInt16LE(at) & 0x1000) !== 0;
    const id = value.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = afterName(value, at);
    const fixed = FIXED[type];
    const count = isMany || fixed === undefined ? lengthAt(value, at) : 1;
    if (isMany || fixed === undefined) at += 4;
    const values: (string | Buffer)[] = [];
    for (let i = 0; i < count && at < value.length; i++) {
      const length = fixed ?? lengthAt(value, at);
      if (fixed === undefined) at += 4;
      const bytes = value.subarray(at, at + length);
      values.push(isText(type) ? textValue(bytes, type, codePage) : bytes);
      at += (length + 3) & ~3;
    }
    if (values.length > 0 && !properties.has(id)) properties.set(id, joined(values));
  }
  return properties;
}

/** A named property: 16 bytes of its set, then a number or a name. */
function afterName(value: Buffer, at: number): number {
  const kind = lengthAt(value, at + 16);
  const length = lengthAt(value, at + 20);
  return kind === 0 ? at + 24 : at + 24 + ((length + 3) & ~3);
}

function lengthAt(value: Buffer, at: number): number {
  return at + 4 <= value.length ? Math.min(value.readUInt32LE(at), value.length) : value.length;
}
