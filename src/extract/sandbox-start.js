/**
 * Starts `sandbox-child.ts`. In JavaScript, so that a child takes its TypeScript from the folder where it lies stripped of
 * its types (`stripped.ts`), by the digest of what stands in the file itself. The program that strips is then never loaded,
 * which would hold 17 MB of each child and take 100 ms of its start (docs/decisions/0056). What does not lie there Node
 * strips itself.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = process.argv[2];

if (folder) {
  registerHooks({
    load(url, context, next) {
      const source = url.startsWith('file:') && url.endsWith('.ts') ? strippedOf(fileURLToPath(url)) : undefined;
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

/** @param {string} file */
function strippedOf(file) {
  try {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    return readFileSync(join(folder, `${digest}.js`), 'utf8');
  } catch {
    return undefined; // whoever made the folder did not know this file
  }
}

await import('./sandbox-child.ts');
