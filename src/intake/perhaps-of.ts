import type { Span } from './said-values.ts';
import type { TextRule } from './words/service-words.ts';

/** A bare word where a name may stand. */
export interface Perhaps {
  readonly value: string;
  readonly span: Span;
}

/** The word of a text that is a value only where its issue has a thing of that name. */
export const perhapsOf = ({ perhaps }: TextRule, text: string): Perhaps | undefined => {
  const match = perhaps?.exec(text);
  const value = match?.[1];
  if (match === null || match === undefined || value === undefined) return undefined;
  return { value, span: { start: match.index, end: match.index + match[0].length } };
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
