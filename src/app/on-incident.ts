import { parsePlanId } from '../task/ids.ts';
import type { RefusalCode } from '../task/refusal.ts';
import type { TaskStatus } from '../task/aws-task.ts';
import type { IssueState } from '../store/store.ts';
import { renderIncident } from '../reply/incident.ts';
import type { OrchestratorDeps } from './deps.ts';
import { parseJob } from './issue-ref.ts';
import { lastOutcome } from './last-outcome.ts';
import { ensureComment } from './replies.ts';

type Job = Readonly<Record<string, string | number>>;

const codeOf = (kind: unknown): RefusalCode =>
  kind === 'denied' ? 'missing-permission' : 'internal-error';

const OPEN: ReadonlySet<TaskStatus> = new Set(['Pending', 'InProgress']);

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

const closed = (state: IssueState, incident: string, isUnsure: boolean): IssueState => ({
  ...state,
  status: isUnsure ? 'Failed' : 'AwaitingInput',
  note: `Something broke; incident ${incident}.`,
});

/**
 * Tells people that a job about their issue was given up: a code and the incident's number, and
 * nothing of what broke. An issue that waited for that job no longer says that it is going on.
 */
export const onIncident = async (deps: OrchestratorDeps, job: Job): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const incident = String(job['incident']);
  const isUnsure = await mayHaveChanged(deps, job);
  const state = await deps.store.readIssue(ref);
  if (state !== undefined && OPEN.has(state.status)) {
    await deps.store.saveIssue(closed(state, incident, isUnsure));
  }
  await deps.store.record({
    kind: 'incident',
    subject: incident,
    detail: { issue: ref.number, queue: String(job['queue']) },
  });
  await ensureComment(deps, {
    ref,
    installationId,
    topic: `incident:${incident}`,
    body: renderIncident({ code: codeOf(job['kind']), incident, isUnsure }),
  });
};
