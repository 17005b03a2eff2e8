import { makesStack } from '../../plan/imports.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Outcome } from '../../execute/outcome.ts';
import { renderAnnouncement } from '../../reply/announce.ts';
import { renderBanner } from '../../reply/banner.ts';
import { issueKey } from '../../store/line.ts';
import type { PlanRow } from '../../store/store.ts';
import { computePlan, sourceOf, type ComputedPlan } from '../compute-plan.ts';
import { discardPlan } from '../discard-plan.ts';
import { jobOf } from '../issue-ref.ts';
import { lastOutcome } from '../last-outcome.ts';
import { newPlanId } from '../new-plan-id.ts';
import { askedOf, parseInputs } from '../plan-inputs.ts';
import { ensureComment } from '../replies.ts';
import { showOverPlan } from '../show-over-plan.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { refuseRunning } from './running.ts';

interface Executed {
  readonly row: PlanRow;
  readonly computed: ComputedPlan;
  /** Steps that left something. */
  readonly stepIds: readonly string[];
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
      const isCreate = planned?.kind === 'deploy' && makesStack(planned);
      return step.kind === 'failed' && step.stackId !== undefined && isCreate;
    })
    .map((step) => step.stepId);

/** What of a plan was carried out, by this application or by the pipeline; else undefined. */
const stepsOf = async (
  { store }: CommandCall['deps'],
  row: PlanRow,
  plan: Plan,
): Promise<readonly string[] | undefined> => {
  const outcome = await lastOutcome(store, row.planId);
  if (outcome !== undefined) return stepsDone(outcome, plan);
  const isOut = plan.route === 'pull-request' && (await store.isDeployed(row.planId));
  return isOut ? plan.steps.map((step) => step.id) : undefined;
};

/** The plans of the issue in the order in which they were carried out, else made; newest first. */
const newestFirst = async ({ deps, ref }: CommandCall): Promise<readonly PlanRow[]> => {
  const rows = await deps.store.listPlans(ref);
  const dated = await Promise.all(
    rows.map(async (row) => {
      const redemption = await deps.store.readRedemption(row.planId);
      return { row, at: redemption?.at ?? row.createdAt };
    }),
  );
  return dated.toSorted((a, b) => (a.at < b.at ? 1 : -1)).map(({ row }) => row);
};

/** The newest executed plan, unless it is a rollback itself. */
const findExecuted = async (call: CommandCall): Promise<Executed | undefined> => {
  for (const row of await newestFirst(call)) {
    const computed = computePlan(call.deps, sourceOf(row));
    if (!computed.ok) continue;
    const stepIds = await stepsOf(call.deps, row, computed.value.plan);
    if (stepIds === undefined) continue;
    if (computed.value.plan.purpose === 'rollback') return undefined;
    // What was changed outside a stack and set back is in no template: no plan makes it again.
    const { reconcile } = parseInputs(row.inputs);
    if (reconcile !== undefined && reconcile.adopts !== true) return undefined;
    if (stepIds.length > 0) return { row, computed: computed.value, stepIds };
  }
  return undefined;
};

const WAITING = new Set(['AwaitingApproval', 'Blocked']);

/** A plan that waits makes room: two of them side by side could be taken for each other. */
const makeRoom = async ({ deps, state }: CommandCall): Promise<void> => {
  if (state.planId === undefined || !WAITING.has(state.status)) return;
  if ((await deps.store.readRedemption(state.planId)) !== undefined) return;
  await discardPlan(deps, state);
  await showOverPlan(deps, state, renderBanner({ kind: 'superseded' }));
};

const askForUndo = async (call: CommandCall, executed: Executed): Promise<void> => {
  const { deps, ref, installationId, state } = call;
  const planId = newPlanId(deps, ref);
  const inputs = parseInputs(executed.row.inputs);
  const undo = {
    planId: executed.row.planId,
    plan: executed.computed.plan,
    facts: inputs.facts,
    stepIds: executed.stepIds,
  };
  const { savings: _savings, onlyItems: _items, ...before } = askedOf(inputs);
  // Of savings only those that were carried out are undone.
  const { tasks } = executed.computed.plan;
  const asked = { ...before, tasks };
  const { labeller, editor, confirmer } = asked.issue;
  const issue = (await call.github.readIssue(ref)) ?? asked.issue;
  // GitHub shows none of them, and all count as people who asked.
  const touched = {
    ...(labeller === undefined ? {} : { labeller }),
    ...(editor === undefined ? {} : { editor }),
    ...(confirmer === undefined ? {} : { confirmer }),
    ...(state.labeller === undefined ? {} : { labeller: state.labeller }),
    ...(state.editor === undefined ? {} : { editor: state.editor }),
  };
  const wanted = { ...asked, issue: { ...issue, ...touched }, undo };
  await deps.store.insertWork(planId, JSON.parse(JSON.stringify(wanted)));
  const body = renderAnnouncement({
    tasks,
    accounts: inputs.accounts,
    purpose: 'rollback',
    maskAccountIds: deps.config.maskAccountIds,
  });
  const topic = `rollback:${executed.row.planId}`;
  const comment = await ensureComment(deps, { ref, installationId, topic, body });
  const job = { ...jobOf(ref, installationId), planId };
  await deps.queue.send('prepare', job, { id: `prepare-${planId}`, key: issueKey(ref) });
  const { reopenedAt: _reopened, ...rest } = state;
  await deps.store.saveIssue({
    ...rest,
    status: 'Pending',
    planId,
    planCommentId: comment.id,
    planTopic: topic,
    note: 'Planning the rollback.',
  });
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
  await makeRoom(call);
  await call.github.reopenIssue(call.ref);
  await askForUndo(call, executed);
  return DONE;
};
