/**
 * Shapes of tables: what a block of rows is by its heading and by what its columns hold. Pure.
 */
import { bitsOf } from './fields.ts';
import { headingsOf } from './headings.ts';
import { announces, type Block, columnShare, type Row, rowsWith } from './rows.ts';
import type { Shape, ShapeHit } from './shapes.ts';

const NAME = bitsOf('name');
const WORD = bitsOf('word');
const MEMBER_NUMBER = bitsOf('member-number');

function isNamed(row: Row): boolean {
  const { bits } = row;
  if (bits & NAME) return true;
  return bits & WORD ? row.find('word', row.find('word') + 1) >= 0 : false;
}

/** A number in one of the two shapes that the Party gives out. */
function isOurs(row: Row): boolean {
  if (!(row.bits & MEMBER_NUMBER)) return false;
  for (let at = row.find('member-number'); at >= 0; at = row.find('member-number', at + 1))
    if (/^[AL]/i.test(row.cell(at))) return true;
  return false;
}

/** In characters: less than a window of the shortest cells. */
const SEEN_EVERY = 2500;

/** What one block is, by its heading and by what its columns hold. */
export function tableShapes(block: Block): ShapeHit[] {
  const { count } = block;
  // What one row alone says is its person's matter.
  if (count < 2 && block.headings.length === 0) return [];
  const first = block.rows[0];
  const shapes = new Set<Shape>();
  const rows = block.rows.length;
  const isTable = (first?.width ?? 0) >= 2;

  const numbers = rowsWith(block, 'member-number');
  const named = block.rows.filter(isNamed);
  const has = (...kinds: Parameters<typeof rowsWith>[1][]) => {
    const wanted = bitsOf(...kinds);
    return named.filter(({ bits }) => bits & wanted).length;
  };
  const contacts = has('email', 'phone', 'postcode', 'street');
  const isGoods = announces(block, 'goods') >= 2;
  if (isGoods) shapes.add('goods-heading');
  const hasOurs = block.rows.some(isOurs);
  if (numbers >= 2 && !hasOurs) shapes.add('foreign-numbers');
  if (!isGoods && hasOurs && (announces(block, 'member-number') > 0 || (numbers >= 3 && named.length > 0)))
    shapes.add('member-numbers');
  if (has('street') >= 2 || rowsWith(block, 'person-at') >= 2) shapes.add('people-with-addresses');
  if (contacts >= 3) shapes.add('people-with-contacts');
  if (has('status') >= 2) shapes.add('people-with-standing');
  if (has('date') >= 3) shapes.add('people-with-dates');

  const personal = announces(block, 'name', 'first-name', 'surname');
  const standing = announces(block, 'joined', 'standing', 'membership-type');
  if ((announces(block, 'member-number') > 0 && personal + standing > 0) || (personal > 0 && standing > 0)) {
    shapes.add('membership-heading');
  }
  if (personal > 0 && announces(block, 'email', 'phone', 'address') > 0) shapes.add('contact-heading');

  const elector = announces(block, 'elector', 'polling-district');
  const intention = announces(block, 'voter-intention');
  const field = announces(block, 'walk', 'postal', 'marked');
  if (elector >= 2 || (elector >= 1 && personal + announces(block, 'address') > 0)) shapes.add('elector-heading');
  if ((elector > 0 || personal > 0 || announces(block, 'address') > 0) && intention + field >= 2)
    shapes.add('canvass-heading');
  if (intention > 0 && announces(block, 'walk', 'postal') > 0) shapes.add('canvass-heading');
  if (announces(block, 'marked') >= 2 || (announces(block, 'marked') > 0 && elector > 0)) shapes.add('marked-heading');
  if (rows >= 3 && columnShare(block, 'elector-number') > 0.6 && named.length * 2 >= rows)
    shapes.add('elector-numbers');
  else if (rows >= 3 && columnShare(block, 'elector-number') > 0.6 && intention + field + elector > 0)
    shapes.add('elector-numbers');
  const isCoded = rows >= 3 && isTable && columnShare(block, 'voter-code', 'party-word') > 0.5;
  if (isCoded) shapes.add('voter-codes');
  // A size and an article's number look the same: somebody's name or road has to stand beside them.
  const isOfPeople =
    intention + elector > 0 || (isCoded && Math.max(named.length, rowsWith(block, 'street')) * 2 >= rows);
  if (isOfPeople && inTwoColumns(block) > 0.6) shapes.add('elector-numbers');
  if (rows >= 3 && isTable && personal + elector > 0 && columnShare(block, 'mark') > 0.5) shapes.add('voter-marks');
  if (announces(block, 'box') >= 2) shapes.add('box-counts');
  if (announces(block, 'party') >= 3 && rowsWith(block, 'integer', 'decimal') > 0) shapes.add('party-columns');

  if (announces(block, 'ballot') >= 2) shapes.add('preference-heading');
  if (announces(block, 'stage') >= 2) shapes.add('stage-heading');
  if (announces(block, 'candidate') > 0 && announces(block, 'votes', 'stage', 'nomination') > 0)
    shapes.add('ballot-heading');
  if (announces(block, 'eligible') >= 2) shapes.add('ballot-heading');
  if (announces(block, 'nomination') >= 1 && announces(block, 'branch', 'candidate', 'eligible', 'name') >= 1)
    shapes.add('nomination-heading');
  if (announces(block, 'eligible') >= 1 && personal > 0 && announces(block, 'email') > 0) shapes.add('voter-roll');
  const counted = has('integer', 'decimal');
  if (rows >= 2 && counted >= 2 && contacts === 0 && numbers === 0) shapes.add('candidate-counts');

  const tracker = ['case', 'respondent', 'complainant', 'allegation', 'sanction'] as const;
  const traced = tracker.filter((kind) => announces(block, kind) > 0).length;
  // Everybody's tickets and planning applications have a reference and a decision; only ours have a CLP.
  if (traced >= 3 || (traced >= 2 && announces(block, 'clp') > 0)) shapes.add('case-heading');
  const labels = new Set(
    block.rows
      .flatMap((row) => (row.width > 1 ? headingsOf(row.cell(0)) : []))
      .filter((kind) => tracker.some((each) => each === kind)),
  );
  if (labels.size >= 3) shapes.add('case-record');
  if (rowsWith(block, 'sanction') >= 2 && named.length >= 2) shapes.add('sanctioned-people');
  if (announces(block, 'contacts') >= 3) shapes.add('canvass-figures');
  if (rowsWith(block, 'case-ref') >= 2 && named.length >= 2) shapes.add('case-rows');
  if (announces(block, 'action') > 0) shapes.add('action-column');
  if (announces(block, 'place') > 0) shapes.add('premises-heading');
  if (count >= 20) shapes.add('many-rows');
  if (block.headings.length > 0 && count <= 1 && rows === 0) shapes.add('empty-table');

  // A long table is judged in windows, and each has to see what the table is.
  return block.sights(SEEN_EVERY).flatMap(([start, end]) => [...shapes].map((shape) => ({ shape, start, end })));
}

const DISTRICT = /^[A-Z]{1,3}\d{1,2}[A-Z]?$/;
const NUMBER = /^\d{1,4}(?:\/\d{1,2})?$/;

/** The share of rows with an elector's number in two columns: the polling district, and behind it the number there. */
function inTwoColumns({ rows }: Block): number {
  const columns = Array.from({ length: Math.min(6, rows[0]?.width ?? 0) }, (_column, at) => at);
  const rowsWithAt = (at: number) =>
    rows.filter((row) => DISTRICT.test(row.cell(at)) && NUMBER.test(row.cell(at + 1))).length;
  return rows.length < 3 ? 0 : Math.max(0, ...columns.map(rowsWithAt)) / rows.length;
}
