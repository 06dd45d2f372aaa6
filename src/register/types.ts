/**
 * The register: who people are, as data. Shapes follow `docs/register.md`; dates are ISO days, inclusive, Europe/London.
 *
 * Pure. `load.ts` makes it from YAML with exact errors, `register.ts` answers questions of it.
 */
export type Day = string;

/** A role, for one unit where `of` is given. */
export interface Role {
  readonly role: string;
  readonly of: string | null;
}

export interface Person {
  readonly email: string;
  readonly also: readonly string[];
  readonly name: string;
  readonly alsoKnown: readonly string[];
  readonly membership: string | null;
  /** Of the Party, today; undefined where the register does not say. */
  readonly member: boolean | undefined;
  readonly roles: readonly Role[];
  readonly offices: readonly string[];
  readonly sendsFor: readonly string[];
}

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A matter declared under 5(a) by its words. */
export interface Matter {
  readonly id: string;
  readonly phrases: readonly string[];
  readonly strictly: boolean;
  readonly minute: string | null;
}

/** Null where the file leaves an end open. */
export interface Period {
  readonly from: Day | null;
  readonly until: Day | null;
}

/** `officer` and `by` are empty, and `power` null, where the file does not tell them: then it lets nobody do anything. */
export interface Delegation extends Period {
  readonly id: string;
  readonly officer: string;
  readonly by: string;
  readonly power: 'permissions' | 'discipline' | null;
  readonly minute: string | null;
}

export interface NecDecision {
  readonly id: string;
  readonly minute: string | null;
  readonly names: readonly string[];
  readonly power: 'permissions' | 'discipline';
  /** Empty: all cases. */
  readonly cases: readonly string[];
}

export interface Seat {
  readonly email: string;
  readonly divisions: readonly string[];
  readonly affiliate: string | null;
}

export interface Committee {
  readonly id: string;
  readonly name: string;
  readonly national: boolean;
  readonly aliases: readonly string[];
  readonly members: readonly Seat[];
  readonly support: readonly string[];
  readonly meetings: readonly Day[];
}

export interface Division {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface Affiliate {
  readonly id: string;
  readonly name: string;
  readonly domains: readonly string[];
  readonly executive: readonly string[];
}

export interface Assistant {
  readonly email: string;
  readonly assists: string;
}

/** A group address: the members of a committee, or those listed. */
export interface GroupAddress {
  readonly address: string;
  readonly committee: string | null;
  readonly members: readonly string[];
}

/** `by` is empty where the file does not tell it. */
export interface Permission extends Period {
  readonly id: string;
  readonly by: string;
  readonly authority: 'nec' | 'general-secretary' | 'national-officer';
  readonly minute: string | null;
  readonly delegation: string | null;
  readonly categories: readonly string[];
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly fingerprint: string | null;
  readonly case: string | null;
}

export interface Obligation extends Period {
  readonly id: string;
  readonly kind: 'law' | 'obligation';
  readonly basis: string;
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  readonly categories: readonly string[];
}

export interface CaseSubject {
  readonly email: string | null;
  /** Empty where neither the case nor `people` tells it. */
  readonly name: string;
  readonly membership: string | null;
}

export type Capacity = 'legal' | 'medical' | 'social' | 'family' | 'trade-union';

/** A disciplinary case, and nothing else. */
export interface Case {
  readonly ref: string;
  readonly kind: 'discipline' | 'membership-dispute';
  readonly status: 'open' | 'closed';
  readonly subject: CaseSubject;
  readonly complainants: readonly string[];
  readonly witnesses: readonly string[];
  readonly appointed: readonly string[];
  readonly advisers: readonly { readonly email: string; readonly capacity: Capacity }[];
  readonly plp: boolean;
}

export interface RegisterEntries {
  readonly organisation: { readonly name: string; readonly domains: readonly string[] };
  readonly people: readonly Person[];
  readonly units: readonly Unit[];
  readonly matters: readonly Matter[];
  readonly marking: { readonly withoutAuthority: readonly string[] };
  readonly delegations: readonly Delegation[];
  readonly decisions: readonly NecDecision[];
  readonly committees: readonly Committee[];
  readonly divisions: readonly Division[];
  readonly affiliates: readonly Affiliate[];
  readonly assistants: readonly Assistant[];
  readonly lists: readonly GroupAddress[];
  /** By category: roles, or addresses. */
  readonly entitled: Readonly<Record<string, readonly string[]>>;
  readonly duties: Readonly<Record<string, readonly string[]>>;
  readonly permissions: readonly Permission[];
  readonly obligations: readonly Obligation[];
  readonly cases: readonly Case[];
}
