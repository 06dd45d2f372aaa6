import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { classify } from '../../classifiers/classifier.ts';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';
import { context, document } from './build.ts';

const LETTER = `Dear Olwen,

Thank you for the jam, which went in a week. The boiler man came on Tuesday, looked at the boiler, said that it was a boiler, and went away again. He comes back with a part.

We are all well. Harri has the lead in the school play, a bear, and growls at breakfast. The garden is under water up to the currants, and your brother has dug a trench to the road that the council will not thank him for.

If you come by train in August, change at Machynlleth and not before, whatever the machine says. Bring a coat and the long ladder.`;
const ROTA = `The kettle rota from September. Mondays are Gwen and the twins, Wednesdays whoever is in first, Fridays nobody, because the hall is let for dancing.

Milk is in the small fridge. The large one hums and must not be opened while the organ is played.

Whoever finds the other tray may keep it.`;
const MATTERS = {
  membership: `L1204467 Carys Nutbeam, 07700 900121, two months in arrears
L0980213 Joe Ashgrove, 07700 900122, joined in May
A311902 P. Dunn (Mrs), 01632 960411, standing order failed
L1777012 Tariq Rowley, 07700 900124, lapsed on 1 October`,
  minutes: `Branch, last night: nine there, Joe in the chair. Treasurer says £412. Motion on bus fares, Petra moved, carried 7 to 2, goes to the GC. Nobody stood for delegate so Tariq carries on. Next one 3 December.`,
  disciplinary: `About the member whom we discussed: the panel sits on Thursday. She says that he shouted at her on the doorstep and wrote at night afterwards. He denies the messages. I think they will suspend him, but keep that to yourself.`,
  elections: `Pines, odd side, Tuesday: 3 Petty L, 5 nobody in, 7 Nair both T, 9 Webb won't say but nice, 11 Doyle L and wants a poster, 15 moved.`,
};
const held = (text: string) =>
  classify(document(['body', text]), context())
    .filter(({ confidence }) => confidence >= 0.5)
    .map(({ category }) => category);

it.each(
  Object.entries(MATTERS).flatMap(([category, matter]) => [
    [category, 'alone', matter],
    [category, 'under a letter', `${LETTER}\n\n${matter}`],
    [category, 'above a letter', `${matter}\n\n${LETTER}`],
    [category, 'between a letter and a rota', `${LETTER}\n\n${matter}\n\n${ROTA}`],
  ]),
)('%s is found %s', (category, _where, text) => {
  expect(held(text)).toContain(category);
});

it.each([
  ['a letter', LETTER],
  ['a rota', ROTA],
  ['a letter and a rota', `${LETTER}\n\n${ROTA}`],
  ['a long letter', `${LETTER}\n\n`.repeat(8)],
])('nothing is found in %s', (_what, text) => {
  expect(held(text)).toEqual([]);
});

it('a list between a letter and a rota exposes whom it names, and is the evidence', () => {
  const text = `${LETTER}\n\n${MATTERS.membership}\n\n${ROTA}`;
  const [list] = classify(document(['body', text]), context()).filter(({ category }) => category === 'membership');
  expect(list?.exposed.map(({ membership }) => membership)).toEqual(['L1204467', 'L0980213', 'A311902', 'L1777012']);
  expect(list?.evidence.filter(({ quote }) => !MATTERS.membership.includes(quote))).toEqual([]);
});

const REMARKS = [
  'The trustees were thanked for the lunch and the film was postponed until the weather in the valley was better.',
  'Asked whether a vote on the parish hall could be held by post; the clerk said that nominations had closed.',
  'Suspended the milk order in July because the neighbour had ordered the same and the council had objected.',
];
const sheet = (heading: string, number: (at: number) => string) =>
  [
    `${heading}\tName\tBranch\tJoined\tPostcode\tPhone\tNote`,
    ...['Carys Nutbeam', 'Joe Ashgrove', 'Petra Dunn', 'Tariq Rowley', 'Ines Calder', 'Owen Petty'].map((name, at) =>
      [number(at), name, 'Eastmarsh', `0${at + 1}/03/2019`, `ZZ99 ${at}AB`, `01632 96041${at}`, REMARKS[at % 3]].join(
        '\t',
      ),
    ),
  ].join('\n');

it('a list is found whatever is remarked in its last column', () => {
  const text = sheet('Membership No', (at) => `L120446${at}`);
  const found = classify(document(['cell', text]), context()).filter(({ confidence }) => confidence >= 0.5);
  expect(found.map(({ category, people }) => [category, people])).toEqual([['membership', 6]]);
});

it('what is remarked makes no list of what is none', () => {
  const text = sheet('Ticket', (at) => `${at + 1}`).replaceAll(
    /\t0\d\/03\/2019\tZZ99 \dAB\t01632 96041\d/g,
    '\tstalls\trow B\t£9',
  );
  expect(classify(document(['cell', text]), context()).filter(({ confidence }) => confidence >= 0.5)).toEqual([]);
});

const TABLE = `No\tName\tBranch\tJoined\tEmail\tStatus
L1204467\tCarys Nutbeam\tEastmarsh\t03/2019\tcarys@home.example\tarrears
L0980213\tJoe Ashgrove\tEastmarsh\t05/2021\tjoe.a@post.example\tactive
A311902\tPetra Dunn\tHill\t01/1998\t\tactive
L1777012\tTariq Rowley\tHill\t10/2025\tt.rowley@home.example\tlapsed`;
const PARAGRAPHS = LETTER.split('\n\n').slice(1).join('\n');
const JAM =
  'Thank you for the jam, which went in a week. The boiler man came on Tuesday, looked at the boiler, said that it was a boiler, and went away again. He comes back with a part. We are all well. Harri has the lead in the school play, a bear, and growls at breakfast.';

