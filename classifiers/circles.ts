/**
 * Circles: how many members of the roll fit what a text tells of somebody without naming them.
 *
 * Source: paragraph 9(c): "the treasurer of Hill Ward" has no name and is known all the same. Kept are counts under keyed
 * hashes of unit, office, month of joining and sex, each alone and together; who the members are is not in them. Pure.
 */
import { firstWhere } from './bisect.ts';
import { headingsOf } from './headings.ts';
import { MONTHS } from './marking-days.ts';
import { tableOf } from './members.ts';

export type CircleFact = 'unit' | 'office' | 'date' | 'sex';

/** One member as the list shows them; an office of several words fits by each of them. */
export interface CircleRow {
  readonly unit: string | null;
  readonly offices: readonly string[];
  /** Month of joining: `2021-03`. */
  readonly joined: string | null;
  readonly sex: 'female' | 'male' | null;
}

/** Sorted hashes and their counts; from 255 on a count is only "many". */
export interface Circles {
  readonly known: readonly CircleFact[];
  readonly keys: Float64Array;
  readonly counts: Uint8Array;
}

/** A whole number below 2^52, keyed; handed in. */
export type CircleHash = (text: string) => number;

const MANY = 255;
const SEX: Readonly<Record<string, 'female' | 'male'>> = {
  f: 'female',
  female: 'female',
  woman: 'female',
  ms: 'female',
  mrs: 'female',
  miss: 'female',
  m: 'male',
  male: 'male',
  man: 'male',
  mr: 'male',
};
const OFFICE_HEADING = /^(?:office|position|role|post|offices? held)$/i;
const SEX_HEADING = /^(?:gender|sex|title)$/i;

/**
 * Rows of a membership list with a heading; `text` is a table with tabs. Empty where no column tells such a thing. Lines
 * that are told already count nobody.
 */
export function* circlesIn(text: string, isTold: (line: number) => boolean = () => false): Generator<CircleRow> {
  const { head, rows } = tableOf(text);
  const unit = head.findIndex((cell) => headingsOf(cell).includes('branch'));
  const joined = head.findIndex((cell) => headingsOf(cell).includes('joined'));
  const office = head.findIndex((cell) => OFFICE_HEADING.test(cell));
  const sex = head.findIndex((cell) => SEX_HEADING.test(cell));
  if (Math.max(unit, joined, office, sex) < 0) return;
  for (const { line, cells } of rows) {
    if (isTold(line)) continue;
    yield {
      unit: unitKey(cells[unit] ?? '') || null,
      offices: (cells[office] ?? '').toLowerCase().match(/\p{L}{2,}/gu) ?? [],
      joined: monthOf(cells[joined] ?? ''),
      sex: SEX[(cells[sex] ?? '').toLowerCase().replace('.', '')] ?? null,
    };
  }
}

/** `Northfield Constituency Labour Party` and `Northfield CLP` are one unit. */
function unitKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\b(?:constituency labour party|labour party|clp|blp|branch|ward)\b/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `2021-03-14`, `14/03/2021`, `14 Mar 2021`, `Mar-2021` → `2021-03`; null for anything else. */
function monthOf(cell: string): string | null {
  const iso = /^((?:19|20)\d\d)-(\d\d)/.exec(cell);
  if (iso) return `${iso[1]}-${iso[2]}`;
  const slashed = /^\d{1,2}[/.](\d{1,2})[/.]((?:19|20)\d\d)/.exec(cell);
  if (slashed) return `${slashed[2]}-${(slashed[1] ?? '').padStart(2, '0')}`;
  const named = /\b([a-z]{3})[a-z]{0,6}[ -]((?:19|20)\d\d)/i.exec(cell);
  const month = MONTHS.indexOf((named?.[1] ?? '').toLowerCase());
  return named && month >= 0 ? `${named[2]}-${String(month + 1).padStart(2, '0')}` : null;
}

export function buildCircles(rows: Iterable<CircleRow>, hash: CircleHash): Circles {
  const counts = new Map<number, number>();
  const known = new Set<CircleFact>();
  for (const row of rows) {
    if (row.unit) known.add('unit');
    if (row.offices.length > 0) known.add('office');
    if (row.joined) known.add('date');
    if (row.sex) known.add('sex');
    for (const key of new Set(keysOf(row))) {
      const hashed = hash(key);
      counts.set(hashed, Math.min(MANY, (counts.get(hashed) ?? 0) + 1));
    }
  }
  const keys = Float64Array.from(counts.keys()).sort();
  return { known: [...known], keys, counts: Uint8Array.from(keys, (key) => counts.get(key) ?? 0) };
}

/** Every way in which a text may tell of this member: any of the facts, alone or together. */
function keysOf({ unit, offices, joined, sex }: CircleRow): string[] {
  const keys: string[] = [];
  for (const one of [null, unit]) {
    for (const two of [null, ...offices]) {
      for (const three of [null, joined, joined?.slice(0, 4) ?? null]) {
        for (const four of [null, sex]) {
          const key = keyOf(one, two, three, four);
          if (key !== '|||') keys.push(key);
        }
      }
    }
  }
  return keys;
}

function keyOf(unit: string | null, office: string | null, date: string | null, sex: string | null): string {
  return [unit, office, date, sex].map((each) => each ?? '').join('|');
}

/** How many members fit, at most 255; null where the list did not tell one of the facts asked for. `units` are its names. */
export function countIn(
  { known, keys, counts }: Circles,
  facts: {
    readonly units?: readonly string[];
    readonly office?: string;
    readonly date?: string;
    readonly sex?: string;
  },
  hash: CircleHash,
): number | null {
  const asked: CircleFact[] = [];
  if (facts.units) asked.push('unit');
  if (facts.office) asked.push('office');
  if (facts.date) asked.push('date');
  if (facts.sex) asked.push('sex');
  if (!asked.every((fact) => known.includes(fact))) return null;
  const names = facts.units ? [...new Set(facts.units.map(unitKey))] : [null];
  const found = names.map((unit) => {
    const key = hash(keyOf(unit, facts.office ?? null, facts.date ?? null, facts.sex ?? null));
    const at = firstWhere(keys.length, (each) => (keys[each] ?? 0) >= key);
    return keys[at] === key ? (counts[at] ?? 0) : 0;
  });
  return Math.max(...found);
}
