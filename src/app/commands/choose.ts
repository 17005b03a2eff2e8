import { computePlan, sourceOf } from '../compute-plan.ts';
import { planAgain } from './plan-again.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';
import { refuseRunning } from './running.ts';
import type { Review } from '../../review/finding.ts';
import type { Refusal } from '../../task/refusal.ts';

const refuseItem = (item: string, review: Review, name: 'skip' | 'add'): Refusal | undefined => {
  const finding = review.findings.find((one) => one.item === item);
  if (finding === undefined) {
    return {
      code: 'unknown-item',
      because: `The review of this plan has no item \`${item.replaceAll(/[^A-Z0-9-]/g, '')}\`.`,
      next: 'Items stand in the review table of the plan, such as `S3-06`.',
    };
  }
  const isBlocked = name === 'skip' && finding.status === 'BLOCKED';
  if (!isBlocked) return undefined;
  return {
    code: 'item-not-skippable',
    because: `\`${item}\` blocks this plan in its tier; that can not be turned off in an issue.`,
    next: 'Include it with `/add`, use an account of a lower tier, or change configuration.',
  };
};

const without = (items: readonly string[], taken: readonly string[]): readonly string[] =>
  items.filter((item) => !taken.includes(item));

const merge = (items: readonly string[], more: readonly string[]): readonly string[] =>
  [...new Set([...items, ...more])].sort();

const NOTHING_ADDED: Refusal = {
  code: 'unsupported-task',
  because:
    'A drifted stack is set back to exactly its own template; nothing is added to that here.',
  next: 'Ask for it in a task of its own.',
};

/** `/skip ITEM` and `/add ITEM`: turn items of the review off or on, and plan again. */
export const choose = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, state, command } = call;
  if (command.name !== 'skip' && command.name !== 'add') return refuse(noPlan(state));
  if (state.isAboutDrift === true && command.name === 'add') return refuse(NOTHING_ADDED);
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const row = state.planId === undefined ? undefined : await deps.store.readPlan(state.planId);
  if (row === undefined) return refuse(noPlan(state));
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return refuse(computed.refusal);
  for (const item of command.items) {
    const refusal = refuseItem(item, computed.value.review, command.name);
    if (refusal !== undefined) return refuse(refusal);
  }
  const { skipped, added } = state.choices;
  const choices =
    command.name === 'skip'
      ? { skipped: merge(skipped, command.items), added: without(added, command.items) }
      : { skipped: without(skipped, command.items), added: merge(added, command.items) };
  return planAgain({ ...call, state: { ...state, choices } });
};
