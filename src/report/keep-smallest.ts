/** How many of a list are kept, and in what order they come. */
interface Keeping<T> {
  readonly most: number;
  readonly compare: (a: T, b: T) => number;
}

/** The smallest of a list, in their order. */
export const smallest = <T>(list: readonly T[], { most, compare }: Keeping<T>): readonly T[] =>
  list.toSorted(compare).slice(0, most);

/**
 * Adds to a list of which only the smallest matter, in place: it never grows beyond twice as many,
 * and which are kept does not depend on who came first.
 */
export const keepSmallest = <T>(list: T[], one: T, keeping: Keeping<T>): void => {
  list.push(one);
  if (list.length < 2 * keeping.most + 1) return;
  list.splice(0, list.length, ...smallest(list, keeping));
};
