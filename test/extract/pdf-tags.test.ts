/** Descriptions in the bytes of a PDF: strings as they may be written, and files made to take long. */
import { describe, expect, it } from 'vitest';
import { descriptions } from '../../src/extract/pdf-tags.ts';

describe('descriptions of figures', () => {
  it.each([
    ['in brackets, with brackets in them', '/Alt (A (small) logo)', ['A (small) logo']],
    ['in hexadecimal', '/Alt<FEFF004C006F>', ['Lo']],
    ['twice the same', '/Alt(Logo) /Alt (Logo)', ['Logo']],
    ['of another name', '/Alternates [/Alt] /AltName (x)', []],
  ])('%s', (_what, bytes, expected) => {
    expect([...descriptions(Buffer.from(bytes))]).toEqual(expected);
  });

  it.each([
    [
      'an object that calls itself a stream again and again',
      `1 0 obj <</FlateDecode>> /Alt ${'/ObjStm '.repeat(200_000)}`,
    ],
    [
      'objects without a stream',
      `/Alt ${'1 0 obj <</Type/ObjStm/FlateDecode>> '.repeat(20_000)}${'\0'.repeat(50_000_000)}`,
    ],
    ['strings that do not end', '/Alt (a(b)'.repeat(300_000)],
  ])('are looked for in time by length: %s', (_what, bytes) => {
    expect([...descriptions(Buffer.from(bytes))]).toEqual([]);
  });
});
