import { autonomyOf, ownerOf } from '../agents/roster.ts';
import { classifyAgain } from '../config/classify-account.ts';
import type { HealingRow } from '../config/config.ts';
import { HEALS } from '../config/healing-file.ts';
import type { FoundRepository } from '../github/find-repository.ts';
import type { GitHubRepository } from '../github/github.ts';
import { renderAnnouncement } from '../reply/announce.ts';
import { renderHealInVain } from '../reply/heal.ts';
import type { JudgedResource } from '../report/health/judge.ts';
import type { HealthIssueRow } from '../store/health-store.ts';
import { issueKey } from '../store/line.ts';
import type { IssueState } from '../store/store.ts';
import type { AwsAccount } from '../task/account.ts';
import type { MutationTask } from '../task/aws-task.ts';
import { parseRegion, taskId } from '../task/ids.ts';
import type { IssueRef } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { Fault } from '../task/fault.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import type { LookAnswered } from './health-look.ts';
import { isRunning } from './is-running.ts';
import { jobOf } from './issue-ref.ts';
import { newPlanId } from './new-plan-id.ts';
import { parseAccounts } from './plan-inputs.ts';
import { ensureComment, planTopic } from './replies.ts';

/** A look whose issues are in line with it. */
export interface Looked {
  readonly deps: OrchestratorDeps;
  readonly github: GitHubRepository;
  readonly place: FoundRepository;
  readonly look: LookAnswered;
  readonly lookedAt: string;
  readonly lookId: string;
}

/** Something ill that a row of the matrix covers, with its issue. */
interface Healable {
  readonly issue: HealthIssueRow;
  readonly found: JudgedResource;
  readonly row: HealingRow;
  readonly account: AwsAccount;
}

const accountOf = ({ deps, look }: Looked, id: string): AwsAccount | undefined => {
  const accounts = look.healable === undefined ? [] : parseAccounts(look.healable);
  const found = accounts.find((account) => account.id === id);
  return found === undefined ? undefined : classifyAgain(found, deps.config);
};

const covers = (row: HealingRow, found: JudgedResource, { tier }: AwsAccount): boolean =>
  row.type === found.resourceType &&
  row.tiers.some((one) => one === tier) &&
  autonomyOf(row.type) >= row.autonomy &&
  found.evidence.some(({ operation }) => operation === row.operation);

/** What no row covers stays a proposal, and nothing is said of it. */
const healableOf = (looked: Looked, issue: HealthIssueRow): Healable | undefined => {
  if (!issue.isOpen || issue.kind !== 'single') return undefined;
  const found = looked.look.judged.find(({ arn }) => arn === issue.key);
  const isIll = found?.status === 'Unhealthy' || found?.status === 'Degraded';
  const account = found === undefined ? undefined : accountOf(looked, found.accountId);
  if (!isIll || account === undefined) return undefined;
  const rows = looked.deps.config.healing?.heals ?? [];
  const row = rows.find((one) => covers(one, found, account));
  return row === undefined ? undefined : { issue, found, row, account };
};

const taskOf = ({ found, row, account }: Healable): MutationTask => {
  const region = parseRegion(found.region);
  if (region === undefined) throw new Fault('broken-promise', 'a look in no region');
  return {
    id: taskId(1),
    taskType: 'UpdateResource',
    resourceType: row.type as AwsResourceType,
    accountId: account.id,
    region,
    parameters: { id: found.id, action: HEALS[row.operation].action },
    dependencies: [],
    assignedAgent: ownerOf(row.type),
  };
};

const freshState = ({ place }: Looked, ref: IssueRef): IssueState => ({
  ref,
  installationId: place.installationId,
  status: 'Cancelled',
  requestHash: '',
  choices: { skipped: [], added: [] },
  note: 'Nothing was planned yet.',
});

/** Queues reading and planning. The state comes last: a job that dies before it is run again. */
const start = async (looked: Looked, healable: Healable, state: IssueState): Promise<void> => {
  const { deps, github, lookId } = looked;
  const { ref, installationId } = state;
  const issue = await github.readIssue(ref);
  if (issue?.state !== 'open') return;
  const tasks = [taskOf(healable)];
  const accounts = [healable.account];
  await discardPlan(deps, state);
  const planId = newPlanId(deps, ref);
  const heal = { lookId, arn: healable.found.arn };
  const asked = { schemaVersion: 1, issue, tasks, accounts, choices: state.choices, heal };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(asked)) as JsonObject);
  const { maskAccountIds } = deps.config;
  const shown = await ensureComment(deps, {
    ref,
    installationId,
    topic: planTopic(state),
    body: renderAnnouncement({ tasks, accounts, purpose: 'heal', maskAccountIds }),
  });
  const job = { ...jobOf(ref, installationId), planId };
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key: issueKey(ref) });
  await deps.store.saveIssue({
    ...state,
    status: 'Pending',
    planId,
    planCommentId: shown.id,
    healLookId: lookId,
    note: 'Planning what heals it.',
  });
};

/** A heal that ended before this look did not help: what it was for is still ill. */
const sayInVain = async (looked: Looked, state: IssueState): Promise<void> => {
  const { ref, installationId, endedPlanId } = state;
  if (state.status !== 'Completed' || endedPlanId === undefined) return;
  await ensureComment(looked.deps, {
    ref,
    installationId,
    topic: `heal-in-vain:${endedPlanId}`,
    body: renderHealInVain(looked.lookedAt),
  });
};

const consider = async (looked: Looked, healable: Healable): Promise<void> => {
  const { deps, place, lookId } = looked;
  const ref = { ...place.repository, number: healable.issue.number };
  const kept = await deps.store.readIssue(ref);
  // Where people ask for tasks in the very issue, nothing is done without them.
  if (kept !== undefined && kept.healLookId === undefined) return;
  if (kept?.healLookId === lookId) return;
  const state = kept ?? freshState(looked, ref);
  if (await isRunning(deps.store, state)) return;
  await sayInVain(looked, state);
  await start(looked, healable, state);
};

/**
 * Has a plan made for everything that a look found ill and that a row of `healing.yml` covers, once
 * a look. Whether anything is done of it the standing approval decides when the plan is there.
 */
export const startHeals = async (looked: Looked): Promise<void> => {
  const { deps, place } = looked;
  if (deps.config.healing === undefined) return;
  const issues = await deps.store.listHealthIssues(place.repository.repositoryId);
  for (const issue of issues) {
    const healable = healableOf(looked, issue);
    if (healable !== undefined) await consider(looked, healable);
  }
};
