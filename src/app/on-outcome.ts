import type { AnyApproval } from '../approve/approval.ts';
import { renderBanner } from '../reply/banner.ts';
import { itemWords } from '../reply/outcome-items.ts';
import { renderOutcome, type OutcomeView } from '../reply/outcome.ts';
import { renderRefusal } from '../reply/refusal.ts';
import { parsePlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import { isJsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import type { TaskStatus } from '../task/aws-task.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { IssueState, PlanRow, ReplyRow } from '../store/store.ts';
import { readProof } from './approval-proof.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan, removeFailedImports } from './discard-plan.ts';
import { endHeal } from './end-heal.ts';
import { isRunning } from './is-running.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { keepReceipts } from './keep-claims.ts';
import { askWhatFailed } from './model/follow-tell-failure.ts';
import { readMenuEnd, type MenuEnd } from './menu-end.ts';
import { registerAgents } from './register-agents.ts';
import { ensureComment, planTopic, postComment, wishComment, type Wanted } from './replies.ts';
import { composePlanComment } from './screen.ts';
import { settleDrift } from './settle-drift.ts';
import { shownIdOf } from './shown-plan.ts';

interface Ended {
  readonly deps: OrchestratorDeps;
  readonly state: IssueState;
  readonly row: PlanRow;
  readonly computed: ComputedPlan;
  readonly outcome: Outcome;
  /** Present for a part of a plan of savings. */
  readonly menu?: MenuEnd;
  readonly releaseId: string;
}

const STATUS: Readonly<Record<Outcome['kind'], TaskStatus>> = {
  done: 'Completed',
  failed: 'Failed',
  refused: 'AwaitingApproval',
  partly: 'Failed',
  cancelled: 'Cancelled',
};

/**
 * A refusal leaves the plan as it was, unless its execution had begun: a deployer that goes on with
 * one after a crash proves it again, and what was done by then nobody has told.
 */
const tellRefusal = async (
  deps: OrchestratorDeps,
  state: IssueState,
  told: { readonly row: PlanRow; readonly releaseId: string; readonly refusal: Refusal },
): Promise<void> => {
  const { planId } = told.row;
  if (state.healLookId !== undefined && state.planId === planId) {
    return endHeal(deps, state, told.refusal);
  }
  await ensureComment(deps, {
    ref: state.ref,
    installationId: state.installationId,
    topic: `outcome:${planId}`,
    body: renderRefusal(told.refusal),
  });
  const begun = await deps.store.readRedemption(planId);
  // While another part of a plan of savings runs, the refusal of this one ends nothing.
  const isEnd = told.row.partOf === undefined || begun?.releaseId === told.releaseId;
  const isOwn = isEnd && state.planId === shownIdOf(told.row);
  if (isOwn && (await isRunning(deps.store, state))) {
    const note = `Execution was given up: ${told.refusal.because}`;
    await deps.store.saveIssue({ ...state, status: 'Failed', note, endedPlanId: planId });
  }
  deps.metrics?.countExecution('refused');
};

/** What is told: the receipt or failure, and over the plan, where it is still the shown one. */
const wishesOf = (ended: Ended, view: OutcomeView): readonly Wanted[] => {
  const { state, computed, outcome, row, menu } = ended;
  const { ref, installationId } = state;
  const { block, notes } = menu?.shown ?? computed;
  const banner = bannerOf(menu, outcome);
  const where = { ref, installationId };
  const body = composePlanComment(banner, block, notes);
  const plan = { ...where, topic: planTopic(state), body };
  const result = { ...where, topic: `outcome:${row.planId}`, body: renderOutcome(view) };
  return isCurrent(ended) ? [plan, result] : [result];
};

/** False for the end of a plan that was withdrawn while its release was on its way. */
const isCurrent = ({ state, row }: Ended): boolean => state.planId === shownIdOf(row);

/** Nothing stands over a plan of which something can still be approved. */
const bannerOf = (menu: MenuEnd | undefined, { kind }: Outcome): string => {
  switch (menu?.end) {
    case 'open':
      return '';
    case 'edited':
      return renderBanner({ kind: 'stale' });
    case 'withdrawn':
      return renderBanner({ kind: 'ended', outcome: 'cancelled' });
    case 'partly':
      return renderBanner({ kind: 'ended', outcome: 'partly' });
    case 'done':
    case undefined:
      return renderBanner({ kind: 'ended', outcome: kind });
  }
};

/** How an issue stands after a part of its plan of savings. */
const STATUS_OF_MENU: Readonly<Record<MenuEnd['end'], TaskStatus>> = {
  open: 'AwaitingApproval',
  edited: 'Pending',
  withdrawn: 'Cancelled',
  partly: 'Failed',
  done: 'Completed',
};

const closeDone = async (ended: Ended): Promise<void> => {
  const { deps, state, outcome, menu } = ended;
  // The issue of something ill closes when a look finds it well.
  if (outcome.kind !== 'done' || !isCurrent(ended) || state.healLookId !== undefined) return;
  if (menu !== undefined && menu.end !== 'done') return;
  const github = await deps.github(state.installationId);
  await settleDrift(deps, state);
  await github.closeIssue(state.ref, 'completed');
};

const showEnd = async (ended: Ended, view: OutcomeView): Promise<void> => {
  const { deps } = ended;
  const wishes = wishesOf(ended, view);
  // All wishes are kept before any is posted: GitHub may be gone for longer than this job.
  const before = new Map<Wanted, ReplyRow | undefined>();
  for (const wish of wishes) before.set(wish, await wishComment(deps, wish));
  // Closed before that too: where it can not be, the sweep posts what is kept, and closes then.
  await closeDone(ended);
  for (const wish of wishes) await postComment(deps, wish, before.get(wish));
};

const noteOf = (ended: Ended): string => {
  const { outcome, computed, menu } = ended;
  if (menu === undefined) return `Execution ended: ${outcome.kind}.`;
  const own = itemWords((computed.plan.items ?? []).map(({ number }) => number));
  const rest = menu.open.length === 0 ? '' : ` Still to be had: ${itemWords(menu.open)}.`;
  return `Execution of ${own} ended: ${outcome.kind}.${rest}`;
};

/** The end is in the ledger and the state before it is told; told again, it is written once. */
const keepEnd = async (ended: Ended, status: TaskStatus): Promise<void> => {
  const { deps, state, row, outcome } = ended;
  const { planId } = row;
  await deps.store.record({ kind: 'outcome', subject: planId, detail: { kind: outcome.kind } });
  if (!isCurrent(ended) || state.endedPlanId === planId) return;
  const note = noteOf(ended);
  await deps.store.saveIssue({ ...state, status, note, endedPlanId: planId });
  deps.metrics?.countExecution(outcome.kind);
};

/** What people typed, or the standing approval that the deployer has proven. */
const readApprovals = async ({ deps, row, releaseId }: Ended): Promise<readonly AnyApproval[]> => {
  if (sourceOf(row).inputs.heal === undefined) return deps.store.listApprovals(row.planId);
  return (await readProof(deps.store, row.planId, releaseId))?.facts.approvals ?? [];
};

/** What was edited while a part ran is read as soon as that has ended; nothing else is approved. */
const planAnew = async ({ deps, state, row }: Ended): Promise<void> => {
  if (row.partOf === undefined || state.planId !== row.partOf) return;
  await discardPlan(deps, { planId: row.partOf });
  await deps.queue.send('intake', jobOf(state.ref, state.installationId));
};

const end = async (ended: Ended): Promise<void> => {
  const { deps, row, computed, outcome, menu } = ended;
  const isRollback = computed.plan.purpose === 'rollback' && outcome.kind === 'done';
  const status = isRollback ? 'RolledBack' : STATUS[outcome.kind];
  await keepEnd(ended, menu === undefined ? status : STATUS_OF_MENU[menu.end]);
  await removeFailedImports(deps, row, outcome);
  await keepReceipts(deps, row, { ...computed, outcome });
  if (menu?.end === 'edited') await planAnew(ended);
  const agents = await registerAgents(deps, { outcome, plan: computed.plan });
  const approvals = await readApprovals(ended);
  await showEnd(ended, {
    plan: computed.plan,
    digest: computed.digest,
    outcome,
    approvals,
    agents,
    ...menuView(ended),
    maskAccountIds: deps.config.maskAccountIds,
  });
  await askWhatFailed(deps, ended.state, { planId: row.planId, plan: computed.plan, outcome });
};

const menuView = (ended: Ended): Pick<OutcomeView, 'menu'> => {
  const { menu } = ended;
  if (menu === undefined) return {};
  const { shown = ended.computed, open } = menu;
  return { menu: { digest: shown.digest, open } };
};

/**
 * Tells how an execution ended: receipt, failure or refusal; registers agents; closes the issue.
 */
export const onOutcome = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref } = parseJob(job);
  const planId = parsePlanId(String(job['planId']));
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  const state = await deps.store.readIssue(ref);
  const releaseId = String(job['releaseId']);
  const ending = await deps.store.readOutcome(releaseId);
  if (row === undefined || state === undefined || ending === undefined) {
    throw new Fault('broken-promise', 'an outcome of nothing');
  }
  await deps.store.wipeReleaseToken(releaseId);
  const { refusal, outcome } = ending;
  if (isJsonObject(refusal)) {
    const told = { row, releaseId, refusal: refusal as unknown as Refusal };
    return tellRefusal(deps, state, told);
  }
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) throw new Fault('broken-promise', computed.refusal.because);
  const ended = outcome as unknown as Outcome;
  const menu = await readMenuEnd(deps, state, { row, outcome: ended });
  const told = { deps, state, row, computed: computed.value, releaseId, ...(menu && { menu }) };
  return end({ ...told, outcome: ended });
};
