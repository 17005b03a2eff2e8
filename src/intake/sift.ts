import type { Sentence } from './split-sentences.ts';
import { INJECTION } from './words/phrases.ts';

/** Sentences that may order something, and whether any spoke to the application instead. */
export interface Sifted {
  readonly sentences: readonly Sentence[];
  readonly hasInstructions: boolean;
}

/** From the first sentence that speaks to the application, the rest of its block counts nothing. */
export const sift = (sentences: readonly Sentence[]): Sifted => {
  const silenced = new Set<number>();
  const kept = sentences.filter((sentence) => {
    if (INJECTION.test(sentence.text)) silenced.add(sentence.block);
    return !silenced.has(sentence.block);
  });
  return { sentences: kept, hasInstructions: silenced.size > 0 };
};
