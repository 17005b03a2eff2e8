import type { PlannedChange } from '../plan/change.ts';
import type { Plan } from '../plan/plan.ts';
import type { OperateStep } from '../plan/step.ts';

/** The one call that a heal consists of, and what it changes. */
export interface Heal {
  readonly step: OperateStep;
  readonly change: PlannedChange;
}

/** The heal that a plan is; undefined for a plan that is anything else, or more. */
export const healOf = ({ purpose, steps }: Pick<Plan, 'purpose' | 'steps'>): Heal | undefined => {
  const [step, ...otherSteps] = steps;
  if (step?.kind !== 'operate' || otherSteps.length > 0 || purpose !== 'request') return undefined;
  const [change, ...otherChanges] = step.changes;
  return change === undefined || otherChanges.length > 0 ? undefined : { step, change };
};

/** What is healed, by what does not depend on any name: the limits count by it. */
export const healedKey = ({ step, change }: Heal): string =>
  [step.accountId, step.region, change.type, step.target].join(' ');
