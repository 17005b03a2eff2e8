import { agentKey, type DependencyGraph } from '../agents/dependency-graph.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';

/** Below the first a picture says nothing, above the second nobody reads it. */
const FEWEST_NODES = 3;
const MOST_NODES = 30;

/** The agents of a picture, and how many there are in all. */
export interface Pictured {
  readonly nodes: readonly ServiceAgent[];
  readonly all: number;
}

const degreeOf = (graph: DependencyGraph, key: string): number =>
  (graph.needs.get(key)?.length ?? 0) + (graph.neededBy.get(key)?.length ?? 0);

/** Agents that live, those with the most dependencies first; undefined for fewer than three. */
export const picturedOf = (graph: DependencyGraph): Pictured | undefined => {
  const living = [...graph.agents.values()].filter(({ state }) => state !== 'Terminated');
  if (living.length < FEWEST_NODES) return undefined;
  const ranked = living
    .map((agent) => ({ agent, key: agentKey(agent) }))
    .map((one) => ({ ...one, degree: degreeOf(graph, one.key) }))
    .sort((a, b) => b.degree - a.degree || (a.key < b.key ? -1 : 1));
  return { nodes: ranked.slice(0, MOST_NODES).map(({ agent }) => agent), all: living.length };
};

const LONGEST_LABEL = 60;

/** What could end a label or begin another node is left out of it, however a name is spelled. */
const plain = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9 .:/_-]/g, '').slice(0, LONGEST_LABEL);

/** A mermaid flowchart: an arrow leads from an agent to what it needs. */
export const agentDiagram = (graph: DependencyGraph, { nodes }: Pictured): string => {
  const names = new Map(nodes.map((agent, at) => [agentKey(agent), `n${at + 1}`]));
  const rows = nodes.map(
    (agent, at) => `  n${at + 1}["${plain(agent.name)}<br/>${plain(agent.serviceType)}"]`,
  );
  const edges = [...names].flatMap(([key, name]) =>
    (graph.needs.get(key) ?? []).flatMap((needed) =>
      names.has(needed) ? [`  ${name} --> ${names.get(needed)}`] : [],
    ),
  );
  return ['flowchart LR', ...rows, ...edges].join('\n');
};
