/**
 * Signals as data: what is looked for, and which way and how far its author expects it to lean.
 *
 * The lean is a word, never a number: training starts from it and learns the weight that stands in `weights.json`. A
 * signal that leans one way is never learnt to lean the other. Pure.
 */
import type { BuiltInCategory, Paragraph } from './finding.ts';
import type { Shape } from './shapes.ts';

/** `certain` is what the organisation itself has registered: no text around it makes it another thing. */
export type Strength = 'certain' | 'decisive' | 'strong' | 'fair' | 'weak';

/** How often the signal of this id was seen in the window. */
export type Seen = (id: string) => number;

export type Find =
  /** Phrases in the notation of `phrases.ts`. */
  | { readonly kind: 'phrases'; readonly phrases: readonly string[] }
  /** Shapes of lines and tables. */
  | { readonly kind: 'shapes'; readonly shapes: readonly Shape[] }
  /** Something that only other code can find (records, markings, bodies of the register); it names the signal. */
  | { readonly kind: 'told' }
  /** Holds by what else was seen in the window; its evidence is theirs. */
  | {
      readonly kind: 'derived';
      readonly from: readonly string[];
      readonly when: (seen: Seen) => boolean;
      /** The same as a list of conditions, where it is one: counted without asking by name. */
      readonly rule?: Rule;
    };

/** Of each list so many were seen, and none of `none`. */
export interface Rule {
  readonly each: readonly { readonly ids: readonly string[]; readonly least: number }[];
  readonly none: readonly string[];
}

export interface Signal {
  /** Category and name: `minutes/title`. */
  readonly id: string;
  /** One of the two: leans for the category, or against it. */
  readonly for?: Strength;
  readonly against?: Strength;
  readonly find: Find;
}

export interface Classifier {
  readonly category: BuiltInCategory;
  readonly paragraphs: readonly Paragraph[];
  readonly signals: readonly Signal[];
}

/** A list of phrases, parted by commas, over as many lines as they need. */
export function phrases(list: string): Find {
  const each = list.split(',').map((phrase) => phrase.trim().replace(/\s+/g, ' '));
  return { kind: 'phrases', phrases: each.filter((phrase) => phrase !== '') };
}

export function shapes(...list: readonly Shape[]): Find {
  return { kind: 'shapes', shapes: list };
}

export const told: Find = { kind: 'told' };

/** What a rule says, with `from` as its evidence. */
export function ruled(from: readonly string[], rule: Rule): Find {
  return {
    kind: 'derived',
    from,
    rule,
    when: (seen) =>
      rule.each.every(({ ids, least }) => ids.filter((id) => seen(id) > 0).length >= least) &&
      rule.none.every((id) => seen(id) === 0),
  };
}

/** Any of the others. */
export function either(...ids: readonly string[]): Find {
  return atLeast(1, ...ids);
}

/** All of the others. */
export function together(...ids: readonly string[]): Find {
  return atLeast(ids.length, ...ids);
}

/** At least so many of the others, each counted once. */
export function atLeast(least: number, ...ids: readonly string[]): Find {
  return ruled(ids, { each: [{ ids, least }], none: [] });
}

/** None of the others: words that only sound like the category make no finding. */
export function noneOf(...ids: readonly string[]): Find {
  return ruled([], { each: [], none: ids });
}

/** One of `ids`, but only beside one of the category's own signals: whose mail it is says nothing by itself. */
export function beside(own: readonly Signal[], ...ids: readonly string[]): Find {
  const speaks = own.filter((signal) => signal.for).map(({ id }) => id);
  return ruled(ids, {
    each: [
      { ids, least: 1 },
      { ids: speaks, least: 1 },
    ],
    none: [],
  });
}

/** At least so many of `ids`, one of `beside`, and none of `absent`: what is told, whose it is, and that it is not public. */
export function within(
  ids: readonly string[],
  least: number,
  beside: readonly string[],
  absent: readonly string[],
): Find {
  const each = [
    { ids, least },
    { ids: beside, least: 1 },
  ];
  return ruled([...ids, ...beside], { each: beside.length > 0 ? each : each.slice(0, 1), none: absent });
}

/** The first, and none of the rest. */
export function without(id: string, ...absent: readonly string[]): Find {
  return ruled([id], { each: [{ ids: [id], least: 1 }], none: absent });
}

/** One of each list, and none of `none`. */
export function oneOfEach(lists: readonly (readonly string[])[], none: readonly string[]): Find {
  return where(
    lists.map((ids) => [1, ids] as const),
    none,
  );
}

/** Of each list at least so many, each counted once, and none of `none`. */
export function where(
  each: readonly (readonly [least: number, ids: readonly string[]])[],
  none: readonly string[],
): Find {
  return ruled(
    each.flatMap(([, ids]) => ids),
    { each: each.map(([least, ids]) => ({ ids, least })), none },
  );
}
