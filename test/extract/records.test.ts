/** The same list as YAML, as LDIF and as records of lines is the same table. */
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/config/policy-file.ts';
import { extract } from '../../src/extract/extract.ts';

const PEOPLE = [
  ['Petty', 'amira@mail.example', '01632 960007'],
  ['Osborne', 'ben@mail.example', '01632 960014'],
  ['Marsh', 'cerys@mail.example', '01632 960021'],
] as const;
const TABLE = ['surname\temail\ttelephone', ...PEOPLE.map((row) => row.join('\t'))].join('\n');

const each = (write: (row: readonly [string, string, string], at: number) => string, between = '\n') =>
  PEOPLE.map(write).join(between);
const packed = (text: string) => Buffer.from(text).toString('base64');
const fields =
  (indent: string, quote = '') =>
  (row: readonly [string, string, string]) =>
    ['surname', 'email', 'telephone'].map((key, at) => `${indent}${key}: ${quote}${row[at]}${quote}`).join('\n');
const listed = (indent: string) => (row: readonly [string, string, string]) =>
  fields(`${indent}  `)(row).replace(`${indent}  `, `${indent}- `);
const entry = (attributes: (row: readonly [string, string, string]) => string) =>
  each((row, at) => `dn: uid=${at},ou=members\nobjectClass: top\nobjectClass: person\n${attributes(row)}`, '\n\n');

describe('a list', () => {
  it.each<[string, string, string]>([
    ['as a list of YAML', 'a.yaml', each(listed(''))],
    [
      'as a list in a map, quoted',
      'a.yml',
      `members:\n${each((row) => listed('  ')(row).replace(/: (.*)/g, ': "$1"'))}`,
    ],
    ['as documents of YAML', 'a.yaml', each((row) => `---\n${fields('')(row)}`)],
    ['as flow of YAML', 'a.yaml', each(([a, b, c]) => `- {surname: ${a}, email: ${b}, telephone: ${c}}`)],
    ['as YAML that says to be a text', 'a.txt', each(listed(''))],
    ['as JSON', 'a.json', JSON.stringify(PEOPLE.map(([surname, email, telephone]) => ({ surname, email, telephone })))],
    ['as blocks of lines', 'a.txt', each(fields(''), '\n\n')],
    ['as blocks behind dashes', 'a.txt', each((row) => `-\n${fields('')(row)}`)],
    [
      'as blocks with base64',
      'a.txt',
      each(([a, b, c]) => `surname:: ${packed(a)}\nemail: ${b}\ntelephone: ${c}`, '\n\n'),
    ],
    ['as LDIF', 'a.ldif', entry(([a, b, c]) => `sn: ${a}\nmail: ${b}\ntelephoneNumber: ${c}`)],
    ['as LDIF under another name', 'a.txt', entry(([a, b, c]) => `sn: ${a}\nmail: ${b}\ntelephoneNumber: ${c}`)],
    [
      'as LDIF in base64',
      'a',
      entry(([a, b, c]) => `sn:: ${packed(a)}\nmail:: ${packed(b)}\ntelephoneNumber:: ${packed(c)}`),
    ],
    [
      'as LDIF with wrapped lines',
      'a',
      entry(([a, b, c]) => `sn: ${a}\nmail: ${b.slice(0, 4)}\n ${b.slice(4)}\ntelephoneNumber: ${c}`),
    ],
    [
      'as LDIF with CR',
      'a',
      entry(([a, b, c]) => `sn: ${a}\nmail: ${b}\ntelephoneNumber: ${c}`).replaceAll('\n', '\r\n'),
    ],
  ])('%s is a table', async (_how, name, source) => {
    expect((await read(name, source)).body.trim()).toBe(name === 'a.yml' ? `members\n${TABLE}` : TABLE);
  });

  it.each([
    ['as a map of YAML', 'a.yaml', each((row, at) => `m${at}:\n${fields('  ')(row)}`)],
    [
      'as an object of JSON',
      'a.json',
      JSON.stringify(
        Object.fromEntries(PEOPLE.map(([surname, email, telephone], at) => [`m${at}`, { surname, email, telephone }])),
      ),
    ],
  ])('%s is a table, with the keys first', async (_how, name, source) => {
    const rows = TABLE.split('\n').map((row, at) => `${at === 0 ? ' ' : `m${at - 1}`}\t${row}`);
    expect((await read(name, source)).body).toBe(rows.join('\n'));
  });

  it('of a directory has each name once, and keeps where its entries stand', async () => {
    const { body, all } = await read(
      'a.ldif',
      entry(([a, b]) => `cn: Jo ${a}\ndisplayName: Jo ${a}\ngivenName: Jo\nsn: ${a}\nmemberSince;x-a: ${b}`),
    );
    expect(body.split('\n').slice(0, 2)).toEqual([
      'first name\tsurname\tmember since',
      'Jo\tPetty\tamira@mail.example',
    ]);
    expect(all).toContain('dn: uid=0,ou=members');
  });

  it.each([
    ['speech', 'Chair: let us begin\nBen: yes\n\nBen: I move it\nChair: thank you\n\nCerys: no\nBen: why\n'],
    ['two blocks', 'Name: Jo\nTel: 1\n\nName: Al\nTel: 2\n'],
    [
      'blocks among words',
      'Name: Jo\nTel: 1\n\nWe met on Monday and it rained.\n\nName: Al\nTel: 2\n\nName: Bo\nTel: 3\n',
    ],
    ['names of a program', 'a: std::move\nb: c::dddd\n\nWords.\n'],
    ['notes with dashes', 'Agenda\n- lunch: soup\n- walk: long\n- end: late\n'],
  ])('is not made of %s', async (_what, source) => {
    expect((await read('a.txt', source)).body).toBe(source);
  });
});

describe('YAML', () => {
  it('keeps comments, keys that come twice, numbers as written and what is referred to', async () => {
    const { body, all } = await read(
      'a.yaml',
      '# tokOne\na: &x 007 # tokTwo\na: second\nb: *x\n? [k, l]\n: tokValue\n',
    );
    expect(body).toBe('a: 007\na: second\nb: *x\nk l: tokValue');
    expect(all).toContain('# tokOne\n# tokTwo');
  });

  it('that opens a file in base64 has it read', async () => {
    const words = `${'Words of no weight stand here. '.repeat(8)}tokWithin`;
    expect((await read('a.yaml', `a: ${packed(words)}\n`)).all).toContain('tokWithin');
  });

  it.each([
    [
      'refers to itself without end',
      `a: &a [x]\n${Array.from({ length: 20 }, (_, at) => `b${at}: &b${at} [${'*a,'.repeat(9)}]`).join('\n')}`,
    ],
    ['is deep', '['.repeat(300_000)],
    ['has many keys', Array.from({ length: 100_000 }, (_, at) => `k${at}: v`).join('\n')],
    ['is long', '- name: x\n'.repeat(2_500_000)],
  ])('that %s is read in time by its length', async (_why, source) => {
    expect((await read('a.yaml', source)).body).not.toBe('');
  });
});

async function read(name: string, source: string): Promise<{ body: string; all: string }> {
  const { parts } = await extract(Buffer.from(source), { name }, DEFAULT_LIMITS);
  const segments = parts.flatMap((part) => part.segments);
  const texts = (place?: string) => segments.filter((one) => !place || one.place === place).map(({ text }) => text);
  return { body: texts('body').join('\n'), all: texts().join('\n') };
}
