/**
 * Shapes of lines and tables, told by structure rather than words: what a list, a register, a count or a transcript
 * looks like. Each shape is a name that signals of the categories refer to. Pure.
 */
import { announces, type Block, blocksOf, columnShare, rowsWith } from './rows.ts';

export const SHAPES = [
  'numbered-items',
  'speaker-turns',
  'time-codes',
  'chat-lines',
  'initials-lines',
  'attendance-list',
  'letter-layout',
  'placeholders',
  'fill-in-lines',
  'bullet-lines',
  'member-numbers',
  'people-with-contacts',
  'people-with-standing',
  'people-with-dates',
  'membership-heading',
  'contact-heading',
  'elector-heading',
  'elector-numbers',
  'voter-codes',
  'door-codes',
  'voter-marks',
  'canvass-heading',
  'marked-heading',
  'box-counts',
  'stage-heading',
  'ballot-rows',
  'ballot-heading',
  'candidate-counts',
  'nomination-heading',
  'voter-roll',
  'blt-lines',
  'case-heading',
  'case-rows',
  'action-column',
  'premises-heading',
  'many-rows',
  'empty-table',
] as const;
export type Shape = (typeof SHAPES)[number];

export interface ShapeHit {
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
}

/** All shapes in `text` and the blocks of rows that they were told from. */
export function shapesOf(text: string): { readonly hits: readonly ShapeHit[]; readonly blocks: readonly Block[] } {
  const blocks = blocksOf(text);
  const hits = blocks.flatMap(tableShapes);
  hits.push(...lineShapes(text));
  return { hits, blocks };
}

const BLANK =
  /\[(?:name|date|member|your|insert|address|clp|branch|number|amount|title|candidate|x{2,}|\.{2,}|recipient|respondent|first|surname|time|venue|organisation|role)[^\]\n]{0,40}\]|<(?:name|date|insert|your|first|surname|member|clp|address|number)[^>\n]{0,30}>|\{\{?[a-z_ .]{2,30}\}?\}|\bXX\/XX\/X{2,4}\b|_{5,}|\.{8,}|…{3,}/giu;

/** One expression a shape, each anchored at the beginning of a line and bounded. */
type LineShape = readonly [Shape, RegExp, least: number];
const LINES: readonly LineShape[] = [
  ['numbered-items', /^[ \t]{0,6}(?:item )?\d{1,2}(?:\.\d{1,2})?[.):]?[ \t]+\p{L}/iu, 3],
  [
    'speaker-turns',
    /^[ \t]{0,4}(?:\d{1,2}:\d\d(?::\d\d)?[ \t-]{1,3})?(?!(?:from|to|cc|bcc|sent|date|subject|re|fwd?|tel|mob|phone|email|e-mail|web|when|where|time|venue|what|who|ps|nb|note|notes|action|actions|present|apologies|chair|location|cost|price|attachments?|attendees?|address|name|title|ref|case|status|purpose)\b)\p{Lu}[\p{L}'’.]{0,20}(?: \p{Lu}[\p{L}'’.]{0,20}){0,2}(?: \([^)\n]{1,30}\))?:[ \t]+["“]?\p{L}/iu,
    3,
  ],
  ['time-codes', /^\[?\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{3})?\]?(?: -->| \p{L}|$)/u, 3],
  [
    'chat-lines',
    /^\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[ap]m)?\]?(?: -)? [^:\n]{2,40}: /iu,
    2,
  ],
  ['initials-lines', /[([ ](?:[A-Z]{2,3}(?:[/,&+ ]{1,3}[A-Z]{2,3}){0,3})[)\]]?[ \t]*(?:to (?:\p{Ll}+)\b.{0,80})?$/u, 2],
  [
    'door-codes',
    /^[ \t]{0,4}\d{1,3}[a-z]?[ \t,:-]{1,3}(?:[LTSGRIADUXZV]\d?(?:\/[A-Z]{1,2})?|lab(?:our)?|con|tory|green|reform|lib ?dem|not in|out|no answer|don'?t knows?|won'?t say|against)\b[^\n]{0,24}$/iu,
    4,
  ],
  ['bullet-lines', /^[ \t]{0,8}[-*•·–▪◦o][ \t]+\p{L}/u, 3],
];

const linesOf = (...wanted: readonly Shape[]) => LINES.filter(([shape]) => wanted.includes(shape));
const byDigit = linesOf('numbered-items', 'time-codes', 'chat-lines', 'door-codes');
const byBracket = linesOf('time-codes', 'chat-lines');
const byBullet = linesOf('bullet-lines');
const bySpeaker = linesOf('speaker-turns');
const byInitials = linesOf('initials-lines');

