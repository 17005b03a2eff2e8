import { agentKey, graphOf, orderOf } from '../agents/dependency-graph.ts';
import { agentDiagram, picturedOf } from '../reply/agent-diagram.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { aligned } from './aligned.ts';

/** Raised when a member is removed or means something else. */
const SCHEMA_VERSION = 1;

/** Escape sequences in a name must not reach the terminal. */
const plain = (text: string): string => text.replaceAll(/\p{Cc}|\p{Cf}/gu, ' ');

/** The registry for machines; `cycle` is there when dependencies have no order. */
export const agentsJson = (agents: readonly ServiceAgent[]) => {
  const graph = graphOf(agents);
  const order = orderOf(graph);
  const pictured = picturedOf(graph);
  return {
    schemaVersion: SCHEMA_VERSION,
    agents: agents.map((agent) => ({
      key: agentKey(agent),
      name: agent.name,
      type: agent.serviceType,
      accountId: agent.resource.accountId,
      region: agent.resource.region,
      state: agent.state,
      decisionMaker: agent.decisionMaker,
      autonomyLevel: agent.autonomyLevel,
      health: agent.healthStatus,
      ...(agent.costUsdDaily === undefined ? {} : { costUsdDaily: agent.costUsdDaily }),
      dependencies: graph.needs.get(agentKey(agent)) ?? [],
      ...(agent.lastSeenAt === undefined ? {} : { lastSeenAt: agent.lastSeenAt }),
    })),
    ...(order.ok ? {} : { cycle: order.cycle }),
    ...(pictured === undefined ? {} : { mermaid: agentDiagram(graph, pictured) }),
  };
};

const HEADINGS = [
  'Agent',
  'Type',
  'Account',
  'Region',
  'State',
  'Decides',
  'Autonomy',
  'Health',
  'USD a day',
  'Last seen',
  'Needs',
] as const;

type Graph = ReturnType<typeof graphOf>;

const cellsOf = (agent: ServiceAgent, graph: Graph): readonly string[] => [
  plain(agent.name),
  plain(agent.serviceType),
  agent.resource.accountId,
  agent.resource.region,
  agent.state,
  agent.decisionMaker,
  `${agent.autonomyLevel} of 10`,
  agent.healthStatus,
  agent.costUsdDaily === undefined ? 'not known' : agent.costUsdDaily.toFixed(2),
  agent.lastSeenAt?.replace(/:\d\d(\.\d+)?Z$/, 'Z') ?? 'not known',
  (graph.needs.get(agentKey(agent)) ?? [])
    .map((key) => plain(graph.agents.get(key)?.name ?? key))
    .join(', '),
];

/** The registry for people: a table, what has no order, and a mermaid graph to paste. */
export const renderAgentsTable = (agents: readonly ServiceAgent[]): string => {
  if (agents.length === 0) return 'No service agents: one is registered when a plan has ended.';
  const graph = graphOf(agents);
  const order = orderOf(graph);
  const pictured = picturedOf(graph);
  const left = pictured === undefined ? 0 : pictured.all - pictured.nodes.length;
  return [
    aligned([HEADINGS, ...agents.map((agent) => cellsOf(agent, graph))]),
    ...(order.ok
      ? []
      : [`Dependencies go round in a circle: ${order.cycle.map(plain).join(' -> ')}`]),
    ...(pictured === undefined ? [] : [agentDiagram(graph, pictured)]),
    ...(left === 0 ? [] : [`${left} of ${pictured?.all} agents are left out of the graph.`]),
  ].join('\n\n');
};
