/**
 * `npm run bench -- NAME…`: measures, side by side with peers where they are installed, and prints figures and ratios.
 *
 * Figures of one run compare with one another and with nothing else: machines are noisy.
 */
interface Bench {
  readonly what: string;
  readonly run: () => Promise<void>;
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
    run: async () => (await import('./gateway.ts')).benchGateway(),
  },
  memory: {
    what: 'memory of the whole gateway with its database, at rest and over 10,000 messages',
    run: async () => (await import('./gateway.ts')).benchMemory(),
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
    run: async () => (await import('./drives.ts')).benchDrives(),
  },
};

const names = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0 || names.length === 0) {
  const list = Object.entries(benches).map(([name, { what }]) => `  ${name.padEnd(10)} ${what}`);
  process.stderr.write(`usage: npm run bench -- NAME…\n${list.join('\n')}\n`);
  process.exitCode = unknown.length > 0 ? 2 : 0;
} else {
  for (const name of names) {
    process.stdout.write(`\n${name}: ${benches[name]?.what}\n`);
    await benches[name]?.run();
  }
}
