/** Pages drawn in the sandbox: what comes out is a PNG of ours, or nothing. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { drawPage, shrunk } from '../../src/extract/page-image.ts';
import { fromPng, toPng } from '../../src/extract/png.ts';
import { createSandbox } from '../../src/extract/sandbox.ts';
import { pdfOf } from '../pdf.ts';
import { messageOf } from './archives.ts';

const image = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/format/image', name));
const unscannable = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/unscannable', name));

const isDark = ({ rgb }: { rgb: Uint8Array }) => rgb.filter((value) => value < 100).length;

describe('a page in the sandbox', () => {
  const sandbox = createSandbox({ processes: 1, limits: { ...DEFAULT_LIMITS, partSeconds: 20 } });
  afterAll(() => sandbox.close());
  const draw = (bytes: Buffer, name: string, part: string, page = 1, width = 1000) =>
    sandbox.draw(bytes, { name }, { part, page, width, words: [] });

  it.each(['scan.png', 'scan.jpg', 'scan.gif', 'scan.bmp', 'scan.webp', 'scan.tiff', 'metadata.png'])(
    'shows %s, in a mail',
    async (name) => {
      const drawn = await draw(messageOf([{ name, content: image(name) }]), 'm.eml', name);
      const pixels = fromPng(Buffer.from(drawn?.png ?? []));
      expect([pixels.width, pixels.height]).toEqual([drawn?.width, drawn?.height]);
      if (name.startsWith('scan')) expect(isDark(pixels)).toBeGreaterThan(500);
    },
  );

  it('shows every page of a PDF as wide as is asked for, and none behind the last', async () => {
    const mail = messageOf([{ name: 'a.pdf', content: await pdfOf('The first', 'The second page') }]);
    const [one, two, three] = [
      await draw(mail, 'm.eml', 'a.pdf', 1),
      await draw(mail, 'm.eml', 'a.pdf', 2, 240),
      await draw(mail, 'm.eml', 'a.pdf', 3),
    ];
    expect([one?.width, one?.height]).toEqual([1000, 1414]);
    expect([two?.width, two?.height]).toEqual([240, 339]);
    expect(isDark(fromPng(Buffer.from(two?.png ?? [])))).toBeGreaterThan(100);
    expect(three).toBeNull();
  });

  it('highlights words where they stand, and nothing where they do not', async () => {
    const pdf = await pdfOf('It was agreed that the otters stay.');
    const yellow = async (...words: string[]) => {
      const drawn = await sandbox.draw(pdf, { name: 'a.pdf' }, { part: 'a.pdf', page: 1, width: 1000, words });
      const { rgb, width } = fromPng(Buffer.from(drawn?.png ?? []));
      const columns = new Set<number>();
      for (let at = 0; at < rgb.length; at += 3)
        if (rgb[at] === 255 && rgb[at + 1] === 226 && rgb[at + 2] === 138) columns.add((at / 3) % width);
      return columns.size;
    };
    expect(await yellow('stoats', '', ' \n', '…', '\u0000stoats')).toBe(0);
    const [one, two] = [await yellow('otters'), await yellow('otters', 'agreed that')];
    expect(one).toBeGreaterThan(40);
    expect(two).toBeGreaterThan(one + 40);
  });

  it('tells pictures of an animation apart, and shows a picture of another part beside one of the same name', async () => {
    const [first, second] = [
      await draw(image('animated.gif'), 'a.gif', 'a.gif', 1),
      await draw(image('animated.gif'), 'a.gif', 'a.gif', 2),
    ];
    expect(first?.png).not.toEqual(second?.png);
    const twice = messageOf([
      { name: 'scan.png', content: image('scan.png') },
      { name: 'scan.png', content: image('metadata.png') },
    ]);
    expect((await draw(twice, 'm.eml', 'scan.png~2'))?.width).not.toBe((await draw(twice, 'm.eml', 'scan.png'))?.width);
  });

  const bomb = Buffer.from(image('scan.png'));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  it.each([
    ['a PDF under a password', unscannable('encrypted/user-password.pdf'), 'a.pdf'],
    ['a broken PDF', Buffer.from('%PDF-1.7\nnothing of the kind'), 'a.pdf'],
    ['a picture cut short', image('scan.png').subarray(0, 60), 'a.png'],
    ['a picture of more pixels than a child holds', bomb, 'a.png'],
    ['a text', Buffer.from('Dear Ann'), 'a.txt'],
  ])('shows nothing of %s, and then the next all the same', async (_why, content, name) => {
    expect(await draw(messageOf([{ name, content }]), 'm.eml', name)).toBeNull();
    expect(await draw(messageOf([{ name, content }]), 'm.eml', 'no such part')).toBeNull();
    expect(await draw(image('scan.png'), 'b.png', 'b.png')).not.toBeNull();
  });
});

describe('our PNG', () => {
  const grey = { width: 2, height: 2, rgb: Uint8Array.of(0, 0, 0, 9, 9, 9, 255, 255, 255, 7, 7, 7) };
  const coloured = { width: 1, height: 2, rgb: Uint8Array.of(200, 0, 9, 1, 2, 3) };
  it.each([
    ['grey', grey, 0],
    ['colour', coloured, 2],
  ] as const)('in %s is read back as it was', (_why, pixels, kind) => {
    const png = toPng(pixels);
    expect(png[25]).toBe(kind);
    expect(fromPng(png)).toEqual(pixels);
  });

  it('is the mean of what it stands for when it is made smaller', () => {
    expect(shrunk(grey, 1)).toEqual({ width: 1, height: 1, rgb: Uint8Array.of(68, 68, 68) });
  });

  it('is refused for what nobody draws', async () => {
    await expect(drawPage(Buffer.from('x'), 'text/plain', { page: 1, width: 100, words: [] })).rejects.toThrow(
      'nothing of this type',
    );
  });
});
