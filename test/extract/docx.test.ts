/** Codes of fields in Word, which say more than their page shows. */
import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';

const types =
  '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
const merged = `${mark('begin')}${code('MERGEFIELD sex')}${mark('separate')}<w:r><w:t>M</w:t></w:r>${mark('end')}`;

it.each([
  ['in several runs', `${mark('begin')}${code(' IF 1 = 2 "tok')}${code('Code" ""')}${mark('end')}`],
  [
    'that goes on behind a field within it',
    `${mark('begin')}${code('IF ')}${merged}${code(' = "M" "tokCode"')}${mark('separate')}${mark('end')}`,
  ],
  ['in small letters', `${mark('begin')}${code('quote "tokCode"')}${mark('end')}`],
  ['that never ends', `${mark('begin')}${code('QUOTE "tokCode"')}`],
  ['without a beginning', `${code('QUOTE "tokCode"')}${mark('end')}`],
  ['of one element', '<w:fldSimple w:instr="QUOTE &quot;tokCode&quot;"></w:fldSimple>'],
])('reads the words of a code %s', async (_why, field) => {
  const members = {
    '[Content_Types].xml': types,
    'word/document.xml': `<w:document><w:p>${field}<w:r><w:t>tokAfter</w:t></w:r></w:p></w:document>`,
  };
  const bytes = zipOf(Object.entries(members).map(([name, content]) => ({ name, content: Buffer.from(content) })));
  const { parts } = await extract(bytes, { name: 'a.docx' }, DEFAULT_LIMITS);
  expect(parts.flatMap(({ segments }) => segments).find(({ place }) => place === 'hidden')?.text).toBe('tokCode');
});
