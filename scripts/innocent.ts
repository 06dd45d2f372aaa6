/**
 * `npm run evaluate -- --innocent FOLDER…`: reads every file there as one that ought to pass, and tells what is held.
 *
 * For large stores of everyday mail and documents that are not ours to commit. Files that cannot be read as text are left
 * out; one that was found unscannable is held for that and counted apart.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { classify } from '../classifiers/classifier.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';
import { DEFAULT_LIMITS } from '../src/config/policy-file.ts';
import { normalise } from '../src/document/text.ts';
import { extract } from '../src/extract/extract.ts';
import { thresholdOf } from '../src/policy/thresholds.ts';

const LARGEST = 2_000_000;
const SHOWN = 60;

export async function innocentReport(folders: readonly string[]): Promise<string> {
  const reference = loadReference(loadConfig(undefined, {}));
  const context = { ...reference, normalise };
  const held = new Map<string, string[]>();
  const heldFiles = new Set<string>();
  let read = 0;
  let unscannable = 0;
  for await (const path of filesUnder(folders)) {
    const bytes = await readFile(path);
    const document = await extract(bytes, { name: nameOf(path, bytes) }, DEFAULT_LIMITS);
    if (document.unscannable.length > 0) unscannable++;
    read++;
    for (const { category, confidence, evidence } of classify(document, context)) {
      if (confidence < thresholdOf(category, reference)) continue;
      const why = [...evidence]
        .sort((a, b) => b.weight - a.weight)
        .slice(0, 4)
        .map(({ signal }) => signal.split('/')[1]);
      heldFiles.add(path);
      held.set(category, [...(held.get(category) ?? []), `${confidence.toFixed(2)}  ${path}  ${why.join(' ')}`]);
    }
  }
  const lines = [...held].flatMap(([category, paths]) => [
    `${category}: ${paths.length}`,
    ...paths
      .sort()
      .reverse()
      .slice(0, SHOWN)
      .map((path) => `  ${path}`),
  ]);
  const perThousand = ((1000 * heldFiles.size) / Math.max(1, read)).toFixed(2);
  lines.push(`${read} files, ${heldFiles.size} held (${perThousand} in 1,000), ${unscannable} could not be read whole`);
  return `${lines.join('\n')}\n`;
}

/** Files, and what links lead to; documentation has links that lead nowhere. */
async function* filesUnder(folders: readonly string[]): AsyncGenerator<string> {
  for (const folder of folders) {
    for (const name of (await readdir(folder, { recursive: true })).sort()) {
      const path = join(folder, name);
      const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return null;
      });
      if (found?.isFile() && found.size > 0 && found.size <= LARGEST) yield path;
    }
  }
}

/** Mail stores name their files by numbers: what begins like a header is read as a message. */
function nameOf(path: string, bytes: Buffer): string {
  const isMail = /^(?:From |Return-Path:|Received:|Delivered-To:|Message-ID:|From:)/i.test(
    bytes.toString('latin1', 0, 40),
  );
  const base = path.split('/').at(-1) ?? 'file';
  return isMail ? `${base}.eml` : /\.\w{1,5}$/.test(base) ? base : `${base}.txt`;
}
