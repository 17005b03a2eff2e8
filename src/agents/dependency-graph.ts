import { orderOfNeeds, type DependencyOrder } from '../plan/dependencies.ts';
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

/** What is needed comes first; a deletion goes the other way. A cycle has no order. */
export const orderOf = ({ needs }: DependencyGraph): DependencyOrder =>
  orderOfNeeds(new Map([...needs].toSorted(([a], [b]) => (a < b ? -1 : 1))));
