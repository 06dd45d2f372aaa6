/**
 * What a PDF says beside its pages: annotations, form values, links, properties, outline, attached files, XFA forms.
 *
 * Source: ISO 32000-2, 12.5 (annotations), 12.7 (forms), 12.3.3 (outline), 7.11.4 (attached files).
 */
import type { Found } from './extractor.ts';
import { type Attached, sumOf } from './pdf-files.ts';
import type { Pdfium } from './pdfium.ts';

/** Subtypes of fpdf_annot.h. */
const [LINK, POPUP, FILE_ATTACHMENT, WIDGET] = [2, 16, 17, 20];

export interface Form {
  /** 0 where the document has none. */
  readonly handle: number;
  readonly close: () => void;
}

/** Opens the fields of a form: a field's value may stand in one above it. Closed before its document is. */
export function openForm(lib: Pdfium, document: number): Form {
  if (lib.call('FPDF_GetFormType', document) <= 0) return { handle: 0, close: () => undefined };
  // FPDF_FORMFILLINFO: a version, and calls back to whoever shows the form. Nobody shows it here.
  const info = lib.allocate(FORM_FILL_INFO_BYTES);
  lib.heap().fill(0, info, info + FORM_FILL_INFO_BYTES);
  lib.heap()[info] = 2;
  const handle = lib.call('FPDFDOC_InitFormFillEnvironment', document, info);
  return {
    handle,
    close: () => {
      if (handle !== 0) lib.call('FPDFDOC_ExitFormFillEnvironment', handle);
      lib.free(info);
    },
  };
}

const FORM_FILL_INFO_BYTES = 512;

export function* annotations(
  lib: Pdfium,
  document: number,
  page: number,
  index: number,
  form: Form,
  files: Attached,
): Generator<Found> {
  const mark = `page ${index + 1}`;
  const count = lib.call('FPDFPage_GetAnnotCount', page);
  for (let at = 0; at < count; at += 1) {
    const annotation = lib.call('FPDFPage_GetAnnot', page, at);
    if (annotation === 0) continue;
    try {
      const kind = lib.call('FPDFAnnot_GetSubtype', annotation);
      const value = (key: string) =>
        lib.withString(key, (name) =>
          lib.utf16((buffer, bytes) => lib.call('FPDFAnnot_GetStringValue', annotation, name, buffer, bytes)),
        );
      // A widget's value is what somebody filled in; a note's contents what somebody wrote beside.
      const keys = kind === WIDGET ? ['V', 'TU', 'Contents'] : kind === POPUP ? [] : ['Contents', 'T', 'Subj'];
      const told = keys.map(value);
      if (kind === WIDGET && form.handle !== 0) told.push(...fieldTexts(lib, form.handle, annotation));
      const formatted = kind === POPUP ? '' : plainText(value('RC'));
      if (!told.some((text) => sameWords(text, formatted))) told.push(formatted);
      const texts = new Set(told.filter((text) => text.trim() !== ''));
      if (kind === LINK) for (const target of linkTarget(lib, document, annotation)) texts.add(target);
      for (const text of texts) yield { kind: 'segment', place: 'annotation', text, mark };
      if (kind === FILE_ATTACHMENT) {
        yield* attached(lib, lib.call('FPDFAnnot_GetFileAttachment', annotation), `attachment on ${mark}`, files);
      }
    } finally {
      lib.call('FPDFPage_CloseAnnot', annotation);
    }
  }
}

/** What was filled in, and the words of a list to choose from. */
function fieldTexts(lib: Pdfium, form: number, annotation: number): string[] {
  const options = Math.max(0, lib.call('FPDFAnnot_GetOptionCount', form, annotation));
  return [
    lib.utf16((buffer, bytes) => lib.call('FPDFAnnot_GetFormFieldValue', form, annotation, buffer, bytes)),
    ...Array.from({ length: options }, (_, option) =>
      lib.utf16((buffer, bytes) => lib.call('FPDFAnnot_GetOptionLabel', form, annotation, option, buffer, bytes)),
    ),
  ];
}

function sameWords(a: string, b: string): boolean {
  return a.replace(/\s+/g, '') === b.replace(/\s+/g, '');
}

function linkTarget(lib: Pdfium, document: number, annotation: number): string[] {
  const link = lib.call('FPDFAnnot_GetLink', annotation);
  const action = link === 0 ? 0 : lib.call('FPDFLink_GetAction', link);
  if (action === 0) return [];
  return [
    bytesOf(lib, (buffer, bytes) => lib.call('FPDFAction_GetURIPath', document, action, buffer, bytes)).toString(
      'latin1',
    ),
    bytesOf(lib, (buffer, bytes) => lib.call('FPDFAction_GetFilePath', action, buffer, bytes)).toString('utf8'),
  ].filter((target) => target !== '');
}

