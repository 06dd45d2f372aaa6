/** Words where people overlook them, and programs do too: attributes, codes, data behind forms, files within flat files. */
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { zipOf } from './archives.ts';

const FILE = zipOf([{ name: 'list.txt', content: Buffer.from('tokWithin a file') }]).toString('base64');
const field = (code: string) =>
  `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;

function packed(main: string, members: Readonly<Record<string, string | Buffer>>): Buffer {
  const all = { '[Content_Types].xml': '<Types/>', [main]: '<x/>', ...members };
  return zipOf(Object.entries(all).map(([name, content]) => ({ name, content: Buffer.from(content) })));
}

const word = (body: string, members = {}) =>
  packed('word/document.xml', { 'word/document.xml': `<w:document><w:body>${body}</w:body></w:document>`, ...members });
const book = (members: Readonly<Record<string, string | Buffer>>) => packed('xl/workbook.xml', members);
const slides = (members: Readonly<Record<string, string>>) => packed('ppt/presentation.xml', members);
const flat = (kind: string, body: string) =>
  `<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.${kind}"><office:body>${body}</office:body></office:document>`;
const writer = (body: string) => flat('text', `<office:text>${body}</office:text>`);
const calc = (body: string) => flat('spreadsheet', `<office:spreadsheet>${body}</office:spreadsheet>`);

/** [MS-QDEFF]: a version, a length, a package. */
function mashup(query: string): Buffer {
  const queries = zipOf([{ name: 'Formulas/Section1.m', content: Buffer.from(query) }]);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(queries.length, 4);
  const written = Buffer.concat([head, queries, Buffer.alloc(12)]).toString('base64');
  return Buffer.from(
    `\ufeff<DataMashup xmlns="http://schemas.microsoft.com/DataMashup">${written}</DataMashup>`,
    'utf16le',
  );
}
const typed = deflateRawSync('[["tokWithin","A1234567"]]').toString('base64');

const ROWS: readonly (readonly [why: string, name: string, bytes: string | Buffer])[] = [
  ['a button that is a field', 'a.docx', word(field('MACROBUTTON NoMacro tokWithin'))],
  ['an equation that is a field', 'a.docx', word(field('EQ \\o(tokWithin,b)'))],
  [
    'what a program keeps in a field',
    'a.docx',
    word(field('ADDIN ZOTERO_ITEM {&quot;title&quot;:&quot;tokWithin&quot;}')),
  ],
  ['the query of a field', 'a.docx', word(field('DATABASE \\s &quot;SELECT tokWithin&quot;'))],
  ['the word of a condition without marks', 'a.docx', word(field('IF 1 = 2 tokWithin other'))],
  ['the code of a deleted field', 'a.docx', word(field('QUOTE "tokWithin"').replaceAll('instrText', 'delInstrText'))],
  [
    'what a form field holds at first',
    'a.docx',
    word('<w:ffData><w:textInput><w:default w:val="tokWithin"/></w:textInput></w:ffData>'),
  ],
  [
    'attributes of custom elements',
    'a.docx',
    word('<w:customXml><w:customXmlPr><w:attr w:val="tokWithin"/></w:customXmlPr></w:customXml>'),
  ],
  ['a description of an old drawing', 'a.docx', word('<w:pict><v:shape alt="tokWithin"/></w:pict>')],
  ['attributes of data behind a form', 'a.docx', word('', { 'customXml/item1.xml': '<m><p name="tokWithin"/></m>' })],
  [
    'properties of a control',
    'a.docx',
    word('', { 'word/activeX/activeX1.xml': '<ax:ocx><ax:ocxPr ax:value="tokWithin"/></ax:ocx>' }),
  ],
  [
    'the path of another book',
    'a.xlsx',
    book({
      'xl/externalLinks/externalLink1.xml': '<x/>',
      'xl/externalLinks/_rels/externalLink1.xml.rels':
        '<Relationships><Relationship Id="r" Target="file:///S:/tokWithin.xlsx" TargetMode="External"/></Relationships>',
    }),
  ],
  [
    'sheets of another book',
    'a.xlsx',
    book({ 'xl/externalLinks/externalLink1.xml': '<externalLink><sheetName val="tokWithin"/></externalLink>' }),
  ],
  [
    'values of another program',
    'a.xlsx',
    book({ 'xl/externalLinks/externalLink1.xml': '<ddeLink><value t="str"><val>tokWithin</val></value></ddeLink>' }),
  ],
  ['the remark of a table', 'a.xlsx', book({ 'xl/tables/table1.xml': '<table comment="tokWithin"/>' })],
  [
    'values of a newer chart',
    'a.xlsx',
    book({ 'xl/charts/chartEx1.xml': '<cx:lvl><cx:pt>tokWithin</cx:pt></cx:lvl>' }),
  ],
  ['values of another server', 'a.xlsx', book({ 'xl/volatileDependencies.xml': '<tp t="s"><v>tokWithin</v></tp>' })],
  ['a query', 'a.xlsx', book({ 'customXml/item1.xml': mashup('section S; shared Q = {"tokWithin"};') })],
  [
    'a table typed into a query',
    'a.xlsx',
    book({
      'customXml/item1.xml': mashup(
        `shared Q = Table.FromRows(Json.Document(Binary.Decompress(Binary.FromText("${typed}", BinaryEncoding.Base64), Compression.Deflate)))`,
      ),
    }),
  ],
  [
    'the name of a section',
    'a.pptx',
    slides({ 'ppt/presentation.xml': '<p:presentation><p14:section name="tokWithin"/></p:presentation>' }),
  ],
  [
    'text that a condition hides',
    'a.fodt',
    writer('<text:p><text:hidden-text text:string-value="tokWithin" text:is-hidden="true"/></text:p>'),
  ],
  [
    'a field that is declared alone',
    'a.fodt',
    writer('<text:user-field-decl office:string-value="tokWithin" text:name="u"/>'),
  ],
  [
    'a variable that is not shown',
    'a.fodt',
    writer('<text:p><text:variable-set text:display="none" office:string-value="tokWithin"/></text:p>'),
  ],
  ['a hidden control', 'a.fodt', writer('<office:forms><form:hidden form:value="tokWithin"/></office:forms>')],
  ['a button of a form', 'a.fodt', writer('<office:forms><form:button form:label="tokWithin"/></office:forms>')],
  ['an entry for the contents', 'a.fodt', writer('<text:p>x<text:toc-mark text:string-value="tokWithin"/></text:p>')],
  [
    'where a section is kept',
    'a.fodt',
    writer('<text:section><text:section-source xlink:href="../tokWithin.odt"/></text:section>'),
  ],
  [
    'words marked for machines',
    'a.fodt',
    writer('<text:section><text:p><text:meta>tokWithin</text:meta></text:p></text:section>'),
  ],
  [
    'a remark on a change',
    'a.fodt',
    writer(
      '<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A</dc:creator><text:p>tokWithin</text:p></office:change-info></text:deletion></text:changed-region></text:tracked-changes>',
    ),
  ],
  [
    'a file within a flat document',
    'a.fodt',
    writer(`<draw:object-ole><office:binary-data>${FILE}</office:binary-data></draw:object-ole>`),
  ],
  ['members of a pivot table', 'a.fods', calc('<table:data-pilot-member table:name="tokWithin"/>')],
  [
    'whose rights they are',
    'a.fodt',
    '<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:rights>tokWithin</dc:rights></office:meta></office:document>',
  ],
  ['a box that is drawn', 'a.rtf', '{\\rtf1 x{\\*\\do\\dobxpage{\\dptxbxtext tokWithin\\par}}}'],
  ['what stands behind raw bytes', 'a.rtf', '{\\rtf1 x{\\pict\\bin7 }}}}{{\\}tokWithin}'],
  [
    'a package written flat',
    'a.xml',
    `<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><w:p><w:t>tok</w:t><w:t>Within</w:t></w:p></pkg:package>`,
  ],
  [
    'a page within a page',
    'a.html',
    '<html><body><iframe srcdoc="&lt;p&gt;90%25 tokWithin&lt;/p&gt;"></iframe></body></html>',
  ],
  [
    'a page within the page of a message',
    'a.eml',
    'From: a@party.example\nSubject: x\nContent-Type: text/html\n\n<body>x<iframe srcdoc="<p>tokWithin"></iframe>',
  ],
  [
    'a remark in an answer',
    'a.ics',
    'BEGIN:VCALENDAR\nATTENDEE;X-RESPONSE-COMMENT="No, see: tokWithin";CN=A:mailto:a@home.example\nEND:VCALENDAR\n',
  ],
  [
    'the label of an address',
    'a.vcf',
    'BEGIN:VCARD\nADR;LABEL="1 High Street: tokWithin";TYPE=home:;;;;;;\nEND:VCARD\n',
  ],
];

