/**
 * `npm run bench -- NAME [PART…] …`: measures, side by side with peers where they are installed, and prints figures and ratios.
 *
 * Figures of one run compare with one another and with nothing else: machines are noisy.
 */
import { type Given, type Option, OptionError, readOptions } from './options.ts';

interface Bench {
  readonly what: string;
  /** Names that may follow its own, to run only these. */
  readonly parts?: readonly string[];
  readonly options?: Readonly<Record<string, Option>>;
  readonly run: (parts: readonly string[], given: Given) => Promise<void>;
}

/** The registry: one line for each measurement, loaded when it is asked for. */
const benches: Readonly<Record<string, Bench>> = {
  extract: {
    what: 'CPU for each document and format, and the words found, beside other readers',
    run: async () => (await import('./extract.ts')).benchExtract(),
  },
  recall: {
    what: 'of the words that pdftotext and LibreOffice read in documents of several pages, the share that ours finds',
    run: async () => (await import('./extract-recall.ts')).benchRecall(),
  },
  gateway: {
    what: 'messages a second and CPU a message, end to end, beside smtp-sink and Postfix with rspamd',
    parts: ['bodies', 'mix', 'verdicts'],
    run: async (parts) => (await import('./gateway.ts')).benchGateway(parts),
  },
  memory: {
    what: 'memory of the whole gateway with its database, at rest and over 10,000 messages (--messages=N)',
    options: { messages: { kind: 'number', least: 2000, unless: 10_000 } },
    run: async (_parts, { messages }) => (await import('./gateway.ts')).benchMemory(Number(messages)),
  },
  review: {
    what: 'pages of the quarantine with 100,000 held messages, at the server',
    run: async () => (await import('./review.ts')).benchReview(),
  },
  classify: {
    what: 'text classified in a CPU second, all categories on, and the roll',
    run: async () => (await import('./classify.ts')).benchClassify(),
  },
  drives: {
    what: 'a drive swept by two workers that are killed on the way, and swept again unchanged (--files=N)',
    options: { files: { kind: 'number', least: 1, unless: 2000 }, unharmed: { kind: 'switch' } },
    run: async (_parts, { files, unharmed }) =>
      (await import('./drives.ts')).benchDrives(Number(files), unharmed === true),
  },
};

const given = process.argv.slice(2).filter((argument) => argument.startsWith('-'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const asked: { name: string; bench: Bench; parts: string[] }[] = [];
const unknown: string[] = [];
for (const name of names) {
  const last = asked.at(-1);
  const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
  if (last?.bench.parts?.includes(name)) last.parts.push(name);
  else if (bench) asked.push({ name, bench, parts: [] });
  else unknown.push(name);
}
if (unknown.length > 0 || asked.length === 0) {
  const list = Object.entries(benches).map(
    ([name, { what, parts }]) => `  ${name.padEnd(10)} ${what}${parts ? ` (all of it, or: ${parts.join(' ')})` : ''}`,
  );
  process.stderr.write(`usage: npm run bench -- NAME [PART…] …\n${list.join('\n')}\n`);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  try {
    const values = readOptions(given, Object.assign({}, ...asked.map(({ bench }) => bench.options)));
    for (const { name, bench, parts } of asked) {
      process.stdout.write(`\n${[name, ...parts].join(' ')}: ${bench.what}\n`);
      await bench.run(parts, values);
    }
  } catch (error) {
    if (!(error instanceof OptionError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
