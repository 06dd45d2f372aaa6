/**
 * Document → Finding[]: every category that a part may hold, with its confidence, whom and what it concerns, and why.
 *
 * Source: paragraph 5 as `docs/policy.md` reads it. Pure. All findings come back, whatever their confidence: the caller
 * applies the thresholds. One finding for each category and distinct matter (body, case, list) in each part.
 */
import type { Document, Span } from '../src/document/document.ts';
import { firstWhere } from './bisect.ts';
import type { ClassifyContext, Fingerprint } from './context.ts';
import { customFindings, prepareRules } from './custom.ts';
import { distinct } from './distinct.ts';
import { type EvidenceIn, evidenceOf } from './evidence.ts';
import type { BuiltInCategory, Finding, Sentence } from './finding.ts';
import { shinglesOf } from './fingerprint.ts';
import { classifiers } from './index.ts';
import { type Judged, type Matter, mattersIn } from './judged.ts';
import { lexicon, vocabulary } from './lexicon.ts';
import { STRICT_SIGNALS } from './markings.ts';
import { columnOf } from './model.ts';
import type { PersonSeen } from './people.ts';
import { type PartRead, readDocument } from './reading.ts';
import { runsOf } from './runs.ts';
import { sentencesBeyond, tellsOf } from './tells.ts';
import { spanBetween, tokenise } from './tokens.ts';
import { judge, surenessOf, viewsThatHold } from './views.ts';

/** Below this a category is not worth a line, even with `--all-signals`. */
const WORTH_TELLING = 0.05;
/** From here on a window counts as part of the matter; a policy's threshold may be lower or higher. */
const HOLDS = 0.5;
/** From here on one belongs to a list that it goes on with: within a long one there are fewer words than at its head. */
const GOES_ON = 0.25;
/** What comes as lists. */
const LISTS: readonly BuiltInCategory[] = ['membership', 'elections'];
const EXPOSED = 1000;

const strictSignals = new Set<number>(STRICT_SIGNALS.map((id) => lexicon.indexOf.get(id) ?? -1));

/** Everything found, in the order of parts, then categories by gravity. */
export function classify(document: Document, context: ClassifyContext): Finding[] {
  // First, because rules may teach the vocabulary words, which voids what was cut before.
  prepareRules(context.rules);
  return readDocument(document, context).flatMap((part) => findingsOf(part, context));
}

/** What a document is met by again: the shingles of all its text. Throws nothing; empty for a text of a few words. */
export function fingerprintOf(
  document: Document,
  normalise: ClassifyContext['normalise'],
  kind: Fingerprint['kind'],
): Float64Array {
  const texts = document.parts.flatMap((part) =>
    part.segments.filter(({ place }) => place !== 'file-name' && place !== 'metadata'),
  );
  const all = texts.flatMap(({ text }) => [...shinglesOf(tokenise(normalise(text).text, vocabulary), kind)]);
  return Float64Array.from(new Set(all)).sort();
}

function findingsOf(part: PartRead, context: ClassifyContext): Finding[] {
  const judged = part.windows.map(judge);
  const peopleIn = peopleOf();
  const evidenceIn = evidenceOf(part);
  const found = classifiers.flatMap(({ category, paragraphs }, column) => {
    const said = judged.map((each) => surenessOf(each, column));
    const best = said.reduce((most, one) => Math.max(most, one), 0);
    if (best < WORTH_TELLING) return [];
    const holds = Math.min(HOLDS, best);
    const goesOn = LISTS.includes(category) ? Math.min(GOES_ON, holds) : holds;
    const holding = runsOf(said, (at) => isOneText(judged[at - 1], judged[at]), holds, goesOn);
    const windows = holding.flatMap((at) => (judged[at] ? viewsThatHold(judged[at], column, holds, goesOn) : []));
    return mattersIn(part, category, windows).map((matter) =>
      findingOf(part, category, paragraphs, matter, { peopleIn, evidenceIn }, context),
    );
  });
  const strictly = isStrict(part, found);
  const all = [...found, ...customFindings(part, context)];
  return strictly ? all.map((finding) => ({ ...finding, strictly })) : all;
}

/** Windows of one segment follow one another; the one that holds all segments together is no other's. */
function isOneText(one: Judged | undefined, next: Judged | undefined): boolean {
  const [stretches, others] = [one?.window.stretches ?? [], next?.window.stretches ?? []];
  return stretches.length === 1 && others.length === 1 && stretches[0]?.segment === others[0]?.segment;
}

/** A strict declaration covers its whole part, and what else is found there. */
function isStrict(part: PartRead, found: readonly Finding[]): boolean {
  const declared = found.find(({ category }) => category === 'declared');
  if (!declared || declared.confidence < HOLDS) return false;
  return part.segments.some(
    ({ hits, named, fingerprints }) =>
      hits.has(strictSignals) ||
      fingerprints.some(({ fingerprint }) => fingerprint.kind === 'strict') ||
      named.some((each) => each.named.kind === 'matter' && each.named.strictly),
  );
}

