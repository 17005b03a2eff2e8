/** A long pattern from its parts, written one below the other; parts are joined without a mark. */
export const regex = (flags: string, ...parts: readonly string[]): RegExp =>
  new RegExp(parts.join(''), flags);

/** No name of AWS is longer, and an expression of very many characters can not be made. */
export const LONGEST_NAME = 512;

/** A text as a pattern that matches it and nothing else, with the `u` flag and without. */
export const literal = (text: string): string =>
  text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
