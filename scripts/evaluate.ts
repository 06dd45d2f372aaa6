/**
 * `npm run evaluate [-- fresh|dev|train|folds|evasion|padded]`: how well the classifiers do on our own labelled texts; `test` by
 * default. `folds [--errors]` is cross validation over what is learnt from; `--innocent FOLDER…` reads whatever lies there
 * as mail that ought to pass.
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
} else if (which === 'padded') {
  const { paddedReport } = await import('./padded.ts');
  process.stdout.write(await paddedReport(root));
} else if (which === 'folds') {
  const { foldsReport } = await import('./folds.ts');
  process.stdout.write(await foldsReport(root, process.argv.includes('--errors')));
} else if (which === '--innocent') {
  const { innocentReport } = await import('./innocent.ts');
  process.stdout.write(await innocentReport(process.argv.slice(3)));
} else {
  const reference = loadReference(loadConfig(undefined, {}));
  const judged = await judgeAll(join(root, 'fixtures', 'labelled', `${which}.jsonl`), reference);
  process.stdout.write(reportOf(judged, reference, 10));
}