/** For calls that fill a buffer with a C string and tell how many bytes they need. */
function bytesOf(lib: Pdfium, fill: (buffer: number, bytes: number) => number): Buffer {
  const bytes = fill(0, 0);
  if (bytes <= 1) return Buffer.alloc(0);
  const buffer = lib.allocate(bytes);
  try {
    fill(buffer, bytes);
    return Buffer.from(lib.heap().slice(buffer, buffer + bytes - 1));
  } finally {
    lib.free(buffer);
  }
}

/** The Info dictionary: what every program writes, and the entries of its own, such as Microsoft's labels. */
export function* properties(lib: Pdfium, document: number, keys: Iterable<string>): Generator<Found> {
  for (const key of new Set(['Title', 'Author', 'Subject', 'Keywords', ...keys])) {
    const text = lib.withString(key, (name) =>
      lib.utf16((buffer, bytes) => lib.call('FPDF_GetMetaText', document, name, buffer, bytes)),
    );
    if (text.trim() === '') continue;
    if (key.startsWith('MSIP_Label_')) yield { kind: 'segment', place: 'label', text: `${key}: ${text}` };
    else yield { kind: 'segment', place: 'metadata', text };
  }
}

export function* outline(lib: Pdfium, document: number): Generator<Found> {
  const first = (of: number) => lib.call('FPDFBookmark_GetFirstChild', document, of);
  const waiting = [first(0)];
  // A chain of bookmarks may bite its own tail.
  const seen = new Set<number>();
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (item === 0 || seen.has(item)) continue;
    seen.add(item);
    const current = item;
    const text = lib.utf16((buffer, bytes) => lib.call('FPDFBookmark_GetTitle', current, buffer, bytes));
    if (text.trim() !== '') yield { kind: 'segment', place: 'outline', text };
    waiting.push(lib.call('FPDFBookmark_GetNextSibling', document, item), first(item));
  }
}

export function* attachments(lib: Pdfium, document: number, files: Attached): Generator<Found> {
  const count = lib.call('FPDFDoc_GetAttachmentCount', document);
  for (let index = 0; index < count; index += 1) {
    yield* attached(lib, lib.call('FPDFDoc_GetAttachment', document, index), `attachment ${index + 1}`, files);
  }
}

/** One attached file; `fallback` is its name where it has none. */
function* attached(lib: Pdfium, attachment: number, fallback: string, files: Attached): Generator<Found> {
  if (attachment === 0) return;
  const name = lib.utf16((buffer, bytes) => lib.call('FPDFAttachment_GetName', attachment, buffer, bytes)) || fallback;
  // Read now: the document is closed before the budget opens the next child.
  const content = filled(lib, (buffer, bytes, length) =>
    lib.call('FPDFAttachment_GetFile', attachment, buffer, bytes, length),
  );
  if (content) files.listed.add(sumOf(content));
  if (content) yield { kind: 'child', name, open: async () => content };
  else files.unread.push(name);
}

/** Forms of the XFA kind keep their text, and what was filled in, in XML packets of their own. */
export function* xfa(lib: Pdfium, document: number): Generator<Found> {
  const count = lib.call('FPDF_GetXFAPacketCount', document);
  for (let index = 0; index < count; index += 1) {
    const xml = filled(lib, (buffer, bytes, length) =>
      lib.call('FPDF_GetXFAPacketContent', document, index, buffer, bytes, length),
    );
    if (!xml) continue;
    const text = plainText(Buffer.from(xml).toString('utf8'));
    if (text !== '') yield { kind: 'segment', place: 'annotation', text, mark: 'form' };
  }
}

/** For calls that fill a buffer and tell its length through a pointer; undefined where they fail. */
function filled(lib: Pdfium, fill: (buffer: number, bytes: number, length: number) => number): Uint8Array | undefined {
  const length = lib.allocate(8);
  try {
    if (!fill(0, 0, length)) return undefined;
    const size = Buffer.from(lib.heap().buffer, length, 4).readUInt32LE();
    const buffer = lib.allocate(Math.max(1, size));
    try {
      if (size > 0 && !fill(buffer, size, length)) return undefined;
      return lib.heap().slice(buffer, buffer + size);
    } finally {
      lib.free(buffer);
    }
  } finally {
    lib.free(length);
  }
}

function plainText(xml: string): string {
  return xml
    .replace(/<[^>]{0,10000}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
