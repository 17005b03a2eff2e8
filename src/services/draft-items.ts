import type { Config } from '../config/config.ts';
import type { LeftOut } from '../plan/item.ts';
import type { Refusal } from '../task/refusal.ts';
import { draftSteps, type DraftInputs } from './draft-steps.ts';

/** Savings that can be drafted by themselves, and those that can not, each with its reason. */
export interface Draftable {
  readonly numbers: readonly number[];
  readonly leftOut: readonly LeftOut[];
}

/** Inputs of some items alone: their tasks, with the accounts and facts of these. */
export const narrowTo = <T extends Pick<DraftInputs, 'savings' | 'tasks' | 'accounts' | 'facts'>>(
  inputs: T,
  numbers: readonly number[],
): T => {
  const ids = new Set(numbers.map((number) => inputs.savings?.[number - 1]?.taskId));
  const tasks = inputs.tasks.filter((task) => ids.has(task.id));
  const places = new Set(tasks.map((task) => ('accountId' in task ? task.accountId : undefined)));
  return {
    ...inputs,
    tasks,
    accounts: inputs.accounts.filter(({ id }) => places.has(id)),
    facts: Object.fromEntries(
      tasks.flatMap(({ id }) => (inputs.facts[id] === undefined ? [] : [[id, inputs.facts[id]]])),
    ),
  };
};

const NOT_READ = 'It could not be read when the plan was made.';

const objection = (inputs: DraftInputs, config: Config, number: number): string | undefined => {
  const own = narrowTo(inputs, [number]);
  const [task] = own.tasks;
  if (task === undefined || own.facts[task.id] === undefined) return NOT_READ;
  const drafted = draftSteps(own, config);
  if (!drafted.ok) return drafted.refusal.because;
  return drafted.value.steps.length === 0 ? 'It is so already.' : undefined;
};

/** One saving that is not in the plan. */
export const leftOutOf = (
  { savings = [] }: Pick<DraftInputs, 'savings'>,
  number: number,
  because: Refusal['because'],
): LeftOut => ({ number, name: savings[number - 1]?.saving.name ?? '', because });

/** Tries each saving by itself: one that can not be had stands in no other's way. Pure. */
export const draftableItems = (inputs: DraftInputs, config: Config): Draftable => {
  const numbers: number[] = [];
  const leftOut: LeftOut[] = [];
  for (const index of (inputs.savings ?? []).keys()) {
    const because = objection(inputs, config, index + 1);
    if (because === undefined) numbers.push(index + 1);
    else leftOut.push(leftOutOf(inputs, index + 1, because));
  }
  return { numbers, leftOut };
};
