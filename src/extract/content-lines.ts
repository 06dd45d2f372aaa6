/**
 * Calendars and address cards: each property as a line, files in them as children.
 *
 * Source: RFC 5545 3.1 (folding) and 3.3.11 (escapes), RFC 6350, vCard 2.1 (quoted-printable values). Properties keep
 * their names, for `ORGANIZER` and `DESCRIPTION` tell a reader more than their values alone.
 */
import { decodeText } from './charset.ts';
import type { ChildFound, Extractor, Found } from './extractor.ts';
import { dataParts } from './html.ts';
import { readHtml } from './html-text.ts';

/** A quoted-printable value, which goes on behind each line that ends with `=`. */
const QUOTED_PRINTABLE = /^[^:\r\n]{0,200}ENCODING=QUOTED-PRINTABLE[^:\r\n]{0,200}:(?:[^\r\n]*=\r?\n)*[^\r\n]*/gim;

export const contentLines: Extractor = {
  format: 'content-lines',
  types: ['text/calendar', 'text/vcard'],

  *extract(bytes, { charset }): Generator<Found> {
    const unfolded = decodeText(bytes, charset)
      .replace(QUOTED_PRINTABLE, (property) => property.replace(/=\r?\n/g, ''))
      .replace(/\r?\n[ \t]/g, '');
    const lines: string[] = [];
    for (const line of unfolded.split(/\r\n?|\n/)) {
      const property = propertyOf(line);
      if (!property) {
        if (line.trim()) lines.push(line);
        continue;
      }
      const { name, parameters, value } = property;
      const child = childOf(property, lines.length);
      if (child) yield child;
      else if (/^data:/i.test(value)) yield* dataParts([value]);
      else if (/text\/html/i.test(parameters)) yield* htmlRuns(value);
      else lines.push(`${name}${named(parameters)}: ${plainValue(value, parameters)}`);
    }
    yield { kind: 'segment', place: 'body', text: lines.join('\n') };
  },
};

interface Property {
  readonly name: string;
  /** As written, with its leading semicolon. */
  readonly parameters: string;
  readonly value: string;
}

function propertyOf(line: string): Property | undefined {
  const match = /^([\w.-]+)((?:;[^;:"]*(?:"[^"]*"[^;:"]*)*)*):([\s\S]*)$/.exec(line);
  return match ? { name: match[1] ?? '', parameters: match[2] ?? '', value: match[3] ?? '' } : undefined;
}

function* htmlRuns(value: string): Generator<Found> {
  for (const run of readHtml(plainValue(value, '')).runs) yield { kind: 'segment', ...run };
}

/** A file in a property: `ATTACH;ENCODING=BASE64;VALUE=BINARY;FILENAME=…`, `PHOTO;ENCODING=b;TYPE=JPEG`. */
function childOf({ name, parameters, value }: Property, at: number): ChildFound | undefined {
  if (!/;ENCODING=(?:BASE64|B)(?:;|$)/i.test(parameters)) return undefined;
  const given = /;(?:X-)?(?:FILENAME|APPLE-FILENAME|LABEL)="?([^";:]+)/i.exec(parameters)?.[1];
  const declaredType = /;(?:FMTTYPE|MEDIATYPE)="?([^";:]+)/i.exec(parameters)?.[1];
  return {
    kind: 'child',
    name: given ?? `${name.toLowerCase()}-${at + 1}`,
    ...(declaredType && { declaredType }),
    open: async () => Buffer.from(value, 'base64'),
  };
}

/** Parameters in which programs tell each other how to read a property; the others hold names, addresses, remarks. */
const TECHNICAL =
  /^(?:VALUE|ENCODING|CHARSET|LANGUAGE|TZID|TYPE|PREF|PID|ALTID|MEDIATYPE|FMTTYPE|CUTYPE|ROLE|RSVP|PARTSTAT|SCHEDULE-\w+|FBTYPE|RANGE|RELATED|RELTYPE|CALSCALE|X-NUM-GUESTS|EMAIL)$/i;

/** What people wrote in the parameters. */
function named(parameters: string): string {
  const written = Array.from(parameters.matchAll(/;([\w-]+)="?((?:(?<==")[^"]*|[^";:]*))/g));
  return written
    .map(([, name = '', value = '']) => (TECHNICAL.test(name) || value === '' ? '' : ` (${value})`))
    .join('');
}

function plainValue(value: string, parameters: string): string {
  const decoded = /QUOTED-PRINTABLE/i.test(parameters) ? fromQuotedPrintable(value, parameters) : value;
  return decoded.replace(/\\([nN,;:\\])/g, (_, escaped: string) => (/n/i.test(escaped) ? '\n' : escaped));
}

function fromQuotedPrintable(value: string, parameters: string): string {
  const bytes = value.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return decodeText(Buffer.from(bytes, 'latin1'), /CHARSET=([\w-]+)/i.exec(parameters)?.[1]);
}
