import type { Config } from '../config/config.ts';
import type { DraftedPlan } from '../plan/drafted.ts';
import type { Decided } from '../task/refusal.ts';
import { draftAdopt } from './draft-adopt.ts';
import { draftableItems, narrowTo } from './draft-items.ts';
import { draftReconcile } from './draft-reconcile.ts';
import { draftRollback } from './draft-rollback.ts';
import { draftSteps, type DraftInputs } from './draft-steps.ts';

/**
 * Drafts what an issue asks for, what undoes an earlier plan of it, what brings a drifted stack and
 * its template together, or what brings savings: all of them, or those of one approval. Pure.
 */
export const draftAll = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  if (inputs.undo !== undefined) return draftRollback(inputs, config);
  if (inputs.reconcile?.adopts === true) return draftAdopt(inputs, config);
  if (inputs.reconcile !== undefined) return draftReconcile(inputs, config);
  if (inputs.savings === undefined) return draftSteps(inputs, config);
  const numbers = inputs.onlyItems ?? draftableItems(inputs, config).numbers;
  return draftSteps(narrowTo(inputs, numbers), config);
};
