import type { PlanId } from '../task/ids.ts';
import type { Store } from '../store/store.ts';

type Works = Pick<Store, 'insertWork' | 'finishWork' | 'readWork'>;

const keyOf = (planId: PlanId): string => `deployed-${planId}`;

/** Remembers that a pipeline deployed the pull request of a plan, so that it can be undone. */
export const markDeployed = async (store: Works, planId: PlanId): Promise<void> => {
  await store.insertWork(keyOf(planId), {});
  await store.finishWork(keyOf(planId), { deployed: true });
};

/** True when a pipeline deployed the pull request of a plan. */
export const isDeployed = async (store: Works, planId: PlanId): Promise<boolean> =>
  (await store.readWork(keyOf(planId)))?.output !== undefined;
