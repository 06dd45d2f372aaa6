/**
 * `npm run bench -- NAME…`: measures, side by side with peers where they are installed, and prints figures and ratios.
 *
 * Figures of one run compare with one another and with nothing else: machines are noisy.
 */
interface Bench {
  readonly what: string;
  readonly run: () => Promise<void>;
}

const benches: Readonly<Record<string, Bench>> = {
  extract: {
    what: 'CPU for each document and format, beside other readers',
    run: async () => (await import('./extract.ts')).benchExtract(),
  },
  pdf: {
    what: 'CPU and words found in PDF, beside pdftotext',
    run: async () => (await import('./pdf.ts')).benchPdf(),
  },
  classify: {
    what: 'text classified in a CPU second, all categories on',
    run: async () => (await import('./classify.ts')).benchClassify(),
  },
  gateway: {
    what: 'messages a second and CPU for each, beside smtp-sink and rspamd',
    run: async () => (await import('./gateway.ts')).benchGateway(),
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
