/**
 * What somebody may do in a role: one table, for pages, the interface under `/v1` and its tokens alike.
 *
 * An act is also the scope of a token: a token may what it lists and its owner's roles still allow. Pure.
 */
import type { Role } from '../store/users.ts';

/** Each act with what it means, as pages and the OpenAPI document say it. */
export const ACTS = {
  'holds:list': 'see what waits in the quarantine',
  'holds:read': 'open a held message',
  'holds:decide': 'release and reject held messages, and ask their senders',
  'holds:assign': 'assign held messages and write notes on them',
  'holds:bulk': 'decide many held messages at once',
  'dashboard:read': 'see the numbers',
  'register:read': 'see the register',
  'register:write': 'change the register',
  'rules:read': 'see the organisation’s own rules',
  'rules:write': 'change the organisation’s own rules',
  'drives:read': 'see what was found on shared drives',
  'drives:write': 'mark what was found on shared drives',
  'reports:write': 'draw up reports of attempted disclosures',
  'audit:read': 'read and verify the audit log',
  'users:read': 'see accounts and their sessions',
  'users:write': 'add, change and disable accounts, and revoke tokens',
} as const;

export type Act = keyof typeof ACTS;

const REVIEWS: readonly Act[] = [
  'holds:list',
  'holds:read',
  'holds:decide',
  'holds:assign',
  'dashboard:read',
  'register:read',
  'rules:read',
  'drives:read',
];

const MAY: Readonly<Record<Role, readonly Act[]>> = {
  reviewer: REVIEWS,
  'senior-reviewer': [...REVIEWS, 'holds:bulk', 'reports:write', 'drives:write'],
  'records-officer': [
    'holds:list',
    'dashboard:read',
    'register:read',
    'register:write',
    'rules:read',
    'rules:write',
    'drives:read',
    'drives:write',
    'reports:write',
    'audit:read',
  ],
  // Runs the machine and its accounts; what is confidential is not theirs to read.
  administrator: ['dashboard:read', 'rules:read', 'audit:read', 'users:read', 'users:write'],
  // Sees everything and changes nothing; what they open stands on the audit log like anybody's.
  auditor: [
    'holds:list',
    'holds:read',
    'dashboard:read',
    'register:read',
    'rules:read',
    'drives:read',
    'audit:read',
    'users:read',
  ],
};

/** What each role is for, as the users page says it. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  reviewer: 'decides held messages',
  'senior-reviewer': 'a reviewer who also decides many at once and draws up reports',
  'records-officer': 'keeps the register and the rules',
  administrator: 'manages accounts; does not read messages',
  auditor: 'reads everything, changes nothing',
};

/** Whether any of these roles allows the act. */
export function may(roles: readonly Role[], act: Act): boolean {
  return roles.some((role) => MAY[role].includes(act));
}

/** All that these roles allow, in the order of the table. */
export function actsOf(roles: readonly Role[]): Act[] {
  return (Object.keys(ACTS) as Act[]).filter((act) => may(roles, act));
}
