/** A long pattern from its parts, written one below the other; parts are joined without a mark. */
export const regex = (flags: string, ...parts: readonly string[]): RegExp =>
  new RegExp(parts.join(''), flags);
