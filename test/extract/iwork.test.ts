/** Pages, Numbers and Keynote. */
import { utils, write } from '@e965/xlsx';
import * as zahl from '@e965/xlsx/dist/xlsx.zahl.mjs';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';

async function read(bytes: Buffer) {
  const { parts, unscannable } = await extract(bytes, { name: 'a.pages' }, DEFAULT_LIMITS);
  const [part] = parts;
  const found = part?.segments.filter(({ place }) => place !== 'file-name') ?? [];
  return {
    texts: found.map(({ place, text }) => `${place}: ${text}`),
    unread: unscannable.map(({ reason }) => reason),
  };
}

const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const field = (number: number, value: number | Buffer | string): Buffer =>
  typeof value === 'number'
    ? Buffer.from([...varint(number * 8), ...varint(value)])
    : Buffer.concat([
        Buffer.from([...varint(number * 8 + 2), ...varint(Buffer.byteLength(value))]),
        Buffer.from(value),
      ]);
const message = (...fields: Buffer[]) => Buffer.concat(fields);

type Thing = readonly [id: number, type: number, bytes: Buffer];

/** An archive of things, as it is before it is packed. */
function archive(things: readonly Thing[]): Buffer {
  return Buffer.concat(
    things.flatMap(([id, type, bytes]) => {
      const head = message(field(1, id), field(2, message(field(1, type), field(3, bytes.length))));
      return [Buffer.from(varint(head.length)), head, bytes];
    }),
  );
}

function framed(block: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUIntLE(block.length, 1, 3);
  return Buffer.concat([head, block]);
}

/** Packed as literals of 50 bytes. */
function packed(plain: Buffer): Buffer {
  const pieces = Array.from({ length: Math.ceil(plain.length / 50) }, (_, index) =>
    plain.subarray(index * 50, index * 50 + 50),
  );
  const block = pieces.flatMap((piece) => [Buffer.from([(piece.length - 1) * 4]), piece]);
  return framed(Buffer.concat([Buffer.from(varint(plain.length)), ...block]));
}

const documentOf = (iwa: Buffer, ...members: { name: string; content: Buffer }[]) =>
  zipOf([{ name: 'Index/Document.iwa', content: iwa }, ...members]);
const storage = (id: number, kind: number, text: string): Thing => [id, 2001, message(field(1, kind), field(3, text))];

/** A table of one row with one cell. */
function tableOf(cell: Buffer): Buffer {
  const row = message(field(1, 0), field(2, 1), field(6, cell), field(7, Buffer.from([0, 0])));
  const store = message(field(3, field(1, message(field(1, 0), field(2, field(1, 12))))), field(4, field(1, 13)));
  return packed(
    archive([
      [11, 6001, message(field(4, store), field(8, 'Members'))],
      [12, 6002, field(5, row)],
      [13, 6005, message(field(1, 1), field(3, message(field(1, 7), field(3, 'Ines Calder'))))],
    ]),
  );
}

/** A cell of version 5 that leads to words. */
const cellOf = (kind: number, key: number) => Buffer.from([5, kind, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, key, 0, 0, 0]);

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}

function decimal(significand: bigint, exponent: number): Buffer {
  const bytes = Buffer.alloc(16);
  const sign = significand < 0n ? 1n << 63n : 0n;
  bytes.writeBigUInt64LE(significand < 0n ? -significand : significand);
  bytes.writeBigUInt64LE(sign | (BigInt(exponent + 6176) << 49n), 8);
  return bytes;
}

