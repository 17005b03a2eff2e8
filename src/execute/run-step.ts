import type { ApprovedPlan } from '../approve/approved-plan.ts';
import { isContinuation } from '../plan/stack-call.ts';
import type { Step } from '../plan/step.ts';
import { Fault } from '../task/fault.ts';
import { runChange } from './change-step.ts';
import { runContinuation } from './continue-step.ts';
import { runDeploy } from './deploy-step.ts';
import { unreachable } from './execution-refusals.ts';
import { runOperate } from './operate-step.ts';
import { runRemove } from './remove-step.ts';
import { stopEnd, type ExecutePorts, type StepContext, type StepEnd } from './step-context.ts';

const runKind = (context: StepContext): Promise<StepEnd> => {
  const { step } = context;
  if (step.kind === 'deploy') return runDeploy({ ...context, step });
  if (step.kind === 'remove') return runRemove({ ...context, step });
  if (isContinuation(step)) return runContinuation({ ...context, step });
  return step.kind === 'change'
    ? runChange({ ...context, step })
    : runOperate({ ...context, step });
};

const pastOf = async (approved: ApprovedPlan, step: Step, ports: ExecutePorts) =>
  (await ports.journal.read(approved.facts.planId)).filter((entry) => entry.stepId === step.id);

/** A break before the first call changed nothing; after it, what AWS does is not known. */
const brokenEnd = async (
  approved: ApprovedPlan,
  given: { readonly step: Step; readonly ports: ExecutePorts },
  fault: Fault,
): Promise<StepEnd> => {
  const past = await pastOf(approved, given.step, given.ports);
  if (!past.some((entry) => entry.kind === 'intent')) {
    return { kind: 'refused', refusal: unreachable(fault) };
  }
  const cause = { logicalId: '', type: '', status: fault.kind, reason: fault.message };
  return { kind: 'failed', end: 'unknown', state: 'unknown', cause };
};

/**
 * Carries out one step of an approved plan and says how it ended. A break of AWS is an end with a
 * name; only a break of our own (store, queue, code) is thrown, and the job is resumed.
 */
export const runStep = async (
  approved: ApprovedPlan,
  step: Step,
  ports: ExecutePorts,
): Promise<StepEnd> => {
  try {
    const past = await pastOf(approved, step, ports);
    const stop = past.length === 0 ? await stopEnd(ports) : undefined;
    if (stop !== undefined) return stop;
    const watcher = await ports.door.openReader(step.accountId, approved);
    if (!watcher.ok) return { kind: 'refused', refusal: watcher.refusal };
    return await runKind({ approved, step, ports, past, watcher: watcher.value });
  } catch (thrown) {
    if (thrown instanceof Fault) return brokenEnd(approved, { step, ports }, thrown);
    throw thrown;
  }
};
