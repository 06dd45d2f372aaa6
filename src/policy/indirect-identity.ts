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

const OFFICE = / (councillor|cllr|secretary|treasurer|chair|agent|organiser|mp) /;
const JOINED =
  / (?:joined|joining|member since|rejoined|recruited)(?: us| the party| the branch)? ?(?:in|on|since)? ?(?:(\d{1,2})(?:st|nd|rd|th)? )?(?:(january|february|march|april|may|june|july|august|september|october|november|december) )?((?:19|20)\d\d) /;
const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** `text` is all that a recipient could read; `id` names the condition. */
export function indirectIdentity(question: Question, id: string, text: string): ConditionResult {
  const { register, circumstances } = question;
  const words = withoutSender(question, plainWords(text));
  const unit = register.entries.units.find(({ name, aliases }) =>
    [name, ...aliases].some((each) => words.includes(plainWords(each))),
  );
  const office = OFFICE.exec(words)?.[1]?.replace('cllr', 'councillor');
  const joined = JOINED.exec(words);
  if (!unit && !office && !joined) return met(id, 'nothing in it tells who it is');

  const [, day, month, year] = joined ?? [];
  const date = month ? `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}` : year;
  const sex = / (?:she|her) /.test(words) ? 'female' : / (?:he|his|him) /.test(words) ? 'male' : undefined;
  const told = [unit?.name, office, date && `joined ${date}`, sex].filter(Boolean).join(', ');
  // The roll counts by month: a day fits fewer than it can say.
  if (day) return unknown(id, `it tells ${told} and the very day, which may fit one member alone`);

  const facts: Facts = {
    ...(unit && { unit: unit.id }),
    ...(office && { office }),
    ...(date && { date }),
    ...(sex && { sex }),
  };
  const count = circumstances.countOnRoll?.(facts) ?? null;
  if (count === null) return unknown(id, `it tells ${told}; there is no roll on which to count whom that fits`);
  return count < CIRCLE_MEMBERS
    ? unknown(id, `it tells ${told}, which fits ${count} members of the roll`)
    : met(id, `it tells ${told}, which fits ${count < 255 ? count : 'hundreds of'} members of the roll`);
}

/** What the sender signs with tells of the sender: the title of the General Secretary, and the offices of the register. */
function withoutSender({ sender, register }: Question, words: string): string {
  const offices = sender.kind === 'known' ? (register.person(sender.address)?.offices ?? []) : [];
  return ['General Secretary', ...offices].reduce((left, office) => left.replaceAll(plainWords(office), ' '), words);
}
