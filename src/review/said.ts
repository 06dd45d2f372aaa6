/** What reviewers say in their own words, and how long it may be: for forms, pages and `/v1` alike. */
import { z } from 'zod';

/** In UTF-16 units, as a field of a form counts. */
export const LONGEST = {
  /** Of a decision, and of declining one. */
  reason: 2000,
  question: 1000,
  escalation: 2000,
  note: 4000,
  /** Why a text that stays shut has to be read. */
  opening: 500,
} as const;

/** What is said, without the blanks around it; `what` asks for it where it is missing. */
export function said(what: string, of: keyof typeof LONGEST, least = 3) {
  const most = LONGEST[of];
  return z.string(what).trim().min(least, what).max(most, `This is too long: ${most} characters at most.`);
}
