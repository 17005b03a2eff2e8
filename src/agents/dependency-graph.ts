import { resourceKey, type ServiceAgent } from '../task/aws-resource.ts';

/** Which agents need which, by the keys of their resources. */
export interface DependencyGraph {
  /** Every agent of the registry, in the order it was given. */
  readonly agents: ReadonlyMap<string, ServiceAgent>;
  /** For each agent those it needs; only agents of the registry, sorted. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
  /** For each agent those that need it, sorted. */
  readonly neededBy: ReadonlyMap<string, readonly string[]>;
}

/** The order in which agents may be made, or the path of a cycle, whose ends are the same. */
export type DependencyOrder =
  | { readonly ok: true; readonly order: readonly string[] }
  | { readonly ok: false; readonly cycle: readonly string[] };

/** The key of an agent. */
export const agentKey = ({ resource }: ServiceAgent): string => resourceKey(resource);

/** The graph of some agents; what is needed and not among them is no part of it. */
export const graphOf = (agents: readonly ServiceAgent[]): DependencyGraph => {
  const byKey = new Map(agents.map((agent) => [agentKey(agent), agent]));
  const needs = new Map<string, readonly string[]>();
  const neededBy = new Map<string, string[]>([...byKey.keys()].map((key) => [key, []]));
  for (const [key, agent] of byKey) {
    const own = [...new Set(agent.dependencies)].filter((one) => byKey.has(one)).sort();
    needs.set(key, own);
    for (const one of own) neededBy.get(one)?.push(key);
  }
  for (const keys of neededBy.values()) keys.sort();
  return { agents: byKey, needs, neededBy };
};

/** Everything that needs an agent, directly or through others, the nearest first. */
export const dependantsOf = (graph: DependencyGraph, key: string): readonly string[] => {
  const found = new Set<string>();
  let ring: readonly string[] = [key];
  while (ring.length > 0) {
    const next = ring
      .flatMap((one) => graph.neededBy.get(one) ?? [])
      .filter((one) => one !== key && !found.has(one));
    ring = [...new Set(next)].sort();
    for (const one of ring) found.add(one);
  }
  return [...found];
};

/** Follows what is left, each of which needs another of the left, until one comes again. */
const cycleIn = (graph: DependencyGraph, left: ReadonlySet<string>): readonly string[] => {
  const path: string[] = [];
  let at = [...left].sort()[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = graph.needs.get(at)?.find((one) => left.has(one));
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at)), at];
};

/** What is needed comes first; a deletion goes the other way. A cycle has no order. */
export const orderOf = (graph: DependencyGraph): DependencyOrder => {
  const left = new Set(graph.agents.keys());
  const waits = new Map([...graph.needs].map(([key, needs]) => [key, needs.length]));
  const order: string[] = [];
  let free = [...left].filter((key) => waits.get(key) === 0).sort();
  while (free.length > 0) {
    order.push(...free);
    for (const key of free) left.delete(key);
    const freed = new Set<string>();
    for (const key of free.flatMap((one) => graph.neededBy.get(one) ?? [])) {
      const still = (waits.get(key) ?? 1) - 1;
      waits.set(key, still);
      if (still === 0) freed.add(key);
    }
    free = [...freed].sort();
  }
  return left.size === 0 ? { ok: true, order } : { ok: false, cycle: cycleIn(graph, left) };
};
