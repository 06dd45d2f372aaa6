/** The registry of built-in categories, in the order of their gravity. */
import { committeePapers } from './committee-papers.ts';
import { declared } from './declared.ts';
import { disciplinary } from './disciplinary.ts';
import { elections } from './elections.ts';
import { membership } from './membership.ts';
import { minutes } from './minutes.ts';
import type { Classifier } from './signal.ts';

export const classifiers: readonly Classifier[] = [
  declared,
  disciplinary,
  membership,
  elections,
  committeePapers,
  minutes,
];
