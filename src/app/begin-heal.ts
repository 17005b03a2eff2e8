import { isStanding } from '../approve/approval.ts';
import type { ApprovedPlan } from '../approve/approved-plan.ts';
import { healedKey, healOf } from '../approve/heal.ts';
import { refuseAgain } from '../approve/standing-approval.ts';
import type { Store } from '../store/store.ts';
import type { Refusal } from '../task/refusal.ts';

const TOO_OFTEN: Refusal = {
  code: 'healed-too-often',
  because: 'Another heal of the same resource began meanwhile.',
  next: 'Wait for the next look at health.',
};

/**
 * Notes a heal before anything is called, so that the limits hold whoever else heals at the same
 * moment. Undefined where it may begin, and for every plan that people approved.
 */
export const beginHeal = async (
  { store }: { readonly store: Pick<Store, 'beginHeal'> },
  { facts }: ApprovedPlan,
): Promise<Refusal | undefined> => {
  if (!facts.approvals.some(isStanding)) return undefined;
  const { planId } = facts;
  const heal = healOf(facts.plan);
  if (heal === undefined) return TOO_OFTEN;
  const mayBegin: Parameters<Store['beginHeal']>[1] = (past, now) =>
    refuseAgain(past, { planId, now: now.toISOString() }) === undefined;
  const begun = await store.beginHeal({ planId, resource: healedKey(heal) }, mayBegin);
  return begun ? undefined : TOO_OFTEN;
};
