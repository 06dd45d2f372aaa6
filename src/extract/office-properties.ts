/**
 * Properties of an OOXML package: title, subject, keywords, category, company, custom ones, and sensitivity labels.
 *
 * Source: ECMA-376 part 2, 11 (core) and part 1, 22.2 and 22.3 (extended, custom). Microsoft's labels are custom
 * properties `MSIP_Label_<guid>_Name`.
 */
import type { Found } from './extractor.ts';
import type { Package } from './package-zip.ts';
import { queriesOf } from './power-query.ts';
import { scanXml } from './xml-scan.ts';

/** Written by every program about itself; nobody's words. */
const TECHNICAL = new Set([
  'Application',
  'AppVersion',
  'Template',
  'TotalTime',
  'Pages',
  'Words',
  'Characters',
  'CharactersWithSpaces',
  'Lines',
  'Paragraphs',
  'DocSecurity',
  'ScaleCrop',
  'LinksUpToDate',
  'SharedDoc',
  'HyperlinksChanged',
  'created',
  'modified',
  'revision',
  'PresentationFormat',
  'Slides',
  'Notes',
  'HiddenSlides',
  'MMClips',
  'i4',
  'language',
  'lastPrinted',
]);

export function* officeProperties(pack: Package, bytesLeft: number): Generator<Found> {
  for (const name of ['docProps/core.xml', 'docProps/app.xml']) {
    const values: string[] = [];
    let current = '';
    scanXml(pack.text(name) ?? '', {
      open: (element) => {
        current = element;
      },
      close: () => {
        current = '';
      },
      text: (text) => {
        if (text.trim() !== '' && !TECHNICAL.has(current)) values.push(text.trim());
      },
    });
    for (const text of values) yield { kind: 'segment', place: 'property', text };
  }
  yield* customProperties(pack.text('docProps/custom.xml') ?? '');
  yield* labelIds(pack.text('docMetadata/LabelInfo.xml') ?? '');
  for (const name of pack.names.filter((each) => /^customXml\/item\d+\.xml$/.test(each)).sort()) {
    const xml = pack.text(name) ?? '';
    yield* queriesOf(xml, bytesLeft) ?? dataFound(xml);
  }
}

/** Labels of newer programs ([MS-OFFCRYPTO] 2.6.3): an id and a tenant; whoever set it is told elsewhere, or nowhere. */
function* labelIds(xml: string): Generator<Found> {
  const ids: string[] = [];
  scanXml(xml, {
    open: (element, attribute) => {
      if (element === 'label' && attribute('removed') !== '1') ids.push(attribute('id') ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  for (const id of ids) yield { kind: 'segment', place: 'label', text: `MSIP_Label_${id.replace(/[{}]/g, '')}` };
}

/** What SharePoint keeps of a library's columns: names of its own by the hundred, and nobody's words. */
const CONTENT_TYPE_SCHEMA = 'http://schemas.microsoft.com/office/2006/metadata/contentType';

/** Data that a document carries for its form fields; nobody sees it who does not unpack the file. */
function* dataFound(xml: string): Generator<Found> {
  const values: string[] = [];
  const isSchema = xml.includes(CONTENT_TYPE_SCHEMA);
  scanXml(xml, {
    // What an element says of itself is a row, since programs write their records so.
    open: (_name, _attribute, _isEmpty, all) => {
      const row = isSchema
        ? []
        : [...all()].flatMap(([name, value]) => (/^xmlns\b/.test(name) ? [] : value.trim() || []));
      if (row.length > 0) values.push(row.join('\t'));
    },
    close: () => undefined,
    text: (text) => {
      if (text.trim() !== '') values.push(text.trim());
    },
  });
  if (values.length > 0) yield { kind: 'segment', place: 'hidden', text: values.join('\n'), mark: 'data' };
}

function* customProperties(xml: string): Generator<Found> {
  const found: [name: string, value: string][] = [];
  let name = '';
  scanXml(xml, {
    open: (element, attribute) => {
      if (element === 'property') name = attribute('name') ?? '';
    },
    close: () => undefined,
    text: (text) => {
      if (text.trim() !== '') found.push([name, text.trim()]);
    },
  });
  for (const [key, value] of found) {
    const place = key.startsWith('MSIP_Label_') ? 'label' : 'property';
    yield { kind: 'segment', place, text: `${key}: ${value}` };
  }
}

/** What a package carries inside: pictures, embedded workbooks and objects, each a part of its own. */
export function* embeddedParts(pack: Package, folder: string): Generator<Found> {
  for (const member of pack.names) {
    if (!new RegExp(`^${folder}/(?:media|embeddings)/.`).test(member)) continue;
    const name = member.slice(member.lastIndexOf('/') + 1);
    yield { kind: 'child', name, open: async () => pack.read(member) ?? new Uint8Array() };
  }
}

/** Where a part's relationships lead within the package, by their ids. */
export function relationships(pack: Package, part: string): Map<string, string> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const targets = new Map<string, string>();
  scanXml(pack.text(part.replace(/([^/]+)$/, '_rels/$1.rels')) ?? '', {
    open: (element, attribute) => {
      if (element !== 'Relationship' || attribute('TargetMode') === 'External') return;
      targets.set(attribute('Id') ?? '', resolved(folder, attribute('Target') ?? ''));
    },
    close: () => undefined,
    text: () => undefined,
  });
  return targets;
}

/** A path as it stands in the package: `../media/image1.png` beside `word/charts/` is `word/media/image1.png`. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

/** External targets of a part's relationships: links lead out, and their words tell. */
export function* linkTargets(pack: Package, part: string): Generator<Found> {
  const rels = part.replace(/([^/]+)$/, '_rels/$1.rels');
  const targets: string[] = [];
  scanXml(pack.text(rels) ?? '', {
    open: (element, attribute) => {
      if (element === 'Relationship' && attribute('TargetMode') === 'External') targets.push(attribute('Target') ?? '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  for (const text of targets) if (text !== '') yield { kind: 'segment', place: 'annotation', text };
}
