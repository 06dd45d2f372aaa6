/**
 * A part as the classifiers read it: normalised, cut into tokens and windows, with all that any signal looks for.
 *
 * Every segment is gone through once for all categories. Long text is judged in overlapping windows, so that one page of
 * minutes in three hundred pages is not diluted. Pure.
 */
import type { Document, Part, Place, Segment } from '../src/document/document.ts';
import type { NormalisedText } from '../src/document/text.ts';
import { askedIn } from './asked.ts';
import { caseReferences } from './case-references.ts';
import type { ClassifyContext, Fingerprint, Roll } from './context.ts';
import { encodedIn, LONGEST_WORD, spelledOut } from './disguise.ts';
import type { Finding } from './finding.ts';
import { blanked, type FingerprintMatch, matchFingerprints, shareOf } from './fingerprint.ts';
import { type Hit, Hits } from './hits.ts';
import { lexicon, MARKERS, vocabulary } from './lexicon.ts';
import { MONTHS } from './marking-days.ts';
import { wordsNear } from './marking-needs.ts';
import { markingsOf } from './markings.ts';
import { mattersOf, type Named } from './matters.ts';
import { type PersonSeen, peopleIn } from './people.ts';
import { peopleTold } from './people-told.ts';
import { oneOfRecord } from './record-lines.ts';
import { withoutRemarks } from './remarks.ts';
import { namePostcode } from './roll.ts';
import { shapesOf } from './shapes.ts';
import { besideIn, type Run, sheetsOf } from './sheets.ts';
import { headOf } from './title-names.ts';
import { BEGINS_LINE, type Tokens, tokenise } from './tokens.ts';

export interface SegmentRead {
  readonly place: Place;
  readonly original: string;
  readonly normalised: NormalisedText;
  readonly tokens: Tokens;
  readonly hits: Hits;
  readonly named: readonly { readonly named: Named; readonly start: number; readonly end: number }[];
  readonly people: readonly PersonSeen[];
  readonly fingerprints: readonly FingerprintMatch[];
}

/** Tokens [from, to) of one segment. */
export interface Stretch {
  readonly segment: SegmentRead;
  readonly from: number;
  readonly to: number;
}

/** What the head of the message says of who wrote it. */
export interface Sender {
  readonly isInside: boolean;
  /** What is marked in their own words declares nothing: the register lists them as having no authority to. Whom they quote may. */
  readonly mayNotMark: boolean;
  /** Whether somebody is named in the head: a correspondent's own number tells nobody anything. */
  readonly corresponds: (person: PersonSeen) => boolean;
}

export interface Window {
  readonly stretches: readonly Stretch[];
  /** The same without what is remarked in the rows of a table; undefined where there is little of that. */
  readonly bare?: Window;
  /** Segments that name and head the part: they count in each of its windows. */
  readonly heads: readonly SegmentRead[];
  readonly sender: Sender;
}

export interface PartRead {
  readonly path: string;
  readonly segments: readonly SegmentRead[];
  readonly windows: readonly Window[];
  /** Registered documents met in the part, with the share of each that is there. */
  readonly fingerprints: Finding['fingerprints'];
}

/** What names or heads a part, rather than being its text. */
const HEADS: readonly Place[] = [
  'subject',
  'header-field',
  'header',
  'footer',
  'property',
  'label',
  'sheet-name',
  'outline',
  'file-name',
  'metadata',
];

/** More tokens than this are no signature, whatever stands above them. */
const LONGEST_SIGNATURE = 50;

const WINDOW = 700;
const STEP = 550;
/** Short segments of one part are judged together too: what is asked above and answered below is one matter. */
const TOGETHER = 1600;

