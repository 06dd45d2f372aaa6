/**
 * The documents that extraction is measured on: seeded prose and tables, written by LibreOffice (Debian: libreoffice-writer,
 * libreoffice-calc, libreoffice-impress, hyphen-en-gb).
 *
 * Justified and hyphenated, headed and footed, some in two columns, one to twelve pages; sheets of 500 to 5,000 rows with
 * dates, amounts and leading zeros. The text is a function of the seed; LibreOffice stamps its own times into the files.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Made {
  readonly file: string;
  readonly words: readonly string[];
}

const PAGES = [1, 1, 2, 2, 3, 3, 4, 5, 6, 8, 12];
const ROWS = [500, 500, 500, 1_000, 1_000, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000];
const CHARACTERS_A_PAGE = 3_600;
const SHEETS = new Set(['xlsx', 'xls', 'ods']);

/** Makes the documents of some formats for the time of `work`. Throws where LibreOffice is not there or writes nothing. */
export async function withDocuments(
  formats: readonly string[],
  work: (documents: ReadonlyMap<string, readonly Made[]>) => Promise<void>,
): Promise<void> {
  if (spawnSync('sh', ['-c', 'command -v soffice']).status !== 0) {
    throw new Error(
      'the measurement needs `soffice` (Debian: libreoffice-writer libreoffice-calc libreoffice-impress)',
    );
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-extract-'));
  try {
    await work(new Map(formats.map((format) => [format, documentsOf(join(folder, format), format)])));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function documentsOf(folder: string, format: string): Made[] {
  mkdirSync(folder);
  if (format === 'eml') return PAGES.map((pages, index) => writtenMessage(folder, pages, index));
  const isSheet = SHEETS.has(format);
  const suffix = isSheet ? 'fods' : format === 'pptx' ? 'fodp' : 'fodt';
  const made = (isSheet ? ROWS : PAGES).map((size, index) => {
    const { xml, words } = isSheet ? sheet(index, size) : format === 'pptx' ? slides(index, size) : prose(index, size);
    const source = join(folder, `${index}.${suffix}`);
    writeFileSync(source, xml);
    return { source, file: join(folder, `${index}.${format}`), words };
  });
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const args = ['--headless', profile, '--convert-to', format, '--outdir', folder, ...made.map(({ source }) => source)];
  execFileSync('soffice', args, { stdio: 'ignore', timeout: 300_000 });
  return made.map(({ file, words }) => ({ file, words }));
}

function writtenMessage(folder: string, pages: number, index: number): Made {
  const paragraphs = paragraphsOf(random(index + 500), pages * 1_500);
  const html = `<html><body>${paragraphs.map((text) => `<p style="margin:0">${text}</p>`).join('\n')}</body></html>`;
  const lines = [
    'From: a@party.example',
    'To: b@home.example',
    'Subject: notes',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    paragraphs.join('\r\n\r\n'),
    '--b',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(html).toString('base64').replace(/.{76}/g, '$&\r\n'),
    '--b--',
    '',
  ];
  const file = join(folder, `${index}.eml`);
  writeFileSync(file, lines.join('\r\n'));
  return { file, words: wordsOf(paragraphs.join(' ')) };
}

const NAMESPACES = [
  ...['office', 'text', 'table', 'style', 'meta'].map((name) => [name, name]),
  ['draw', 'drawing'],
  ['fo', 'xsl-fo-compatible'],
  ['svg', 'svg-compatible'],
  ['number', 'datastyle'],
  ['presentation', 'presentation'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');

function flat(kind: 'text' | 'spreadsheet' | 'presentation', styles: string, body: string): string {
  const type = `application/vnd.oasis.opendocument.${kind}`;
  return `<?xml version="1.0" encoding="UTF-8"?><office:document ${NAMESPACES} office:mimetype="${type}" office:version="1.3">${styles}<office:body><office:${kind}>${body}</office:${kind}></office:body></office:document>`;
}

interface Source {
  readonly xml: string;
  readonly words: readonly string[];
}

function prose(seed: number, pages: number): Source {
  const next = random(seed + 1);
  const paragraphs = paragraphsOf(next, pages * CHARACTERS_A_PAGE);
  const columns = seed % 5 === 3 ? '<style:columns fo:column-count="2" fo:column-gap="0.6cm"/>' : '';
  const styles = `<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:hyphenation-ladder-count="no-limit"/><style:text-properties fo:font-size="11pt" fo:language="en" fo:country="GB" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style><style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.2cm"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2cm">${columns}</style:page-layout-properties><style:header-style><style:header-footer-properties fo:min-height="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="p"><style:header><text:p>Northfield branch</text:p></style:header><style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>`;
  const body = paragraphs.map((text) => `<text:p text:style-name="Standard">${text}</text:p>`).join('');
  return { xml: flat('text', styles, body), words: wordsOf(paragraphs.join(' ')) };
}

function slides(seed: number, pages: number): Source {
  const texts = paragraphsOf(random(seed + 1), pages * 1_000);
  const styles = '<office:master-styles><style:master-page style:name="M"/></office:master-styles>';
  const body = texts.map(
    (text, index) =>
      `<draw:page draw:name="s${index}" draw:master-page-name="M"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="12cm"><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`,
  );
  return { xml: flat('presentation', styles, body.join('')), words: wordsOf(texts.join(' ')) };
}

const text = (value: string) =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;

function sheet(seed: number, rows: number): Source {
  const next = random(seed + 100);
  const words: string[] = [];
  const lines = Array.from({ length: rows }, () => {
    const day = `20${below(next, 10) + 15}-${padded(below(next, 12) + 1, 2)}-${padded(below(next, 28) + 1, 2)}`;
    const shownDay = day.split('-').reverse().join('/');
    const number = below(next, 1_000_000);
    const names = [`${word(next)} ${word(next)}`, word(next), `01632 960${padded(below(next, 1000), 3)}`];
    const note = below(next, 3) === 0 ? Array.from({ length: 9 }, () => word(next)).join(' ') : '';
    words.push(...wordsOf([...names, note, shownDay, padded(number, 7)].join(' ')));
    return `<table:table-row><table:table-cell table:style-name="z" office:value-type="float" office:value="${number}"/>${names.map(text).join('')}<table:table-cell table:style-name="d" office:value-type="date" office:date-value="${day}"/><table:table-cell office:value-type="float" office:value="${below(next, 9000) / 100}"/>${text(note)}</table:table-row>`;
  });
  const styles = `<office:automatic-styles><number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style><number:number-style style:name="N2"><number:number number:decimal-places="0" number:min-integer-digits="7"/></number:number-style><style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="z" style:family="table-cell" style:data-style-name="N2"/></office:automatic-styles>`;
  return {
    xml: flat('spreadsheet', styles, `<table:table table:name="Members">${lines.join('')}</table:table>`),
    words,
  };
}

const SYLLABLES = 'ba cor den el fi gra hol in jo kes lum mar no pel qui ros sta ter ul vi'.split(' ');

/** A generator of its own, so that every machine measures the same text (Park and Miller, 1988). */
function random(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function below(next: () => number, limit: number): number {
  return Math.floor(next() * limit);
}

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}

function word(next: () => number): string {
  return Array.from({ length: 1 + below(next, 3) }, () => SYLLABLES[below(next, SYLLABLES.length)]).join('');
}

function paragraphsOf(next: () => number, characters: number): string[] {
  const paragraphs: string[] = [];
  for (let length = 0; length < characters; ) {
    const paragraph = `${Array.from({ length: 40 + below(next, 60) }, () => word(next)).join(' ')}.`;
    paragraphs.push(paragraph);
    length += paragraph.length;
  }
  return paragraphs;
}

function wordsOf(source: string): string[] {
  return source.match(/[\p{L}\p{N}]+/gu) ?? [];
}
