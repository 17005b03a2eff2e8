import { agentKey, graphOf, orderOf, type DependencyGraph } from '../agents/dependency-graph.ts';
import { ROSTER, type AgentCard } from '../agents/roster.ts';
import type { AwsAccount } from '../task/account.ts';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { agentDiagram, picturedOf } from './agent-diagram.ts';
import { fitParts, type Part } from './fit.ts';
import {
  blocks,
  bullets,
  details,
  dollars,
  listed,
  maskIds,
  plural,
  relative,
  shownOf,
  typeWords,
} from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

export interface AgentsView {
  readonly agents: readonly ServiceAgent[];
  /** For the names of accounts; empty where the organization is not known at the moment. */
  readonly accounts: readonly AwsAccount[];
  /** ISO 8601. */
  readonly now: string;
  readonly maskAccountIds?: boolean;
}

const MOST_CHARACTERS = 60_000;
const MOST_NEEDED = 5;

/** What some agents cost a day, and how many of them nobody could price. */
export const dailyCostWords = (agents: readonly ServiceAgent[]): string => {
  const priced = agents.flatMap(({ costUsdDaily }) => costUsdDaily ?? []);
  if (priced.length === 0) return 'cost not known';
  const sum = `${dollars(priced.reduce((total, one) => total + one, 0))} a day`;
  const missing = agents.length - priced.length;
  return missing === 0 ? sum : `${sum}, ${missing} not priced`;
};

const needsWords = (agent: ServiceAgent, graph: DependencyGraph): readonly string[] => {
  const needs = graph.needs.get(agentKey(agent)) ?? [];
  if (needs.length === 0) return [];
  const names = needs
    .slice(0, MOST_NEEDED)
    .map((key) => quoteInline(graph.agents.get(key)?.name ?? key, 64));
  const more = needs.length - names.length;
  return [`needs ${listed(more === 0 ? names : [...names, `${more} more`])}`];
};

const lineOf = (agent: ServiceAgent, graph: DependencyGraph, view: AgentsView): string => {
  const { resource } = agent;
  const account = view.accounts.find((one) => one.id === resource.accountId);
  const seen = agent.lastSeenAt;
  return [
    `${quoteInline(agent.name, 64)} ${typeWords(agent.serviceType)}`,
    `${quoteInline(account?.name ?? resource.accountId, 40)} ${sentence(resource.region, 20)}`,
    agent.state,
    agent.healthStatus === 'Unknown' ? 'health unknown' : agent.healthStatus,
    dailyCostWords([agent]),
    `autonomy ${agent.autonomyLevel} of 10`,
    ...needsWords(agent, graph),
    seen === undefined ? 'not seen since it was registered' : `seen ${relative(seen, view.now)}`,
  ].join(' · ');
};

type Shown = readonly [agents: readonly ServiceAgent[], graph: DependencyGraph, view: AgentsView];

const listOf = (most: number, ...[agents, graph, view]: Shown): string => {
  const lines = agents.slice(0, most).map((agent) => lineOf(agent, graph, view));
  return blocks(bullets(lines), shownOf(lines.length, agents.length));
};

/** Persons stand under each other; what does not fit is counted. */
const personaPart = ({ name, field }: AgentCard, ...[agents, graph, view]: Shown): Part => {
  const own = agents.filter((one) => one.decisionMaker === name && one.state !== 'Terminated');
  if (own.length === 0) return { forms: [''] };
  const head = `**${name}**, ${field} · ${plural(own.length, 'agent')} · ${dailyCostWords(own)}`;
  const form = (most: number): string => blocks(head, listOf(most, own, graph, view));
  return { forms: [form(Infinity), form(50), form(15), form(3), head], dropsAt: 1 };
};

const terminatedPart = (...[agents, graph, view]: Shown): Part => {
  const gone = agents.filter(({ state }) => state === 'Terminated');
  if (gone.length === 0) return { forms: [''] };
  const form = (most: number): string =>
    details(`<b>${plural(gone.length, 'agent')} Terminated</b>`, listOf(most, gone, graph, view));
  return { forms: [form(50), form(10), `${plural(gone.length, 'agent')} Terminated.`], dropsAt: 2 };
};

const graphWords = (graph: DependencyGraph): string => {
  const order = orderOf(graph);
  const cycle = order.ok
    ? ''
    : `**Dependencies go round in a circle** · ${order.cycle
        .slice(0, 10)
        .map((key) => quoteInline(graph.agents.get(key)?.name ?? key, 64))
        .join(' → ')}${order.cycle.length > 10 ? ' → …' : ''}. Nothing of it has an order.`;
  const pictured = picturedOf(graph);
  if (pictured === undefined) return cycle;
  const { nodes, all } = pictured;
  const left = all - nodes.length;
  return blocks(
    cycle,
    `\`\`\`mermaid\n${agentDiagram(graph, pictured)}\n\`\`\``,
    left === 0
      ? 'An arrow leads to what is needed.'
      : 'An arrow leads to what is needed. Those with the most dependencies are shown, ' +
          `${left} of ${all} are left out.`,
  );
};

/** The registry of service agents: who looks after what, in which state, and what needs what. */
export const renderAgents = (view: AgentsView): string => {
  const { agents } = view;
  if (agents.length === 0) {
    return blocks(
      '## No service agents',
      'An agent is registered when a plan has made or changed a resource.',
      '**Next** · ask for a resource in an issue, and approve its plan.',
    );
  }
  const graph = graphOf(agents);
  const living = agents.filter(({ state }) => state !== 'Terminated');
  const parts: readonly Part[] = [
    { forms: [`## ${plural(living.length, 'service agent')} · ${dailyCostWords(living)}`] },
    ...ROSTER.map((card) => personaPart(card, agents, graph, view)),
    { forms: [graphWords(graph)] },
    terminatedPart(agents, graph, view),
    { forms: ['**Next** · nothing to approve. `aws-coworker agents` prints the whole registry.'] },
  ];
  const text = fitParts(parts, MOST_CHARACTERS) ?? `## ${plural(living.length, 'service agent')}`;
  const ids = agents.map(({ resource }) => resource.accountId);
  return maskIds(text, [...new Set(ids)], view.maskAccountIds === true);
};
