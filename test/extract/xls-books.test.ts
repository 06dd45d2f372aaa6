/** Cells that an old workbook keeps of other books. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { biffRecords } from '../../src/extract/biff.ts';
import { openCompound } from '../../src/extract/cfb.ts';
import { writeCompound } from '../../src/extract/cfb-write.ts';
import { extract } from '../../src/extract/extract.ts';
import { biff } from './compound-build.ts';

const [SHEET, END] = [0x85, 0x0a];

/** A workbook of LibreOffice with more records at the end of what is for all its sheets. */
function withRecords(...more: Buffer[]): Buffer {
  const root = openCompound(readFileSync(join(import.meta.dirname, '../../fixtures/format/office/below.xls')));
  const children = root.children.map((entry) => {
    if (entry.name !== 'Workbook') return entry;
    const stream = Buffer.from(entry.read());
    const added = Buffer.concat(more);
    let end = 0;
    for (const { type, data } of biffRecords(stream, 0)) {
      if (type === SHEET) data.writeUInt32LE(data.readUInt32LE(0) + added.length, 0);
      if (type === END) break;
      end = data.byteOffset - stream.byteOffset + data.length;
    }
    // Continue records stand behind the last one.
    end = stream.indexOf(Buffer.from([END, 0, 0, 0]), end);
    const whole = Buffer.concat([stream.subarray(0, end), added, stream.subarray(end)]);
    return { ...entry, read: () => whole };
  });
  return writeCompound({ ...root, children });
}

async function kept(...more: Buffer[]): Promise<string | undefined> {
  const { parts, unscannable } = await extract(withRecords(...more), { name: 'a.xls' }, DEFAULT_LIMITS);
  expect(unscannable).toEqual([]);
  return parts[0]?.segments.find(({ marks }) => marks?.some(({ label }) => label === 'other books'))?.text;
}

const BOOK = biff(0x1ae, [1, 0, 12, 0, 0], '\x01members.xls', [7, 0, 0], 'tokList');
const two = [0, 0, 0, 0, 0, 0, 0, 0x40];

it('tells path, sheets and rows', async () => {
  const cells = biff(0x5a, [1, 0, 4, 0, 2, 10, 0, 0], 'Amira Khan', [1, ...two]);
  expect(await kept(BOOK, cells)).toContain('/members.xls\ttokList\nAmira Khan\t2');
});

it.each([
  ['a string longer than the record', biff(0x5a, [0, 0, 0, 0, 2, 255, 255, 0], 'Amira')],
  ['half of a number', biff(0x5a, [0, 0, 0, 0, 1, 0])],
  ['more sheets than names', biff(0x1ae, [255, 255, 1, 0, 0], 'x')],
])('reads %s as far as it goes', async (_why, broken) => {
  expect(await kept(BOOK, broken)).toContain('tokList');
});
