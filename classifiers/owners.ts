/**
 * Whose record a text is: the Party's own, or an employer's, a school's, a court's, a club's, another party's.
 *
 * Each walk of life has words that the others lack. One of them says little (the branch meets in a school); two, and
 * fewer of ours, say whose it is. Signals of all categories refer to these; by themselves they weigh nothing. Pure.
 */
import { strangers as english, heads, ours } from './owner-words.ts';
import { ruled, type Seen, type Signal, type Strength, within } from './signal.ts';
import { welshStrangers } from './welsh.ts';

const strangers: readonly Signal[] = [...english, ...welshStrangers];

/** One word of any other walk of life. */
export const STRANGERS = strangers.map(({ id }) => id);
/** Being said again adds less than being said of another matter. */
const MOST = 3;

function others(seen: Seen): number {
  const heading = 2 * Math.min(1, seen('context/other-head'));
  return STRANGERS.reduce((sum, id) => sum + Math.min(MOST, seen(id)), heading);
}

function oursIn(seen: Seen): number {
  return (
    Math.min(MOST, seen('owner/ours-strong')) +
    Math.min(1, seen('owner/ours-weak')) +
    2 * Math.min(2, seen('context/register-name')) +
    seen('context/party-head') +
    2 * seen('context/sender-inside')
  );
}

/** Whose text it is: any of these says that it is the Party's. */
export const OURS = [
  'context/party',
  'context/register-name',
  'context/party-head',
  'context/sender-inside',
  'owner/ours-strong',
] as const;
/** What takes a text away from it: another body's, said to the public, of everybody, or about how things are done. */
export const NOT_OURS = [
  'owner/other',
  'context/news',
  'context/public-voice',
  'context/training',
  'context/template',
  'context/placeholders',
  'context/generic-many',
] as const;

/** What speaks of another owner, besides what a category knows of its own look-alikes. */
export const OF_OTHERS = [
  'context/other-head',
  'context/other-dominates',
  'owner/other-surely',
  'owner/other',
] as const;

/** Another's letterhead, or words of theirs that leave no doubt. */
export function isSurelyOthers(seen: Seen): boolean {
  return seen('context/other-head') + seen('context/other-dominates') + seen('owner/other-surely') > 0;
}

/** Everyday matters stand beside ours in one mail: then another owner's words do not take it away from us. */
export function isBesideOurs(seen: Seen): boolean {
  return seen('context/party') >= 2 && seen('owner/other-clearly') + seen('context/other-dominates') === 0;
}

/** Against a category: the more of it (`spoken`) another body's text holds, the surer it is that body's own. */
export function elsewhere(category: string, spoken: readonly string[]): readonly Signal[] {
  return [3, 6, 9, 13].map((least) => ({
    id: `${category}/elsewhere-${least}`,
    against: 'strong',
    find: ruled(['owner/other'], {
      each: [
        { ids: ['owner/other'], least: 1 },
        { ids: spoken, least },
      ],
      none: [],
    }),
  }));
}

/** How far it leans when several things are told at once, and when the Party's words stand beside them. */
export type ToldTogether = Readonly<
  Record<'told-twice' | 'told-thrice' | 'told-often' | 'ours-told' | 'ours-told-twice' | 'ours-told-thrice', Strength>
>;

/** For a category: so many of `tellings` in a text that is nobody else's. */
export function toldTogether(category: string, tellings: readonly string[], leans: ToldTogether): readonly Signal[] {
  const told = (name: keyof ToldTogether, least: number, beside: readonly string[]): Signal => ({
    id: `${category}/${name}`,
    for: leans[name],
    find: within(tellings, least, beside, NOT_OURS),
  });
  return [
    told('told-twice', 2, []),
    told('told-thrice', 3, []),
    told('told-often', 4, []),
    told('ours-told', 1, OURS),
    told('ours-told-twice', 2, OURS),
    told('ours-told-thrice', 3, OURS),
  ];
}

/** All of `owners` ask for the same two sums of a window, which nothing that follows from others changes. */
let summed: Seen | null = null;
let othersSummed = 0;
let oursSummed = 0;

function sum(seen: Seen): void {
  if (summed === seen) return;
  othersSummed = others(seen);
  oursSummed = oursIn(seen);
  summed = seen;
}

function by(id: string, when: (others: number, ours: number) => boolean): Signal {
  return {
    id,
    find: {
      kind: 'derived',
      from: [...STRANGERS, 'owner/ours-strong', 'owner/ours-weak', 'context/register-name', 'context/other-head'],
      when: (seen) => {
        sum(seen);
        return when(othersSummed, oursSummed);
      },
    },
  };
}

export const owners: readonly Signal[] = [
  ...strangers,
  ...ours,
  ...heads,
  by('owner/other', (others, ours) => others >= 2 && others > ours),
  by('owner/other-clearly', (others, ours) => others >= 4 && others > ours + 1),
  by('owner/other-surely', (others, ours) => others >= 3 && ours === 0),
  by('owner/ours', (others, ours) => ours >= 1 && ours > others),
  by('owner/ours-clearly', (others, ours) => ours >= 3 && ours > others + 1),
  by('owner/unknown', (others, ours) => others === 0 && ours === 0),
];
