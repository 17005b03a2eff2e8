import type { Plan } from '../plan/plan.ts';
import { renderCollisions, type CollisionView } from '../reply/collisions.ts';
import { claimKey, claimsOf } from '../services/claims.ts';
import type { Collision } from '../store/claim-store.ts';
import type { IssueState } from '../store/store.ts';
import type { PlanId } from '../task/ids.ts';
import type { OrchestratorDeps } from './deps.ts';
import { ensureComment } from './replies.ts';

type Place = Pick<IssueState, 'ref' | 'installationId'>;

const TOPIC = 'collisions';

/** A collision for people; of another repository only that there is one. */
const viewOf = (own: number, { repositoryId, issueNumber, resource }: Collision): CollisionView => {
  const [accountId = '', , type = '', ...name] = resource.split(' ');
  const number = repositoryId === own ? { issueNumber } : {};
  return { ...number, type, name: name.join(' '), accountId };
};

/** The standing plans of other issues that touch what a plan touches. */
export const findCollisions = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  planId: PlanId,
  ref: IssueState['ref'],
): Promise<readonly CollisionView[]> =>
  (await store.listCollisions(planId, ref)).map((one) => viewOf(ref.repositoryId, one));

/**
 * Notes what a plan touches, and says which other issues it will collide with. It is a comment of
 * its own: what other issues ask for changes while people read, and is no part of the plan.
 */
export const sayCollisions = async (
  deps: OrchestratorDeps,
  { ref, installationId }: Place,
  { planId, plan }: { readonly planId: PlanId; readonly plan: Plan },
): Promise<void> => {
  await deps.store.insertClaims(planId, ref, claimsOf(plan).map(claimKey));
  const collisions = await findCollisions(deps, planId, ref);
  const isSaid = (await deps.store.readReply(ref, TOPIC)) !== undefined;
  if (collisions.length === 0 && !isSaid) return;
  const { accounts } = plan;
  const { maskAccountIds } = deps.config;
  const body = renderCollisions({ collisions, accounts, maskAccountIds });
  await ensureComment(deps, { ref, installationId, topic: TOPIC, body });
};
