/**
 * The house, checked: who may import whom, which packages load in the pure rooms, and what must stand beside what.
 *
 * The table is that of `docs/architecture.md`. `values` are imports that exist at run time; `types` are gone by then, so
 * a pure room may know the shape of what it is handed without reaching for it.
 */
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync } from 'oxc-parser';
import { beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

interface Room {
  readonly values: readonly string[];
  readonly types: readonly string[];
}

const acting = ['src/config', 'src/log.ts', 'src/metrics.ts', 'src/inspect.ts', 'src/policy', 'src/register'];
const all = ['*'];

/** Longest path first: `src/inspect.ts` is a room of its own. */
const rooms: Readonly<Record<string, Room>> = {
  classifiers: { values: [], types: ['src/document', 'src/register'] },
  'src/document': { values: [], types: [] },
  'src/extract': { values: ['src/document'], types: ['src/policy'] },
  'src/register': { values: ['src/document'], types: [] },
  'src/policy': { values: [], types: ['src/document', 'classifiers', 'src/register', 'src/printed.ts'] },
  'src/inspect.ts': {
    values: ['src/extract', 'classifiers', 'src/policy', 'src/register', 'src/document'],
    types: [],
  },
  'src/config': { values: ['src/register'], types: ['src/policy', 'src/document', 'classifiers'] },
  'src/log.ts': { values: ['src/register'], types: ['src/config'] },
  'src/metrics.ts': { values: ['src/register'], types: ['src/config'] },
  'src/printed.ts': { values: [], types: [] },
  'src/store': { values: [], types: [...acting, 'src/document', 'classifiers'] },
  'src/queue': { values: ['src/store'], types: acting },
  'src/gateway': { values: ['src/store', 'src/queue'], types: [...acting, 'src/document', 'classifiers'] },
  'src/drives': {
    values: ['src/store', 'src/queue', 'src/printed.ts'],
    types: [...acting, 'src/document', 'classifiers'],
  },
  'src/review': {
    values: ['src/store', 'src/queue', 'src/policy', 'src/register', 'src/printed.ts'],
    types: [...acting, 'src/document', 'classifiers'],
  },
  'src/cli': { values: all, types: all },
  workers: { values: all, types: all },
};

/** Packages that may load in rooms without clock, file or network. */
const purePackages: Readonly<Record<string, readonly string[]>> = {
  'src/document': [],
  'src/policy': [],
  'src/register/register.ts': [],
  classifiers: ['natural/lib/natural/stemmers/porter_stemmer.js', 're2js'],
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

let imports: Import[] = [];

beforeAll(async () => {
  const files: string[] = [];
  for await (const file of glob('{classifiers,src,workers}/**/*.ts', { cwd: root })) files.push(file);
  imports = files.flatMap(importsOf);
});

function importsOf(file: string): Import[] {
  const { module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const found: Import[] = [];
  for (const { moduleRequest, entries } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every((entry) => entry.isType);
    found.push({ file, specifier: moduleRequest.value, typeOnly });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType } of entries) {
      if (moduleRequest) found.push({ file, specifier: moduleRequest.value, typeOnly: isType });
    }
  }
  const source = readFileSync(join(root, file), 'utf8');
  for (const { moduleRequest } of module.dynamicImports) {
    const written = source.slice(moduleRequest.start, moduleRequest.end);
    if (/^['"`]/.test(written)) found.push({ file, specifier: written.slice(1, -1), typeOnly: false });
  }
  return found;
}

function roomOf(path: string): string | undefined {
  return Object.keys(rooms)
    .sort((a, b) => b.length - a.length)
    .find((room) => path === room || path.startsWith(`${room}/`));
}

function trespass({ file, specifier, typeOnly }: Import): string | undefined {
  const from = roomOf(file);
  if (!from) return `${file}: stands in no room`;
  const room = rooms[from];
  if (!room || !specifier.startsWith('.')) return undefined;

  const target = normalize(relative(root, join(root, dirname(file), specifier)));
  const to = roomOf(target);
  if (to === from) return undefined;
  const allowed = typeOnly ? [...room.values, ...room.types] : room.values;
  if (allowed.includes('*') || (to && allowed.includes(to))) return undefined;
  return `${file}: ${from} may not import ${typeOnly ? 'types of ' : ''}${target}`;
}

describe('the house', () => {
  it('keeps every import within the table', () => {
    expect(imports.map(trespass).filter(Boolean)).toEqual([]);
  });

  it('loads only listed packages in the pure rooms', () => {
    const strangers = imports.filter(({ file, specifier, typeOnly }) => {
      const room = Object.keys(purePackages).find((pure) => file === pure || file.startsWith(`${pure}/`));
      return room && !typeOnly && !specifier.startsWith('.') && !purePackages[room]?.includes(specifier);
    });
    expect(strangers.map(({ file, specifier }) => `${file}: ${specifier} is not a listed pure package`)).toEqual([]);
  });

  it.each([
    ['a classifier that reaches for the store', 'classifiers/minutes.ts', '../src/store/messages.ts', false, true],
    [
      'a classifier that takes the shape of a Document',
      'classifiers/minutes.ts',
      '../src/document/document.ts',
      true,
      false,
    ],
    ['a ground that loads a classifier', 'src/policy/grounds/6a.ts', '../../../classifiers/minutes.ts', false, true],
    ['a gateway that inspects by itself', 'src/gateway/smtp.ts', '../inspect.ts', false, true],
    ['a document that imports anything', 'src/document/document.ts', '../policy/policy.ts', true, true],
    ['a file in no room', 'src/stray.ts', './inspect.ts', false, true],
  ])('refuses or allows %s', (_why, file, specifier, typeOnly, refused) => {
    expect(trespass({ file, specifier, typeOnly }) !== undefined).toBe(refused);
  });

  it.each(registries())('%s lists every file beside it', async (_index, listed, files) => {
    expect([...listed].sort()).toEqual([...(await files)].sort());
  });
});

/** A registry names each file that belongs to it; files that serve all of them are named here. */
function registries(): [string, string[], Promise<string[]>][] {
  const shared: Readonly<Record<string, readonly string[]>> = {
    'src/policy/grounds/index.ts': [],
    'workers/index.ts': [],
  };
  return Object.entries(shared).map(([index, besides]) => [index, specifiersOf(index), filesBeside(index, besides)]);
}

function specifiersOf(index: string): string[] {
  return importsOf(index)
    .filter(({ specifier, typeOnly }) => specifier.startsWith('./') && !typeOnly)
    .map(({ specifier }) => specifier.slice(2));
}

async function filesBeside(index: string, besides: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('*.ts', { cwd: join(root, dirname(index)) })) {
    if (file !== 'index.ts' && !besides.includes(file)) found.push(file);
  }
  return found;
}
