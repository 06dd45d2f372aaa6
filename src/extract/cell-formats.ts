/**
 * How a sheet shows a number: by the format of its cell's style.
 *
 * Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.8.10 (cell formats). The formats themselves are a language of
 * their own, which SheetJS's formatter speaks.
 */
import { SSF } from '@e965/xlsx';
import { scanXml } from './xml-scan.ts';

export interface CellFormats {
  /** Takes a value and the index of its cell's style. */
  readonly show: (value: number, style: number) => string;
}

/** Takes `xl/styles.xml`, which may be empty, and from which year the book counts its days. */
export function cellFormats(xml: string, isDate1904: boolean): CellFormats {
  const codes = new Map<number, string>();
  const styles: (number | string)[] = [];
  let inCellFormats = false;
  scanXml(xml, {
    open: (name, attribute) => {
      if (name === 'numFmt') codes.set(Number(attribute('numFmtId')), attribute('formatCode') ?? 'General');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) {
        const id = Number(attribute('numFmtId') ?? 0);
        styles.push(codes.get(id) ?? id);
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text: () => undefined,
  });
  return formatsOf(styles, isDate1904);
}

/** Takes the format of each style: its code, or the number of one that every program knows. */
export function formatsOf(styles: readonly (number | string)[], isDate1904: boolean): CellFormats {
  const formatted = (format: number | string, value: number) => {
    try {
      return String(SSF.format(format, value, { date1904: isDate1904 }));
    } catch {
      // A format that nobody could write by hand; the number itself is there to be read.
      return String(value);
    }
  };
  // A column of dates has few distinct days, and formatting one is dear.
  const shown = new Map<number | string, Map<number, string>>();
  return {
    show: (value, style) => {
      const format = styles[style] ?? 0;
      if (format === 0 || format === 'General' || !Number.isFinite(value)) return String(value);
      const known = shown.get(format) ?? new Map<number, string>();
      const text = known.get(value) ?? formatted(format, value);
      if (known.size < MAX_REMEMBERED) shown.set(format, known.set(value, text));
      return text;
    },
  };
}

/** Of one format; a column of distinct amounts must not grow without end. */
const MAX_REMEMBERED = 10_000;
