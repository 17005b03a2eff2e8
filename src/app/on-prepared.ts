import { requestHash } from '../intake/request-hash.ts';
import { HEALTH_LABEL } from '../reply/health-issue.ts';
import { renderNothingToDo } from '../reply/nothing-to-do.ts';
import { refuseUntold } from './refuse-untold.ts';
import { renderRefusal } from '../reply/refusal.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import { mayHoldPlan, type IssueRef } from '../task/issue.ts';
import { Fault } from '../task/fault.ts';
import { isJsonObject, type JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import type { TaskStatus } from '../task/aws-task.ts';
import type { IssueState } from '../store/store.ts';
import { computePlan, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan, removeLeftovers } from './discard-plan.ts';
import { endHeal } from './end-heal.ts';
import { parseHandles } from './handles.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { askToTellPlan } from './model/follow-tell-plan.ts';
import { parseInputs, type Asked, parseAsked } from './plan-inputs.ts';
import { ensureComment, planTopic } from './replies.ts';
import { releaseHeal } from './release-heal.ts';
import { sayCollisions } from './say-collisions.ts';
import { composePlanComment } from './screen.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

interface Arrived {
  readonly deps: OrchestratorDeps;
  readonly ref: IssueRef;
  readonly state: IssueState;
  readonly planId: PlanId;
  readonly isHeal: boolean;
}

const WELL_ALREADY: Refusal = {
  code: 'no-standing-approval',
  because: 'It is by now as the heal would make it.',
  next: 'Nothing: the next look at health says whether it is well.',
};

const show = (
  { deps, ref, state }: Arrived,
  body: string,
): Promise<{ readonly id: number; readonly updatedAt: string }> =>
  ensureComment(deps, {
    ref,
    installationId: state.installationId,
    topic: planTopic(state),
    body,
  });

/** Says that there will be no plan, and remembers why. */
const showInstead = async (
  arrived: Arrived,
  body: string,
  next: { readonly status: TaskStatus; readonly note: string },
): Promise<void> => {
  const state = await withdraw(arrived);
  const comment = await show({ ...arrived, state }, body);
  await arrived.deps.store.saveIssue({ ...state, ...next, planCommentId: comment.id });
};

/** Takes back everything of the plan that was being made, and says so in the state. */
const withdraw = async (arrived: Arrived): Promise<IssueState> => {
  await discardPlan(arrived.deps, arrived.state);
  await removeLeftovers(arrived.deps, { ...arrived, handles: [] });
  const { planId: _, ...state } = await withdrawProposal(arrived.deps, arrived.state);
  return state;
};

const sayNo = async (arrived: Arrived, refusal: Refusal): Promise<void> => {
  if (arrived.isHeal) return endHeal(arrived.deps, arrived.state, refusal);
  const note = refusal.because;
  await showInstead(arrived, renderRefusal(refusal), { status: 'AwaitingInput', note });
  arrived.deps.metrics?.countPlan('REFUSED');
};

const sayNothingToDo = async (arrived: Arrived, computed: ComputedPlan): Promise<void> => {
  if (arrived.isHeal) return endHeal(arrived.deps, arrived.state, WELL_ALREADY);
  await showInstead(arrived, renderNothingToDo(computed.plan), {
    status: 'Completed',
    note: 'Everything is as it was asked for already.',
  });
  arrived.deps.metrics?.countPlan('NOTHING_TO_DO');
};

/** What was read from AWS and what was asked, joined; a refusal of the reader as it is. */
const joinInputs = (
  asked: Asked,
  output: JsonObject,
): { readonly refusal: Refusal } | { readonly inputs: JsonObject } => {
  if (isJsonObject(output['refusal'])) return { refusal: output['refusal'] as unknown as Refusal };
  const value = output['value'];
  if (!isJsonObject(value)) throw new Fault('broken-promise', 'the reader answered nothing');
  const { facts, previews, counts, prices } = value;
  // What is undefined is not there in JSON.
  const inputs = { ...asked, facts, previews, counts, prices };
  return { inputs: JSON.parse(JSON.stringify(inputs)) as JsonObject };
};

/** The text may have changed while AWS was read; the plan of an older text is never shown. */
const isStale = async ({ deps, ref, state }: Arrived, asked: Asked): Promise<boolean> => {
  const github = await deps.github(state.installationId);
  const now = await github.readIssue(ref);
  const mayHold =
    asked.heal === undefined
      ? mayHoldPlan
      : (labels: readonly string[]) => labels.includes(HEALTH_LABEL);
  if (now === undefined || now.state === 'closed' || !mayHold(now.labels)) return true;
  return requestHash(now) !== requestHash(asked.issue);
};

const postPlan = async (
  arrived: Arrived,
  inputs: JsonObject,
  computed: ComputedPlan,
): Promise<void> => {
  const { deps, ref, planId } = arrived;
  const work = await deps.store.readWork(planId);
  const handles = parseHandles(work?.output);
  await deps.store.insertPlan({ planId, ref, digest: computed.digest, inputs, handles });
  await removeLeftovers(deps, { planId, ref, handles });
  const isBlocked = computed.review.gate.decision === 'BLOCKED';
  const isProposed = computed.plan.route === 'pull-request' && !isBlocked;
  const state = isProposed ? arrived.state : await withdrawProposal(deps, arrived.state);
  const body = composePlanComment('', computed.block, computed.notes);
  const comment = await show({ ...arrived, state }, body);
  await deps.store.insertShown({
    planId,
    commentId: comment.id,
    updatedAt: comment.updatedAt,
    bodyHash: computed.blockHash,
  });
  const detail = { digest: computed.digest, issue: ref.number, commentId: comment.id };
  await deps.store.record({ kind: 'plan', subject: planId, detail });
  const github = await deps.github(arrived.state.installationId);
  await github.pinComment(ref, comment.id);
  const job = { ...jobOf(ref, arrived.state.installationId), planId };
  if (isProposed) await deps.queue.send('propose', job, { id: `propose-${planId}` });
  await deps.store.saveIssue({
    ...state,
    status: isBlocked ? 'Blocked' : 'AwaitingApproval',
    note: isBlocked ? 'The review blocks the plan.' : 'Waiting for approval.',
    planCommentId: comment.id,
  });
  if (!arrived.isHeal) {
    await sayCollisions(deps, state, { planId, plan: computed.plan });
    await askToTellPlan(deps, state, { planId, computed });
  }
  deps.metrics?.countPlan(computed.review.gate.decision);
};

/**
 * Makes the plan from what the reader found, and shows it in the living comment. A plan whose issue
 * moved on meanwhile is withdrawn with its change sets.
 */
export const onPrepared = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref } = parseJob(job);
  const planId = parsePlanId(String(job['planId']));
  const state = await deps.store.readIssue(ref);
  const work = planId === undefined ? undefined : await deps.store.readWork(planId);
  if (planId === undefined || work?.output === undefined || state === undefined) {
    throw new Fault('broken-promise', 'a job names a plan that nobody prepared');
  }
  if (state.planId !== planId) return discardPlan(deps, { planId }, { keepsStacks: true });
  const asked = parseAsked(work.input);
  const arrived = { deps, ref, state, planId, isHeal: asked.heal !== undefined };
  // Run again after a kill: nobody had to approve the heal, so it may have begun by now.
  if (arrived.isHeal && (await deps.store.isRedeemed(planId))) return undefined;
  if (await isStale(arrived, asked)) return discardPlan(deps, { planId });
  const joined = joinInputs(asked, work.output);
  if ('refusal' in joined) return sayNo(arrived, joined.refusal);
  const handles = parseHandles(work.output);
  const computed = computePlan(deps, { inputs: parseInputs(joined.inputs), handles });
  if (!computed.ok) return sayNo(arrived, computed.refusal);
  if (computed.value.plan.steps.length === 0) {
    const untold = refuseUntold(parseInputs(joined.inputs));
    return untold === undefined ? sayNothingToDo(arrived, computed.value) : sayNo(arrived, untold);
  }
  await postPlan(arrived, joined.inputs, computed.value);
  if (asked.heal === undefined) return;
  const posted = await deps.store.readIssue(ref);
  if (posted !== undefined) await releaseHeal(deps, posted, planId);
};
