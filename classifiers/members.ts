/**
 * Rows of a membership list as the keys by which the roll knows a member. Pure.
 *
 * Columns are told by their heading where there is one, else by what they hold.
 */
import { kindOf } from './fields.ts';
import { type HeadingKind, headingsOf } from './headings.ts';
import { namePostcode, type RollKind } from './roll.ts';

/** A list of keys for each row that tells a person; `text` is a table with tabs, as extraction gives it. */
export function membersOf(text: string): (readonly [RollKind, string])[][] {
  const { head, rows } = tableOf(text);
  const headings = head.map(headingsOf);
  const column = (...kinds: readonly HeadingKind[]) =>
    headings.findIndex((heading) => heading.some((kind) => kinds.includes(kind)));
  const first = column('first-name');
  const last = column('surname');
  const whole = column('name');
  return rows.flatMap((cells) => {
    const keys: [RollKind, string][] = [];
    const kinds = cells.map(kindOf);
    const of = (kind: (typeof kinds)[number]) => cells[kinds.indexOf(kind)];
    const number = of('member-number');
    const email = of('email');
    const postcode = of('postcode');
    const name = cells[first] && cells[last] ? `${cells[first]} ${cells[last]}` : (cells[whole] ?? of('name'));
    if (number) keys.push(['number', number]);
    if (email) keys.push(['email', email]);
    if (name && postcode) keys.push(['name-postcode', namePostcode(name, postcode)]);
    for (const [index, kind] of kinds.entries())
      if (kind === 'phone' && cells[index]) keys.push(['phone', cells[index]]);
    return keys.length > 0 ? [keys] : [];
  });
}

/** Cells of a membership list, parted by tabs: its head, empty where no line is one, and the rows below it. */
export function tableOf(text: string): { readonly head: readonly string[]; readonly rows: readonly string[][] } {
  const lines = text.split('\n').map((line) => line.split('\t').map((cell) => cell.trim()));
  const at = lines.findIndex((cells) => cells.filter((cell) => headingsOf(cell).length > 0).length >= 2);
  return { head: lines[at] ?? [], rows: lines.slice(at + 1) };
}
