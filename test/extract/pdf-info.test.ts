/** Names of the Info dictionary's entries, in the bytes of a PDF: where they may stand, and files made to take long. */
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { infoKeys, objectStreams } from '../../src/extract/pdf-info.ts';

const PACKED = packed('7 0 8 15 ', '<</Matter (x)>><</Other (y)>>');

function packed(pairs: string, objects: string): string {
  const stream = deflateSync(Buffer.from(pairs + objects)).toString('latin1');
  return `3 0 obj <</Type/ObjStm/First ${pairs.length}/Filter/FlateDecode>> stream\n${stream}\nendstream endobj`;
}

function each(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_line, number) => line(number)).join('\n');
}

describe('entries of the Info dictionary', () => {
  it.each([
    [
      'of an object',
      '7 0 obj <</Matter (x) /Producer (y)>> endobj 8 0 obj <</Other (z)>> endobj /Info 7 0 R',
      ['Matter'],
    ],
    [
      'of its last revision',
      '7 0 obj <</Old (x)>> endobj 7 0 obj <</New (x)>> endobj /Info 7 0 R /Info 7 0 R',
      ['New'],
    ],
    ['of a longer number is another', '17 0 obj <</Other (x)>> endobj /Info 7 0 R', []],
    ['within an object stream', `${PACKED} /Info 7 0 R`, ['Matter']],
    ['of several trailers', `${PACKED} 9 0 obj <</Client (x)>> endobj /Info 9 0 R /Info 8 0 R`, ['Client', 'Other']],
  ])('%s', (_where, bytes, expected) => {
    expect(infoKeys(Buffer.from(bytes, 'latin1'))).toEqual(expected);
  });

  it.each([
    ['many trailers', `${each(10_000, (at) => `/Info ${at + 10} 0 R`)} ${each(2000, () => PACKED)}`],
    ['objects that do not end', each(100_000, (at) => `/Info ${at} 0 R ${at} 0 obj <<`)],
  ])('are looked for in time by length: %s', (_what, bytes) => {
    expect(infoKeys(Buffer.from(bytes, 'latin1'))).toEqual([]);
  });

  it('looks for the end of streams in time by length', () => {
    const begun = Buffer.from(each(10_000, () => '1 0 obj <</Type/ObjStm/FlateDecode>> stream\n'));
    expect([...objectStreams(Buffer.concat([begun, Buffer.alloc(50_000_000)]))]).toEqual([]);
  });
});
