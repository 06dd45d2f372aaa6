/**
 * 9(a): the law or a legal obligation requires that an individual case be disclosed.
 *
 * Source: paragraph 9(a); order 4 of `docs/policy.md`. An obligation that is not of law (a contract, an undertaking to a
 * court) counts here, and not outside individual cases.
 */
import type { Ground } from '../ground.ts';
import { lawConditions } from './04-required-by-law.ts';

export const requiredByLawInCase: Ground = {
  id: '9(a)',
  concerns: ({ category }) => category === 'disciplinary',
  claims: ['9(a)'],
  conditions: (question) => lawConditions(question, ['law', 'obligation'], '9(a)'),
};
