import { ownerOf } from '../../agents/roster.ts';
import { classifyAgain } from '../../config/classify-account.ts';
import { renderAnnouncement } from '../../reply/announce.ts';
import { plural } from '../../reply/markdown.ts';
import type { JudgedStack } from '../../services/stack-drift/judge.ts';
import { UNKNOWN_KEY } from '../../report/drift/plan-issues.ts';
import type { DriftIssueRow } from '../../store/drift-store.ts';
import { issueKey } from '../../store/line.ts';
import type { IssueState } from '../../store/store.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { taskId } from '../../task/ids.ts';
import type { IssueSnapshot } from '../../task/issue.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { discardPlan } from '../discard-plan.ts';
import { jobOf } from '../issue-ref.ts';
import { newPlanId } from '../new-plan-id.ts';
import { refusePublic } from '../public-repository.ts';
import { ensureComment, planTopic } from '../replies.ts';
import { withdrawProposal } from '../withdraw-proposal.ts';
import {
  DONE,
  refuse,
  type CommandAnswer,
  type CommandCall,
  type CommentCall,
} from './command-call.ts';
import { refuseRunning } from './running.ts';

const TYPE = 'AWS::CloudFormation::Stack';

/** The commands that bring a drifted stack and its template together, one way or the other. */
export const DRIFT_COMMANDS = ['reconcile', 'adopt'] as const;
export type DriftCommand = (typeof DRIFT_COMMANDS)[number];

/** True for the name of such a command. */
export const isDriftCommand = (name: string): name is DriftCommand =>
  (DRIFT_COMMANDS as readonly string[]).includes(name);

/** The answer to such a command on any other issue. */
export const refuseElsewhere = (name: DriftCommand): Refusal => ({
  code: 'no-plan',
  because: `\`/${name}\` is for an issue that this application opened about one drifted stack.`,
  next: 'Type it there; such issues have the label `aws-drift`.',
});

const closed = (name: DriftCommand): Refusal => ({
  code: 'issue-closed',
  because: 'The issue is closed, so nothing is planned.',
  next: `Reopen it, then \`/${name}\`.`,
});

const unclassified = (name: DriftCommand): Refusal => ({
  code: 'tier-unknown',
  because: 'Nobody has classified the account, so it is read-only.',
  next: `Name its tier in \`config/organization.yml\`, then \`/${name}\`.`,
});

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

/** A drifted stack and its account, as this worker's own configuration classifies it. */
export interface Drifted {
  readonly stack: JudgedStack;
  readonly account: AwsAccount;
}

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

const refuseFlood = async (
  { deps, comment }: CommandCall,
  name: DriftCommand,
): Promise<Refusal | undefined> => {
  const most = deps.config.approvals.issuesPerHour;
  if ((await deps.store.countRecent('plan', comment.author.id)) <= most) return undefined;
  return {
    code: 'rate-limited',
    because: `One person may ask for ${plural(most, 'plan')} in an hour.`,
    next: `Type \`/${name}\` in an hour.`,
  };
};

interface Wanted extends Drifted {
  readonly name: DriftCommand;
}

/** Asks the reader to look and to preview. Answers the plan that it is for, and where it shows. */
const askReader = async (
  { deps, ref, installationId, state, comment }: CommandCall,
  { name, ...drifted }: Wanted,
  issue: IssueSnapshot,
) => {
  const tasks = [taskOf(drifted)];
  const accounts = [drifted.account];
  const planId = newPlanId(deps, ref);
  const { stackId } = drifted.stack;
  const asked = {
    schemaVersion: 1,
    issue: { ...issue, labeller: comment.author },
    tasks,
    accounts,
    choices: state.choices,
    reconcile: name === 'adopt' ? { stackId, adopts: true } : { stackId },
  };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(asked)) as JsonObject);
  const { maskAccountIds } = deps.config;
  const shown = await ensureComment(deps, {
    ref,
    installationId,
    topic: planTopic(state),
    body: renderAnnouncement({ tasks, accounts, purpose: name, maskAccountIds }),
  });
  const job = { ...jobOf(ref, installationId), planId };
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key: issueKey(ref) });
  return { planId, planCommentId: shown.id };
};

/** Queues reading and preview. The state comes last: a job that dies before it is run again. */
const askForPlan = async (call: CommandCall, wanted: Wanted): Promise<CommandAnswer> => {
  const { deps, ref, comment } = call;
  const issue = await call.github.readIssue(ref);
  if (issue?.state !== 'open') return refuse(closed(wanted.name));
  await discardPlan(deps, call.state, { keepsStacks: true });
  const state = await withdrawProposal(deps, call.state);
  const asked = await askReader({ ...call, state }, wanted, issue);
  const { reopenedAt: _reopened, pullRequest: _ended, reviewedSha: _read, ...rest } = state;
  await deps.store.saveIssue({
    ...rest,
    ...asked,
    status: 'Pending',
    requesterId: comment.author.id,
    labeller: comment.author,
    isAboutDrift: true,
    adoptsDrift: wanted.name === 'adopt',
    obeyedId: comment.id,
    note: 'Comparing the stack with what is there.',
  });
  return DONE;
};

/** What stands against a plan about the drifted stack of this issue, or the stack. */
export const findDrifted = async (
  call: CommandCall,
  name: DriftCommand,
): Promise<Decided<Drifted>> => {
  const running = await refuseRunning(call);
  if (running !== undefined) return refused(running);
  const exposed = await refusePublic(call.deps, call.ref.repositoryId);
  if (exposed !== undefined) return refused(exposed);
  const drifted = driftedOf(call, await findIssue(call.deps, call));
  if (drifted === undefined) return refused(refuseElsewhere(name));
  return drifted.account.tier === 'unknown' ? refused(unclassified(name)) : accepted(drifted);
};

/** Has the plan made that brings the stack and its template together, as the command says. */
export const planOnDrift = async (call: CommandCall, wanted: Wanted): Promise<CommandAnswer> => {
  const flood = await refuseFlood(call, wanted.name);
  return flood === undefined ? askForPlan(call, wanted) : refuse(flood);
};
