/**
 * Makes a drive to sweep: innocent files of an office, with a Confidential Matter planted in every five-hundredth.
 *
 * `node scripts/make-drive.ts FOLDER [FILES] [SEED]`. The same seed makes the same files. What is planted is said on
 * standard output, one JSON object a line.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Planted {
  /** Below the folder. */
  readonly path: string;
  readonly category: string;
}

const PLANTED_EVERY = 500;
const FILES_A_FOLDER = 100;
const WRITES_AT_ONCE = 32;

const NAMES = [
  'Ines Calder',
  'Tom Vance',
  'Petra Osei',
  'Joan Bell',
  'Mark Reed',
  'Lena Short',
  'Ravi Doyle',
  'Ada Frost',
];
const PLACES = ['Northfield', 'Eastgate', 'Millbrook', 'Harrow Lane', 'Stonebridge'];
const WORDS =
  'the garden lunch room booking printer paper order tea train ticket station poster window key bicycle weather table picnic kettle carpet lamp noon evening bring collect share thanks please remember green small early quiet new'.split(
    ' ',
  );

/** Gives what was planted. */
export async function makeDrive(folder: string, files: number, seed: number): Promise<readonly Planted[]> {
  const random = randomOf(seed);
  const planted: Planted[] = [];
  const offset = random(PLANTED_EVERY);
  for (let at = 0; at < files; at += WRITES_AT_ONCE) {
    const some: { path: string; text: string }[] = [];
    for (let index = at; index < Math.min(files, at + WRITES_AT_ONCE); index += 1) {
      const place = join(
        `team-${1 + (Math.floor(index / (FILES_A_FOLDER * 20)) % 50)}`,
        `folder-${Math.floor(index / FILES_A_FOLDER)}`,
      );
      const matter = index % PLANTED_EVERY === offset ? MATTERS[planted.length % MATTERS.length] : undefined;
      const made = matter ? matter.make(random, planted.length) : innocent(random, index);
      const path = join(place, `${index}-${made.name}`);
      if (matter) planted.push({ path, category: matter.category });
      some.push({ path, text: made.text });
    }
    await Promise.all(some.map(({ path, text }) => write(join(folder, path), text)));
  }
  return planted;
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

type Random = (below: number) => number;

/** Mulberry32: small, and the same on every machine. */
function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function pick<Item>(random: Random, items: readonly [Item, ...Item[]] | readonly Item[]): Item {
  const item = items[random(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function prose(random: Random, sentences: number): string {
  return Array.from({ length: sentences }, () => {
    const words = Array.from({ length: 6 + random(10) }, () => pick(random, WORDS)).join(' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  }).join(' ');
}

interface Made {
  readonly name: string;
  readonly text: string;
}

function innocent(random: Random, index: number): Made {
  const paragraphs = (count: number) => Array.from({ length: count }, () => prose(random, 2 + random(5)));
  switch (random(10)) {
    case 0:
    case 1:
      return {
        name: 'mail.eml',
        text: [
          `From: ${pick(random, NAMES)} <t.vance@home.example>`,
          'To: dee@gardeners.example',
          `Subject: Lunch ${index}`,
          'Date: Tue, 3 Mar 2026 12:00:00 +0000',
          '',
          ...paragraphs(2),
        ].join('\r\n'),
      };
    case 2: {
      const rows = Array.from(
        { length: 20 + random(80) },
        (_, row) => `${row},${pick(random, WORDS)},${random(90)},${random(500) / 100}`,
      );
      return { name: 'orders.csv', text: ['number,what,how many,price', ...rows].join('\n') };
    }
    case 3:
      return {
        name: 'page.html',
        text: `<html><head><title>Notes ${index}</title></head><body>${paragraphs(4)
          .map((each) => `<p>${each}</p>`)
          .join('\n')}</body></html>`,
      };
    case 4:
      return {
        name: 'settings.json',
        text: JSON.stringify({ index, colour: pick(random, WORDS), notes: paragraphs(3) }, null, 2),
      };
    default:
      return { name: 'notes.txt', text: paragraphs(1 + random(12)).join('\n\n') };
  }
}

interface MatterKind {
  readonly category: string;
  readonly make: (random: Random, number: number) => Made;
}

const MATTERS: readonly MatterKind[] = [
  {
    category: 'minutes',
    make: (random, number) => ({
      name: 'meeting.txt',
      text: [
        `Minutes of the meeting of ${pick(random, PLACES)} CLP held on ${1 + (number % 28)} March 2026`,
        `Present: ${pick(random, NAMES)}, ${pick(random, NAMES)}, ${pick(random, NAMES)}`,
        `Apologies: ${pick(random, NAMES)}`,
        'In the chair: the Chair of the CLP. The minutes of the last meeting were approved as a true record.',
        `1. ${prose(random, 2)}`,
        `It was resolved that the Secretary writes to the council (item ${number}). Action: Secretary.`,
        `2. ${prose(random, 2)} Proposed by ${pick(random, NAMES)}, seconded by ${pick(random, NAMES)}. Carried.`,
        'Any other business: none. Date of the next meeting: 7 April.',
      ].join('\n'),
    }),
  },
  {
    category: 'membership',
    make: (random, number) => ({
      name: 'list.csv',
      text: [
        'Membership No,First name,Surname,Postcode,Email,Mobile,Status',
        ...Array.from({ length: 25 }, (_, row) => {
          const [first = '', last = ''] = pick(random, NAMES).split(' ');
          return `L${1_000_000 + number * 100 + row},${first},${last},ZZ99 1QT,${first.toLowerCase()}${row}@home.example,07700 900${100 + row},Active`;
        }),
      ].join('\n'),
    }),
  },
  {
    category: 'disciplinary',
    make: (random, number) => {
      const name = pick(random, NAMES);
      return {
        name: 'letter.html',
        text: `<html><body><h1>Notice of investigation</h1><p>Dear ${name},</p>
<p>I am writing to inform you that the Party has received a complaint about your conduct and that you are under investigation (case DC-2026-${1000 + number}). The allegation is that you breached the rules. You are suspended from membership of the Party while the disciplinary investigation is under way. The investigating officer will invite you to an interview, and the disciplinary panel will decide on the outcome and any sanction.</p>
<p>Governance and Legal Unit</p></body></html>`,
      };
    },
  },
  {
    category: 'declared',
    make: (random, number) => ({
      name: 'paper.txt',
      text: `STRICTLY CONFIDENTIAL\n\nNational Executive Committee\nNot for onward circulation\n\n${prose(random, 4)} ${number}\n\nSTRICTLY CONFIDENTIAL\n`,
    }),
  },
];

if (process.argv[1] === import.meta.filename) {
  const [folder, files = '1000', seed = '20'] = process.argv.slice(2);
  if (!folder) {
    process.stderr.write('usage: node scripts/make-drive.ts FOLDER [FILES] [SEED]\n');
    process.exitCode = 2;
  } else {
    for (const each of await makeDrive(folder, Number(files), Number(seed)))
      process.stdout.write(`${JSON.stringify(each)}\n`);
  }
}
