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
  / (councillor|cllr|secretary|treasurer|chair|vice chair|agent|organiser|mp|msp|mayor|candidate|delegate|convenor|auditor|whip|peer) /;
const JOINED =
  / (?:joined|joining|member since|rejoined|recruited)(?: us| the party| the [a-z]+ party| the branch)? ?(?:in|on|since)? ?(?:(\d{1,2})(?:st|nd|rd|th)? )?(?:(january|february|march|april|may|june|july|august|september|october|november|december|0?[1-9]|1[0-2]) )?((?:19|20)\d\d) /;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** `plain` are the plain words of all that a recipient could read; `id` names the condition. */
export function indirectIdentity(question: Question, id: string, plain: string): ConditionResult {
  const { register, circumstances } = question;
  const words = withoutSender(question, plain);
  const units = register.entries.units.filter(({ name, aliases }) =>
    [name, ...aliases].some((each) => words.includes(plainWords(each))),
  );
  const office = OFFICE.exec(words)?.[1]?.replace('cllr', 'councillor');
  const joined = JOINED.exec(words);
  if (units.length === 0 && !office && !joined) return met(id, 'nothing in it tells who it is');

  const [, day, month, year] = joined ?? [];
  const date = month ? `${year}-${monthOf(month)}` : year;
  const sex = / (?:she|her|woman|lady) /.test(words)
    ? 'female'
    : / (?:he|his|him|man|gentleman) /.test(words)
      ? 'male'
      : undefined;
  const told = [...units.map(({ name }) => name), office, date && `joined ${date}`, sex].filter(Boolean).join(', ');
  // The roll counts by month: a day fits fewer than it can say.
  if (day) return unknown(id, `it tells ${told} and the very day, which may fit one member alone`);

  const facts: Facts = { ...(office && { office }), ...(date && { date }), ...(sex && { sex }) };
  // Of several branches it may be any one of them: the smallest circle counts.
  const circles = units.length > 0 ? units.map((unit): Facts => ({ ...facts, unit: unit.id })) : [facts];
  const counts = circles.map((circle) => circumstances.countOnRoll?.(circle) ?? null);
  if (counts.includes(null)) return unknown(id, `it tells ${told}; there is no roll on which to count whom that fits`);
  const count = Math.min(...counts.filter((each) => each !== null));
  const members = `${count} ${count === 1 ? 'member' : 'members'}`;
  return count < CIRCLE_MEMBERS
    ? unknown(id, `it tells ${told}, which fits ${members} of the roll`)
    : met(id, `it tells ${told}, which fits ${count < UNCOUNTED ? members : 'hundreds of members'} of the roll`);
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
