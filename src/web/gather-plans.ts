import { computePlan, sourceOf, type ComputedPlan } from '../app/compute-plan.ts';
import type { WorkerDeps } from '../app/deps.ts';
import { isRunning } from '../app/is-running.ts';
import { costWords, countWords, hindrance, verdictOf } from '../reply/plan-head.ts';
import { approvalWords } from '../reply/people.ts';
import { progressOf } from '../reply/progress.ts';
import type { IssueState, PlanRow } from '../store/store.ts';
import { shortDigest, type PlanId } from '../task/ids.ts';
import type { IssueRef } from '../task/issue.ts';
import type { DashboardReads } from './reads.ts';
import type { AwaitingPlan, IssueLink, PlansView, RunningPlan, UnreadPlan } from './view.ts';

/** More are counted and not shown; each shown one is made again once and then remembered. */
const MOST_PLANS = 20;
const MOST_REMEMBERED = 200;
const MOST_RESOURCES = 6;
const HOUR_MS = 3_600_000;

type Deps = Pick<WorkerDeps, 'config' | 'knowledge' | 'clock'>;

/** What the plans of the page are gathered from. */
export interface PlanSources {
  readonly reads: DashboardReads;
  readonly deps: Deps;
  /** The repository whose readers look at the page; plans of others are only counted. */
  readonly repositoryId: number;
  /** Such as `https://github.com`. */
  readonly webUrl: string;
  readonly remembered: Map<PlanId, ComputedPlan>;
}

const linkOf = (webUrl: string, { owner, repo, number }: IssueRef): IssueLink => ({
  name: `${owner}/${repo} #${number}`,
  address: `${webUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/issues/${number}`,
});

/** A plan never changes, so that it is made again once. */
const computeOnce = (sources: PlanSources, row: PlanRow): ComputedPlan | undefined => {
  const { remembered, deps } = sources;
  const known = remembered.get(row.planId);
  if (known !== undefined) return known;
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok || computed.value.digest !== row.digest) return undefined;
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(row.planId, computed.value);
  return computed.value;
};

const untilOf = async (sources: PlanSources, planId: PlanId): Promise<{ until?: string }> => {
  const shown = await sources.reads.readShown(planId);
  const hours = sources.deps.config.approvals.validHours;
  const shownMs = Date.parse(shown?.updatedAt ?? '');
  return Number.isNaN(shownMs) ? {} : { until: new Date(shownMs + hours * HOUR_MS).toISOString() };
};

/** Markdown's marks mean nothing on a page. */
const plain = (text: string): string => text.replaceAll(/[*`]/g, '');

const approvalOf = (sources: PlanSources, computed: ComputedPlan, given: number): string => {
  const { people } = computed.requirement;
  const who = approvalWords(computed.requirement, sources.deps.config.approvals.approvers);
  return plain(given > 0 && people > 1 ? `${given} of ${people} given; ${who}` : who);
};

const awaitingOf = async (
  sources: PlanSources,
  state: IssueState,
  row: PlanRow,
): Promise<AwaitingPlan | UnreadPlan> => {
  const issue = linkOf(sources.webUrl, state.ref);
  const computed = computeOnce(sources, row);
  if (computed === undefined) {
    return { issue, because: 'this plan can not be made again by this version or configuration' };
  }
  const { plan } = computed;
  const approvals = await sources.reads.listApprovals(row.planId);
  const given = new Set(approvals.map((one) => one.person.id)).size;
  const no = hindrance(computed);
  const types = plan.steps.flatMap((step) => step.changes.map((change) => change.type));
  return {
    issue,
    digest: shortDigest(computed.digest),
    verdict: verdictOf({ ...computed, handles: row.handles }),
    tier: plan.tier,
    accounts: plan.accounts.map(({ name }) => name),
    types: [...new Set(types)],
    counts: countWords(plan),
    risk: plan.risk.level,
    cost: costWords(plan),
    ...(no === undefined
      ? {
          approval: approvalOf(sources, computed, given),
          isApprovable: true,
          ...(await untilOf(sources, row.planId)),
        }
      : { approval: plain(no), isApprovable: false }),
  };
};

const runningOf = async (
  sources: PlanSources,
  state: IssueState,
  row: PlanRow,
): Promise<RunningPlan> => {
  const resources = progressOf(await sources.reads.read(row.planId));
  const done = resources.filter((one) => /^[A-Z]+_COMPLETE$/.test(one.status)).length;
  const counts = computeOnce(sources, row)?.plan.counts;
  const planned =
    counts === undefined ? 0 : counts.create + counts.change + counts.replace + counts.delete;
  return {
    issue: linkOf(sources.webUrl, state.ref),
    digest: shortDigest(row.digest),
    done,
    planned: Math.max(planned, resources.length),
    resources: resources
      .slice(-MOST_RESOURCES)
      .map(({ logicalId, type, status }) => ({ name: logicalId, type, status })),
  };
};

const WAITING: ReadonlySet<string> = new Set(['AwaitingApproval', 'Blocked']);

type Found = readonly [state: IssueState, row: PlanRow];

const rowsOf = async (
  reads: DashboardReads,
  states: readonly IssueState[],
): Promise<readonly Found[]> => {
  const found: Found[] = [];
  for (const state of states) {
    const row = state.planId === undefined ? undefined : await reads.readPlan(state.planId);
    if (row !== undefined) found.push([state, row]);
  }
  return found;
};

interface Split {
  readonly running: readonly IssueState[];
  readonly waiting: readonly IssueState[];
}

const splitPlans = async (reads: DashboardReads, states: readonly IssueState[]): Promise<Split> => {
  const running: IssueState[] = [];
  const waiting: IssueState[] = [];
  for (const state of states) {
    if (await isRunning(reads, state)) running.push(state);
    else if (WAITING.has(state.status)) waiting.push(state);
  }
  return { running, waiting };
};

/** Asked one by one whether they run: no more than this, the newest issues first. */
const MOST_ASKED = 200;

/** What waits and what runs, the newest issue first. */
export const gatherPlans = async (sources: PlanSources): Promise<PlansView> => {
  const { reads, repositoryId } = sources;
  const open = (await reads.listOpenIssues()).filter(
    ({ planId, endedPlanId }) => planId !== undefined && planId !== endedPlanId,
  );
  const own = open.filter(({ ref }) => ref.repositoryId === repositoryId);
  const newest = own.toSorted((a, b) => b.ref.number - a.ref.number).slice(0, MOST_ASKED);
  const { running, waiting } = await splitPlans(reads, newest);
  const awaitingRows = await rowsOf(reads, waiting.slice(0, MOST_PLANS));
  const runningRows = await rowsOf(reads, running.slice(0, MOST_PLANS));
  const awaiting = awaitingRows.map(([state, row]) => awaitingOf(sources, state, row));
  const runs = runningRows.map(([state, row]) => runningOf(sources, state, row));
  return {
    now: (await reads.now()).toISOString(),
    awaiting: { shown: await Promise.all(awaiting), all: waiting.length },
    running: { shown: await Promise.all(runs), all: running.length },
    elsewhere: open.length - own.length,
  };
};
