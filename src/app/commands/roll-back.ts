import type { Plan } from '../../plan/plan.ts';
import type { Outcome } from '../../execute/outcome.ts';
import { renderAnnouncement } from '../../reply/announce.ts';
import type { PlanRow } from '../../store/store.ts';
import { computePlan, sourceOf, type ComputedPlan } from '../compute-plan.ts';
import { issueKey, jobOf } from '../issue-ref.ts';
import { lastOutcome } from '../last-outcome.ts';
import { newPlanId } from '../new-plan-id.ts';
import { parseInputs } from '../plan-inputs.ts';
import { ensureComment } from '../replies.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { refuseRunning } from './running.ts';

interface Executed {
  readonly row: PlanRow;
  readonly computed: ComputedPlan;
  readonly outcome: Outcome;
}

const NOTHING = refuse({
  code: 'nothing-to-roll-back',
  because: 'Nothing that this issue asked for has been carried out, or it was undone already.',
  next: 'Type `/status` to see what was done.',
});

/**
 * Steps that left something: those that were done, and stacks whose creation failed. Such a stack
 * has rolled back, but an empty shell of its name stays and must go before the name is free again.
 */
const stepsDone = (outcome: Outcome, plan: Plan): readonly string[] =>
  outcome.steps
    .filter((step) => {
      if (step.kind === 'done') return true;
      const planned = plan.steps.find((one) => one.id === step.stepId);
      const isCreate = planned?.kind === 'deploy' && planned.changeSetType === 'CREATE';
      return step.kind === 'failed' && step.stackId !== undefined && isCreate;
    })
    .map((step) => step.stepId);

/** The newest executed plan, unless it is a rollback itself. */
const findExecuted = async (call: CommandCall): Promise<Executed | undefined> => {
  const { store } = call.deps;
  const rows = await store.listPlans(call.ref);
  for (const row of rows.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))) {
    const outcome = await lastOutcome(store, row.planId);
    if (outcome === undefined) continue;
    const computed = computePlan(call.deps, sourceOf(row));
    if (!computed.ok || computed.value.plan.purpose === 'rollback') return undefined;
    if (stepsDone(outcome, computed.value.plan).length === 0) continue;
    return { row, computed: computed.value, outcome };
  }
  return undefined;
};

const askForUndo = async (call: CommandCall, executed: Executed): Promise<void> => {
  const { deps, ref, installationId, state } = call;
  const planId = newPlanId(deps, ref);
  const inputs = parseInputs(executed.row.inputs);
  const undo = {
    planId: executed.row.planId,
    plan: executed.computed.plan,
    facts: inputs.facts,
    stepIds: stepsDone(executed.outcome, executed.computed.plan),
  };
  const { facts: _facts, previews: _previews, ...asked } = inputs;
  const issue = await call.github.readIssue(ref);
  const wanted = { ...asked, issue: issue ?? asked.issue, undo };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(wanted)));
  const body = renderAnnouncement({
    tasks: inputs.tasks,
    accounts: inputs.accounts,
    purpose: 'rollback',
    maskAccountIds: deps.config.maskAccountIds,
  });
  const topic = `rollback:${executed.row.planId}`;
  const comment = await ensureComment(deps, { ref, installationId, topic, body });
  const { reopenedAt: _reopened, ...rest } = state;
  await deps.store.saveIssue({
    ...rest,
    status: 'Pending',
    planId,
    planCommentId: comment.id,
    planTopic: topic,
    note: 'Planning the rollback.',
  });
  const job = { ...jobOf(ref, installationId), planId };
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key: issueKey(ref) });
};

/**
 * `/rollback`: finds what this issue changed, reopens the issue where it was closed, and plans the
 * inverse, which needs an approval of its own.
 */
export const rollBack = async (call: CommandCall): Promise<CommandAnswer> => {
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const executed = await findExecuted(call);
  if (executed === undefined) return NOTHING;
  await call.github.reopenIssue(call.ref);
  await askForUndo(call, executed);
  return DONE;
};
