/**
 * The grounds in the order in which they are tried. Ground 0 speaks of a whole message and stands in `../decide.ts`.
 *
 * Source: the table of `docs/policy.md`. The next ground is one file and one line.
 */
import type { Ground } from '../ground.ts';
import { ownRecord } from './01-own-record.ts';
import { withinCircle } from './02-within-circle.ts';
import { permission } from './03-permission.ts';
import { requiredByLawInCase } from './04-9a-required-by-law.ts';
import { requiredByLaw } from './04-required-by-law.ts';
import { preparing } from './05-6a-preparing.ts';
import { assistance } from './06-6b-assistance.ts';
import { reportingBack } from './07-6c-reporting-back.ts';
import { reportingToAffiliate } from './08-6d-reporting-to-affiliate.ts';
import { plp } from './09-10-plp.ts';
import { support } from './10-9b-support.ts';
import { factOnly } from './11-9c-fact-only.ts';
import { correcting } from './12-9d-correcting.ts';
import { duty } from './13-9e-duty.ts';
import { outcome } from './14-9f-outcome.ts';

export const grounds: readonly Ground[] = [
  ownRecord,
  withinCircle,
  permission,
  requiredByLaw,
  requiredByLawInCase,
  preparing,
  assistance,
  reportingBack,
  reportingToAffiliate,
  plp,
  support,
  factOnly,
  correcting,
  duty,
  outcome,
];
