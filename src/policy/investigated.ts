/**
 * Whether a text names somebody as the one investigated, where it names no case of the register.
 *
 * By where a name stands: before what befell somebody ("Jo Marsh has been suspended"), or after what is done to somebody
 * ("an investigation into Cllr Marsh"). A name elsewhere in such a sentence, or as the whole subject, may be anybody's,
 * which is unknown. Bounded expressions, because the text is hostile. Pure.
 */
import type { Document } from '../document/document.ts';
import type { ConditionResult } from './decision.ts';
import { failed, type Question, unknown } from './ground.ts';
import { partsOf, plainName } from './names.ts';

const TITLE = '(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor|Comrade|Sir|Dame|Lord|Lady|Baroness)\\.?';
const WORD = "\\p{Lu}[\\p{L}'’-]{1,24}";
const NAME = `(?:${TITLE} (?:${WORD} )?${WORD}|${WORD} (?:\\p{Lu}\\.? ){0,2}${WORD}(?: ${WORD})?)`;
const BEFELL =
  '(?:is|was|has|had)(?: now| also| currently)? (?:been )?(?:under|subject to|being|facing|suspended|investigated|expelled|served|accused|reported|excluded)';
const DONE =
  '(?:investigat(?:ion|ing|ed)|complain(?:t|ts|ed)|allegations?|proceedings|charges|case|suspension|suspended|suspending|notice)';

const AS_INVESTIGATED = new RegExp(
  [
    `(?<name>${NAME}),? ${BEFELL}`,
    `\\b${DONE}(?: made| brought| opened)? (?:into|of|against|about|concerning|regarding|on) (?:the conduct of )?(?<object>${NAME})`,
    `\\b(?:suspended|suspending|investigating|investigated|expelled|excluded) (?<whom>${NAME})`,
    `\\b(?:Respondent|Accused)\\s?: ?(?<heading>${NAME})`,
  ].join('|'),
  'gu',
);
const INVESTIGATION = /\b(?:investigat|complain|allegat|disciplin|suspen)/i;
const ANY_NAME = new RegExp(NAME, 'gu');
/** A subject that is nothing but a name. */
const ONLY_NAME = new RegExp(`^(?:(?:Re|Fwd?): )*(${NAME})$`, 'u');

/** One name inside a sentence, beside what befell somebody: a surname, or the name of something else. */
const SOLE = new RegExp(`(?<=[\\p{Ll},] )(?<sole>${WORD}) ${BEFELL}`, 'gu');
/** What begins a sentence with a capital and is no name. */
const LEADING = new Set(
  'the a an this that these those our we i it in on at your my his her their when as if for no any all since yes today yesterday now and but or after before while of to from by with there here both each every some many most'.split(
    ' ',
  ),
);

/** Words of bodies, places and offices: "the Disputes Panel has been" names nobody. */
const NOBODY =
  /\b(?:party|labour|nec|npf|bbc|clp|branch|ward|committee|executive|council|panel|group|team|unit|board|secretary|officer|chair|leader|national|general|regional|constituency|governance|legal|disputes|complaints|standing|orders|rule|book|code|conduct|notice|investigation|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|gazette|times|news|parliament|commons|house|street|road|dear|thank|kind|regards)\b/i;

/** Names by where they stand; whose they are depends on who sends and gets it. */
interface Names {
  readonly investigated: readonly string[];
  /** Beside an investigation, or as the whole subject. */
  readonly beside: readonly string[];
  /** One word where a name would stand. */
  readonly sole: readonly string[];
}

const known = new WeakMap<Document, Names>();

export function namedAsInvestigated(question: Question, id: string): ConditionResult | undefined {
  const others = knownOtherwise(question);
  const bare = (name: string) => plainName(name.replace(new RegExp(`^${TITLE} `), ''));
  const isSomebody = (name: string) => {
    const words = name.split(' ');
    while (LEADING.has(words[0]?.toLowerCase() ?? '')) words.shift();
    return words.length > 1 && !NOBODY.test(name) && !others.has(bare(words.join(' ')));
  };
  const { investigated, beside, sole } = namesIn(question.document);
  if (investigated.some(isSomebody)) return failed(id, 'it names a person as the one investigated');
  const isOpen = beside.some(isSomebody) || sole.some((name) => !NOBODY.test(name) && !others.has(bare(name)));
  return isOpen ? unknown(id, 'a person is named beside the investigation') : undefined;
}

function namesIn(document: Document): Names {
  const before = known.get(document);
  if (before) return before;
  const segments = document.parts.flatMap((part) => part.segments);
  const flowing = segments.map(({ text }) => text.replace(/[^\S\n]+|(?<=[^\n])\n(?=[^\n])/g, ' '));
  const sentences = flowing.flatMap((text) => text.split(/[.!?\n]/)).filter((sentence) => INVESTIGATION.test(sentence));
  const subjects = segments
    .filter(({ place }) => place === 'subject')
    .map(({ text }) => ONLY_NAME.exec(text)?.[1] ?? '');
  const names: Names = {
    investigated: flowing.flatMap((text) => named(text, AS_INVESTIGATED)),
    beside: [...subjects, ...sentences.flatMap((sentence) => sentence.match(ANY_NAME) ?? [])],
    sole: flowing.flatMap((text) => named(text, SOLE)),
  };
  known.set(document, names);
  return names;
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(
    ({ groups }) => Object.values(groups ?? {}).find((each) => each !== undefined) ?? [],
  );
}

/** Who sends and gets it, and what is no person: names, surnames and first names in their plain form. */
function knownOtherwise({ document: { head }, sender, recipient, register }: Question): ReadonlySet<string> {
  const addresses = [sender.kind === 'known' ? sender.address : null, recipient].filter((each) => each !== null);
  const mailboxes = [...(head?.from ?? []), ...(head?.to ?? []), ...(head?.cc ?? [])];
  const people = [
    ...addresses.flatMap((address) => {
      const person = register.person(address);
      return person ? [person.name, ...person.alsoKnown] : [];
    }),
    ...mailboxes.map(({ name }) => name),
  ].filter(Boolean);
  const { units, committees, affiliates, organisation } = register.entries;
  const bodies = [...units, ...committees].flatMap(({ name, aliases }) => [name, ...aliases]);
  const names = [...bodies, ...affiliates.map(({ name }) => name), organisation.name, ...people];
  return new Set([...names, ...people.flatMap((name) => Object.values(partsOf(name)))].map(plainName));
}