function lineShapes(text: string): ShapeHit[] {
  const hits: ShapeHit[] = [];
  const counts = new Map<Shape, number>();
  let at = 0;
  while (at < text.length) {
    const next = text.indexOf('\n', at);
    const end = next < 0 ? text.length : next;
    const length = end - at;
    if (length > 2 && length < 400) {
      for (const [shape, expression, least] of candidates(text, at, end)) {
        if (!expression.test(text.slice(at, end))) continue;
        const count = (counts.get(shape) ?? 0) + 1;
        counts.set(shape, count);
        if (count % least === 0) hits.push({ shape, start: at, end });
      }
    }
    at = end + 1;
  }
  for (const match of text.matchAll(BLANK)) {
    hits.push({ shape: 'placeholders', start: match.index, end: match.index + match[0].length });
  }
  for (const match of text.matchAll(/[☐□]|\[ \]|:[ \t]*_{4,}|:[ \t]*\.{6,}/g)) {
    hits.push({ shape: 'fill-in-lines', start: match.index, end: match.index + match[0].length });
  }
  return hits;
}

/** The few expressions that the line [start, end) may fit, by its first and last character. */
function candidates(text: string, start: number, end: number): readonly LineShape[] {
  let first = start;
  while (first < end && text.charCodeAt(first) <= 32) first++;
  const unit = text.charCodeAt(first);
  const last = text.charCodeAt(end - 1);
  const found: LineShape[] = [];
  if (unit >= 48 && unit <= 57) found.push(...byDigit);
  else if (unit === 91) found.push(...byBracket);
  else if (unit < 65 || unit > 0x2000 || unit === 111 || unit === 183) found.push(...byBullet);
  if ((unit >= 65 && unit <= 90) || unit > 0x7f || (unit >= 48 && unit <= 57)) {
    if (text.slice(first, Math.min(end, first + 100)).includes(':')) found.push(...bySpeaker);
  }
  if ((last >= 65 && last <= 90) || last === 41 || last === 93) found.push(...byInitials);
  return found;
}

/** What one block is, by its heading and by what its columns hold. */
function tableShapes(block: Block): ShapeHit[] {
  const first = block.rows[0];
  const shapes = new Set<Shape>();
  const { count } = block;
  const rows = block.rows.length;
  const isTable = (first?.cells.length ?? 0) >= 2;

  const numbers = rowsWith(block, 'member-number');
  const named = block.rows.filter(
    (row) => row.kinds.includes('name') || row.kinds.filter((kind) => kind === 'word').length >= 2,
  );
  const has = (...kinds: Parameters<typeof rowsWith>[1][]) =>
    named.filter((row) => row.kinds.some((kind) => kinds.includes(kind))).length;
  const contacts = has('email', 'phone', 'postcode');
  if (numbers >= 3 || (numbers >= 1 && announces(block, 'member-number') > 0)) shapes.add('member-numbers');
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
  if (rows >= 3 && isTable && columnShare(block, 'voter-code', 'party-word') > 0.5) shapes.add('voter-codes');
  if (rows >= 3 && isTable && personal + elector > 0 && columnShare(block, 'mark') > 0.5) shapes.add('voter-marks');
  if (announces(block, 'box') >= 2) shapes.add('box-counts');

  if (announces(block, 'stage') >= 2) shapes.add('stage-heading');
  if (announces(block, 'candidate') > 0 && announces(block, 'votes', 'stage', 'nomination') > 0)
    shapes.add('ballot-heading');
  if (announces(block, 'eligible') >= 2) shapes.add('ballot-heading');
  if (announces(block, 'nomination') >= 1 && announces(block, 'branch', 'candidate', 'eligible', 'name') >= 1)
    shapes.add('nomination-heading');
  if (announces(block, 'eligible') >= 1 && personal > 0 && announces(block, 'email') > 0) shapes.add('voter-roll');
  const counted = named.filter((row) => row.kinds.some((kind) => kind === 'integer' || kind === 'decimal')).length;
  if (rows >= 2 && counted >= 2 && contacts === 0 && numbers === 0) shapes.add('candidate-counts');

  const tracker = ['case', 'respondent', 'complainant', 'allegation', 'sanction'] as const;
  if (tracker.filter((kind) => announces(block, kind) > 0).length >= 2) shapes.add('case-heading');
  if (rowsWith(block, 'case-ref') >= 2 && named.length >= 2) shapes.add('case-rows');
  if (announces(block, 'action') > 0) shapes.add('action-column');
  if (announces(block, 'place') > 0) shapes.add('premises-heading');
  if (count >= 20) shapes.add('many-rows');
  if (block.headings.length > 0 && count <= 1 && rows === 0) shapes.add('empty-table');

  const end = Math.min(block.end, (first?.end ?? block.start) + 200);
  return [...shapes].map((shape) => ({ shape, start: block.start, end: Math.max(end, block.start + 1) }));
}
