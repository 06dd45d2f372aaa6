/** The English stemmer of natural alone: the index beside it loads those of fifteen languages and their dictionaries. */
declare module 'natural/lib/natural/stemmers/porter_stemmer.js' {
  const PorterStemmer: { readonly stem: (word: string) => string };
  export = PorterStemmer;
}