/** All parts, each told whether the message's sender writes from the organisation's own domain. */
export function readDocument(document: Document, context: ClassifyContext): PartRead[] {
  // First, because it may teach the vocabulary words, which voids what was cut before.
  mattersOf(context.register, vocabulary);
  const { domains } = context.register.entries.organisation;
  const isInside = (document.head?.from ?? []).some(({ address }) =>
    domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`)),
  );
  const sent = sentOn(document);
  const then = sent !== null && sent < context.today ? { ...context, today: sent } : context;
  return document.parts.map((part) =>
    readPart(part, then, {
      isInside,
      mayNotMark: isOwn(part) && mayNotMark(document, context),
      corresponds: corresponding(document),
    }),
  );
}

/** Whether it is the message's own text, not something that is attached to it. */
function isOwn({ segments }: Part): boolean {
  return segments.every(({ place }) => place !== 'file-name');
}

/** Whether all who wrote the message are listed as having no authority to mark. */
function mayNotMark({ head }: Document, { login, register }: ClassifyContext): boolean {
  const authors =
    login === undefined ? (head?.from ?? []).map(({ address }) => address) : login === null ? [] : [login];
  const isListed = (author: string) =>
    register.entries.marking.withoutAuthority.some((other) => register.samePerson(author, other));
  return authors.length > 0 && authors.every(isListed);
}

function corresponding({ head }: Document): (person: PersonSeen) => boolean {
  const mailboxes = head ? [...head.from, ...head.to, ...head.cc] : [];
  const addresses = new Set(mailboxes.map(({ address }) => address.toLowerCase()));
  const names = new Set(mailboxes.map(({ name }) => namePostcode(name, '')));
  const first = new Set(mailboxes.map(({ name }) => name.toLowerCase().split(' ')[0] ?? ''));
  return ({ name, email }) =>
    (email !== null && addresses.has(email.toLowerCase())) ||
    (name !== null && (names.has(namePostcode(name, '')) || first.has(name.toLowerCase())));
}

/** The day of the message's own date; null where it has none. An embargo is judged as of then, never as of later than today. */
function sentOn({ head }: Document): string | null {
  const date = head?.headers.find(({ name }) => name.toLowerCase() === 'date')?.value ?? '';
  const [, day, month, year] = /\b(\d{1,2}) ([a-z]{3})[a-z]* (\d{4})\b/i.exec(date) ?? [];
  const number = MONTHS.indexOf((month ?? '').toLowerCase()) + 1;
  if (!day || !year || number === 0) return null;
  return `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function readPart(part: Part, context: ClassifyContext, sender: Sender): PartRead {
  const segments: SegmentRead[] = [];
  const beside: SegmentRead[] = [];
  for (const run of part.segments.flatMap((segment) => sheetsOf(segment, context))) {
    const [whole, ...encoded] = readRun(run, context, sender);
    segments.push(whole, ...encoded);
    for (const table of besideIn(run, whole, context)) beside.push(...readRun(table, context, sender));
  }
  const heads = segments.filter(({ place }) => HEADS.includes(place));
  const texts = segments.filter(
    ({ place, tokens }) => !HEADS.includes(place) && tokens.count > (place === 'signature' ? LONGEST_SIGNATURE : 0),
  );
  const signatures = segments.filter(({ place }) => place === 'signature');
  const about = { heads: [...heads, ...signatures], sender };
  const windowOf = (stretches: readonly Stretch[]): Window => ({ stretches, ...about });
  // Judged besides, because a table that is spaced by empty columns is one.
  const windows = [...texts, ...beside].flatMap((segment) =>
    stretchesOf(segment).map((stretch): Window => {
      const bare = withoutRemarks(stretch);
      return bare ? { ...windowOf([stretch]), bare: windowOf(bare) } : windowOf([stretch]);
    }),
  );
  const total = texts.reduce((sum, { tokens }) => sum + tokens.count, 0);
  if (texts.length > 1 && total <= TOGETHER) {
    windows.push(windowOf(texts.map((segment) => ({ segment, from: 0, to: segment.tokens.count }))));
  }
  if (windows.length === 0 && heads.length > 0) windows.push(windowOf([]));
  return { path: part.path, segments, windows, fingerprints: met(segments) };
}

/** Over all segments of a part: the share counts each hash of a registered document once. */
function met(segments: readonly SegmentRead[]): Finding['fingerprints'] {
  const hashes = new Map<Fingerprint, Set<number>>();
  for (const { fingerprints } of segments) {
    for (const match of fingerprints) {
      const known = hashes.get(match.fingerprint) ?? new Set();
      for (const hash of match.hashes) known.add(hash);
      hashes.set(match.fingerprint, known);
    }
  }
  return [...hashes].map(([fingerprint, known]) => ({
    id: fingerprint.id,
    title: fingerprint.title,
    share: shareOf(fingerprint, known),
  }));
}

function lineEnd(text: string, at: number): number {
  const next = text.indexOf('\n', at);
  return next < 0 ? text.length : next;
}

/** A real member's record is certain. A telephone or an address alone is on half of all letters, so it takes a name. */
function onRoll({ name, email, membership, phone, postcode }: PersonSeen, roll: Roll | null): boolean {
  if (!roll) return false;
  if (membership !== null && roll.has('number', membership)) return true;
  if (name === null) return false;
  return (
    (email !== null && roll.has('email', email)) ||
    (phone !== null && roll.has('phone', phone)) ||
    (postcode !== null && roll.has('name-postcode', namePostcode(name, postcode)))
  );
}

/** A correspondent's telephone or address, which they know or have just given. A number is a record all the same. */
function isTheirs(person: PersonSeen, { corresponds }: Sender): boolean {
  return person.membership === null && corresponds(person);
}

function stretchesOf(segment: SegmentRead): Stretch[] {
  const { count, flags } = segment.tokens;
  if (count <= WINDOW + 200) return [{ segment, from: 0, to: count }];
  const stretches: Stretch[] = [];
  for (let from = 0; from < count; ) {
    const to = Math.min(count, from + WINDOW);
    stretches.push({ segment, from, to });
    if (to === count) break;
    let next = from + STEP;
    while (next < to && !((flags[next] ?? 0) & BEGINS_LINE)) next++;
    from = next;
  }
  return stretches;
}

/** A run of a segment, and each run of base64 in that, read like a text of its own that points at the run. */
function readRun(run: Run, context: ClassifyContext, sender: Sender): [SegmentRead, ...SegmentRead[]] {
  const { segment, text, normalised, spanOf } = run;
  const tokens = spelledOut(tokenise(normalised.text, vocabulary), vocabulary);
  const fingerprints = run.fingerprints ?? matchFingerprints(tokens, context.fingerprints);
  const whole = read(segment, { ...normalised, text: tokens.text }, tokens, fingerprints, context, sender);
  if (tokens.longest < LONGEST_WORD) return [whole];
  const encoded = encodedIn(text).map(({ text: hidden, start, end }) => {
    const inner = context.normalise(hidden);
    const span = spanOf(start, end);
    const pointing = { text: inner.text, offsetOf: () => span.start, spanOf: () => span };
    const words = tokenise(inner.text, vocabulary);
    return read(segment, pointing, words, matchFingerprints(words, context.fingerprints), context, sender);
  });
  return [whole, ...encoded];
}

function read(
  { place, text }: Segment,
  normalised: NormalisedText,
  whole: Tokens,
  fingerprints: readonly FingerprintMatch[],
  context: ClassifyContext,
  sender: Sender,
): SegmentRead {
  // What the Party has published is no matter: what is left of the text is judged.
  const published = fingerprints
    .filter(({ fingerprint }) => fingerprint.kind === 'published')
    .flatMap(({ spans }) => spans);
  const judged = published.length > 0 ? blanked(normalised.text, published) : normalised.text;
  const tokens = published.length > 0 ? tokenise(judged, vocabulary) : whole;
  const hits = new Hits();
  const markers: number[] = [];
  const { starts, ends } = tokens;
  lexicon.phrases.match(tokens, (signal, from, to) => {
    if (signal === MARKERS) markers.push(from);
    else hits.push(signal, starts[from] ?? 0, ends[to - 1] ?? 0);
  });
  // What else is seen is little beside the phrases, and comes in any order.
  const others: Hit[] = [];
  const add = (id: string, start: number, end: number) => {
    const signal = lexicon.indexOf.get(id);
    if (signal !== undefined) others.push({ signal, start, end });
  };
  const near = wordsNear(tokens, vocabulary.facts);
  const { hits: shapes, blocks } = shapesOf(tokens);
  for (const { shape, start, end } of shapes)
    for (const signal of lexicon.byShape.get(shape) ?? []) others.push({ signal, start, end });
  const isUnauthorised = sender.mayNotMark && place !== 'quoted';
  const markings = isUnauthorised ? [] : markingsOf(tokens, markers, near, place, context.today);
  for (const { signal, start, end } of markings) add(signal, start, end);
  if (!isUnauthorised && place !== 'signature') askedIn(tokens, markings, add);
  if (isUnauthorised && !HEADS.includes(place)) add('declared/without-authority', 0, lineEnd(judged, 0));
  const { hits: personal, people: listed } = peopleIn(tokens, blocks, context.roll !== null);
  for (const { signal, start, end } of personal) add(signal, start, end);

  const named = mattersOf(context.register, vocabulary).find(tokens);
  for (const {
    named: { kind, ...rest },
    start,
    end,
  } of named) {
    if (kind === 'matter') add('declared/matter', start, end);
    else if (kind === 'case') add('disciplinary/register-case', start, end);
    else if (kind === 'subject') add('disciplinary/register-subject', start, end);
    else {
      add('context/register-name', start, end);
      if (kind === 'body' && 'national' in rest && rest.national) add('committee-papers/register-body', start, end);
    }
  }
  caseReferences(tokens, (start, end) => add('disciplinary/case-reference', start, end));
  for (const { fingerprint, spans } of fingerprints) {
    if (fingerprint.kind !== 'published') for (const { start, end } of spans) add('declared/fingerprint', start, end);
  }
  const isText = place !== 'signature' && place !== 'header-field';
  const told =
    context.roll && isText
      ? peopleTold(tokens).filter((person) => onRoll(person, context.roll) && !isTheirs(person, sender))
      : [];
  const people = told.length > 0 ? [...listed, ...told].sort((a, b) => a.at - b.at) : listed;
  for (const person of context.roll ? people : [])
    if (onRoll(person, context.roll) && !isTheirs(person, sender))
      add('membership/on-roll', person.at, lineEnd(judged, person.at));

  if (isText) headOf(hits, others, judged, add);
  hits.merge(others);
  return { place, original: text, normalised, tokens, hits, named, people: oneOfRecord(judged, people), fingerprints };
}
