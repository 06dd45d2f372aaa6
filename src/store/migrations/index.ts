/** The registry of migrations, in order. One that has been released is never changed; a later one is added. */
import type { Migration } from 'kysely/migration';
import * as messages from './0001-messages.ts';
import * as sessions from './0002-sessions.ts';
import * as notices from './0003-notices.ts';
import * as waysIn from './0004-ways-in.ts';
import * as claimsAndRegisters from './0005-claims-and-registers.ts';
import * as accounts from './0008-accounts.ts';
import * as apiTokens from './0009-api-tokens.ts';
import * as judgements from './0015-judgements.ts';
import * as holds from './0020-holds.ts';
import * as queueOrder from './0021-queue-order.ts';
import * as outcomes from './0022-outcomes.ts';
import * as queueCovered from './0023-queue-covered.ts';
import * as drives from './0030-drives.ts';
import * as referenceData from './0040-reference-data.ts';
import * as figures from './0050-figures.ts';
import * as auditSearch from './0051-audit-search.ts';
import * as claimRecord from './0054-claim-record.ts';
import * as secretProof from './0055-secret-proof.ts';
import * as claimsOfPerson from './0056-claims-of-person.ts';
import * as forgetting from './0057-forgetting.ts';
import * as auditClock from './0058-audit-clock.ts';
import * as madeTokens from './0059-made-tokens.ts';

export const migrations: Readonly<Record<string, Migration>> = {
  '0001-messages': messages,
  '0002-sessions': sessions,
  '0003-notices': notices,
  '0004-ways-in': waysIn,
  '0005-claims-and-registers': claimsAndRegisters,
  '0008-accounts': accounts,
  '0009-api-tokens': apiTokens,
  '0015-judgements': judgements,
  '0020-holds': holds,
  '0021-queue-order': queueOrder,
  '0022-outcomes': outcomes,
  '0023-queue-covered': queueCovered,
  '0030-drives': drives,
  '0040-reference-data': referenceData,
  '0050-figures': figures,
  '0051-audit-search': auditSearch,
  '0054-claim-record': claimRecord,
  '0055-secret-proof': secretProof,
  '0056-claims-of-person': claimsOfPerson,
  '0057-forgetting': forgetting,
  '0058-audit-clock': auditClock,
  '0059-made-tokens': madeTokens,
};
