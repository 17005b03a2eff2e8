import { Fault } from '../task/fault.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import type { IssueRef } from '../task/issue.ts';
import type { WorkerDeps } from './deps.ts';

/** A name for one planning attempt: unique, short enough for change sets and client tokens. */
export const newPlanId = (deps: Pick<WorkerDeps, 'newId'>, ref: IssueRef): PlanId => {
  const planId = parsePlanId(`p${ref.number}-${deps.newId()}`.slice(0, 40));
  if (planId === undefined) throw new Fault('broken-promise', 'a new id is no plan id');
  return planId;
};
