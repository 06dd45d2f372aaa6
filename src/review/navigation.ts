/**
 * Where one can go from every page: one line each, shown to whom it is allowed. `g` and the key goes there.
 */
import type { Act } from './roles.ts';

export interface Destination {
  readonly path: string;
  readonly label: string;
  readonly act: Act;
  /** Typed after `g`. */
  readonly key: string;
}

export const DESTINATIONS: readonly Destination[] = [
  { path: '/quarantine', label: 'Quarantine', act: 'holds:list', key: 'q' },
  { path: '/dashboard', label: 'Dashboard', act: 'dashboard:read', key: 'd' },
  { path: '/reports', label: 'Reports', act: 'dashboard:read', key: 'r' },
  { path: '/drives', label: 'Drives', act: 'drives:read', key: 's' },
  { path: '/register', label: 'Register', act: 'register:read', key: 'e' },
  { path: '/rules', label: 'Rules', act: 'rules:read', key: 'c' },
  { path: '/audit', label: 'Audit', act: 'audit:read', key: 't' },
  { path: '/users', label: 'Users', act: 'users:read', key: 'u' },
];
