import type { Config } from '../config/config.ts';
import type { DraftedPlan } from '../plan/drafted.ts';
import type { Decided } from '../task/refusal.ts';
import { draftRollback } from './draft-rollback.ts';
import { draftSteps, type DraftInputs } from './draft-steps.ts';

/** Drafts what an issue asks for, or what undoes an earlier plan of it. Pure. */
export const draftAll = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> =>
  inputs.undo === undefined ? draftSteps(inputs, config) : draftRollback(inputs, config);
