/**
 * Matters that the NEC has found confidential by custom and practice: the organisation's own rules.
 *
 * Source: paragraph 5(d). A rule's weights are log-odds, each phrase, pattern or neighbourhood counted once; `against`
 * counts down. Patterns are RE2's, which has no backtracking, because administrators write them. Pure; the rule files
 * are read and checked by `src/config/rule-files.ts`.
 */
import { RE2JS } from 're2js';
import type { Span } from '../src/document/document.ts';
import type { ClassifyContext, CustomRule } from './context.ts';
import { PER_SIGNAL, quoted } from './evidence.ts';
import type { Evidence, Finding } from './finding.ts';
import { vocabulary } from './lexicon.ts';
import { Phrases } from './phrases.ts';
import type { PartRead, SegmentRead } from './reading.ts';
import { stemOf, wordOf } from './vocabulary.ts';

/** What a rule's weights must outweigh: three lone words of weight 1 are a coin's toss. */
const BIAS = -3;
/** A passage of a registered document is a matter by itself. */
const FINGERPRINT = 6;

interface Compiled {
  readonly rule: CustomRule;
  readonly phrases: Phrases;
  /** By owner of the phrase: weight, and the number of the term within its neighbourhood. */
  readonly owners: readonly Owner[];
  readonly patterns: readonly { readonly expression: RE2JS; readonly weight: number; readonly id: string }[];
}

interface Owner {
  readonly signal: string;
  readonly weight: number;
  readonly near?: { readonly group: number; readonly term: number };
}

const compiled = new WeakMap<CustomRule, Compiled>();

/** Teaches the vocabulary the rules' words; to be called before any text is cut. */
export function prepareRules(rules: readonly CustomRule[]): void {
  for (const rule of rules) if (!compiled.has(rule)) compiled.set(rule, compile(rule));
}

/** A finding for each rule that has seen something, in the order of the rules. */
export function customFindings(part: PartRead, { rules }: ClassifyContext): Finding[] {
  return rules.flatMap((rule) => {
    const evidence = evidenceOf(part, rule);
    if (evidence.length === 0) return [];
    const counted = new Map(evidence.map(({ signal, weight }) => [signal, weight]));
    const sum = [...counted.values()].reduce((total, weight) => total + weight, BIAS);
    return [
      {
        category: `custom:${rule.id}` as const,
        paragraphs: ['5(d)'],
        part: part.path,
        confidence: 1 / (1 + Math.exp(-sum)),
        strictly: false,
        body: null,
        unit: null,
        people: 0,
        exposed: [],
        cases: [],
        tells: null,
        beyond: [],
        fingerprints: part.fingerprints.filter(({ id }) => rule.fingerprints.includes(id)),
        evidence,
      },
    ];
  });
}

function evidenceOf(part: PartRead, rule: CustomRule): Evidence[] {
  const known = compiled.get(rule) ?? compile(rule);
  const evidence: Evidence[] = [];
  const shown = new Map<string, number>();
  const show = (segment: SegmentRead, { start, end }: Span, owner: Owner) => {
    const before = shown.get(owner.signal) ?? 0;
    if (before < PER_SIGNAL) evidence.push(quoted(part, segment, start, end, owner.signal, owner.weight));
    shown.set(owner.signal, before + 1);
  };
  for (const segment of part.segments) {
    const near = new Map<number, Term[]>();
    known.phrases.match(segment.tokens, (owner, from, to) => {
      const of = known.owners[owner];
      const span = { start: segment.tokens.starts[from] ?? 0, end: segment.tokens.ends[to - 1] ?? 0 };
      if (of?.near) {
        const terms = near.get(of.near.group) ?? [];
        terms.push({ ...span, term: of.near.term, token: from });
        near.set(of.near.group, terms);
      } else if (of) show(segment, span, of);
    });
    for (const [group, hits] of near) {
      const { terms, words, weight } = rule.proximity[group] ?? { terms: [], words: 0, weight: 0 };
      const together = neighbours(hits, terms.length, words);
      if (together) show(segment, together, { signal: `custom:${rule.id}/proximity-${group + 1}`, weight });
    }
    for (const { expression, weight, id } of known.patterns) {
      const matcher = expression.matcher(segment.tokens.text);
      if (matcher.find()) show(segment, { start: matcher.start(), end: matcher.end() }, { signal: id, weight });
    }
    for (const { fingerprint, spans } of segment.fingerprints) {
      if (!rule.fingerprints.includes(fingerprint.id)) continue;
      for (const span of spans)
        show(segment, span, { signal: `custom:${rule.id}/fingerprint-${fingerprint.id}`, weight: FINGERPRINT });
    }
  }
  return evidence;
}

interface Term extends Span {
  readonly term: number;
  readonly token: number;
}

/** The first stretch in which all terms stand within so many words; `hits` come in the order of the text. */
function neighbours(hits: readonly Term[], terms: number, words: number): Span | null {
  const latest = new Map<number, Term>();
  for (const hit of hits) {
    latest.set(hit.term, hit);
    const close = [...latest.values()].filter(({ token }) => hit.token - token <= words);
    if (close.length === terms)
      return { start: Math.min(...close.map(({ start }) => start)), end: Math.max(...close.map(({ end }) => end)) };
  }
  return null;
}

function compile(rule: CustomRule): Compiled {
  const phrases = new Phrases(vocabulary);
  const owners: Owner[] = [];
  const add = (text: string, owner: Owner) => {
    phrases.addWords(owners.length, (text.match(/[\p{L}\p{M}\p{N}]+(?:'\p{L}+)?/gu) ?? []).map(wordOf), inflectionsOf);
    owners.push(owner);
  };
  for (const [at, { text, weight }] of rule.phrases.entries())
    add(text, { signal: `custom:${rule.id}/phrase-${at + 1}`, weight });
  for (const [at, { text, weight }] of rule.against.entries()) {
    add(text, { signal: `custom:${rule.id}/against-${at + 1}`, weight: -Math.abs(weight) });
  }
  for (const [group, { terms, weight }] of rule.proximity.entries()) {
    const signal = `custom:${rule.id}/proximity-${group + 1}`;
    for (const [term, text] of terms.entries()) add(text, { signal, weight, near: { group, term } });
  }
  const patterns = rule.patterns.map(({ expression, weight }, at) => ({
    expression: RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE),
    weight,
    id: `custom:${rule.id}/pattern-${at + 1}`,
  }));
  return { rule, phrases, owners, patterns };
}

/** Endings by which a regular word becomes another form of itself. */
const ENDINGS = ['', 's', 'es', 'd', 'ed', 'ing', 'y', 'ies', 'ied', 'e'];

/** The spellings that have the word's stem, out of all that its beginning could end in: `donation` and `donations`. */
function inflectionsOf(word: string): readonly string[] {
  const stem = stemOf(word);
  const roots = [0, 1, 2, 3].map((cut) => word.slice(0, word.length - cut)).filter((root) => root.length >= 3);
  const doubled = `${word}${word.at(-1) ?? ''}`;
  const forms = [...roots, doubled].flatMap((root) => ENDINGS.map((ending) => root + ending));
  return [word, ...new Set(forms.filter((form) => form !== word && stemOf(form) === stem))];
}
