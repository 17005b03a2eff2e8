import type { PlanInputs } from '../plan/inputs.ts';
import type { Plan } from '../plan/plan.ts';
import { claimsOf } from '../report/receipts/claims-of.ts';
import { claimOf, type Claim } from '../report/receipts/receipt.ts';
import { placeKey } from '../report/savings/gather/memory.ts';
import { SOURCES } from '../report/savings/gather/sources.ts';
import { isProposal, type Saving } from '../report/savings/saving.ts';
import type { PlanRow } from '../store/store.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { PlanDigest, PlanId, TaskId } from '../task/ids.ts';
import type { IssueRef } from '../task/issue.ts';
import { sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { WorkerDeps } from './deps.ts';
import { recallPlace, DAY_SECONDS } from './place-memory.ts';

type Deps = Pick<WorkerDeps, 'store'>;

/** What a plan that was carried out is said to save. */
export interface Claimed {
  readonly ref: IssueRef;
  readonly planId: PlanId;
  readonly digest: PlanDigest;
  readonly claims: readonly Claim[];
  /** ISO 8601. */
  readonly doneAt: string;
}

/**
 * Keeps a receipt of each claim of a plan that was carried out; the same plan and resource twice is
 * one. What is only proposed was carried out by nobody.
 */
export const keepClaims = async ({ store }: Deps, { claims, ...done }: Claimed): Promise<void> => {
  for (const claim of claims.filter((one) => !isProposal(one)))
    await store.insertReceipt({ ...done, claim: claimOf(claim), looks: [] });
};

/** A search that is older than this says nothing of what a plan does today. */
const OLDEST_SECONDS = 30 * DAY_SECONDS;

/** Everything that the last searches found where a plan changes something. */
const readFound = async ({ store }: Deps, plan: Plan): Promise<readonly Saving[]> => {
  const keys = plan.steps.flatMap(({ accountId, region }) =>
    SOURCES.map(({ title }) => placeKey({ accountId, region, title })),
  );
  const found: Saving[] = [];
  for (const key of new Set(keys))
    found.push(...((await recallPlace(store, key, OLDEST_SECONDS))?.savings ?? []));
  return found;
};

/** True for an item all of whose steps were done; others of its part may have failed. */
const isItemDone = (taskId: TaskId, { plan, outcome }: Ended): boolean =>
  plan.steps
    .filter(({ taskIds }) => taskIds.includes(taskId))
    .every(({ id }) => outcome.steps.some(({ stepId, kind }) => stepId === id && kind === 'done'));

/** The savings of the items that were carried out, as they were found. */
const ofItems = ({ savings = [], onlyItems = [] }: PlanInputs, ended: Ended): readonly Saving[] =>
  // What the reader found came through the inputs whole, with more than the plan shows.
  onlyItems.flatMap((number) => {
    const claimed = savings[number - 1];
    if (claimed === undefined || !isItemDone(claimed.taskId, ended)) return [];
    return [claimed.saving as Saving];
  });

type Ended = Pick<ComputedPlan, 'plan' | 'digest'> & { readonly outcome: Outcome };

/**
 * Remembers what a plan that was carried out saves: its items, or what the last search found where
 * the plan did exactly what was proposed. A rollback ends the receipts of the plan that it undid.
 */
export const keepReceipts = async (
  deps: Deps,
  row: Pick<PlanRow, 'planId' | 'ref' | 'inputs' | 'handles'>,
  ended: Ended,
): Promise<void> => {
  const { plan, digest, outcome } = ended;
  if (outcome.kind !== 'done' && plan.purpose !== 'savings') return;
  const { inputs } = sourceOf(row);
  const { undo } = inputs;
  if (undo !== undefined) return deps.store.endReceipts(undo.planId, 'rolled back');
  const claims =
    plan.purpose === 'savings'
      ? ofItems(inputs, ended)
      : claimsOf(plan, await readFound(deps, plan));
  const doneAt = (await deps.store.now()).toISOString();
  const { ref, planId } = row;
  return keepClaims(deps, { ref, planId, digest, claims, doneAt });
};
