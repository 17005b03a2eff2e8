import { renderItem } from '../../reply/explain-item.ts';
import { renderPlainPlan } from '../../reply/explain-plan.ts';
import type { BaselineItem } from '../../review/baseline.ts';
import type { Refusal } from '../../task/refusal.ts';
import { computePlan, sourceOf, type ComputedPlan } from '../compute-plan.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';

/** The plan that the issue shows, made again; undefined where it shows none. */
export const currentPlan = async (call: CommandCall): Promise<ComputedPlan | undefined> => {
  const { deps, state } = call;
  const row = state.planId === undefined ? undefined : await deps.store.readPlan(state.planId);
  if (row === undefined) return undefined;
  const computed = computePlan(deps, sourceOf(row));
  return computed.ok ? computed.value : undefined;
};

const refuseItem = (asked: string): Refusal => ({
  code: 'unknown-item',
  because: `No baseline has an item \`${asked.replaceAll(/[^A-Z0-9-]/g, '')}\`.`,
  next: 'Items stand in the review table of a plan, such as `S3-06`; then `/explain S3-06`.',
});

const itemCalled = (call: CommandCall, id: string): BaselineItem | undefined =>
  call.deps.knowledge.baselines.flatMap(({ items }) => items).find((item) => item.id === id);

const explainItem = async (call: CommandCall, asked: string): Promise<CommandAnswer> => {
  const item = itemCalled(call, asked);
  if (item === undefined) return refuse(refuseItem(asked));
  const computed = await currentPlan(call);
  if (computed === undefined) return { kind: 'said', body: renderItem({ item }) };
  const { digest, plan, review } = computed;
  const findings = review.findings.filter((finding) => finding.item === item.id);
  const shown = { digest, tier: plan.tier, findings };
  return { kind: 'said', body: renderItem({ item, plan: shown }) };
};

/**
 * `/explain`: the plan of the issue in plain words. `/explain ITEM`: an item of its review, or of
 * any baseline. It reads the plan and the baselines, and needs no model.
 */
export const explain = async (call: CommandCall): Promise<CommandAnswer> => {
  const { command, deps, state } = call;
  const asked = command.name === 'explain' ? command.item : undefined;
  if (asked !== undefined) return explainItem(call, asked.toUpperCase());
  const computed = await currentPlan(call);
  if (computed === undefined) return refuse(noPlan(state));
  const isHeal = state.healLookId !== undefined;
  return { kind: 'said', body: renderPlainPlan({ ...computed, isHeal, config: deps.config }) };
};
