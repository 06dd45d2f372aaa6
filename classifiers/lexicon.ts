/**
 * All signals of all categories in one table, compiled once: which phrases and shapes they look for.
 *
 * The vocabulary is a memo of spellings shared by everything here; nothing of a text stays in it but words seen. Pure.
 */
import { classifiers } from './index.ts';
import { MARKING_PAIRS, MARKING_WORDS } from './marking-needs.ts';
import { MARKER_PHRASES } from './marking-words.ts';
import { Phrases } from './phrases.ts';
import { LINE_WORDS, type Shape } from './shapes.ts';
import type { Signal } from './signal.ts';
import { surroundings } from './surroundings.ts';
import { Vocabulary } from './vocabulary.ts';
import { wordClasses } from './word-classes.ts';

export const vocabulary = new Vocabulary();

/** Every signal once; a hit names one by its index here. */
export const signals: readonly Signal[] = [...surroundings, ...classifiers.flatMap((classifier) => classifier.signals)];

/** Stands for the words near which a marking is looked for; no signal of its own. */
export const MARKERS = signals.length;

export const lexicon = compile();

function compile() {
  const indexOf = new Map(signals.map(({ id }, index) => [id, index]));
  const byShape = new Map<Shape, number[]>();
  for (const [name, words] of Object.entries(wordClasses)) vocabulary.define(name, words);
  for (const [bit, words] of [...LINE_WORDS, ...MARKING_WORDS]) vocabulary.mark(bit, words);
  for (const [bit, first, second] of MARKING_PAIRS) vocabulary.pair(bit, first.split(' '), second.split(' '));
  const phrases = new Phrases(vocabulary);
  signals.forEach(({ find }, index) => {
    if (find.kind === 'phrases') for (const phrase of find.phrases) phrases.add(index, phrase);
    if (find.kind === 'shapes')
      for (const shape of find.shapes) byShape.set(shape, [...(byShape.get(shape) ?? []), index]);
  });
  for (const phrase of MARKER_PHRASES) phrases.add(MARKERS, phrase);
  return { indexOf, byShape, phrases };
}