describe('what is overlooked', () => {
  it.each(ROWS)('is read: %s', async (_why, name, bytes) => {
    const { parts, unscannable } = await extract(Buffer.from(bytes), { name }, DEFAULT_LIMITS);
    const text = parts.flatMap(({ segments }) => segments.map((each) => each.text)).join('\n');
    expect(text).toContain('tokWithin');
    expect(unscannable).toEqual([]);
  });

  it('are no lines of a drawing', async () => {
    const drawing =
      '<svg><path d="M 35 40 l 50 0 L 0-3e1 z"/><polygon points="1,2 3,4"/><text d="Joe is an L">tok</text></svg>';
    const { parts } = await extract(Buffer.from(drawing), { name: 'a.svg' }, DEFAULT_LIMITS);
    expect(parts[0]?.segments.map(({ place, text }) => `${place} ${text}`)).toEqual(
      expect.arrayContaining(['body tok', 'property Joe is an L']),
    );
    expect(JSON.stringify(parts[0]?.segments)).not.toMatch(/35|1,2/);
  });

  it('is a row for each element of custom data', async () => {
    const data = '<m><p name="Amira Khan" number="A1234567"/><p name="Priya Osei" number="A7654321"/></m>';
    const { parts } = await extract(word('', { 'customXml/item1.xml': data }), { name: 'a.docx' }, DEFAULT_LIMITS);
    const hidden = parts[0]?.segments.find(({ place }) => place === 'hidden')?.text;
    expect(hidden).toBe('Amira Khan\tA1234567\nPriya Osei\tA7654321');
  });

  it('is a row for each row of Excel 2003', async () => {
    const cells = (...texts: string[]) =>
      `<Row>${texts.map((each) => `<Cell><Data>${each}</Data></Cell>`).join('')}</Row>`;
    const source = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">${cells('Name', 'No')}${cells('Amira', '7')}</Workbook>`;
    const { parts } = await extract(Buffer.from(source), { name: 'a.xls' }, DEFAULT_LIMITS);
    expect(parts[0]?.segments.find(({ place }) => place === 'body')?.text).toBe('Name\tNo\nAmira\t7');
  });
});
