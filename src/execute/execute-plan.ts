import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { Step } from '../plan/step.ts';
import type { Outcome } from './outcome.ts';
import { outcomeOf, type EndedStep } from './outcome-of.ts';
import { runStep } from './run-step.ts';
import type { ExecutePorts, StepEnd } from './step-context.ts';

const inOrder = (steps: readonly Step[]): readonly Step[] =>
  steps.toSorted((a, b) => a.phase - b.phase);

const runTimed = async (
  approved: ApprovedPlan,
  step: Step,
  ports: ExecutePorts,
): Promise<EndedStep & { readonly end: StepEnd }> => {
  const startedMs = ports.clock.now().getTime();
  const end = await runStep(approved, step, ports);
  const seconds = Math.round((ports.clock.now().getTime() - startedMs) / 1000);
  return { step, end, seconds };
};

/**
 * Carries out an approved plan, phase by phase, step by step, and stops at the first step that is
 * not done. It chooses nothing. Run again after a crash it goes on from the journal and from what
 * AWS shows, and makes no call twice that AWS accepted.
 */
export const executePlan = async (
  approved: ApprovedPlan,
  ports: ExecutePorts,
): Promise<Outcome> => {
  const startedAt = ports.clock.now();
  const ended: EndedStep[] = [];
  let goesOn = true;
  for (const step of inOrder(approved.facts.plan.steps)) {
    if (!goesOn) {
      ended.push({ step, seconds: 0 });
      continue;
    }
    const one = await runTimed(approved, step, ports);
    ended.push(one);
    goesOn = one.end.kind === 'done';
  }
  const entries = await ports.journal.read(approved.facts.planId);
  return outcomeOf(ended, entries, { startedAt, endedAt: ports.clock.now() });
};
