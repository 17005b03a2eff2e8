/**
 * Whether a text holds one of some phrases as whole words, in any case. In a phrase `*` stands for
 * more letters of the same word, and a blank for any space.
 */
export const phrases = (...wanted: readonly string[]): RegExp => {
  const patterns = wanted.map((phrase) => phrase.replaceAll('*', '[a-z]*').replaceAll(' ', '[ -]'));
  return new RegExp(`(?<![a-z])(?:${patterns.join('|')})(?![a-z])`, 'i');
};

/** The same from a list with blanks between its words. */
export const anyWord = (list: string): RegExp => phrases(...list.split(' '));
