/**
 * Indirect identity: the only councillor of a ward has no name in the message and is known all the same.
 *
 * What a text tells of somebody (branch, office, month of joining, sex) is counted on the roll, together. Fewer than ten
 * members could be guessed. Source: paragraph 9(c) as `docs/policy.md` reads it. Pure.
 */
import type { ConditionResult, Facts } from './decision.ts';
import { met, type Question, unknown } from './ground.ts';
import { plainWords } from './names.ts';

/** Fewer members than this who fit what is told could be guessed. */
const CIRCLE_MEMBERS = 10;
/** The roll counts no further. */
const UNCOUNTED = 255;

const OFFICE =
  / (councillor|cllr|secretary|treasurer|chair|vice chair|agent|organiser|mp|msp|mayor|candidate|delegate|convenor|auditor|whip|peer)(?= )/g;
const JOINED =
  / (?:joined|joining|member since|rejoined|recruited)(?: us| the party| the [a-z]+ party| the branch)? ?(?:in|on|since)? ?(?:(\d{1,2})(?:st|nd|rd|th)? )?(?:(january|february|march|april|may|june|july|august|september|october|november|december|0?[1-9]|1[0-2]) )?((?:19|20)\d\d) /;
const SEXES = [
  { sex: 'female', written: / (?:she|her|woman|lady) / },
  { sex: 'male', written: / (?:he|his|him|man|gentleman) / },
] as const;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** `plain` are the plain words of all that a recipient could read; `id` names the condition. */
export function indirectIdentity(question: Question, id: string, plain: string): ConditionResult {
  const { register, circumstances } = question;
  const words = withoutSender(question, plain);
  const units = register.entries.units.filter(({ name, aliases }) =>
    [name, ...aliases].some((each) => words.includes(plainWords(each))),
  );
  const offices = new Set([...words.matchAll(OFFICE)].map(([, written = '']) => written.replace('cllr', 'councillor')));
  const joined = JOINED.exec(words);
  if (units.length === 0 && offices.size === 0 && !joined) return met(id, 'nothing in it tells who it is');

  const [, day, month, year] = joined ?? [];
  const date = month ? `${year}-${monthOf(month)}` : year;
  const sexes = SEXES.filter(({ written }) => written.test(words)).map(({ sex }) => sex);
  const told = [...units.map(({ name }) => name), ...offices, date && `joined ${date}`, ...sexes]
    .filter(Boolean)
    .join(', ');
  // The roll counts by month: a day fits fewer than it can say.
  if (day) return unknown(id, `it tells ${told} and the very day, which may fit one member alone`);

  // Of several branches, offices or sexes it may be any one of them: the smallest circle counts.
  const circles = each(units).flatMap((unit) =>
    each([...offices]).flatMap((office) =>
      each(sexes).map(
        (sex): Facts => ({
          ...(unit && { unit: unit.id }),
          ...(office && { office }),
          ...(date && { date }),
          ...(sex && { sex }),
        }),
      ),
    ),
  );
  let count = UNCOUNTED;
  for (const circle of circles) {
    const members = circumstances.countOnRoll?.(circle) ?? null;
    if (members === null) return unknown(id, `it tells ${told}; there is no roll on which to count whom that fits`);
    count = Math.min(count, members);
    // One is enough: a long text may tell of thousands.
    if (count < CIRCLE_MEMBERS) break;
  }
  const members = `${count} ${count === 1 ? 'member' : 'members'}`;
  return count < CIRCLE_MEMBERS
    ? unknown(id, `it tells ${told}, which fits ${members} of the roll`)
    : met(id, `it tells ${told}, which fits ${count < UNCOUNTED ? members : 'hundreds of members'} of the roll`);
}

/** Nothing told narrows nothing down. */
function each<Told>(told: readonly Told[]): readonly (Told | undefined)[] {
  return told.length > 0 ? told : [undefined];
}

/** `03`, of a name or a number. */
function monthOf(written: string): string {
  const at = MONTHS.indexOf(written);
  return String(at < 0 ? Number(written) : at + 1).padStart(2, '0');
}

/** What the sender signs with tells of the sender: the title of the General Secretary, and the offices of the register. */
function withoutSender({ sender, register }: Question, words: string): string {
  const offices = sender.kind === 'known' ? (register.person(sender.address)?.offices ?? []) : [];
  return ['General Secretary', ...offices].reduce((left, office) => left.replaceAll(plainWords(office), ' '), words);
}
