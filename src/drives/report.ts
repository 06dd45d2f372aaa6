/**
 * Findings as text: a table for a terminal, CSV, and one JSON object a line. Nothing quotes a file.
 */
import type { DriveFinding, FindingPlace } from '../store/drive-findings.ts';

/** A finding for other programs: `drive findings --json`. */
export function jsonLine({ places, ...finding }: DriveFinding): string {
  return JSON.stringify({ ...finding, confidence: rounded(finding.confidence), places });
}

const CSV_HEAD = [
  'id', 'drive', 'path', 'part', 'category', 'paragraphs', 'confidence', 'strictly', 'people', 'cases', 'state',
  'paragraph', 'reason', 'owner', 'everyone', 'outside', 'first seen', 'last seen', 'gone', 'sha256',
]; // biome-ignore format: a row of names reads as a row

export function csvHead(): string {
  return csvRow(CSV_HEAD);
}

/** RFC 4180, one row for each place: copies of one file are rows of one id. */
export function csvRows(finding: DriveFinding): string {
  return finding.places.map((place) => csvRow(cellsOf(finding, place))).join('');
}

function cellsOf(finding: DriveFinding, place: FindingPlace): string[] {
  const { id, drive, category, paragraphs, confidence, strictly, people, cases, state, paragraph, reason } = finding;
  return [
    id,
    drive,
    place.path,
    place.part,
    category,
    paragraphs.join(' '),
    `${rounded(confidence)}`,
    `${strictly}`,
    `${people}`,
    cases.join(' '),
    state,
    paragraph ?? '',
    reason ?? '',
    place.owner ?? '',
    `${place.everyone}`,
    place.outside.map(({ principal, address }) => address ?? principal).join(' '),
    finding.firstSeen.toISOString(),
    finding.lastSeen?.toISOString() ?? '',
    place.goneAt?.toISOString() ?? '',
    finding.content,
  ];
}

/** What a sheet would take for a formula is kept from being one: names of files are anybody's. */
function csvRow(cells: readonly string[]): string {
  const safe = cells.map((cell) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell));
  return `${safe.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** Some lines for each finding; `width` is that of the terminal. */
export function textOf(finding: DriveFinding, width: number): string {
  const { id, drive, category, people, state, everyone, outsiders, places, placeCount, confidence, strictly } = finding;
  const facts = [
    strictly && 'strictly confidential',
    people > 0 && `${people} ${people === 1 ? 'person' : 'people'}`,
    `${Math.round(confidence * 100)} % sure`,
    state,
    places.some(({ goneAt }) => goneAt === null) && readBy(everyone, outsiders),
  ];
  const [first] = places;
  const lines = [
    `${id}  ${category} (${facts.filter(Boolean).join(', ')})`,
    `    ${drive}: ${plain(first?.path ?? '')}${inPart(first)}${placeCount > 1 ? ` and ${counted(placeCount - 1, 'more place')}` : ''}`,
    ...(first?.outside.length
      ? [`    outside: ${first.outside.map(({ principal, address }) => address ?? principal).join(', ')}`]
      : []),
  ];
  return lines.map((line) => (line.length > width ? `${line.slice(0, width - 1)}…` : line)).join('\n');
}

/** `1 file`, `12,000 files`. */
export function counted(number: number, noun: string): string {
  return `${number.toLocaleString('en-GB')} ${noun}${number === 1 ? '' : 's'}`;
}

function readBy(everyone: boolean, outsiders: number): string {
  if (everyone) return 'everybody can read it';
  return outsiders === 0 ? 'within its circle' : `${outsiders} outside its circle can read it`;
}

function inPart(place: FindingPlace | undefined): string {
  if (!place) return '';
  return place.path.endsWith(place.part) ? '' : `, in ${plain(place.part)}`;
}

/** Control characters could drive the terminal. */
function plain(text: string): string {
  return text.replace(/\p{C}+/gu, '?');
}

function rounded(confidence: number): number {
  return Math.round(confidence * 1e4) / 1e4;
}
