import { blank, type Span } from './said-values.ts';

/** Marks around more than one word; an apostrophe inside a word opens nothing. */
const QUOTATION =
  /"[^"\n]*\s[^"\n]*"|`[^`\n]*\s[^`\n]*`|(?<![\p{L}\p{N}])'[^'\n]*\s[^'\n]*'(?![\p{L}\p{N}])/gu;

/** A text without what it quotes, and where that stood. A single word in marks is a name. */
export const withoutQuotations = (
  text: string,
): { readonly text: string; readonly quoted: readonly Span[] } => {
  const quoted = [...text.matchAll(QUOTATION)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const rest = quoted.reduce((left, { start, end }) => blank(left, start, end - start), text);
  return { text: rest, quoted };
};
