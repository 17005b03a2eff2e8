import type { Span } from './said-values.ts';
import type { TextRule } from './words/service-words.ts';

/** A bare word where a name may stand. */
export interface Perhaps {
  readonly value: string;
  /** Where the word stands. */
  readonly at: number;
  readonly span: Span;
}

/** The word of a text that is a value only where its issue has a thing of that name. */
export const perhapsOf = ({ perhaps }: TextRule, text: string): Perhaps | undefined => {
  const match = perhaps?.exec(text);
  const value = match?.slice(1).find((one) => one !== undefined);
  if (match === null || match === undefined || value === undefined) return undefined;
  const start = match.index;
  const at = start + match[0].lastIndexOf(value);
  return { value, at, span: { start, end: start + match[0].length } };
};

/** Every value once, as its field has it. */
export const listOf = ({ fold }: TextRule, texts: readonly string[]): readonly string[] => [
  ...new Set(
    texts.map((text) => {
      const value = fold?.(text);
      return typeof value === 'string' ? value : text;
    }),
  ),
];
