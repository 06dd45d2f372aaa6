/**
 * Files that end before their end, as a download does that breaks off: whatever is missing is told. Formats that are text
 * have no end to miss, and are not here; nor are archives that are padded.
 */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { untold } from '../../src/policy/unread.ts';

const format = join(import.meta.dirname, '../../fixtures/format');
const files = [
  'office/*.{doc,docm,docx,dotx,odp,ods,odt,ppt,pptx,xls,xlsb,xlsm,xlsx}',
  'marked/*.{doc,docx,epub,ods,odt,pdf,xls,xlsx}',
  'pdf/{columns,packed,places,reportlab}.pdf',
  'archive/{infozip,7zip,mac}.zip',
  'archive/{7zip.7z,winrar-5.rar,gnu.tar.gz,gnu.tar.xz}',
  'image/{icon-first,metadata}.tiff',
  'msg/*.msg',
  'tnef/*.dat',
].flatMap((pattern) => globSync(pattern, { cwd: format }).sort());

describe('a file that breaks off', () => {
  it.each(files)('%s', { timeout: 60_000 }, async (path) => {
    const whole = readFileSync(join(format, path));
    for (const share of [0.3, 0.6, 0.9]) {
      const cut = whole.subarray(0, Math.floor(whole.length * share));
      const document = await extract(cut, { name: basename(path) }, DEFAULT_LIMITS);
      expect(document.unscannable.length, `cut at ${share}`).toBeGreaterThan(0);
      expect(untold(document)).toEqual([]);
    }
  });
});
