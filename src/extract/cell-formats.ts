/**
 * How a sheet shows a number: by the format of its cell's style.
 *
 * Source: ECMA-376 part 1, 18.8.30 (number formats) and 18.8.10 (cell formats). The formats themselves are a language of
 * their own, which SheetJS's formatter speaks.
 */
import { SSF } from '@e965/xlsx';
import { type PlainFormat, plainFormat } from './plain-formats.ts';
import { scanXml } from './xml-scan.ts';

export interface CellFormats {
  /** Takes a value and the index of its cell's style. */
  readonly show: (value: number, style: number) => string;
  /** Whether numbers of a style are shown as they are. */
  readonly showsAsWritten: (style: number) => boolean;
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
export function formatsOf(formats: readonly (number | string)[], isDate1904: boolean): CellFormats {
  const styles = formats.map((format) => styleOf(format, isDate1904));
  return {
    showsAsWritten: (style) => styles[style] === undefined,
    show: (value, style) => {
      const shown = styles[style];
      if (shown === undefined || !Number.isFinite(value)) return String(value);
      return shown.plain?.(value) ?? remembered(shown, value, isDate1904);
    },
  };
}

interface Style {
  readonly format: number | string;
  readonly plain: PlainFormat | undefined;
  /** A column of days or of whole amounts has few distinct values, and formatting one is dear. */
  readonly known: Map<number, string>;
}

/** Undefined where numbers are shown as they are. */
function styleOf(format: number | string, isDate1904: boolean): Style | undefined {
  if (format === 0 || format === 'General') return undefined;
  const code = typeof format === 'string' ? format : String(SSF.get_table()[format] ?? '');
  return { format, plain: plainFormat(code, isDate1904), known: new Map() };
}

/** Of one style; a column of distinct amounts must not grow without end. */
const MAX_REMEMBERED = 10_000;

function remembered({ format, known }: Style, value: number, isDate1904: boolean): string {
  const text = known.get(value) ?? formatted(format, value, isDate1904);
  if (known.size < MAX_REMEMBERED) known.set(value, text);
  return text;
}

function formatted(format: number | string, value: number, isDate1904: boolean): string {
  const codes = typeof format === 'string' ? [format, format.replace(BARE_LETTERS, '\\$&')] : [format];
  for (const code of codes) {
    try {
      return String(SSF.format(code, value, { date1904: isDate1904 }));
    } catch {
      // A format that the formatter cannot read; after the last of them the number itself is there to be read.
    }
  }
  return String(value);
}

/** Currencies and the like: Excel takes them as they stand, SheetJS's formatter wants them quoted. */
const BARE_LETTERS = /\P{ASCII}/gu;