function findingOf(
  part: PartRead,
  category: BuiltInCategory,
  paragraphs: readonly string[],
  { windows, body, unit, cases }: Matter,
  { peopleIn, evidenceIn }: Asked,
  context: ClassifyContext,
): Finding {
  const column = columnOf(category);
  const confidence = windows.reduce((most, each) => Math.max(most, each.confidences[column] ?? 0), 0);
  const personal = category === 'membership' || category === 'elections' || category === 'disciplinary';
  const people = personal ? peopleIn(windows) : [];
  const around = [...new Set(windows.flatMap((each) => each.around.stretches))];
  const tells = category === 'disciplinary' ? tellsOf(around.map(textOf).join('\n')) : null;
  return {
    category,
    paragraphs,
    part: part.path,
    confidence,
    strictly: false,
    body,
    unit,
    people: category === 'disciplinary' ? Math.max(1, cases.length) : people.length,
    exposed: (category === 'disciplinary' ? subjectsOf(cases, context) : tied(people.slice(0, EXPOSED), context)).slice(
      0,
      EXPOSED,
    ),
    cases,
    tells,
    beyond: tells === 'detail' ? around.flatMap((each) => beyondIn(part, each)) : [],
    fingerprints: part.fingerprints,
    evidence: evidenceIn(category, windows),
  };
}

type Stretch = Judged['window']['stretches'][number];

function beyondIn({ path }: PartRead, stretch: Stretch): Sentence[] {
  const { place, original, normalised } = stretch.segment;
  const { start: from } = spanOf(stretch);
  return sentencesBeyond(textOf(stretch)).map((sentence) => {
    const { start, end } = normalised.spanOf(from + sentence.start, from + sentence.end);
    return { part: path, place, quote: original.slice(start, end), start, end };
  });
}

function spanOf({ segment, from, to }: Stretch): Span {
  return spanBetween(segment.tokens, from, to);
}

function textOf(stretch: Stretch): string {
  const { start, end } = spanOf(stretch);
  return stretch.segment.tokens.text.slice(start, end);
}

/** What the matters of one part ask for alike. */
interface Asked {
  readonly peopleIn: People;
  readonly evidenceIn: EvidenceIn;
}

type People = (windows: readonly Judged[]) => Finding['exposed'];

/** Who is in the windows of one part; several categories often hold the same, and are answered once. */
function peopleOf(): People {
  let asked: readonly Judged[] = [];
  let people: Finding['exposed'] = [];
  return (windows) => {
    const isSame = asked.length === windows.length && windows.every((each, at) => each === asked[at]);
    if (!isSame) {
      asked = windows;
      people = distinct(seenIn(windows));
    }
    return people;
  };
}

/** Each once: windows overlap, and so do their passages, of which a later one may begin before an earlier. */
export function seenIn(windows: readonly Pick<Judged, 'extent'>[]): PersonSeen[] {
  const people: PersonSeen[] = [];
  const done = new Map<Stretch['segment'], Uint8Array>();
  for (const stretch of windows.flatMap(({ extent }) => extent.stretches)) {
    const seen = stretch.segment.people;
    const isDone = done.get(stretch.segment) ?? new Uint8Array(seen.length);
    done.set(stretch.segment, isDone);
    const { start, end } = spanOf(stretch);
    const to = firstAt(seen, end);
    for (let at = firstAt(seen, start); at < to; at++) {
      const person = seen[at];
      if (person && isDone[at] === 0) people.push(person);
      isDone[at] = 1;
    }
  }
  return people;
}

function firstAt(people: readonly { readonly at: number }[], offset: number): number {
  return firstWhere(people.length, (at) => (people[at]?.at ?? 0) >= offset);
}

/** People as the register knows them: by address, number or full name. */
function tied(people: Finding['exposed'], { register }: ClassifyContext): Finding['exposed'] {
  const { people: known } = register.entries;
  const byNumber = new Map(
    known.flatMap((person) => (person.membership ? [[person.membership.toUpperCase(), person] as const] : [])),
  );
  const byName = new Map(known.map((person) => [person.name.toLowerCase(), person]));
  return people.map(({ name, email, membership }) => {
    const isNamed = name !== null && !membership && !email;
    const person = isNamed
      ? byName.get(name.toLowerCase())
      : ((email ? register.person(email) : undefined) ?? (membership ? byNumber.get(membership) : undefined));
    return {
      name: name ?? person?.name ?? null,
      email: email ?? person?.email ?? null,
      membership: membership ?? person?.membership ?? null,
      ...(isNamed && person && { isByName: true as const }),
    };
  });
}

function subjectsOf(cases: readonly string[], { register }: ClassifyContext): Finding['exposed'] {
  return register.entries.cases.filter(({ ref }) => cases.includes(ref)).map(({ subject }) => subject);
}