describe('iWork', () => {
  it('reads texts by what they are', async () => {
    const things = [
      storage(1, 0, 'It was agreed\u2028that the panel meets.\u0005Next page'),
      storage(2, 1, 'Confidential'),
      storage(3, 2, 'as said before'),
      storage(4, 4, 'do not read this out'),
      storage(5, 0, 'It was agreed\u2028that the panel meets.\u0005Next page'),
    ];
    const comment: Thing = [6, 3056, field(1, 'ask Ines')];
    expect(await read(documentOf(packed(archive([...things, comment]))))).toEqual({
      texts: [
        'body: It was agreed\nthat the panel meets.\nNext page',
        'header: Confidential',
        'footnote: as said before',
        'notes: do not read this out',
        'comment: ask Ines',
      ],
      unread: [],
    });
  });

  it('unpacks copies, of what is being written too', async () => {
    const plain = archive([storage(1, 0, 'hohohohohohoho panel')]);
    const at = plain.indexOf('ho');
    const block = Buffer.concat([
      Buffer.from([...varint(plain.length), (at + 2 - 1) * 4]),
      plain.subarray(0, at + 2),
      Buffer.from([(12 - 1) * 4 + 2, 2, 0]),
      Buffer.from([(plain.length - at - 14 - 1) * 4]),
      plain.subarray(at + 14),
    ]);
    expect((await read(documentOf(framed(block)))).texts).toEqual(['body: hohohohohohoho panel']);
  });

  it('reads a book of Numbers by rows, as SheetJS writes it', async () => {
    const rows = [
      ['Name', 'Number', 'Fee', 'Paid'],
      ['Ines Calder', 7001234, 12.5, true],
      ['Owen Tranter', null, 0, false],
    ];
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Members');
    const bytes = Buffer.from(
      write(book, { bookType: 'numbers', type: 'buffer', numbers: String(Reflect.get(zahl, 'default')) }),
    );
    const { texts, unread } = await read(bytes);
    expect(unread).toEqual([]);
    expect(texts).toContain(
      'cell: Name\tNumber\tFee\tPaid\nInes Calder\t7001234\t12.5\tTRUE\nOwen Tranter\t\t0\tFALSE',
    );
    expect(texts.find((text) => text.startsWith('sheet-name'))).toContain('Members');
  });

  it('reads words of a table', async () => {
    const { texts, unread } = await read(documentOf(tableOf(cellOf(3, 7))));
    expect({ texts, unread }).toEqual({ texts: ['sheet-name: Members', 'cell: Ines Calder'], unread: [] });
  });

  it.each([
    ['a number', 2, 1, decimal(-125n, -1), '-12.5'],
    ['a sum of money', 10, 1, decimal(3n, 2), '300'],
    ['a day', 5, 4, double(((24 * 365 + 6) * 24 + 15) * 3600), '2025-01-01 15:00'],
    ['a truth', 6, 2, double(1), 'TRUE'],
  ])('reads %s in a cell', async (_why, kind, bit, value, text) => {
    const cell = Buffer.concat([Buffer.from([5, kind, 0, 0, 0, 0, 0, 0, bit, 0, 0, 0]), value]);
    expect((await read(documentOf(tableOf(cell)))).texts[1]).toBe(`cell: ${text}`);
  });

  it('reads a cell as programs of 2013 wrote it', async () => {
    const cell = Buffer.concat([Buffer.from([3, 0, 2, 0, 0x22, 0, 0, 0, 0, 0, 0, 0, 9, 9, 9, 9]), double(-775)]);
    expect((await read(documentOf(tableOf(cell)))).texts[1]).toBe('cell: -775');
  });

  it.each([
    ['a cell of a kind that is not known', documentOf(tableOf(cellOf(77, 7))), 'unsupported'],
    ['words that are in no list', documentOf(tableOf(cellOf(3, 8))), 'unsupported'],
    ['a password', documentOf(Buffer.alloc(9, 7), { name: '.iwph', content: Buffer.alloc(9, 7) }), 'encrypted'],
    ['no frames', documentOf(Buffer.alloc(9, 7)), 'corrupt'],
    ['a block that cannot be as large as it says', documentOf(framed(Buffer.from(varint(2 ** 40)))), 'corrupt'],
    ['a copy from before the beginning', documentOf(framed(Buffer.from([9, 34, 5, 0]))), 'corrupt'],
    ['a length beyond the end', documentOf(packed(Buffer.from([5, 0x0a, 200, 1, 1, 1]))), 'corrupt'],
  ])('tells what it cannot read: %s', async (_why, bytes, reason) => {
    expect((await read(bytes)).unread).toEqual([reason]);
  });

  it('reads what was written before 2013: texts, tables, notes, and nothing of how they look', async () => {
    const text = (of: string, kind = 'textbox') =>
      `<sf:text-storage sf:kind="${kind}"><sf:text-body><sf:p>${of}</sf:p><sf:p/></sf:text-body></sf:text-storage>`;
    const xml = `<?xml version="1.0"?><sl:document xmlns:sf="a" xmlns:sfa="b">
      <sf:metadata><sf:title><sf:string sfa:string="Panel"/></sf:title></sf:metadata>
      <sf:styles><sf:path sfa:path="M 0 0 L 5 0 L 5 1.5 Z"/><sf:string sfa:string="Heading 1"/></sf:styles>
      <ls:workspace ls:workspace-name="Members"><sf:tabular-model sf:name="Fees"><sf:grid><sf:datasource>
        <sf:t sf:s="Style-4" sf:ct="0"><sf:ct sfa:s="Ines Calder"/></sf:t><sf:n sf:v="12.300000000000001"/>
        <sf:d sf:ct="255" sf:cell-date="276048000"/><sf:f sf:ct="2"><sf:fo sf:fs="=A1"/><sf:r><sf:rn sf:v="7"/></sf:r></sf:f>
        <sf:pm><sf:menu-choices><sf:t sfa:ID="C-1"><sf:ct sfa:s="No"/></sf:t><sf:t sfa:ID="C-2"><sf:ct sfa:s="Yes"/></sf:t></sf:menu-choices><sf:proxied-cell-ref sfa:IDREF="C-2"/></sf:pm>
      </sf:datasource></sf:grid></sf:tabular-model></ls:workspace>
      <sf:annotations><sf:annotation>${text('ask Ines')}</sf:annotation></sf:annotations>
      <sf:headers><sf:header>${text('Confidential', 'header')}</sf:header></sf:headers>
      <sf:footers><sf:footer>${text('Page 1', 'header')}</sf:footer></sf:footers>
      <key:notes>${text('not aloud', 'note')}</key:notes>
      ${text('It was <sf:span>agreed</sf:span><sf:br/>to meet')}</sl:document>`;
    const bytes = zipOf([
      { name: 'index.xml', content: Buffer.from(xml) },
      { name: 'buildVersionHistory.plist', content: Buffer.from('<plist>tok</plist>') },
    ]);
    const { texts, unread } = await read(bytes);
    expect(unread).toEqual([]);
    expect(texts.toSorted()).toEqual([
      'body: It was agreed\nto meet',
      'cell: Ines Calder\t12.3\n2009-10-01\t\t7\tYes',
      'comment: ask Ines',
      'footer: Page 1',
      'header: Confidential',
      'metadata: Panel',
      'notes: not aloud',
      'sheet-name: Members\nFees',
    ]);
  });

  it('reads property lists in their binary form, with the files that they carry', async () => {
    const page = `<html><p>${'Minutes of the branch '.repeat(4)}</p></html>`;
    const data = Buffer.concat([Buffer.from([0x4f, 0x10, page.length]), Buffer.from(page)]);
    const values = [
      Buffer.from([0x55, ...Buffer.from('Ascii')]),
      Buffer.from([0x63, 0, 0x41, 0x01, 0x41, 0, 0x42]),
      data,
      Buffer.from([0x10, 7]),
    ];
    const offsets = values.map((_, index) => 8 + values.slice(0, index).reduce((sum, { length }) => sum + length, 0));
    const trailer = Buffer.alloc(32);
    trailer[6] = 1;
    trailer[7] = 1;
    trailer.writeUInt32BE(values.length, 12);
    trailer.writeUInt32BE(8 + Buffer.concat(values).length, 28);
    const list = Buffer.concat([Buffer.from('bplist00'), ...values, Buffer.from(offsets), trailer]);
    const { parts, unscannable } = await extract(list, { name: 'a.webarchive' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([]);
    const texts = parts.flatMap(({ segments }) => segments.filter(({ place }) => place === 'body'));
    expect(texts.map(({ text }) => text)).toEqual(['Ascii\nA\u0141B', 'Minutes of the branch '.repeat(4).trim()]);
    const broken = await extract(list.subarray(0, 100), { name: 'a.plist' }, DEFAULT_LIMITS);
    expect(broken.unscannable).toMatchObject([{ reason: 'corrupt' }]);
  });
});
