/**
 * From who may read a file to recipients: each principal on the access list is one, like an address that mail goes to.
 *
 * A principal that the drive's settings do not map stands for itself, and the register knows nobody of that name: an
 * unknown recipient, to whom nothing is cleared. Pure.
 */
import type { DriveSettings } from '../config/drive-file.ts';
import type { Access, Principal } from './source.ts';

export interface Reader {
  readonly principal: Principal;
  /** As recipients: addresses, or the principal itself where nobody knows who that is. */
  readonly recipients: readonly string[];
}

export interface Circle {
  /** The owner's address, else that of who answers for the drive; null where neither is known. */
  readonly owner: string | null;
  readonly readers: readonly Reader[];
  readonly everyone: boolean;
}

export function circleOf({ owner, readers }: Access, { principals, owner: keeper }: DriveSettings): Circle {
  const addresses = (principal: Principal) => mapped(principal, principals);
  return {
    owner: (owner && addresses(owner)[0]) ?? keeper,
    // A store that does not say who may read leaves somebody unknown, not nobody.
    readers: (readers.length > 0 ? readers : ['unknown']).map((principal) => {
      const known = addresses(principal);
      return { principal, recipients: known.length > 0 ? known : [principal] };
    }),
    everyone: readers.includes('everyone') || readers.includes('link'),
  };
}

function mapped(principal: Principal, { users, groups, everyone, links }: DriveSettings['principals']) {
  if (principal === 'everyone') return everyone;
  if (principal === 'link') return links;
  const [kind, name = ''] = principal.split(/:(.*)/s);
  const known = kind === 'user' ? users : kind === 'group' ? groups : {};
  if (Object.hasOwn(known, name)) return known[name] ?? [];
  // A server may name its users by their addresses.
  return kind === 'user' && /^[^\s@]+@[^\s@]+$/.test(name) ? [name] : [];
}
