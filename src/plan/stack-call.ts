import type { OperateStep, Step } from './step.ts';

/** The name of the one call on a stack that a person may order beside its changes. */
export const CONTINUE_ROLLBACK = 'cloudformation:continue-rollback';

/**
 * True for the step that continues a rollback. It is no call of the catalogue: CloudFormation works
 * on with the rights of its session, so the deployer makes it and no operator may.
 */
export const isContinuation = (step: Step): step is OperateStep =>
  step.kind === 'operate' && step.operation === CONTINUE_ROLLBACK;
