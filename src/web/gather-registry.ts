import { agentKey, graphOf } from '../agents/dependency-graph.ts';
import { ROSTER } from '../agents/roster.ts';
import { ACCOUNTS_KEY } from '../app/accounts-cache.ts';
import { parseAccounts } from '../app/plan-inputs.ts';
import { maskIds } from '../reply/markdown.ts';
import { readCostAnswer } from '../report/cost/report-text.ts';
import type { AwsAccount } from '../task/account.ts';
import type { HealthStatus, ServiceAgent } from '../task/aws-resource.ts';
import { TIERS } from '../task/tier.ts';
import type { DashboardReads } from './reads.ts';
import type { AccountsPage, AgentsPage, CostsPage, PersonaRow, RegistryView } from './view.ts';

/** Rows of agents on one page. */
const PAGE = 25;
const MOST_ACCOUNTS = 25;
const LEDGER_ROWS = 15;

/** What somebody asked of the list of agents. */
export interface AgentsAsked {
  readonly persona?: string;
  /** Counted from 1. */
  readonly page: number;
}

/** What the registry of the page is gathered from. */
export interface RegistrySources {
  readonly reads: DashboardReads;
  readonly maskAccountIds: boolean;
}

const healthOf = (agents: readonly ServiceAgent[]): Readonly<Record<HealthStatus, number>> => {
  const counts = { Healthy: 0, Degraded: 0, Unhealthy: 0, Unknown: 0 };
  for (const { healthStatus } of agents) counts[healthStatus] += 1;
  return counts;
};

const WORST_FIRST: readonly HealthStatus[] = ['Unhealthy', 'Degraded', 'Unknown', 'Healthy'];

const byUrgency = (a: ServiceAgent, b: ServiceAgent): number =>
  WORST_FIRST.indexOf(a.healthStatus) - WORST_FIRST.indexOf(b.healthStatus) ||
  (agentKey(a) < agentKey(b) ? -1 : 1);

/** One page of the registry; a page that is not there is the nearest one. */
export const pageOfAgents = (all: readonly ServiceAgent[], asked: AgentsAsked): AgentsPage => {
  const living = all.filter(({ state }) => state !== 'Terminated');
  const personas = ROSTER.map((card): PersonaRow => {
    const agents = living.filter(({ decisionMaker }) => decisionMaker === card.name);
    return { ...card, agents, health: healthOf(agents) };
  });
  const chosen = personas.find(({ name }) => name === asked.persona);
  const matching = (chosen?.agents ?? living).toSorted(byUrgency);
  const pages = Math.max(1, Math.ceil(matching.length / PAGE));
  const page = Math.min(Math.max(1, asked.page), pages);
  return {
    personas,
    living: living.length,
    terminated: all.length - living.length,
    ...(chosen === undefined ? {} : { persona: chosen.name }),
    page,
    pages,
    matching: matching.length,
    rows: matching.slice((page - 1) * PAGE, page * PAGE),
    graph: graphOf(living),
  };
};

/** How old a list of accounts is, by asking for a younger one first. */
const AGES = [
  ['15 minutes', 900],
  ['day', 86_400],
  ['30 days', 30 * 86_400],
] as const;

const readAccounts = async (
  reads: DashboardReads,
): Promise<{ readonly accounts: readonly AwsAccount[]; readonly within?: string }> => {
  for (const [within, seconds] of AGES) {
    const cached = await reads.readCache(ACCOUNTS_KEY, seconds);
    if (cached?.['accounts'] !== undefined) return { accounts: parseAccounts(cached), within };
  }
  return { accounts: [] };
};

const gatherAccounts = async (
  reads: DashboardReads,
  agents: readonly ServiceAgent[],
): Promise<AccountsPage> => {
  const { accounts, within } = await readAccounts(reads);
  const living = agents.filter(({ state }) => state !== 'Terminated');
  const byAccount = Map.groupBy(living, ({ resource }) => resource.accountId as string);
  const agentsIn = (account: AwsAccount): number => byAccount.get(account.id)?.length ?? 0;
  const busiest = accounts.toSorted(
    (a, b) => agentsIn(b) - agentsIn(a) || (a.name < b.name ? -1 : 1),
  );
  const tiers = [...TIERS, 'unknown' as const].map((tier) => ({
    tier,
    count: accounts.filter((one) => one.tier === tier).length,
  }));
  return {
    ...(within === undefined ? {} : { within }),
    accounts: { shown: busiest.slice(0, MOST_ACCOUNTS), all: accounts.length },
    tiers: tiers.filter(({ count }) => count > 0),
    agents: byAccount,
  };
};

const gatherCosts = async (reads: DashboardReads): Promise<CostsPage | undefined> => {
  const stored = await reads.readLastAnswer('cost');
  if (stored === undefined) return undefined;
  const { report, gaps } = readCostAnswer(stored['answer']);
  return {
    ...(report === undefined ? {} : { report }),
    gaps: gaps.map(({ what, because }) => `${what}: ${because}`),
  };
};

type Mask = (text: string) => string;

/** Account ids hide in names too, as in replies. */
const maskFor = (
  agents: readonly ServiceAgent[],
  accounts: AccountsPage,
  isMasked: boolean,
): Mask => {
  const ids = [...accounts.accounts.shown.map(({ id }) => id), ...accounts.agents.keys()];
  const all = [...new Set<string>([...ids, ...agents.map(({ resource }) => resource.accountId)])];
  return (text) => maskIds(text, all, isMasked);
};

/** Reads who looks after what, where, what was done last and what it cost. */
export const gatherRegistry = async (
  { reads, maskAccountIds }: RegistrySources,
  asked: AgentsAsked,
): Promise<RegistryView> => {
  const agents = await reads.listServiceAgents();
  const costs = await gatherCosts(reads);
  const ledger = await reads.listNewestLedger(LEDGER_ROWS);
  const accounts = await gatherAccounts(reads, agents);
  const mask = maskFor(agents, accounts, maskAccountIds);
  const named = agents.map((agent) => ({ ...agent, name: mask(agent.name) }));
  return {
    now: (await reads.now()).toISOString(),
    agents: pageOfAgents(named, asked),
    accounts,
    // Details of an entry may hold what nobody should read here: they stay in the ledger.
    ledger: ledger.map(({ seq, at, kind, subject, hash }) => ({
      seq,
      at,
      kind,
      subject: mask(subject),
      hash,
    })),
    ...(costs === undefined ? {} : { costs }),
    maskAccountIds,
  };
};
