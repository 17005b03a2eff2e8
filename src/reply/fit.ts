/** A part of a long comment, with what may stand in its place when there is no room. */
export interface Part {
  /** The first is the whole part, each further one shorter. One alone is never left out. */
  readonly forms: readonly [string, ...string[]];
  /** The higher, the earlier it is shortened. */
  readonly dropsAt?: number;
}

const joined = (forms: readonly string[]): string =>
  forms.filter((form) => form !== '').join('\n\n');

/**
 * Joins parts so that they fit, by taking shorter forms in order of `dropsAt`, one step at a time.
 * Undefined when even the shortest forms do not fit: what must be seen is never cut.
 */
export const fitParts = (parts: readonly Part[], most: number): string | undefined => {
  const taken = parts.map(() => 0);
  const text = (): string => joined(parts.map((part, at) => part.forms[taken[at] ?? 0] ?? ''));
  const byDrop = parts
    .map((part, at) => ({ part, at }))
    .sort((a, b) => (b.part.dropsAt ?? 0) - (a.part.dropsAt ?? 0));
  while (text().length > most) {
    const next = byDrop.find(({ part, at }) => (taken[at] ?? 0) < part.forms.length - 1);
    if (next === undefined) return undefined;
    taken[next.at] = (taken[next.at] ?? 0) + 1;
  }
  return text();
};
