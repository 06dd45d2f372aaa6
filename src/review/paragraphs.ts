/** What a reviewer can attest: the Code's exceptions, a permission, or that it is no Confidential Matter after all. */
export const NOT_CONFIDENTIAL = 'no-confidential-matter';

/** In the order of the Code; the words are those of the form. */
export const PARAGRAPH_CHOICES: readonly (readonly [paragraph: string, words: string])[] = [
  ['2', 'it is the person’s own record'],
  ['6(a)', 'it prepares a meeting of a national committee'],
  ['6(b)', 'it gets help for a member of a national committee'],
  ['6(c)', 'a member of a national committee reports back'],
  ['6(d)', 'a member reports back to the executive of their affiliate'],
  ['7', 'everybody who gets it is entitled to it'],
  ['8', 'a recorded permission, or the law, allows it'],
  ['9(a)', 'the law requires it in this case'],
  ['9(b)', 'the member concerned seeks advice or support'],
  ['9(c)', 'only the fact of an investigation is told, and of nobody'],
  ['9(d)', 'it corrects a false report in the media'],
  ['9(e)', 'it goes to somebody with a duty in discipline'],
  ['9(f)', 'the person who complained hears the outcome'],
  ['10', 'it runs under the Standing Orders of the Parliamentary Labour Party'],
  [NOT_CONFIDENTIAL, 'it is no Confidential Matter after all'],
];

export const PARAGRAPHS: readonly string[] = PARAGRAPH_CHOICES.map(([paragraph]) => paragraph);
export const PARAGRAPH_WORDS: Readonly<Record<string, string>> = Object.fromEntries(PARAGRAPH_CHOICES);

/** The paragraph of a ground or of a claim's code: `8-law` is 8, `own-record` is 2. */
export function paragraphOf(ground: string): string {
  const named: Readonly<Record<string, string>> = {
    'own-record': '2',
    'within-circle': '7',
    permission: '8',
    'required-by-law': '8',
    '8-law': '8',
    '8-permission': '8',
  };
  return named[ground] ?? ground;
}
