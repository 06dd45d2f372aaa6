/**
 * The code of children, stripped of its types ahead of them: a child has no compile cache, for want of a right to write one
 * (docs/decisions/0060), and would load the program that strips.
 *
 * A file lies under the digest of its TypeScript, so that what was changed since is not found and never wrong. The folder is
 * beside the compile cache: written by who runs a command, read by children. Where it cannot be written, children strip.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = dirname(dirname(import.meta.dirname));
const CODE = ['src/extract', 'src/document'];
/** What strips is part of Node: another one may strip differently. */
const FOLDER = join(ROOT, 'node_modules/.cache/reticent', `stripped-${process.versions.node}`);
const STRIP_MS = 30_000;

let tried: string | null | undefined;

/**
 * Where the code of children lies stripped; null where it cannot. Looked after once in a process: what is missing another
 * process strips, a quarter of a second once after each change, since in ours the program that does would stay.
 */
export function strippedFolder(): string | null {
  tried ??= isWhole() || stripsElsewhere() ? FOLDER : null;
  return tried;
}

function stripsElsewhere(): boolean {
  const { status } = spawnSync(process.execPath, ['--no-warnings', import.meta.filename], {
    stdio: 'ignore',
    env: {},
    timeout: STRIP_MS,
  });
  return status === 0 && isWhole();
}

interface Source {
  readonly text: string;
  readonly file: string;
}

function* sources(): Generator<Source> {
  for (const folder of CODE) {
    for (const name of readdirSync(join(ROOT, folder))) {
      if (!name.endsWith('.ts') || name.endsWith('.d.ts')) continue;
      const bytes = readFileSync(join(ROOT, folder, name));
      const digest = createHash('sha256').update(bytes).digest('hex');
      yield { text: bytes.toString(), file: join(FOLDER, `${digest}.js`) };
    }
  }
}

function isWhole(): boolean {
  return sources().every(({ file }) => existsSync(file));
}

/** Each file is there whole or not at all: another process may read while this one writes. */
function strip(): void {
  mkdirSync(FOLDER, { recursive: true });
  for (const { text, file } of sources()) {
    if (existsSync(file)) continue;
    const aside = `${file}.${process.pid}`;
    writeFileSync(aside, module.stripTypeScriptTypes(text));
    renameSync(aside, file);
  }
}

if (import.meta.main) strip();
