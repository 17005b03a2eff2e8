import { ownerOf } from '../../agents/roster.ts';
import { classifyAgain } from '../../config/classify-account.ts';
import { renderAnnouncement } from '../../reply/announce.ts';
import { plural } from '../../reply/markdown.ts';
import { renderByHand } from '../../reply/reconcile.ts';
import type { JudgedStack } from '../../report/drift/judge.ts';
import { UNKNOWN_KEY } from '../../report/drift/plan-issues.ts';
import type { DriftIssueRow } from '../../store/drift-store.ts';
import { issueKey } from '../../store/line.ts';
import type { IssueState } from '../../store/store.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { taskId } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Refusal } from '../../task/refusal.ts';
import { isExecuteTier } from '../../task/tier.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { discardPlan } from '../discard-plan.ts';
import { jobOf } from '../issue-ref.ts';
import { newPlanId } from '../new-plan-id.ts';
import { refusePublic } from '../public-repository.ts';
import { ensureComment, planTopic } from '../replies.ts';
import {
  DONE,
  refuse,
  type CommandAnswer,
  type CommandCall,
  type CommentCall,
} from './command-call.ts';
import { refuseRunning } from './running.ts';

const TYPE = 'AWS::CloudFormation::Stack';

/** The answer to the command on any other issue. */
export const RECONCILE_ELSEWHERE: Refusal = {
  code: 'no-plan',
  because: '`/reconcile` is for an issue that this application opened about one drifted stack.',
  next: 'Type it there; such issues have the label `aws-drift`.',
};

const CLOSED: Refusal = {
  code: 'issue-closed',
  because: 'The issue is closed, so nothing is planned.',
  next: 'Reopen it, then `/reconcile`.',
};

const UNCLASSIFIED: Refusal = {
  code: 'tier-unknown',
  because: 'Nobody has classified the account, so it is read-only.',
  next: 'Name its tier in `config/organization.yml`, then `/reconcile`.',
};

type Where = Pick<CommentCall, 'ref' | 'installationId'>;

const findIssue = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  { ref }: Where,
): Promise<DriftIssueRow | undefined> => {
  const issues = await store.listDriftIssues(ref.repositoryId);
  return issues.find(({ number, key }) => number === ref.number && key !== UNKNOWN_KEY);
};

/** The state of an issue about drift on which nothing was planned yet; undefined for any other. */
export const stateOfDrift = async (
  deps: Pick<OrchestratorDeps, 'store'>,
  where: Where,
): Promise<IssueState | undefined> => {
  if ((await findIssue(deps, where)) === undefined) return undefined;
  return {
    ref: where.ref,
    installationId: where.installationId,
    status: 'Cancelled',
    requestHash: '',
    choices: { skipped: [], added: [] },
    isAboutDrift: true,
    note: 'Nothing was planned yet.',
  };
};

interface Drifted {
  readonly stack: JudgedStack;
  readonly account: AwsAccount;
}

/** The stack and its account, as this worker's own configuration classifies it. */
const driftedOf = (call: CommandCall, row: DriftIssueRow | undefined): Drifted | undefined => {
  const [stack] = row?.stacks ?? [];
  const account = row?.accounts.find(({ id }) => id === stack?.accountId);
  if (stack === undefined || account === undefined) return undefined;
  return { stack, account: classifyAgain(account, call.deps.config) };
};

const taskOf = ({ stack, account }: Drifted): MutationTask => ({
  id: taskId(1),
  taskType: 'UpdateResource',
  resourceType: TYPE,
  accountId: account.id,
  region: stack.region,
  parameters: { name: stack.stackName },
  dependencies: [],
  assignedAgent: ownerOf(TYPE),
});

const refuseFlood = async ({ deps, comment }: CommandCall): Promise<Refusal | undefined> => {
  const most = deps.config.approvals.issuesPerHour;
  if ((await deps.store.countRecent('plan', comment.author.id)) <= most) return undefined;
  return {
    code: 'rate-limited',
    because: `One person may ask for ${plural(most, 'plan')} in an hour.`,
    next: 'Type `/reconcile` in an hour.',
  };
};

/** Queues reading and preview. The state comes last: a job that dies before it is run again. */
const askForPlan = async (call: CommandCall, drifted: Drifted): Promise<CommandAnswer> => {
  const { deps, ref, installationId, state, comment } = call;
  const issue = await call.github.readIssue(ref);
  if (issue?.state !== 'open') return refuse(CLOSED);
  const tasks = [taskOf(drifted)];
  const accounts = [drifted.account];
  await discardPlan(deps, state, { keepsStacks: true });
  const planId = newPlanId(deps, ref);
  const asked = {
    schemaVersion: 1,
    issue: { ...issue, labeller: comment.author },
    tasks,
    accounts,
    choices: state.choices,
    reconcile: { stackId: drifted.stack.stackId },
  };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(asked)) as JsonObject);
  const { maskAccountIds } = deps.config;
  const shown = await ensureComment(deps, {
    ref,
    installationId,
    topic: planTopic(state),
    body: renderAnnouncement({ tasks, accounts, purpose: 'reconcile', maskAccountIds }),
  });
  const job = { ...jobOf(ref, installationId), planId };
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key: issueKey(ref) });
  const { reopenedAt: _reopened, ...rest } = state;
  await deps.store.saveIssue({
    ...rest,
    status: 'Pending',
    planId,
    requesterId: comment.author.id,
    labeller: comment.author,
    planCommentId: shown.id,
    isAboutDrift: true,
    obeyedId: comment.id,
    note: 'Comparing the stack with what is there.',
  });
  return DONE;
};

/**
 * `/reconcile`: plans to set a drifted stack back to its own template, with the ordinary approval.
 * In staging and production no pull request could do it, because the template is what it was: there
 * it says what a person has to run.
 */
export const reconcile = async (call: CommandCall): Promise<CommandAnswer> => {
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const exposed = await refusePublic(call.deps, call.ref.repositoryId);
  if (exposed !== undefined) return refuse(exposed);
  const drifted = driftedOf(call, await findIssue(call.deps, call));
  if (drifted === undefined) return refuse(RECONCILE_ELSEWHERE);
  const { tier } = drifted.account;
  if (tier === 'unknown') return refuse(UNCLASSIFIED);
  if (!isExecuteTier(tier)) {
    const { maskAccountIds } = call.deps.config;
    return { kind: 'said', body: renderByHand({ ...drifted, maskAccountIds }) };
  }
  const flood = await refuseFlood(call);
  return flood === undefined ? askForPlan(call, drifted) : refuse(flood);
};
