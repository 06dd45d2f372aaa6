/**
 * What the register knows of, as it may stand in a text: bodies, units, declared matters, cases and their subjects.
 *
 * Compiled once for a state of the register and kept with it. Pure.
 */
import type { Register } from '../src/register/register.ts';
import type { Case } from '../src/register/types.ts';
import { Phrases } from './phrases.ts';
import type { Tokens } from './tokens.ts';
import { type Vocabulary, wordOf } from './vocabulary.ts';

export type Named =
  | { readonly kind: 'body'; readonly id: string; readonly national: boolean }
  | { readonly kind: 'unit'; readonly id: string }
  | { readonly kind: 'organisation' }
  | { readonly kind: 'matter'; readonly id: string; readonly strictly: boolean }
  | { readonly kind: 'subject'; readonly ref: string; readonly whole: boolean }
  | { readonly kind: 'case'; readonly ref: string };

export interface NamedHit {
  readonly named: Named;
  readonly start: number;
  readonly end: number;
}

export interface Matters {
  readonly find: (tokens: Tokens) => NamedHit[];
}

const compiled = new WeakMap<Register, Matters>();

export function mattersOf(register: Register, vocabulary: Vocabulary): Matters {
  let matters = compiled.get(register);
  if (!matters) {
    matters = compile(register, vocabulary);
    compiled.set(register, matters);
  }
  return matters;
}

function compile({ entries }: Register, vocabulary: Vocabulary): Matters {
  const names: Named[] = [];
  const phrases = new Phrases(vocabulary);
  const add = (named: Named, ...written: readonly string[]) => {
    names.push(named);
    for (const words of new Set(written.map(wordsOf)))
      if (words !== '') phrases.addWords(names.length - 1, words.split(' '));
  };
  for (const { id, name, aliases, national } of entries.committees)
    add({ kind: 'body', id, national }, name, ...aliases);
  for (const { id, name, aliases } of entries.units) add({ kind: 'unit', id }, name, ...aliases);
  add({ kind: 'organisation' }, entries.organisation.name);
  for (const { id, phrases: written, strictly } of entries.matters) add({ kind: 'matter', id, strictly }, ...written);
  for (const each of entries.cases) {
    const alsoKnown =
      entries.people.find(
        ({ email, also }) => each.subject.email !== null && [email, ...also].includes(each.subject.email),
      )?.alsoKnown ?? [];
    const written = [...variants(each), ...alsoKnown];
    add({ kind: 'subject', ref: each.ref, whole: true }, ...written, ...written.map(withoutAccents));
    const middle = withMiddleName(each);
    if (middle) phrases.add(names.length - 1, middle);
  }

  const refs = new Map(entries.cases.map(({ ref }) => [bare(ref), ref]));
  const numbers = new Map(
    entries.cases.flatMap(({ ref, subject }) => (subject.membership ? [[bare(subject.membership), ref] as const] : [])),
  );
  const written = [...refs.keys(), ...numbers.keys()].map((key) => [...key].map(escaped).join('[ ./-]?'));
  const references =
    written.length > 0 ? new RegExp(`(?<![A-Za-z0-9])(?:${written.join('|')})(?![A-Za-z0-9])`, 'gi') : null;

  return {
    find(tokens) {
      const hits: NamedHit[] = [];
      phrases.match(tokens, (owner, from, to) => {
        const named = names[owner];
        if (named) hits.push({ named, start: tokens.starts[from] ?? 0, end: tokens.ends[to - 1] ?? 0 });
      });
      for (const match of references ? tokens.text.matchAll(references) : []) {
        const key = bare(match[0]);
        const start = match.index;
        const end = start + match[0].length;
        const ref = refs.get(key);
        const subject = numbers.get(key);
        if (ref) hits.push({ named: { kind: 'case', ref }, start, end });
        if (subject) hits.push({ named: { kind: 'subject', ref: subject, whole: true }, start, end });
      }
      return hits;
    },
  };
}

/** Words of a name as the tokeniser cuts them. */
function wordsOf(text: string): string {
  return (text.match(/[\p{L}\p{M}\p{N}]+(?:'\p{L}+)?/gu) ?? []).map(wordOf).join(' ');
}

/** "Martin Doyle" also stands as "Doyle, Martin", "M. Doyle", "Mr Doyle", "Cllr Doyle". */
function variants({ subject }: Case): string[] {
  const words = subject.name.split(/\s+/).filter(Boolean);
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last || words.length < 2) return [subject.name];
  const titles = ['Mr', 'Mrs', 'Ms', 'Miss', 'Mx', 'Dr', 'Cllr', 'Councillor'].map((title) => `${title} ${last}`);
  return [subject.name, `${first} ${last}`, `${last} ${first}`, `${first[0]} ${last}`, ...titles];
}

/** As mail programs and lists write "Siân" where they know no such letter. */
function withoutAccents(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '');
}

/** "Martin Doyle" stands as "Martin James Doyle" in letters; null for a name that is not of plain words. */
function withMiddleName({ subject }: Case): string | null {
  const [first, last, ...more] = wordsOf(subject.name).split(' ');
  return first && last && more.length === 0 && /^\p{L}+$/u.test(first + last) ? `${first} Aa ${last}` : null;
}

function bare(reference: string): string {
  return reference.replace(/[ ./-]/g, '').toUpperCase();
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
