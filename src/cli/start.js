#!/usr/bin/env -S MALLOC_ARENA_MAX=1 node --max-semi-space-size=8
/**
 * Starts `main.ts`. In JavaScript, so that all TypeScript comes by the compile cache, stripped of its types already: the
 * program that strips is then never loaded, which would hold 15 MB and take 40 ms of each command (docs/decisions/0068).
 *
 * One arena of the allocator for all threads: each keeps what it had at its busiest (docs/decisions/0060). A young generation
 * of 8 MB is collected before the buffers that hang on it are so many that V8 goes through the whole heap for them (0068).
 */
import { join } from 'node:path';

// Said before anything is loaded that an older one lacks, which it would call an error of syntax.
const NEEDED = 24;
if (Number.parseInt(process.versions.node, 10) < NEEDED) {
  process.stderr.write(
    `reticent needs Node ${NEEDED}, and this is ${process.versions.node}: run \`npx reticent\` or \`npm start\`, which take the one that \`npm ci\` brings\n`,
  );
  process.exit(2);
}

// Compiling is a third of a short command's time. The cache lies beside the packages: whoever
// runs a command writes it, a child that reads somebody's bytes cannot.
const { enableCompileCache } = await import('node:module');
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/reticent'));

await import('./main.ts');
