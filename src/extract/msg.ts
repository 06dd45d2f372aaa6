/**
 * Outlook messages (`.msg`): head, body in every form it has, attachments, messages in messages.
 *
 * Source: [MS-OXMSG]: a compound file; streams `__substg1.0_PPPPTTTT` hold properties, storages `__recip_version1.0_#…` and
 * `__attach_version1.0_#…` recipients and attachments; an embedded message is a storage of the same shape. The part of a
 * nested message is read here, since its storage is no file of its own.
 */
import type { Mailbox, MessageHead } from '../document/document.ts';
import { type CompoundEntry, openCompound } from './cfb.ts';
import { writeCompound } from './cfb-write.ts';
import type { Extractor, Found } from './extractor.ts';
import { headOf, headRuns } from './mail-head.ts';
import { bodyOf, isText, joined, PROPERTY, type Properties, shownValues, textOf, textValue } from './mapi.ts';
import { parseFields } from './mime-header.ts';

export const msg: Extractor = {
  format: 'msg',
  types: ['application/vnd.ms-outlook'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    const codePage = codePageOf(root);
    const properties = propertiesOf(root, codePage);
    const head = headFrom(root, properties, codePage);
    yield { kind: 'head', head };
    yield* headRuns(head);
    yield* bodyOf(properties, codePage);
    const shown = shownValues(properties);
    if (shown.length > 0) yield { kind: 'segment', place: 'property', text: shown.join('\n') };
    for (const storage of root.children) {
      if (storage.name.startsWith('__attach_version1.0_')) yield* attachment(storage, codePage);
    }
  },
};

/** Property, type, and of a property with many values which of them this is. */
const STREAM = /^__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(-[0-9A-F]{8})?$/i;
const HAS_MANY = 0x1000;

function propertiesOf(storage: CompoundEntry, codePage: number | undefined): Properties {
  const properties = new Map<number, (string | Buffer)[]>();
  const unicode = new Set<number>();
  for (const entry of storage.children) {
    const match = entry.kind === 'stream' ? STREAM.exec(entry.name) : null;
    if (!match) continue;
    const id = Number.parseInt(match[1] ?? '', 16);
    const type = Number.parseInt(match[2] ?? '', 16);
    const isOneOfMany = match[3] !== undefined;
    if (!isOneOfMany && (type & HAS_MANY) !== 0) continue; // only how long each of them is
    const kind = type & ~HAS_MANY;
    // Of a property in two types the Unicode one is the better.
    if (kind === 0x1e && unicode.has(id)) continue;
    if (kind === 0x1f && !unicode.has(id)) properties.delete(id);
    if (kind === 0x1f) unicode.add(id);
    const value = isText(kind) ? textValue(entry.read(), kind, codePage) : entry.read();
    const values = isOneOfMany ? properties.get(id) : undefined;
    if (values) values.push(value);
    else properties.set(id, [value]);
  }
  return new Map([...properties].map(([id, values]) => [id, joined(values)]));
}

/** Numbers stand in a table of 16-byte rows after a head whose length depends on where the table is ([MS-OXMSG] 2.4). */
function numberOf(storage: CompoundEntry, id: number, headBytes: number): number | undefined {
  const table = storage.children.find(({ name }) => name === '__properties_version1.0')?.read();
  if (!table) return undefined;
  for (let at = headBytes; at + 16 <= table.length; at += 16) {
    if (table.readUInt16LE(at + 2) === id) return table.readUInt32LE(at + 8);
  }
  return undefined;
}

function codePageOf(root: CompoundEntry): number | undefined {
  for (const headBytes of [32, 24]) {
    const found = numberOf(root, PROPERTY.messageCodePage, headBytes) ?? numberOf(root, PROPERTY.codePage, headBytes);
    if (found) return found;
  }
  return undefined;
}

function headFrom(root: CompoundEntry, properties: Properties, codePage: number | undefined): MessageHead {
  const transport = textOf(properties, PROPERTY.headers);
  const told = transport ? headOf(parseFields(Buffer.from(transport, 'utf8').toString('latin1'))) : undefined;
  const to: Mailbox[] = [];
  const cc: Mailbox[] = [];
  const bcc: Mailbox[] = [];
  for (const storage of root.children) {
    if (!storage.name.startsWith('__recip_version1.0_')) continue;
    const of = propertiesOf(storage, codePage);
    const address = textOf(of, PROPERTY.smtpAddress, PROPERTY.emailAddress).toLowerCase();
    const list = [to, to, cc, bcc][numberOf(storage, PROPERTY.recipientType, 8) ?? 1] ?? to;
    list.push({ address, name: textOf(of, PROPERTY.displayName) });
  }
  const name = textOf(properties, PROPERTY.senderName);
  const address = textOf(properties, PROPERTY.senderSmtp, PROPERTY.senderAddress).toLowerCase();
  const from = told?.from.length ? told.from : address || name ? [{ address, name }] : [];
  const line = (field: string, boxes: readonly Mailbox[]) =>
    boxes.length > 0 ? [{ name: field, value: boxes.map((box) => `${box.name} <${box.address}>`).join(', ') }] : [];
  const own = [...line('From', from), ...line('To', to), ...line('Cc', cc), ...line('Bcc', bcc)];
  return {
    subject: textOf(properties, PROPERTY.subject) || (told?.subject ?? ''),
    from,
    to: to.length > 0 ? to : (told?.to ?? []),
    cc: cc.length > 0 ? cc : (told?.cc ?? []),
    bcc: bcc.length > 0 ? bcc : (told?.bcc ?? []),
    messageId: textOf(properties, PROPERTY.messageId).replace(/^<|>$/g, '') || (told?.messageId ?? null),
    headers: [...own, ...(told?.headers ?? [])],
  };
}

function* attachment(storage: CompoundEntry, codePage: number | undefined): Generator<Found> {
  const properties = propertiesOf(storage, codePage);
  const name = textOf(properties, PROPERTY.attachLongName, PROPERTY.attachName, PROPERTY.displayName) || 'unnamed';
  const embedded = storage.children.find(
    ({ name: each, kind }) => kind === 'storage' && /^__substg1\.0_3701000D$/i.test(each),
  );
  const bytes = properties.get(PROPERTY.attachData);
  const declaredType = textOf(properties, PROPERTY.attachMime);
  if (embedded) {
    yield {
      kind: 'child',
      name: /\.\w{1,5}$/.test(name) ? name : `${name}.msg`,
      declaredType: 'application/vnd.ms-outlook',
      open: async () => writeCompound(embedded),
    };
  } else if (bytes instanceof Buffer) {
    yield { kind: 'child', name, ...(declaredType && { declaredType }), open: async () => bytes };
  } else {
    yield { kind: 'segment', place: 'file-name', text: name }; // a link to a file elsewhere
  }
}
