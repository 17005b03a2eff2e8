import { ownerOf } from '../agents/roster.ts';
import { classifyAgain } from '../config/classify-account.ts';
import { MOST_ITEMS, type ClaimedSaving } from '../plan/item.ts';
import type { SavingsAnswer } from '../reply/savings-report.ts';
import { monthlyUsdOf, type Saving } from '../report/savings/saving.ts';
import { taskFor } from '../report/savings/task-for.ts';
import { issueKey } from '../store/line.ts';
import type { IssueState } from '../store/store.ts';
import type { AwsAccount } from '../task/account.ts';
import type { MutationTask } from '../task/aws-task.ts';
import { parsePlanId, taskId, type PlanId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import { isExecuteTier } from '../task/tier.ts';
import type { OrchestratorDeps } from './deps.ts';
import { jobOf } from './issue-ref.ts';
import type { Asked } from './plan-inputs.ts';

/** The comment of a plan of savings: the answer that it rests on stays as it is. */
const TOPIC = 'savings';

/** Savings that a plan can bring here, each with the task that brings it. */
export interface SavingsToPlan {
  readonly tasks: readonly MutationTask[];
  readonly savings: readonly ClaimedSaving[];
  readonly accounts: readonly AwsAccount[];
}

type Candidate = readonly [saving: Saving, task: NonNullable<ReturnType<typeof taskFor>>];

/**
 * What no stack owns, or what its stack does not mind: a change of a template is reviewed as a
 * template, in an issue of its own.
 */
const isLoose = ({ stack, remedy }: Saving): boolean =>
  stack === undefined || remedy.do === 'stop-instance';

const candidatesOf = (
  savings: readonly Saving[],
  accounts: readonly AwsAccount[],
): readonly Candidate[] => {
  const here = new Set(accounts.filter(({ tier }) => isExecuteTier(tier)).map(({ id }) => id));
  const seen = new Set<string>();
  return savings.flatMap((saving): readonly Candidate[] => {
    const task = taskFor(saving, accounts);
    const key = `${saving.accountId} ${saving.region} ${saving.resourceId}`;
    if (task === undefined || !here.has(saving.accountId) || !isLoose(saving)) return [];
    if (seen.has(key)) return [];
    seen.add(key);
    return [[saving, task]];
  });
};

/** What of the answers can be planned here, the largest saving first; undefined for nothing. */
export const savingsToPlan = (
  answers: readonly Pick<SavingsAnswer, 'found'>[],
  asked: Pick<Asked, 'accounts'>,
  { config }: Pick<OrchestratorDeps, 'config'>,
): SavingsToPlan | undefined => {
  const accounts = asked.accounts.map((account) => classifyAgain(account, config));
  const found = answers.flatMap((answer) => answer.found.savings);
  const chosen = candidatesOf(found, accounts)
    .toSorted(([a], [b]) => monthlyUsdOf(b) - monthlyUsdOf(a) || (a.arn < b.arn ? -1 : 1))
    .slice(0, MOST_ITEMS);
  if (chosen.length === 0) return undefined;
  const own = new Set(chosen.map(([{ accountId }]) => accountId));
  return {
    savings: chosen.map(([saving], index) => ({ taskId: taskId(index + 1), saving })),
    tasks: chosen.map(([, task], index) => ({
      ...task,
      id: taskId(index + 1),
      dependencies: [],
      assignedAgent: ownerOf(task.resourceType),
    })),
    accounts: accounts.filter(({ id }) => own.has(id)),
  };
};

/** The plan that follows a question has the question's own name: asked for twice, it is one. */
export const planIdOf = (workId: string): PlanId | undefined =>
  parsePlanId(workId.replace(/^q-/, ''));

/**
 * Asks the reader for the present state of what can be saved, so that a plan of items follows the
 * answer. Answers the state in which the issue waits for it.
 */
export const planSavings = async (
  deps: OrchestratorDeps,
  state: IssueState,
  order: { readonly planId: PlanId; readonly asked: Asked; readonly wanted: SavingsToPlan },
): Promise<IssueState> => {
  const { planId, asked, wanted } = order;
  const { schemaVersion, issue, choices } = asked;
  const work = { schemaVersion, issue, choices, ...wanted };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(work)) as JsonObject);
  const job = { ...jobOf(state.ref, state.installationId), planId };
  const key = issueKey(state.ref);
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key });
  const note = 'The question was answered; a plan of its savings is being made.';
  return { ...state, planId, planTopic: TOPIC, status: 'Pending', note };
};
