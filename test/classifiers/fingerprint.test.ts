import { describe, expect, it } from 'vitest';
import { classify, fingerprintOf } from '../../classifiers/classifier.ts';
import type { Fingerprint } from '../../classifiers/context.ts';
import { normalise } from '../../src/document/text.ts';
import { context, document } from './build.ts';

const paragraphs = [
  'The landlord of head office has offered to end the lease in March, two years before its term, on condition that the building is handed back without its furniture.',
  'The officers recommend that the offer is accepted, because the saving of rent over the two years outweighs the cost of moving the staff to the region.',
  'Staff are to be told in the week after the committee has met, by their own managers and on one day, so that nobody learns of it from a newspaper.',
];
const text = paragraphs.join('\n\n');

function registered(kind: Fingerprint['kind']): Fingerprint {
  return { id: 'lease', title: 'Lease', kind, shingles: fingerprintOf(document(['body', text]), normalise, kind) };
}

function shareIn(found: string): number {
  const fingerprints = [registered('strict')];
  const findings = classify(document(['body', found]), context({ fingerprints }));
  return findings.find(({ category }) => category === 'declared')?.fingerprints[0]?.share ?? 0;
}

describe('fingerprints', () => {
  it.each([
    ['a copy', text, 0.99, 1],
    ['other line ends and capitals', text.toUpperCase().replace(/ /g, '\n'), 0.99, 1],
    ['a paragraph quoted in a mail', `Have you seen this?\n\n> ${paragraphs[1]}\n\nRing me.`, 0.2, 0.5],
    ['a light edit', text.replace('March', 'April').replace('officers', 'directors'), 0.6, 0.95],
    [
      'another text of the same matter',
      'The lease of head office ends in March and staff are to be told by their managers.',
      0,
      0,
    ],
  ])('say what share is there of %s', (_why, found, least, most) => {
    const share = shareIn(found);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  });

  it('hold no text', () => {
    expect([...registered('plain').shingles].every(Number.isSafeInteger)).toBe(true);
  });

  describe('clear what is published, and nothing beside it', () => {
    const minutes =
      'Minutes of the meeting of Northfield CLP held on 12 March 2026. Present: nine members. Apologies: two. The minutes of the last meeting were agreed as an accurate record. The motion on buses was carried by eight votes to one, and the meeting closed at nine.';
    const list = 'Joan Petty A481220\nOwen Tranter L1204461\nKofi Landau L1204502';
    const next =
      'Minutes of the meeting of Northfield CLP held on 9 April 2026. Present: eight members. Apologies: none. The minutes of the last meeting were agreed as an accurate record. The secretary reported on arrears. It was resolved to write to the council, proposed by Ms Reed and seconded by Mr Osei, carried nem con. The meeting closed at ten.';
    const fingerprints: Fingerprint[] = [
      {
        id: 'm',
        title: 'Minutes',
        kind: 'published',
        shingles: fingerprintOf(document(['body', minutes]), normalise, 'published'),
      },
    ];
    it.each([
      ['the document', minutes, []],
      ['a light edit of it', minutes.replace('nine.', 'ten.').replace('buses', 'trams'), []],
      ['a list below it', `${minutes}\n\n${list}`, ['membership']],
      ['a list within it', minutes.replace(' The motion', `\n${list}\nThe motion`), ['membership']],
      ['the minutes of the next meeting', next, ['minutes']],
      ['those below it', `${minutes}\n\n${next}`, ['minutes']],
    ])('%s', (_why, found, categories) => {
      const held = classify(document(['body', found]), context({ fingerprints }));
      expect(held.filter(({ confidence }) => confidence >= 0.5).map(({ category }) => category)).toEqual(categories);
    });
  });

  it('clear a long list that was edited in many places without taking its length for each', () => {
    const rows = Array.from(
      { length: 60_000 },
      (_row, at) => `member ${at} of the ward ${at % 7} joined on day ${at % 31}`,
    );
    const shingles = fingerprintOf(document(['body', rows.join('\n')]), normalise, 'published');
    const edited = rows.map((row, at) => (at % 3 === 0 ? row.replace('ward', 'branch') : row)).join('\n');
    const fingerprints = [{ id: 'l', title: 'L', kind: 'published' as const, shingles }];
    expect(classify(document(['body', edited]), context({ fingerprints }))).toEqual([]);
  });

  it('meet no document by what of it is published', () => {
    const quoted = document(['body', paragraphs.slice(1).join('\n\n')]);
    const shingles = fingerprintOf(quoted, normalise, 'published');
    const fingerprints = [registered('strict'), { id: 'p', title: 'Page', kind: 'published' as const, shingles }];
    const letter = document(['body', `${paragraphs[1]}\n\nThis is on our web page, as everybody who asks is told.`]);
    expect(classify(letter, context({ fingerprints })).flatMap(({ evidence }) => evidence)).toEqual([]);
    expect(classify(document(['body', text]), context({ fingerprints }))[0]).toMatchObject({ strictly: true });
  });

  it('clear a published sheet in each of the tables that stand beside one another on it', () => {
    const goods = ['Rosette|40|4.50', 'Mug|12|3.20', 'Leaflet|900|0.10', 'Clipboard|7|2.00', 'Banner|2|31.00'];
    const slate = ['L1204467|Carys Nutbeam', 'L0980213|Joe Ashgrove', 'A311902|Petra Dunn', 'L1777012|Tariq Rowley'];
    const sheet = goods.map((each, at) => `${each}||${slate[at] ?? ''}`.replaceAll('|', '\t')).join('\n');
    const shingles = fingerprintOf(document(['cell', sheet]), normalise, 'published');
    const held = (fingerprints: Fingerprint[]) =>
      classify(document(['cell', sheet]), context({ fingerprints })).filter(({ confidence }) => confidence >= 0.5);
    expect(held([]).map(({ category }) => category)).toEqual(['membership']);
    expect(held([{ id: 's', title: 'Slate', kind: 'published', shingles }])).toEqual([]);
  });

  it('know a workbook of small sheets, and say on which of its sheets', () => {
    const row = (at: number) => `Ward ${at}\tbudget ${at * 17}\nLeaflets\t${at * 31}`;
    const rows = Array.from({ length: 20 }, (_row, at) => row(at));
    const marks = rows.map((_sheet, at) => ({
      start: rows.slice(0, at).join('\n').length + Math.min(at, 1),
      label: `sheet ${at}`,
    }));
    const book = (cells: readonly string[]) => {
      const read = document(['cell', cells.join('\n')]);
      return {
        ...read,
        parts: read.parts.map((part) => ({ ...part, segments: part.segments.map((each) => ({ ...each, marks })) })),
      };
    };
    const shingles = fingerprintOf(book(rows), normalise, 'strict');
    const fingerprints: Fingerprint[] = [{ id: 'b', title: 'Book', kind: 'strict', shingles }];
    const [found] = classify(book(rows), context({ fingerprints }));
    expect(found).toMatchObject({ category: 'declared', strictly: true, fingerprints: [{ share: 1 }] });
    for (const { quote, start, end } of found?.evidence ?? []) expect(rows.join('\n').slice(start, end)).toBe(quote);
    expect(found?.evidence.some(({ signal }) => signal === 'declared/fingerprint')).toBe(true);
  });
});
