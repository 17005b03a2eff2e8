import { renderPlainPlan } from '../../reply/explain-plan.ts';
import type { Refusal } from '../../task/refusal.ts';
import { readCurrentPlan } from '../current-plan.ts';
import { describeItem } from '../describe-item.ts';
import { askToExplain } from '../model/follow-explain-item.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';

const refuseItem = (asked: string): Refusal => ({
  code: 'unknown-item',
  because: `No baseline has an item \`${asked.replaceAll(/[^A-Z0-9-]/g, '')}\`.`,
  next: 'Items stand in the review table of a plan, such as `S3-06`; then `/explain S3-06`.',
});

const explainItem = async (call: CommandCall, asked: string): Promise<CommandAnswer> => {
  const { deps, state } = call;
  const current = await readCurrentPlan(deps, state);
  const described = describeItem(deps, asked, current?.computed);
  if (described === undefined) return refuse(refuseItem(asked));
  await askToExplain(call, { described, computed: current?.computed });
  return { kind: 'said', body: described.body };
};

/**
 * `/explain`: the plan of the issue in plain words. `/explain ITEM`: an item of its review, or of
 * any baseline. It reads the plan and the baselines; a model, where there is one, only adds to it.
 */
export const explain = async (call: CommandCall): Promise<CommandAnswer> => {
  const { command, deps, state } = call;
  const asked = command.name === 'explain' ? command.item : undefined;
  if (asked !== undefined) return explainItem(call, asked.toUpperCase());
  const current = await readCurrentPlan(deps, state);
  if (current === undefined) return refuse(noPlan(state));
  const isHeal = state.healLookId !== undefined;
  const view = { ...current.computed, isHeal, config: deps.config };
  return { kind: 'said', body: renderPlainPlan(view) };
};
