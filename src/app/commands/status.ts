import { collisionLines } from '../../reply/collisions.ts';
import { renderStatus, type ModelStatus, type StatusView } from '../../reply/status.ts';
import type { PlanRow } from '../../store/store.ts';
import { computePlan, sourceOf } from '../compute-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { findCollisions } from '../say-collisions.ts';
import type { CommandAnswer, CommandCall } from './command-call.ts';

interface Known {
  readonly plans: readonly PlanRow[];
  readonly current: PlanRow | undefined;
}

/** True for the digest of one item of a plan of savings. */
const isItemOf = (deps: OrchestratorDeps, asked: string, row: PlanRow | undefined): boolean => {
  const computed = row === undefined ? undefined : computePlan(deps, sourceOf(row));
  if (computed?.ok !== true) return false;
  return computed.value.plan.items?.some((item) => item.digest?.startsWith(asked)) === true;
};

const askedIs = (
  deps: OrchestratorDeps,
  asked: string,
  { plans, current }: Known,
): NonNullable<StatusView['askedIs']> => {
  if (current?.digest.startsWith(asked) === true) return 'current';
  if (isItemOf(deps, asked, current)) return 'item';
  const isEarlier = plans.some((row) => row.digest.startsWith(asked) || isItemOf(deps, asked, row));
  return isEarlier ? 'earlier' : 'foreign';
};

/** What the model took of this issue and everywhere; nothing where there is no model. */
const modelOf = async ({
  deps,
  ref,
  installationId,
}: CommandCall): Promise<{ readonly model?: ModelStatus }> => {
  if (deps.model === undefined) return {};
  const { issue, all } = await deps.store.readModelUse({ ref, installationId });
  const { issue: most, allPerDay: mostToday } = deps.model.budgets;
  return { model: { calls: issue.calls, used: issue, most, usedToday: all, mostToday } };
};

/** The open issues that the current plan will collide with, as they are now. */
const collisionsOf = async (
  { deps, ref }: CommandCall,
  current: PlanRow | undefined,
): Promise<Pick<StatusView, 'collisions'>> => {
  if (current === undefined) return {};
  const collisions = await findCollisions(deps, current.planId, ref);
  const { accounts } = sourceOf(current).inputs;
  const { maskAccountIds } = deps.config;
  return { collisions: collisionLines({ collisions, accounts, maskAccountIds }) };
};

/** `/status [digest]`: where this issue stands, and whether a digest is a plan of this issue. */
export const explainStatus = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, ref, state, command } = call;
  const plans = await deps.store.listPlans(ref);
  const current = plans.find((row) => row.planId === state.planId);
  const asked = command.name === 'status' ? command.digest : undefined;
  const journal = current === undefined ? [] : await deps.store.read(current.planId);
  const shown = current === undefined ? undefined : await deps.store.readShown(current.planId);
  return {
    kind: 'said',
    body: renderStatus({
      status: state.status,
      note: state.note,
      ...(current === undefined ? {} : { digest: current.digest, plannedAt: current.createdAt }),
      ...(asked === undefined ? {} : { asked, askedIs: askedIs(deps, asked, { plans, current }) }),
      ...(shown === undefined ? {} : { shownAt: shown.updatedAt }),
      ...(await modelOf(call)),
      ...(await collisionsOf(call, current)),
      journal,
      now: (await deps.store.now()).toISOString(),
      validHours: deps.config.approvals.validHours,
      ...(state.pullRequest === undefined ? {} : { pullRequest: state.pullRequest }),
    }),
  };
};
