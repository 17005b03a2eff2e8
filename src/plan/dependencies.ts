/** One thing waits for another: it is made, changed or deleted only when that is done. */
export interface Edge<K extends string = string> {
  readonly waits: K;
  readonly for: K;
  /** A clause without a full stop, such as `its template names the table`. */
  readonly because: string;
}

/** For each thing what must go first; the order of the map is that of things that do not wait. */
export type Needs<K extends string = string> = ReadonlyMap<K, readonly K[]>;

/** The order of all things, or the path of a cycle, whose ends are the same. */
export type DependencyOrder<K extends string = string> =
  | { readonly ok: true; readonly order: readonly K[] }
  | { readonly ok: false; readonly cycle: readonly K[] };

/** The needs that edges say; what is not among the keys is no part of it. */
export const needsOfEdges = <K extends string>(
  keys: readonly K[],
  edges: readonly Edge<K>[],
): Needs<K> => {
  const needs = new Map<K, Set<K>>(keys.map((key) => [key, new Set()]));
  for (const edge of edges) if (needs.has(edge.for)) needs.get(edge.waits)?.add(edge.for);
  return new Map([...needs].map(([key, all]) => [key, [...all]]));
};

/** The same turned round: what is deleted goes before that which it needs. */
export const reversed = <K extends string>(edges: readonly Edge<K>[]): readonly Edge<K>[] =>
  edges.map((edge) => ({ ...edge, waits: edge.for, for: edge.waits }));

/** Follows what is left, each of which needs another of the left, until one comes again. */
const cycleIn = <K extends string>(needs: Needs<K>, left: ReadonlySet<K>): readonly K[] => {
  const path: K[] = [];
  let at = [...left][0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = needs.get(at)?.find((one) => left.has(one));
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at)), at];
};

const neededBy = <K extends string>(needs: Needs<K>): ReadonlyMap<K, readonly K[]> => {
  const users = new Map<K, K[]>([...needs.keys()].map((key) => [key, []]));
  for (const [key, all] of needs) for (const one of all) users.get(one)?.push(key);
  return users;
};

/**
 * What is needed comes first; things that are free at the same time keep the order of the map.
 * A cycle has no order and is named. Needs must name keys of the map only.
 */
export const orderOfNeeds = <K extends string>(needs: Needs<K>): DependencyOrder<K> => {
  const place = new Map([...needs.keys()].map((key, index) => [key, index]));
  const byPlace = (a: K, b: K): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  const users = neededBy(needs);
  const waits = new Map([...needs].map(([key, all]) => [key, all.length]));
  const left = new Set(needs.keys());
  const order: K[] = [];
  let free = [...left].filter((key) => waits.get(key) === 0);
  while (free.length > 0) {
    order.push(...free);
    for (const key of free) left.delete(key);
    const freed: K[] = [];
    for (const key of free.flatMap((one) => users.get(one) ?? [])) {
      const still = (waits.get(key) ?? 1) - 1;
      waits.set(key, still);
      if (still === 0) freed.push(key);
    }
    free = freed.toSorted(byPlace);
  }
  return left.size === 0 ? { ok: true, order } : { ok: false, cycle: cycleIn(needs, left) };
};
