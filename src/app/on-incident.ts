import { parsePlanId, type PlanId } from '../task/ids.ts';
import type { RefusalCode } from '../task/refusal.ts';
import type { IssueState } from '../store/store.ts';
import { renderIncident } from '../reply/incident.ts';
import type { OrchestratorDeps } from './deps.ts';
import { APPLICATION } from './discard-plan.ts';
import { isRunning } from './is-running.ts';
import { parseJob } from './issue-ref.ts';
import { lastOutcome } from './last-outcome.ts';
import { ensureComment } from './replies.ts';
import { shownIdOf } from './shown-plan.ts';

type Job = Readonly<Record<string, string | number>>;

const codeOf = (kind: unknown): RefusalCode =>
  kind === 'denied' ? 'missing-permission' : 'internal-error';

/** Jobs whose end is the end of an execution. */
const EXECUTING: ReadonlySet<string> = new Set(['execute', 'outcome']);

/** True when AWS may have been told to change something by this plan; what can't be read may. */
const mayHaveChanged = async (deps: OrchestratorDeps, job: Job): Promise<boolean> => {
  const planId = parsePlanId(String(job['planId'] ?? ''));
  if (planId === undefined) return false;
  try {
    if ((await deps.store.readRedemption(planId)) === undefined) return false;
    return (await lastOutcome(deps.store, planId)) === undefined;
  } catch (error) {
    deps.log.error({ err: error, planId }, 'what became of a plan can not be read');
    return true;
  }
};

/** The plan that an issue shows for the one of a job; undefined for a job of none. */
const shownIdOfJob = async (deps: OrchestratorDeps, job: Job): Promise<PlanId | undefined> => {
  const planId = parsePlanId(String(job['planId'] ?? ''));
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  return row === undefined ? planId : shownIdOf(row);
};

/**
 * What an issue no longer waits for, if it waited for this job. Only the deployer's own job, and
 * the telling of its outcome, can say of an execution that it goes on no more.
 */
const changeBy = async (
  deps: OrchestratorDeps,
  state: IssueState,
  job: Job,
): Promise<Partial<IssueState> | undefined> => {
  const planId = await shownIdOfJob(deps, job);
  const isItsPlan = planId === undefined || planId === state.planId;
  if (!isItsPlan) return undefined;
  if (!EXECUTING.has(String(job['queue']))) {
    return state.status === 'Pending' ? { status: 'AwaitingInput' } : undefined;
  }
  if (state.planId === undefined) return undefined;
  if (state.status !== 'InProgress' && !(await isRunning(deps.store, state))) return undefined;
  // Of a plan of savings nothing is begun any more: what became of this part nobody knows.
  if (job['planId'] !== state.planId) await deps.store.requestCancel(state.planId, APPLICATION);
  return { status: 'Failed', endedPlanId: state.planId };
};

/**
 * A command that was told as broken is over: the person was asked to try again, so that it must not
 * be found unfinished later and obeyed after all. An issue's text is read again all the same; that
 * changes nothing in AWS.
 */
const giveUpCommand = async ({ store }: OrchestratorDeps, key: string): Promise<void> => {
  const delivery = await store.readDelivery(key);
  if (delivery?.event === 'issue_comment') await store.finishDelivery(key);
};

/**
 * Tells people that a job about their issue was given up: a code and the incident's number, and
 * nothing of what broke. An issue that waited for that job no longer says that it is going on.
 */
export const onIncident = async (deps: OrchestratorDeps, job: Job): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const incident = String(job['incident']);
  const queue = String(job['queue']);
  const isUnsure = EXECUTING.has(queue) && (await mayHaveChanged(deps, job));
  await deps.store.record({
    kind: 'incident',
    subject: incident,
    detail: { issue: ref.number, queue },
  });
  const state = await deps.store.readIssue(ref);
  const change = state === undefined ? undefined : await changeBy(deps, state, job);
  const note = `Something broke; incident ${incident}.`;
  if (state !== undefined && change !== undefined) {
    await deps.store.saveIssue({ ...state, ...change, note });
  }
  await ensureComment(deps, {
    ref,
    installationId,
    topic: `incident:${incident}`,
    body: renderIncident({ code: codeOf(job['kind']), incident, isUnsure }),
  });
  if (job['key'] !== undefined) await giveUpCommand(deps, String(job['key']));
};
