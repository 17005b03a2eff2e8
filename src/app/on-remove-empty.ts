import { removeEmpty, type OpenRemover } from '../execute/remove-empty.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { judgeAccounts } from './compute-plan.ts';
import type { DeployerDeps } from './deployer-deps.ts';
import { parseHandles } from './handles.ts';
import { parseAsked } from './plan-inputs.ts';

/** True when another plan that runs or ran, or a later one, works with this very stack. */
const isInUse = async (
  deps: DeployerDeps,
  ref: IssueRef,
  { planId, stackId }: PreviewHandle,
): Promise<boolean> => {
  const rows = await deps.store.listPlans(ref);
  const own = rows.findIndex((row) => row.planId === planId);
  for (const [index, row] of rows.entries()) {
    if (!row.handles.some((handle) => handle.stackId === stackId)) continue;
    if (own >= 0 && index > own) return true;
    if (index === own) continue;
    if ((await deps.store.readRedemption(row.planId)) !== undefined) return true;
  }
  return false;
};

/** Whether the execution of a plan is over; false before it began, undefined while it goes on. */
const hasEnded = async (deps: DeployerDeps, planId: PlanId): Promise<boolean | undefined> => {
  const redemption = await deps.store.readRedemption(planId);
  if (redemption === undefined) return false;
  const outcome = await deps.store.readOutcome(redemption.releaseId);
  return outcome === undefined ? undefined : true;
};

/**
 * Removes the empty stack that a create preview or a failed import left, if that is all it is.
 * Called with the name of the person who asked for the plan, because nobody approved a removal.
 */
export const onRemoveEmpty = async (
  deps: DeployerDeps,
  openRemover: OpenRemover,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const planId = parsePlanId(String(job['planId']));
  if (planId === undefined) throw new Fault('broken-promise', 'a job names no plan');
  const work = await deps.store.readWork(planId);
  const handle = parseHandles(work?.output).find((one) => one.stackName === job['stackName']);
  if (work === undefined || handle === undefined) return;
  const wasExecuted = await hasEnded(deps, planId);
  if (wasExecuted === undefined) return;
  const asked = judgeAccounts(parseAsked(work.input), deps.config);
  if (await isInUse(deps, asked.issue.ref, handle)) return;
  const tier = asked.accounts.find((one) => one.id === handle.accountId)?.tier ?? 'unknown';
  const { author: person, ref } = asked.issue;
  const order = { planId, issueNumber: ref.number, handle, tier, person, wasExecuted };
  const removed = await removeEmpty(order, { openRemover, journal: deps.store });
  if (removed.ok) return;
  deps.log.warn({ planId, code: removed.refusal.code }, 'an empty stack stays');
};
