/** Office files as old programs save them: before Excel 97 and Word 97, in capitals, within one another, without an end. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import type { Place } from '../../src/document/document.ts';
import { type CompoundEntry, openCompound } from '../../src/extract/cfb.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';
import { biff, compound, storage, stream } from './compound-build.ts';
import * as binary from './xlsb-build.ts';

const office = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format/office', name));

/** The text of a place in the file itself; all of it was read. */
async function textOf(bytes: Buffer, place: Place, name = 'a.bin'): Promise<string | undefined> {
  const { parts, unscannable } = await extract(bytes, { name }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  return parts[0]?.segments.find((each) => each.place === place)?.text;
}

describe('what a compound file is', () => {
  const rootOf = (name: string) => openCompound(office(name));
  const inCapitals = (entry: CompoundEntry): CompoundEntry => ({ ...entry, name: entry.name.toUpperCase() });

  it.each([
    ['a letter within a workbook', 'places.xls', 'places.doc', 'application/vnd.ms-excel'],
    ['a workbook within a letter', 'places.doc', 'places.xls', 'application/msword'],
    ['a letter within slides', 'places.ppt', 'places.doc', 'application/vnd.ms-powerpoint'],
  ])('is told by what stands at its root: %s', async (_why, outer, inner, type) => {
    const bytes = compound(...rootOf(outer).children, storage('MBD1', ...rootOf(inner).children));
    const { ledger, unscannable } = await extract(bytes, { name: 'a.bin' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([]);
    expect(ledger[0]?.type).toBe(type);
  });

  it.each(['places.xls', 'places.doc', 'places.ppt'])('does not hang on the case of names: %s', async (name) => {
    const { parts } = await extract(office(name), { name: 'a.bin' }, DEFAULT_LIMITS);
    const bytes = compound(...rootOf(name).children.map(inCapitals));
    const capitals = await extract(bytes, { name: 'a.bin' }, DEFAULT_LIMITS);
    expect(capitals.parts[0]?.segments).toEqual(parts[0]?.segments);
  });
});

interface OldDocument {
  readonly version?: number;
  readonly flags?: number;
  readonly language?: number;
  /** Body, then header. */
  readonly stories: readonly [body: Buffer, header?: Buffer];
  /** Behind the text: place in the head, bytes. */
  readonly tables?: readonly (readonly [at: number, bytes: (textAt: number) => Buffer])[];
}

const TEXT_AT = 0x200;

/** The main stream as Word 6 writes it: a head, at 0x200 the text, then tables. */
function oldDocument({ version = 0x65, flags = 0, language = 0x0409, stories, tables = [] }: OldDocument): Buffer {
  const head = Buffer.alloc(TEXT_AT);
  head.writeUInt16LE(version < 0x65 ? 0xa5db : 0xa5dc, 0);
  head.writeUInt16LE(version, 2);
  head.writeUInt16LE(language, 6);
  head.writeUInt16LE(flags, 0x0a);
  head.writeUInt32LE(TEXT_AT, 0x18);
  head.writeUInt32LE(stories[0].length, 0x34);
  head.writeUInt32LE(stories[1]?.length ?? 0, 0x3c);
  const pieces = [head, ...stories.filter((each) => each !== undefined)];
  let length = Buffer.concat(pieces).length;
  // Pages of properties stand at multiples of 512.
  pieces.push(Buffer.alloc(512 - (length % 512)));
  for (const [at, bytes] of tables) {
    length = Buffer.concat(pieces).length;
    const table = bytes(TEXT_AT);
    head.writeUInt32LE(length, at);
    head.writeUInt32LE(table.length, at + 4);
    pieces.push(table);
  }
  return Buffer.concat(pieces);
}

const u16 = (...values: readonly number[]) => Buffer.from(Uint16Array.from(values).buffer);
const u32 = (...values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const word = (document: OldDocument) => compound(stream('WordDocument', oldDocument(document)));
const text = (value: string) => Buffer.from(value, 'latin1');

describe('Word before 97', () => {
  it('tells body and header', async () => {
    const bytes = word({ stories: [text('Minutes of the meeting\rPresent: A. Khan\r'), text('Northfield CLP\r')] });
    expect(await textOf(bytes, 'body')).toBe('Minutes of the meeting\nPresent: A. Khan');
    expect(await textOf(bytes, 'header')).toBe('Northfield CLP');
  });

  it('reads what was saved quickly, in the order of its pieces', async () => {
    const pieces = () =>
      Buffer.concat([
        Buffer.from([2]),
        u32(28),
        u32(0, 8, 15),
        u16(0),
        u32(TEXT_AT + 7),
        u16(0, 0),
        u32(TEXT_AT),
        u16(0),
      ]);
    const bytes = word({ flags: 0x04, stories: [text('meeting'.concat('Minutes '))], tables: [[0x160, pieces]] });
    expect(await textOf(bytes, 'body')).toBe('Minutes meeting');
  });

  it('tells what was deleted and what is hidden', async () => {
    // Three runs: plain, deleted (modifier 65 behind another with two bytes), hidden (92).
    const page = Buffer.alloc(512);
    u32(TEXT_AT, TEXT_AT + 5, TEXT_AT + 10, TEXT_AT + 15).copy(page);
    page.set([0, 200, 210], 16);
    page.set([5, 93, 0, 1, 65, 1], 400);
    page.set([2, 92, 1], 420);
    page[511] = 3;
    const bytes = word({
      stories: [text('shownleftoinner')],
      // The page is the third of 512 bytes; a number has two bytes.
      tables: [
        [0x1f0, () => page],
        [0xb8, () => Buffer.concat([u32(TEXT_AT, TEXT_AT + 15), u16(2)])],
      ],
    });
    expect(await textOf(bytes, 'body')).toBe('shown');
    expect(await textOf(bytes, 'deletion')).toBe('lefto');
    expect(await textOf(bytes, 'hidden')).toBe('inner');
  });

  it('takes bytes for letters of the document’s language', async () => {
    const stories: [Buffer] = [Buffer.from([0xcf, 0xf0, 0xee, 0xf2, 0xee, 0xea, 0xee, 0xeb])];
    expect(await textOf(word({ language: 0x0419, stories }), 'body')).toBe('Протокол');
  });

  it('reads a document that is no compound file', async () => {
    const bytes = oldDocument({ version: 0x2d, stories: [text('Minutes of the meeting\r')] });
    expect(await textOf(bytes, 'body', 'a.doc')).toBe('Minutes of the meeting');
  });

  it('tells that a password keeps it', async () => {
    const bytes = word({ flags: 0x0100, stories: [text('??')] });
    const { unscannable } = await extract(bytes, { name: 'a.doc' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([{ part: 'a.doc', reason: 'encrypted', type: 'application/msword' }]);
  });
});

describe('WordArt', () => {
  const art = Buffer.from('Confidential\0', 'utf16le');
  const table = Buffer.concat([
    u16((1 << 4) | 3, 0xf00b),
    u32(6 + art.length),
    u16(192 | 0xc000),
    u32(art.length),
    art,
  ]);

  it('of a letter, as watermarks are, is read', async () => {
    const children = openCompound(office('apart.doc')).children;
    const read = (name: string) => Buffer.from(children.find((each) => each.name === name)?.read() ?? []);
    const [main, tables] = [read('WordDocument'), read('1Table')];
    main.writeUInt32LE(tables.length, 0x22a);
    main.writeUInt32LE(table.length, 0x22e);
    const rest = children.filter(({ name }) => name !== 'WordDocument' && name !== '1Table');
    const bytes = compound(stream('WordDocument', main), stream('1Table', tables, table), ...rest);
    const { parts } = await extract(bytes, { name: 'a.doc' }, DEFAULT_LIMITS);
    expect(parts[0]?.segments.find(({ marks }) => marks?.some(({ label }) => label === 'drawing'))?.text).toMatch(
      /Confidential$/,
    );
  });

  it('on a sheet is read', async () => {
    const sheet = [biff(0x809, [0, 6, 0x10, 0, 0, 0, 0, 0]), biff(0xec, [...table]), biff(0x0a)];
    const place = biff(0x809, [0, 6, 5, 0, 0, 0, 0, 0]).length + 4 + 8 + 1 + biff(0x0a).length;
    const book = [biff(0x809, [0, 6, 5, 0, 0, 0, 0, 0]), biff(0x85, [place, 0, 0, 0, 0, 0, 1, 0], 'A'), biff(0x0a)];
    expect(await textOf(compound(stream('Workbook', ...book, ...sheet)), 'text-box')).toBe('Confidential');
  });
});

describe('sheets of other programs and versions', () => {
  it('reads Excel 4, which is no compound file', async () => {
    const label = biff(0x204, [0, 0, 0, 0, 0, 0, 10, 0], 'Amira Khan');
    const bytes = Buffer.concat([biff(0x409, [0, 0, 0x10, 0, 0, 0]), label, biff(0x0a)]);
    expect(await textOf(bytes, 'cell', 'a.xls')).toBe('Amira Khan');
  });

  it('reads Excel 95 in the code page that it names', async () => {
    const end = biff(0x0a);
    const head = [biff(0x809, [0, 5, 5, 0, 0, 0, 0, 0]), biff(0x42, [0xe3, 4])];
    const sheetAt = Buffer.concat(head).length + 4 + 8 + end.length;
    const label = biff(0x204, [0, 0, 0, 0, 0, 0, 8, 0], '\xcf\xf0\xee\xf2\xee\xea\xee\xeb');
    const book = [...head, biff(0x85, [sheetAt, 0, 0, 0, 0, 0, 1], 'A'), end];
    const bytes = compound(stream('Book', ...book, biff(0x809, [0, 5, 0x10, 0, 0, 0, 0, 0]), label, end));
    expect(await textOf(bytes, 'cell')).toBe('Протокол');
  });

  it('reads a binary book of a beta of Excel 2007, whose sheets have four bytes more', async () => {
    const sheet = binary.record(156, u32(0, 0, 1), binary.text('rId1'), binary.text('Members'));
    const bytes = zipOf([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'xl/workbook.bin', content: sheet },
      { name: 'xl/worksheets/sheet1.bin', content: binary.record(129) },
    ]);
    expect(await textOf(bytes, 'sheet-name')).toBe('Members');
  });

  it('reads the numbers behind a chart by Microsoft Graph', async () => {
    const half = [0, 0, 0, 0, 0, 0, 0xe0, 0x3f];
    const book = [
      biff(0x809, [0x80, 6, 5, 0, 0, 0, 0, 0]),
      biff(0x41e, [1, 0, 2, 0, 0], '0%'),
      biff(0x0a),
      biff(0x809, [0x80, 6, 0x80, 0, 0, 0, 0, 0]),
      biff(0x04, [0, 0, 1, 0, 0, 0, 0, 6, 0], 'Ward A'),
      biff(0x04, [1, 0, 0, 0, 0, 0, 0, 8, 0], 'Turnout '),
      biff(0x03, [1, 0, 1, 0, 1, 0, 0, ...half]),
      biff(0x100d, [0, 0, 6, 0], 'Votes '),
      biff(0x0a),
    ];
    const bytes = compound(stream('Workbook', ...book));
    expect(await textOf(bytes, 'cell')).toBe('\tWard A\nTurnout\t50%');
    expect(await textOf(bytes, 'text-box')).toBe('Votes');
  });
});

describe('old slides', () => {
  const pptRecord = (type: number, data: Buffer, head = 0) => Buffer.concat([u16(head, type), u32(data.length), data]);
  const CONTAINER = 0x0f;
  const slide = (words: string) => pptRecord(1006, pptRecord(0x0fa0, Buffer.from(words, 'utf16le')), CONTAINER);
  const shown = (instance: number, words: string) => pptRecord(0x0fba, Buffer.from(words, 'utf16le'), instance << 4);
  const written = (...records: Buffer[]) => compound(stream('PowerPoint Document', ...records));

  it('tell what stands above and below slides, and where links lead', async () => {
    const bytes = written(
      pptRecord(4057, Buffer.concat([shown(1, 'Northfield CLP'), shown(2, 'Confidential')]), CONTAINER),
      pptRecord(4055, shown(1, 'https://party.example/'), CONTAINER),
    );
    expect(await textOf(bytes, 'header')).toBe('Northfield CLP');
    expect(await textOf(bytes, 'footer')).toBe('Confidential');
    expect(await textOf(bytes, 'annotation')).toBe('https://party.example/');
  });

  it('are read behind a gap, by the directory of what was saved', async () => {
    const [first, second] = [slide('one'), slide('two')];
    const directory = pptRecord(0x1772, u32((2 << 20) | 1, 0, first.length + 16));
    const bytes = written(first, Buffer.alloc(16), second, directory);
    expect(await textOf(bytes, 'body')).toBe('one\ntwo');
  });

  it('are corrupt where nothing leads behind a gap', async () => {
    const bytes = written(slide('one'), Buffer.alloc(16), slide('two'));
    const { unscannable } = await extract(bytes, { name: 'a.ppt' }, DEFAULT_LIMITS);
    expect(unscannable.map(({ reason }) => reason)).toEqual(['corrupt']);
  });

  it('of 97 are read where those of 95 lie around them', async () => {
    const bytes = compound(
      stream('PowerPoint Document', Buffer.from([0, 0, 3, 0, 1, 1, 1, 1])),
      storage('PP97_DUALSTORAGE', stream('PowerPoint Document', slide('Minutes'))),
    );
    expect(await textOf(bytes, 'body')).toBe('Minutes');
  });

  it('of 95 give their words, and are not read whole', async () => {
    const old = stream('PowerPoint Document', Buffer.from([0, 0, 3, 0, 1, 1, 1, 1]));
    const bytes = compound(old, stream('Text_Content', text('Minutes\rPresent')));
    const { parts, unscannable } = await extract(bytes, { name: 'a.ppt' }, DEFAULT_LIMITS);
    expect(parts[0]?.segments.find(({ place }) => place === 'body')?.text).toBe('Minutes\nPresent');
    expect(unscannable.map(({ reason }) => reason)).toEqual(['unsupported']);
  });
});

describe('objects', () => {
  it('by the Equation Editor tell their letters', async () => {
    const letters = [...'Ward A'].flatMap((each) => [0x12, 0x83, each.charCodeAt(0), 0]);
    const bytes = compound(
      stream('Equation Native', Buffer.alloc(28), Buffer.from([3, 1, 1, 3, 10, 10, 1, ...letters, 0])),
    );
    expect(await textOf(bytes, 'text-box')).toBe('Ward A');
  });

  it('by Paint are their picture', async () => {
    const picture = readFileSync(join(import.meta.dirname, '../../fixtures/format/image/scan.bmp'));
    const bytes = compound(stream('\u0001Ole10Native', u32(picture.length), picture));
    const { ledger } = await extract(bytes, { name: 'a.bin' }, { ...DEFAULT_LIMITS, ocrPages: 0 });
    expect(ledger.map(({ type }) => type)).toContain('image/bmp');
  });

  it('that are files have names in any letters', async () => {
    const label = Buffer.from('Протокол.txt\0');
    const content = Buffer.concat([u16(2), label, label, u32(0x30000, 1), Buffer.from([0]), u32(1), Buffer.from('x')]);
    const bytes = compound(stream('\u0001Ole10Native', u32(content.length), content));
    const { ledger } = await extract(bytes, { name: 'a.bin' }, DEFAULT_LIMITS);
    expect(ledger.map(({ part }) => part)).toContain('a.bin/Протокол.txt');
  });

  it('of which nothing is left are read', async () => {
    const { unscannable } = await extract(compound(), { name: 'a.bin' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([]);
  });
});

describe('pictures', () => {
  it('of Windows have letters of Windows', async () => {
    const words = Buffer.from('It\x92s \x93secret\x94', 'latin1');
    const drawn = Buffer.concat([u32(3 + 1 + words.length / 2 + 3), u16(0x521, words.length), words, u16(0, 0)]);
    const bytes = Buffer.concat([Buffer.from('010009000003', 'hex'), Buffer.alloc(12), drawn]);
    expect(await textOf(bytes, 'text-box')).toBe('It’s “secret”');
  });

  it('of a Macintosh in slides are told, though nobody reads them', async () => {
    const packed = deflateSync(Buffer.alloc(600));
    const body = Buffer.concat([Buffer.alloc(48), Buffer.from([0, 0xfe]), packed]);
    const picture = Buffer.concat([u16(0x5420, 0xf01c), u32(body.length), body]);
    const bytes = compound(stream('PowerPoint Document'), stream('Pictures', picture));
    const { ledger } = await extract(bytes, { name: 'a.ppt' }, DEFAULT_LIMITS);
    expect(ledger.map(({ part }) => part)).toContain('a.ppt/picture-1');
  });
});

describe('objects in slides', () => {
  function slides(plain: Buffer, length = plain.length): Buffer {
    const packed = Buffer.concat([u32(length), Buffer.from([0x78, 0x9c]), deflateRawSync(plain)]);
    const head = Buffer.concat([u16(0x10, 0x1011), u32(packed.length)]);
    return compound(stream('PowerPoint Document', head, packed));
  }

  it('are read without the sum at their end', async () => {
    const { parts, unscannable } = await extract(slides(office('places.doc')), { name: 'a.ppt' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([]);
    expect(parts.map(({ path }) => path)).toContain('a.ppt/object-1');
  });

  it('are corrupt where they are shorter than they say', async () => {
    const { unscannable } = await extract(slides(Buffer.from('short'), 6), { name: 'a.ppt' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([{ part: 'a.ppt/object-1', reason: 'corrupt' }]);
  });
});
