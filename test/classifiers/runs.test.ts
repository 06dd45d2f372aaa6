import { expect, it } from 'vitest';
import { runsOf } from '../../classifiers/runs.ts';

it.each<[string, number[], number[], number, number[]]>([
  ['goes on before and behind what holds', [0.3, 0.3, 0.9, 0.3], [], 0.25, [0, 1, 2, 3]],
  ['ends where less is said', [0.9, 0.2, 0.3, 0.3], [], 0.25, [0]],
  ['is nothing where none holds', [0.3, 0.4, 0.3], [], 0.25, []],
  ['ends where another text begins', [0.3, 0.9, 0.3, 0.9], [2], 0.25, [0, 1, 2, 3]],
  ['and does not reach into it', [0.3, 0.9, 0.3, 0.3], [2], 0.25, [0, 1]],
  ['is what holds alone where nothing less goes on', [0.3, 0.9, 0.4, 0.5], [], 0.5, [1, 3]],
])('a run %s', (_what, said, begins, goesOn, held) => {
  expect(runsOf(said, (at) => !begins.includes(at), 0.5, goesOn)).toEqual(held);
});
