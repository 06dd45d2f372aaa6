/**
 * The sheet of numbers behind a chart by Microsoft Graph, which old letters and slides hold instead of a workbook.
 *
 * Source: [MS-OGRAPH] 2.3.1 (records), 2.4.71 (Label), 2.4.81 (Number), 2.4.107 (SeriesText), 2.4.41 (Format). Looks like a
 * workbook but for its version and for its cells; there is one sheet.
 */
import { biffRecords, countedString, unicodeString } from './biff.ts';
import { formatsOf } from './cell-formats.ts';
import type { Found } from './extractor.ts';
import { PlaceTexts } from './place-texts.ts';
import { onOneLine, SheetLines } from './sheet-lines.ts';

/** Of Graph 97 and later, and of 5, whose strings have a byte a letter and no flags. */
const [GRAPH_97, GRAPH_5] = [0x0680, 0x0580];

export function isGraph(version: number): boolean {
  return version === GRAPH_97 || version === GRAPH_5;
}

const R = { number: 0x03, label: 0x04, format: 0x41e, seriesText: 0x100d } as const;

export function* graphSheet(stream: Buffer): Generator<Found> {
  const isOld = stream.readUInt16LE(4) === GRAPH_5;
  const text = (data: Buffer, at: number, characters: number) =>
    isOld ? data.toString('latin1', at, at + characters) : unicodeString(data, at, characters);
  yield { kind: 'count', of: 'sheets', there: 1, read: 1 };
  const lines = new SheetLines(false);
  const texts = new PlaceTexts();
  const codes: string[] = [];
  const style = (id: number) => codes[id] ?? 'General';
  for (const { type, data } of biffRecords(stream, 0)) {
    const isCell = (type === R.number || type === R.label) && data.length >= 9;
    const put = (text: string) => lines.put(data.readUInt16LE(0), data.readUInt16LE(2), onOneLine(text));
    if (type === R.format && data.length >= 5 && !isOld) codes[data.readUInt16LE(0)] = countedString(data, 2);
    else if (isCell && type === R.label) put(text(data, 8, data.readUInt8(7)));
    else if (isCell && data.length >= 15) {
      put(formatsOf([style(data.readUInt16LE(4))], false).show(data.readDoubleLE(7), 0));
    } else if (type === R.seriesText && data.length >= 4) {
      texts.add('text-box', `${text(data, 3, data.readUInt8(2))}\n`);
    }
  }
  yield* lines.segments('chart');
  yield* texts.segments('chart');
}
