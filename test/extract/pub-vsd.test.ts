/** Publisher and Visio, which no free program writes: own bytes. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import type { Place } from '../../src/document/document.ts';
import { extract } from '../../src/extract/extract.ts';
import { unpacked } from '../../src/extract/vsd-streams.ts';
import { zipOf } from './archives.ts';
import { compound, storage, stream } from './compound-build.ts';

async function textOf(bytes: Buffer, place: Place): Promise<string | undefined> {
  const { parts, unscannable } = await extract(bytes, { name: 'a.bin' }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  return parts[0]?.segments.find((each) => each.place === place)?.text;
}

const u16 = (...values: readonly number[]) => Buffer.from(Uint16Array.from(values).buffer);
const u32 = (...values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const wide = (text: string) => Buffer.from(text, 'utf16le');

describe('Publisher', () => {
  /** A head of 32 bytes, room for 20 entries, the chunks. */
  function publication(chunks: readonly (readonly [name: string, data: Buffer])[], drawing = Buffer.alloc(0)): Buffer {
    const head = Buffer.alloc(512);
    head.write('CHNKINK ');
    let from = head.length;
    for (const [index, [name, data]] of chunks.entries()) {
      const entry = Buffer.concat([
        u16(24),
        Buffer.from(name),
        u16(0),
        u32(1),
        Buffer.from(name),
        u32(from, data.length),
      ]);
      entry.copy(head, 32 + index * 24);
      from += data.length;
    }
    const quill = storage('QuillSub', stream('CONTENTS', head, ...chunks.map(([, data]) => data)));
    return compound(storage('Quill', quill), storage('Escher', stream('EscherStm', drawing)));
  }

  it('tells its stories and where links lead', async () => {
    const link = 'https://party.example/members/a-list-of-all';
    const bytes = publication([
      ['TEXT', wide('Branch meeting\rAmira Khan\vA1234567\r')],
      ['TOKN', Buffer.concat([Buffer.from([1, 0, 9]), u16(link.length), wide(link), u16(0)])],
    ]);
    expect(await textOf(bytes, 'body')).toBe('Branch meeting\nAmira Khan\nA1234567');
    expect(await textOf(bytes, 'annotation')).toBe(link);
  });

  it('tells WordArt and what a shape is described as', async () => {
    const [art, description] = [wide('Ballot\0'), wide('Who stood\0')];
    const properties = Buffer.concat([
      u16(192 | 0xc000),
      u32(art.length),
      u16(897 | 0xc000),
      u32(description.length),
      art,
      description,
    ]);
    const table = Buffer.concat([u16((2 << 4) | 3, 0xf00b), u32(properties.length), properties]);
    const bytes = publication([['TEXT', wide('x')]], table);
    expect(await textOf(bytes, 'text-box')).toBe('Ballot');
    expect(await textOf(bytes, 'hidden')).toBe('Who stood');
  });

  it('is corrupt without its stories', async () => {
    const bytes = compound(storage('Quill'), stream('Contents', Buffer.from('x')));
    const { unscannable } = await extract(bytes, { name: 'a.pub' }, DEFAULT_LIMITS);
    expect(unscannable.map(({ reason }) => reason)).toEqual(['corrupt']);
  });
});

describe('Visio since 2013', () => {
  const page = `<PageContents><Shapes><Shape NameU="Rectangle"><Cell N="PinX" V="2.1234" F="GUARD(Width*0.5)"/><Section N="Property">
    <Row><Cell N="Value" V="A1234567"/><Cell N="Label" V="Member"/></Row></Section>
    <Text><cp IX="0"/>Amira <cp IX="1"/>Khan
General Secretary</Text></Shape></Shapes></PageContents>`;
  const members = {
    '[Content_Types].xml': '<Types/>',
    'visio/document.xml': '<VisioDocument><StyleSheets><StyleSheet NameU="Normal"/></StyleSheets></VisioDocument>',
    'visio/pages/pages.xml': '<Pages><Page ID="0" Name="Structure"/></Pages>',
    'visio/pages/page1.xml': page,
    'visio/comments.xml': '<Comments><CommentList><CommentEntry>Not yet agreed</CommentEntry></CommentList></Comments>',
    'visio/theme/theme1.xml': '<a:theme name="Office"><a:fillStyle/></a:theme>',
    'visio/other.txt': 'left behind',
  };
  const bytes = zipOf(Object.entries(members).map(([name, content]) => ({ name, content: Buffer.from(content) })));

  it('tells what people wrote and nothing of how it looks', async () => {
    const { parts, unscannable } = await extract(bytes, { name: 'a.vsdx' }, DEFAULT_LIMITS);
    expect(unscannable).toEqual([]);
    expect(Object.fromEntries(parts[0]?.segments.map(({ place, text }) => [place, text]) ?? [])).toEqual({
      'file-name': 'a.vsdx',
      body: 'Amira Khan\nGeneral Secretary',
      hidden: 'A1234567\nMember',
      'sheet-name': 'Structure',
      comment: 'Not yet agreed',
    });
    expect(parts.map(({ path }) => path)).toEqual(['a.vsdx', 'a.vsdx/visio/other.txt']);
  });
});