// Of the last, what stands around leaves enough that the whole goes on with a list, and not that it is one.
it.each([
  ['a letter', LETTER],
  ['paragraphs without empty lines', PARAGRAPHS],
  ['a paragraph four times over', `${JAM}\n`.repeat(4).trimEnd()],
])('a table within %s is found', (_what, around) => {
  const found = classify(document(['body', `${around}\n${TABLE}\n${around}`]), context());
  expect(found.filter(({ confidence }) => confidence >= 0.5).map(({ category, people }) => [category, people])).toEqual(
    [['membership', 4]],
  );
});

const FORMATS = join(import.meta.dirname, '../../fixtures/format');

it.each([
  ...['xlsx', 'xls', 'ods'].flatMap((format) => [
    [`the second sheet of goods as ${format}`, `office/beside.${format}`],
    [`one sheet, below goods and an empty row, as ${format}`, `office/below.${format}`],
    [`one sheet, beside goods and an empty column, as ${format}`, `office/right.${format}`],
  ]),
  ['one sheet, beside goods and an empty column, as csv', 'office/right.csv'],
  ['a page, below a letter, as pdf', 'pdf/table.pdf'],
])('a list is found on %s', async (_what, name) => {
  const read = await extract(readFileSync(join(FORMATS, name)), { name: basename(name) }, DEFAULT_LIMITS);
  const found = classify(read, context()).filter(({ confidence }) => confidence >= 0.5);
  expect(found.map(({ category, people }) => [category, people])).toEqual([['membership', 4]]);
});

// Looked through once for each of its windows, it took half a minute.
it('a text that is one row is judged in its length', { timeout: 10_000 }, () => {
  expect(held('word\tmore\tand\t'.repeat(500_000))).toEqual([]);
});

const ABUSE = 'He posted abuse on facebook and shouted at a witness at the summer film lunch, see the bundle';
const CASES = [
  'Disciplinary case\tMember\tMembership No\tBranch\tStatus\tOutcome\tNote',
  ...['Carys Nutbeam', 'Joe Ashgrove', 'Petra Dunn', 'Tariq Rowley', 'Ines Calder', 'Owen Petty'].map((name, at) => {
    const remark = at % 2 === 0 ? ABUSE : REMARKS[at % 3]?.slice(0, -1);
    return `DC/2026/01${at}\t${name}\tL120446${at}\tEastmarsh\tadministratively suspended\tformal warning\t${remark}`;
  }),
].join('\n');

it('a sheet of cases tells the details that stand in its remarks', () => {
  const [told] = classify(document(['cell', CASES]), context()).filter(({ category }) => category === 'disciplinary');
  expect(told?.confidence).toBeGreaterThan(0.5);
  expect(told?.tells).toBe('detail');
  expect(told?.beyond.map(({ quote }) => quote.includes(ABUSE))).toEqual([true]);
});

// Counted anew for each sheet, the names took as long as there are sheets times names.
it('names of many sheets are gone through once', { timeout: 12_000 }, () => {
  const names = 'minutes\nagenda\n'.repeat(80_000);
  const text = 'Goods\tPrice\n'.repeat(80_000).trimEnd();
  const marks = Array.from({ length: 80_000 }, (_mark, at) => ({ start: 12 * at, label: 'sheet minutes' }));
  const [part] = document(['sheet-name', names], ['cell', text]).parts;
  if (!part) return;
  const [named, cells] = part.segments;
  const segments = named && cells ? [named, { ...cells, marks }] : [];
  const book = { ...document(), parts: [{ ...part, segments }] };
  expect(classify(book, context()).filter(({ exposed }) => exposed.length > 0)).toEqual([]);
});

// Each read and kept by itself, they took 1.4 GB.
it('a list is found among more sheets than are judged one by one', () => {
  const goods = 'Code\tItem\tSupplier\tQty\tPrice\nP-1000\tRosette\tFold Ltd\t4\t4.50\n';
  const others =
    'L1300467\tNia Okoro\tEastmarsh\t04/2012\tnia@home.example\tactive\nL1300999\tSam Bryce\tHill\t06/2014\t\tlapsed';
  const list = `${TABLE.slice(TABLE.indexOf('\n') + 1)}\n${others}\n`;
  const sheets = Array.from({ length: 20_000 }, (_sheet, at) => (at === 5 ? list : goods));
  let start = 0;
  const marks = sheets.map((each, at) => {
    const mark = { start, label: `sheet ${at}` };
    start += each.length;
    return mark;
  });
  const [part] = document().parts;
  const text = sheets.join('');
  const book = { ...document(), parts: part ? [{ ...part, segments: [{ place: 'cell' as const, text, marks }] }] : [] };
  const before = process.memoryUsage.rss();
  const [found] = classify(book, context()).filter(({ confidence }) => confidence >= 0.5);
  expect(found).toMatchObject({ category: 'membership', people: 6 });
  expect(found?.evidence.every(({ quote, start: from, end }) => quote === text.slice(from, end))).toBe(true);
  expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
});
