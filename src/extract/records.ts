/**
 * Records of `key: value` lines, one below the other: a directory as LDIF, or a list as programs print it. Like records are
 * the rows of one table, by which a list is told whatever wrote it; everything else stays as it was written.
 *
 * Source: RFC 2849 (LDIF), RFC 4519 (its names). Records are parted by empty lines, or by lines of dashes.
 */
import { isUtf8 } from 'node:buffer';
import { decodeText } from './charset.ts';
import { holdsNoText } from './detect-text.ts';
import type { ChildFound, Extractor, Found } from './extractor.ts';
import { plainText } from './plain.ts';
import { tableOf } from './value-lines.ts';

type Row = { readonly [key: string]: string };

export const records: Extractor = {
  format: 'records',
  types: ['text/x-ldif', 'text/x-records'],

  *extract(bytes, { charset }): Generator<Found> {
    const text = decodeText(bytes, charset).replace(/\r\n?/g, '\n');
    const isLdif = /^dn::? /m.test(text);
    const lines: string[] = [];
    let rows: Row[] = [];
    let written: string[] = [];
    const flush = () => {
      for (const line of (rows.length >= LEAST_ROWS && tableOf(rows)) || written) lines.push(line);
      [rows, written] = [[], []];
    };
    // A line that goes on begins with a blank (RFC 2849, note 2).
    const standing: string[] = [];
    for (const block of `\n${isLdif ? text.replaceAll('\n ', '') : text}`.split(PARTING)) {
      if (block.trim() === '') continue;
      const { row, children, source, place } = recordOf(block, isLdif);
      yield* children;
      if (!row) flush();
      else rows.push(row);
      written.push(source, '');
      if (!row) flush();
      standing.push(...place);
    }
    flush();
    yield* plainText(lines.join('\n').trimEnd());
    if (standing.length > 0) yield { kind: 'segment', place: 'metadata', text: standing.join('\n') };
  },
};

/** Fewer are a letter's own lines. */
const LEAST_ROWS = 3;
const PARTING = /\n(?:[ \t]*(?:-+[ \t]*)?\n)+/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const LABELLED = /^[ \t]*([\p{L}_][\p{L}\p{N} _.;()/'-]{0,60}?)[ \t]*:(:?)[ \t]*(.*)$/u;

interface Block {
  /** Undefined where a line of it is none of a record. */
  readonly row: Row | undefined;
  /** As it was written, but for what stands in base64. */
  readonly source: string;
  readonly children: readonly ChildFound[];
  /** Where it stands in the directory, and as what. */
  readonly place: readonly string[];
}

const PLACE = /^(?:dn|objectclass|changetype|control|modifytimestamp|entryuuid)$/i;

function recordOf(block: string, isLdif: boolean): Block {
  const fields = new Map<string, string>();
  const children: ChildFound[] = [];
  const source: string[] = [];
  const place: string[] = [];
  let isRecord = true;
  for (const line of block.split('\n')) {
    const [, label = '', packed, written = ''] = LABELLED.exec(line) ?? [];
    const bytes = packed ? unpacked(written.trim(), isLdif) : undefined;
    const isFile = bytes !== undefined && holdsNoText(bytes);
    if (isFile) children.push({ kind: 'child', name: label, open: async () => bytes });
    const value = isFile ? '' : bytes ? decodeText(bytes) : `${packed}${written}`.trim();
    const plain = bytes ? `${label}: ${value}` : line;
    if (isLdif && PLACE.test(label)) {
      place.push(plain);
      continue;
    }
    source.push(plain);
    if (!label) isRecord &&= /^(?:#|-*$)/.test(line.trim());
    const name = !label ? 'remarks' : isLdif ? attribute(label) : label;
    const said = label ? value : line.trim();
    const former = fields.get(name);
    if (said || label) fields.set(name, former ? `${former}; ${said}` : said);
  }
  if (isLdif) withoutSecondNames(fields);
  const row = isRecord && fields.size > 1 ? Object.fromEntries(fields) : undefined;
  return { row, children, source: source.join('\n'), place };
}

/** In anything but LDIF two colons may mean anything. */
function unpacked(written: string, isLdif: boolean): Buffer | undefined {
  if (written === '' || !BASE64.test(written)) return undefined;
  const bytes = Buffer.from(written, 'base64');
  return isLdif || isUtf8(bytes) ? bytes : undefined;
}

/** A directory has each name whole, for show and in parts; a list has it once. */
function withoutSecondNames(fields: Map<string, string>): void {
  const name = fields.get('name');
  if (fields.get('full name') === name) fields.delete('full name');
  const [first, surname] = [fields.get('first name'), fields.get('surname')];
  if (name === `${first} ${surname}` || name === `${surname} ${first}` || name === `${surname}, ${first}`)
    fields.delete('name');
}

/** The name of a directory's attribute as people say it: `memberSince` is two words. Options (`;lang-cy`) name no other. */
function attribute(label: string): string {
  const [name = ''] = label.split(';');
  return NAMES[name.toLowerCase()] ?? name.replace(/([a-z])(?=[A-Z])/g, '$1 ').toLowerCase();
}

const NAMES: Readonly<Record<string, string>> = {
  cn: 'name',
  displayname: 'full name',
  sn: 'surname',
  givenname: 'first name',
  mail: 'email',
  telephonenumber: 'telephone',
  homephone: 'home telephone',
  street: 'address',
  streetaddress: 'address',
  homepostaladdress: 'home address',
  postaladdress: 'address',
  postalcode: 'postcode',
  l: 'town',
  st: 'county',
  employeenumber: 'number',
};
