/** Every endpoint of `/v1` that the pages have too: one file a subject, one line here. */
import { accountEndpoints } from './accounts.ts';
import { driveEndpoints } from './drives.ts';
import type { Endpoint } from './endpoint.ts';
import { readingEndpoints } from './hold-reading.ts';
import { holdEndpoints } from './holds.ts';
import { numberEndpoints } from './numbers.ts';
import { recordEndpoints } from './records.ts';
import { registerEndpoints } from './register.ts';
import { ruleEndpoints } from './rules.ts';

export const endpoints: readonly Endpoint[] = [
  ...accountEndpoints,
  ...holdEndpoints,
  ...readingEndpoints,
  ...numberEndpoints,
  ...recordEndpoints,
  ...registerEndpoints,
  ...ruleEndpoints,
  ...driveEndpoints,
];