describe('what only its program reads in a package', () => {
  it('is read for its words', async () => {
    const control = Buffer.concat([
      Buffer.alloc(20, 1),
      wide('Ballot closed'),
      Buffer.from([0, 0, 1]),
      Buffer.from('Ward A'),
    ]);
    const bytes = zipOf([
      { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
      { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
      { name: 'xl/activeX/activeX1.bin', content: control },
    ]);
    expect(await textOf(bytes, 'hidden')).toBe('Ward A\nBallot closed');
  });
});

describe('Visio', () => {
  const TRAILER = 20;
  const pointer = (type: number, offset: number, length: number, format: number) =>
    Buffer.concat([u32(type, 0, offset, length), u16(format)]);
  /** Every thing a byte as it is. */
  function packed(plain: Buffer): Buffer {
    const pieces: Buffer[] = [];
    for (let at = 0; at < plain.length; at += 8) pieces.push(Buffer.from([0xff]), plain.subarray(at, at + 8));
    return Buffer.concat(pieces);
  }

  function drawing(chunks: Buffer, isPacked: boolean, format = isPacked ? 0xd2 : 0xd0): Buffer {
    const head = Buffer.alloc(64);
    head.write('Visio (TM) Drawing\r\n\0');
    head.writeUInt8(11, 0x1a);
    const written = isPacked ? packed(chunks) : chunks;
    const list = Buffer.concat([u32(4), u32(1, 0), pointer(0x15, head.length, written.length, format)]);
    pointer(TRAILER, head.length + written.length, list.length, 0x50).copy(head, 0x24);
    return compound(stream('VisioDocument', head, written, list));
  }

  /** A chunk of Visio 2003: type, id, list, length, level, kind. */
  const chunk = (type: number, data: Buffer) =>
    Buffer.concat([u32(type, 1, 0, data.length), u16(0), Buffer.from([0]), data]);
  const text = (words: string) => chunk(0x0e, Buffer.concat([Buffer.alloc(8), wide(`${words}\0`)]));

  it.each([
    ['packed', true],
    ['as they are', false],
  ])('tells the text of shapes, %s', async (_how, isPacked) => {
    const bytes = drawing(Buffer.concat([text('General Secretary'), text('Amira Khan')]), isPacked);
    expect(await textOf(bytes, 'body')).toBe('General Secretary\nAmira Khan');
  });

  it('tells the data of a shape', async () => {
    const bytes = drawing(Buffer.concat([text('x'), chunk(0xb4, wide('\u0003A1234567\0'))]), true);
    expect(await textOf(bytes, 'hidden')).toBe('A1234567');
  });

  it('puts the pieces of an object together', async () => {
    const object = compound(stream('VisioDocument', Buffer.from('x')));
    const pieces = [object.subarray(0, 700), object.subarray(700)].map((piece) => chunk(0x1f, piece));
    const { ledger } = await extract(
      drawing(Buffer.concat([...pieces, text('x')]), true),
      { name: 'a.vsd' },
      DEFAULT_LIMITS,
    );
    expect(ledger.map(({ part, bytes }) => [part, bytes])).toContainEqual([
      'a.vsd/object-1',
      { there: object.length, read: 0 },
    ]);
  });

  it('ends circles of pointers, and is corrupt without anything read', async () => {
    const bytes = drawing(Buffer.alloc(8), false, 0x50);
    const { unscannable } = await extract(bytes, { name: 'a.vsd' }, DEFAULT_LIMITS);
    expect(unscannable.map(({ reason }) => reason)).toEqual(['corrupt']);
  });

  it('repeats a run that goes on into what it writes', () => {
    // Two bytes as they are, then from place 0 (18 before it wraps) five bytes.
    expect(unpacked(Buffer.from([0x03, 0x61, 0x62, 0xee, 0xf2]), 100).toString()).toBe('abababa');
  });
});
