/**
 * Matters that the NEC has found confidential by custom and practice: the organisation's own rules.
 *
 * Source: paragraph 5(d). Pure; `src/cli/rules.ts` reads and checks the rule files.
 */
import type { ClassifyContext } from './context.ts';
import type { Finding } from './finding.ts';
import type { PartRead } from './reading.ts';

export function customFindings(_part: PartRead, _context: ClassifyContext): Finding[] {
  return [];
}
