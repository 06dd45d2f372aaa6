/**
 * What an OLE object wraps: a file that somebody put into a document, a workbook in a letter.
 *
 * Source: [MS-OLEDS] 2.3.6 (OLENativeStream), 2.2.5 (EmbeddedObject), [MS-OLEPS]. Storages inside become compound files
 * of their own; a stream that nobody here knows makes the object `unsupported`.
 */
import { type CompoundEntry, entryNamed, openCompound } from './cfb.ts';
import { writeCompound } from './cfb-write.ts';
import { decodeText } from './charset.ts';
import { equationWords } from './equation.ts';
import type { Extractor, Found } from './extractor.ts';
import { oleProperties } from './ole-properties.ts';

export const ole: Extractor = {
  format: 'ole',
  types: ['application/x-ole-storage'],

  *extract(bytes): Generator<Found> {
    const root = openCompound(bytes);
    if (root.isCut) yield { kind: 'unscannable', reason: 'corrupt' };
    yield* oleProperties(root);
    // Slides keep the husk of an object that was deleted: a head and two tables, with nothing in them.
    let isWhole = root.children.length > 0 || bytes.length <= HUSK_BYTES;
    const isEquation = EQUATIONS.test(entryNamed(root, '\u0001CompObj')?.read().toString('latin1') ?? '');
    for (const entry of root.children) {
      const { name } = entry;
      if (entry.kind === 'storage') yield* storageFound(entry);
      else if (name === 'Equation Native' || (name === NATIVE && isEquation)) {
        const text = equationWords(entry.read());
        if (text !== '') yield { kind: 'segment', place: 'text-box', text };
      } else if (name === NATIVE) yield nativeFound(entry.read().subarray(4));
      else if (WRAPPERS.has(name)) yield { kind: 'child', name: 'object', open: async () => entry.read() };
      else if (!TECHNICAL.test(name.replace(/^\p{Cc}/u, ''))) isWhole = false;
    }
    if (!isWhole) yield { kind: 'unscannable', reason: 'unsupported' };
  },
};

const HUSK_BYTES = 1536;
const EQUATIONS = /Equation|MathType/;
const NATIVE = '\u0001Ole10Native';
/** Streams that hold a whole file: of OOXML, of PDF and others, of LibreOffice; WPS writes small letters. */
const WRAPPERS = new Set(['Package', 'package', 'CONTENTS', 'Contents', 'EmbeddedOdf', 'package_stream']);
/** What says how the object is shown or linked, and pictures of it. */
const TECHNICAL =
  /^(?:Ole|OLE|CompObj|OlePres\d+|ObjInfo|EPRINT|META|LinkInfo|PRINT|Ole10\w+|PIC|PICT|\w*SummaryInformation|contents)$/;

/** Every storage of a pool of objects, as Word and Excel keep them. */
export function* objectsOf(pool: CompoundEntry | undefined): Generator<Found> {
  for (const entry of pool?.children ?? []) if (entry.kind === 'storage') yield* storageFound(entry);
}

export function* storageFound(entry: CompoundEntry): Generator<Found> {
  if (entry.children.length === 0) return;
  const name = entry.name.replace(/^\P{L}+/u, '') || 'object';
  yield { kind: 'child', name, open: async () => writeCompound(entry) };
}

/**
 * Takes what stands behind the length: flags, a label, two paths, and the file's bytes. Others than Package keep there
 * what only their own program reads.
 */
function nativeFound(bytes: Buffer): Found {
  if (bytes.length < 2 || bytes.readUInt16LE(0) !== 2) {
    // Paint keeps its picture as it is.
    const isKnown = bytes.toString('latin1', 0, 2) === 'BM';
    if (isKnown) return { kind: 'child', name: 'object', open: async () => bytes };
    return { kind: 'unscannable', name: 'object', reason: 'unsupported' };
  }
  const labelEnd = bytes.indexOf(0, 2);
  const fileEnd = labelEnd < 0 ? -1 : bytes.indexOf(0, labelEnd + 1);
  const pathAt = fileEnd + 5;
  if (fileEnd < 0 || pathAt + 4 > bytes.length) return { kind: 'unscannable', name: 'object', reason: 'corrupt' };
  const sizeAt = pathAt + 4 + bytes.readUInt32LE(pathAt);
  if (sizeAt + 4 > bytes.length) return { kind: 'unscannable', name: 'object', reason: 'corrupt' };
  const content = bytes.subarray(sizeAt + 4, sizeAt + 4 + bytes.readUInt32LE(sizeAt));
  return { kind: 'child', name: decodeText(bytes.subarray(2, labelEnd)) || 'object', open: async () => content };
}

/** An object of OLE 1.0, as RTF carries it: version, kind, three counted strings, the bytes. */
export function embeddedObject(bytes: Buffer): Found {
  const corrupt: Found = { kind: 'unscannable', name: 'object', reason: 'corrupt' };
  let at = 8;
  const className = counted(bytes, at);
  for (let string = 0; string < 3; string += 1) {
    if (at + 4 > bytes.length) return corrupt;
    at += 4 + bytes.readUInt32LE(at);
  }
  if (at + 4 > bytes.length) return corrupt;
  const content = bytes.subarray(at + 4, at + 4 + bytes.readUInt32LE(at));
  if (className === 'Package') return nativeFound(content);
  return { kind: 'child', name: className || 'object', open: async () => content };
}

function counted(bytes: Buffer, at: number): string {
  if (at + 4 > bytes.length) return '';
  return bytes.toString('latin1', at + 4, at + 4 + Math.max(0, bytes.readUInt32LE(at) - 1));
}
