import { isStanding } from '../approve/approval.ts';
import type { ApprovedPlan } from '../approve/approved-plan.ts';
import { executePlan } from '../execute/execute-plan.ts';
import type { Progress } from '../execute/ports.ts';
import { parsePlanId, type PlanId } from '../task/ids.ts';
import type { JsonObject } from '../task/json.ts';
import type { Refusal } from '../task/refusal.ts';
import { readProof } from './approval-proof.ts';
import { beginHeal } from './begin-heal.ts';
import type { DeployerDeps } from './deployer-deps.ts';
import { parseJob } from './issue-ref.ts';
import { proveRelease, type ProvenRelease, type ReleaseRows } from './prove-release.ts';
import { partIn, shownIdOf } from './shown-plan.ts';

type Job = Readonly<Record<string, string | number>>;

const readRows = async (deps: DeployerDeps, job: Job): Promise<ReleaseRows | undefined> => {
  const release = await deps.store.readRelease(String(job['releaseId']));
  const planId = parsePlanId(String(job['planId']));
  if (release === undefined || planId === undefined || release.planId !== planId) return undefined;
  const plan = await deps.store.readPlan(planId);
  const shown = await deps.store.readShown(planId);
  return plan === undefined || shown === undefined ? undefined : { release, plan, shown };
};

const sendOutcome = (deps: DeployerDeps, job: Job): Promise<void> =>
  deps.queue.send('outcome', job, { id: `outcome-${String(job['releaseId'])}` });

const tell = async (
  deps: DeployerDeps,
  job: Job,
  ended: { readonly planId: PlanId; readonly told: JsonObject },
): Promise<void> => {
  await deps.store.insertOutcome({ releaseId: String(job['releaseId']), ...ended });
  await sendOutcome(deps, job);
};

/** Who stops a plan of savings stops every part of it. */
const progressOf = (
  deps: DeployerDeps,
  job: Job,
  { planId, shownId }: { readonly planId: PlanId; readonly shownId: PlanId },
): Progress => ({
  report: async (_stepId, events) => {
    const last = events.at(-1)?.eventId ?? 'start';
    await deps.queue.send('progress', job, { id: `progress-${planId}-${last}` });
  },
  isCancelled: async () => {
    for (const id of new Set([planId, shownId]))
      if ((await deps.store.readCancel(id)) !== undefined) return true;
    return false;
  },
});

const execute = async (
  deps: DeployerDeps,
  job: Job,
  known: { readonly proven: ProvenRelease; readonly shownId: PlanId },
): Promise<void> => {
  const { approved, onlyFollow } = known.proven;
  const { planId } = approved.facts;
  await deps.queue.send('progress', job, { id: `progress-${planId}-begun` });
  const outcome = await executePlan(approved, {
    door: deps.door,
    journal: deps.store,
    clock: deps.clock,
    progress: progressOf(deps, job, { planId, shownId: known.shownId }),
    ...(onlyFollow === undefined ? {} : { onlyFollow }),
  });
  const told = JSON.parse(JSON.stringify({ outcome })) as JsonObject;
  await tell(deps, job, { planId, told });
};

const refuse = async (
  deps: DeployerDeps,
  job: Job,
  { planId, refusal }: { readonly planId: PlanId; readonly refusal: Refusal },
): Promise<void> => {
  if (refusal.code === 'release-expired') {
    deps.log.info({ code: refusal.code, planId: job['planId'] }, 'a release is decided again');
    const renewed = { ...job, releaseId: deps.newId() };
    await deps.queue.send('release', renewed, { id: `renew-${String(job['releaseId'])}` });
    return;
  }
  await tell(deps, job, { planId, told: { refusal: { ...refusal } } });
};

/** True when another release, which a deployer has proven, used up the plan: its end is told. */
const isOvertaken = async (
  deps: DeployerDeps,
  { release, plan }: ReleaseRows,
): Promise<boolean> => {
  const redemption = await deps.store.readRedemption(plan.planId);
  if (redemption === undefined || redemption.releaseId === release.releaseId) return false;
  if ((await readProof(deps.store, plan.planId, redemption.releaseId)) === undefined) return false;
  deps.log.info({ planId: plan.planId }, 'a second release of a plan is left alone');
  return true;
};

const USED: Refusal = {
  code: 'already-redeemed',
  because: 'The approval was used up by another execution, so this one called nothing.',
  next: 'Type `/status` for what became of it, or `/plan` for a new plan.',
};

/**
 * Uses up the plan and the very comments that were proven: those of the rows could be others.
 * Undefined for the first, and for the same release when it is resumed; `told` where another
 * release that a deployer took up tells the end of the same plan. Anything else is a refusal.
 */
const redeemOnce = async (
  deps: DeployerDeps,
  rows: ReleaseRows,
  approved: ApprovedPlan,
): Promise<Refusal | 'told' | undefined> => {
  const { plan, release } = rows;
  const commentIds = approved.facts.approvals.flatMap((approval) =>
    isStanding(approval) ? [] : [approval.commentId],
  );
  const part = partIn(plan);
  if (await deps.store.redeem(plan.planId, release.releaseId, commentIds, part)) return undefined;
  const redemption = await deps.store.readRedemption(plan.planId);
  if (redemption?.releaseId === release.releaseId) return undefined;
  deps.log.warn({ planId: plan.planId, commentIds }, 'the plan or a comment was used already');
  return (await isOvertaken(deps, rows)) ? 'told' : USED;
};

/**
 * Executes one released plan. Proves the approval from GitHub first, redeems it, and only then
 * opens the door to AWS. A job that comes twice is one execution: the redemption names its release.
 * One whose approval was used elsewhere ends as a refusal, and calls nothing.
 */
export const onExecute = async (deps: DeployerDeps, job: Job): Promise<void> => {
  const { ref } = parseJob(job);
  const rows = await readRows(deps, job);
  if (rows === undefined) {
    deps.log.error({ job }, 'a release that is not in the database');
    return;
  }
  const { release, plan } = rows;
  // Sent again: this job may have died between the two, and the same job twice is one.
  if ((await deps.store.readOutcome(release.releaseId)) !== undefined)
    return sendOutcome(deps, job);
  if (await isOvertaken(deps, rows)) return;
  const proven = await proveRelease(deps, ref, rows);
  if (!proven.ok) return refuse(deps, job, { planId: plan.planId, refusal: proven.refusal });
  const used = await redeemOnce(deps, rows, proven.value.approved);
  if (used === 'told') return;
  const refusal = used ?? (await beginHeal(deps, proven.value.approved));
  if (refusal !== undefined) return refuse(deps, job, { planId: plan.planId, refusal });
  await execute(deps, job, { proven: proven.value, shownId: shownIdOf(plan) });
};
