/**
 * `npm run evaluate [-- dev|train|evasion]`: how well the classifiers do on our own labelled texts; `test` by default.
 */
import { join } from 'node:path';
import { judgeAll, reportOf } from '../src/cli/evaluate.ts';
import { loadReference } from '../src/cli/reference.ts';
import { loadConfig } from '../src/config/config.ts';

const root = join(import.meta.dirname, '..');
const which = process.argv[2] ?? 'test';

if (which === 'evasion') {
  const { evasionReport } = await import('./evasion.ts');
  process.stdout.write(await evasionReport(root));
} else {
  const reference = loadReference(loadConfig(undefined, {}));
  const judged = await judgeAll(join(root, 'fixtures', 'labelled', `${which}.jsonl`), reference);
  process.stdout.write(reportOf(judged, reference, 10));
}
