import { html } from 'hono/html';
import { agentKey } from '../../agents/dependency-graph.ts';
import { dailyCostWords } from '../../reply/agents.ts';
import { plural, relative, typeWords } from '../../reply/markdown.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { HealthStatus, ServiceAgent } from '../../task/aws-resource.ts';
import { accountIdShown, dataTable, mark, nothing, shown, type Html } from '../html.ts';
import type { AgentsPage, PersonaRow, RegistryView } from '../view.ts';
import { graphPart } from './graph.ts';

const HEALTH = {
  Healthy: 'good',
  Degraded: 'warn',
  Unhealthy: 'bad',
  Unknown: 'quiet',
} as const satisfies Record<HealthStatus, string>;

const healthMark = (health: HealthStatus): Html => mark(HEALTH[health], health.toLowerCase());

const healthWords = ({ health }: PersonaRow): Html => {
  const said = (['Unhealthy', 'Degraded', 'Healthy', 'Unknown'] as const)
    .filter((one) => health[one] > 0)
    .map((one) => html`${mark(HEALTH[one], `${health[one]} ${one.toLowerCase()}`)} `);
  return html`<span class="marks">${said}</span>`;
};

/** The part below an address of the list, for a page and a persona. */
const queryOf = (persona: string | undefined, page: number): string => {
  const asked = new URLSearchParams();
  if (persona !== undefined) asked.set('persona', persona);
  if (page > 1) asked.set('page', String(page));
  const text = asked.toString();
  return text === '' ? '' : `?${text}`;
};

/** A link that works without any script, and only replaces the registry with one. */
const listLink = (words: Html | string, query: string, isHere = false): Html =>
  isHere
    ? html`<a href="/${query}#agents" aria-current="true">${words}</a>`
    : html`<a
        href="/${query}#agents"
        hx-get="/parts/registry${query}"
        hx-target="#registry"
        hx-swap="outerMorph"
        >${words}</a
      >`;

const personaTable = ({ personas, persona }: AgentsPage): Html =>
  dataTable(
    'Agents by who decides',
    [
      { title: 'Decides' },
      { title: 'Field' },
      { title: 'Agents', isNumber: true },
      { title: 'Health' },
      { title: 'Cost' },
    ],
    personas
      .filter(({ agents }) => agents.length > 0)
      .map((row) => [
        listLink(row.name, queryOf(row.name, 1), row.name === persona),
        html`${row.field}`,
        html`${row.agents.length}`,
        healthWords(row),
        html`${dailyCostWords(row.agents)}`,
      ]),
  );

const needsWords = (agent: ServiceAgent, { graph }: AgentsPage): string => {
  const needs = graph.needs.get(agentKey(agent)) ?? [];
  const names = needs.slice(0, 4).map((key) => shown(graph.agents.get(key)?.name ?? key, 40));
  if (names.length === 0) return 'nothing known';
  return names.join(', ') + (needs.length > 4 ? ` and ${needs.length - 4} more` : '');
};

/** Type words are written for Markdown; their backslashes mean nothing here. */
const typeName = (type: string): string => shown(typeWords(type).replaceAll(/[\\`]/g, ''));

const placeWords = (
  { resource }: ServiceAgent,
  names: ReadonlyMap<string, AwsAccount>,
  isMasked: boolean,
): Html => {
  const { accountId, region } = resource;
  const name = names.get(accountId)?.name ?? accountIdShown(accountId, isMasked);
  return html`${shown(name, 40)} <span class="under">${shown(region, 20)}</span>`;
};

/** `1 h ago`: the larger of two units is enough. */
const roughly = (iso: string, now: string): string =>
  relative(iso, now).replace(/^(\d+ (?:h|min)) \d+ (?:min|s) ago$/, '$1 ago');

const agentRow = (
  agent: ServiceAgent,
  view: RegistryView,
  names: ReadonlyMap<string, AwsAccount>,
): readonly Html[] => [
  html`<span class="name">${shown(agent.name, 80)}</span>
    <span class="under">${typeName(agent.serviceType)}</span>`,
  placeWords(agent, names, view.maskAccountIds),
  html`${agent.state}`,
  healthMark(agent.healthStatus),
  html`${agent.autonomyLevel} of 10`,
  html`${dailyCostWords([agent]).replace(/^cost | a day$/, '')}`,
  html`${needsWords(agent, view.agents)}`,
  html`${agent.lastSeenAt === undefined ? 'not known' : roughly(agent.lastSeenAt, view.now)}`,
];

const agentTable = (view: RegistryView): Html => {
  const { persona, page, pages, rows, matching } = view.agents;
  const names = new Map(view.accounts.accounts.shown.map((one) => [one.id as string, one]));
  const whose = persona === undefined ? 'All agents' : `Agents of ${persona}`;
  const where = pages === 1 ? '' : `, page ${page} of ${pages}`;
  return dataTable(
    `${whose}, ${matching}${where}: those who need a look first`,
    [
      { title: 'Agent' },
      { title: 'Where' },
      { title: 'State' },
      { title: 'Health' },
      { title: 'Autonomy', isNumber: true },
      { title: 'Cost a day', isNumber: true },
      { title: 'Needs' },
      { title: 'Last seen' },
    ],
    rows.map((agent) => agentRow(agent, view, names)),
  );
};

const pager = ({ persona, page, pages }: AgentsPage): Html => {
  const links = [
    ...(persona === undefined ? [] : [listLink('All agents', queryOf(undefined, 1))]),
    ...(page > 1 ? [listLink('Previous page', queryOf(persona, page - 1))] : []),
    ...(page < pages ? [listLink('Next page', queryOf(persona, page + 1))] : []),
  ];
  if (links.length === 0) return nothing;
  return html`<nav aria-label="Pages of agents" class="pager">${links}</nav>`;
};

const terminatedWords = ({ terminated }: AgentsPage): Html =>
  terminated === 0
    ? nothing
    : html`<p class="rest">${plural(terminated, 'agent')} Terminated and not listed.</p>`;

/** Who looks after what: by persona, one page of agents, and what needs what. */
export const agentsPart = (view: RegistryView): Html => {
  const { agents } = view;
  const living = agents.personas.flatMap((one) => one.agents);
  return html`<section id="agents" aria-labelledby="agents-title">
    <h2 id="agents-title">Service agents</h2>
    ${
      agents.living === 0
        ? html`<p class="empty">
            Nobody looks after anything yet: an agent is registered when a plan has been carried
            out.
          </p>`
        : html`<p class="sum">${plural(agents.living, 'agent')} · ${dailyCostWords(living)}</p>
            ${personaTable(agents)} ${agentTable(view)} ${pager(agents)} ${graphPart(agents.graph)}`
    }
    ${terminatedWords(agents)}
  </section>`;
};

/** The address by which the registry asks for itself again. */
export const registryQuery = ({ persona, page }: AgentsPage): string => queryOf(persona, page);
