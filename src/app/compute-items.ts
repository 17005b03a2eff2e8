import { requirementOf, type Requirement } from '../approve/requirement.ts';
import type { Config } from '../config/config.ts';
import { digestPlan } from '../plan/digest.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import { itemOf, type LeftOut, type PlanItem } from '../plan/item.ts';
import type { Plan } from '../plan/plan.ts';
import { draftableItems, leftOutOf, narrowTo } from '../services/draft-items.ts';
import { Fault } from '../task/fault.ts';
import { refused, type Decided } from '../task/refusal.ts';

/** The inputs of a part of some savings: one approval, one plan of its own. */
export const partOf = (inputs: PlanInputs, numbers: readonly number[]): PlanInputs => ({
  ...narrowTo(inputs, numbers),
  onlyItems: numbers,
});

/** True for savings of which none is chosen yet: shown and approved from, never carried out. */
export const isMenu = ({ savings, onlyItems, undo }: PlanInputs): boolean =>
  savings !== undefined && onlyItems === undefined && undo === undefined;

/** The items of a plan of savings, each with what its approval by itself asks for. */
export interface Menu {
  readonly inputs: PlanInputs;
  readonly savings: { readonly items: readonly PlanItem[]; readonly leftOut: readonly LeftOut[] };
  readonly requirements: ReadonlyMap<number, Requirement>;
}

const nothingLeft = (leftOut: readonly LeftOut[]) =>
  refused({
    code: 'no-route',
    because:
      'None of the savings that were found can be carried out here: ' +
      [...new Set(leftOut.map(({ because }) => because))].slice(0, 3).join(' '),
    next: 'Go about them as the answer above says, or `/plan` to search again.',
  });

/**
 * Judges each saving as the plan it would be by itself: what breaks a limit is left out and said.
 * `make` is the making of a plan, the same for a part of one item, of several, and of all.
 */
export const computeMenu = (
  inputs: PlanInputs,
  config: Config,
  make: (part: PlanInputs) => Decided<Plan>,
): Decided<Menu> => {
  const drafted = draftableItems(inputs, config);
  const leftOut: LeftOut[] = [...drafted.leftOut];
  const items: PlanItem[] = [];
  const requirements = new Map<number, Requirement>();
  for (const number of drafted.numbers) {
    const claimed = inputs.savings?.[number - 1];
    if (claimed === undefined) throw new Fault('broken-promise', 'an item claims nothing');
    const made = make(partOf(inputs, [number]));
    if (!made.ok) {
      leftOut.push(leftOutOf(inputs, number, made.refusal.because));
      continue;
    }
    items.push({ ...itemOf(number, claimed), digest: digestPlan(made.value).digest });
    requirements.set(number, requirementOf(made.value, config));
  }
  if (items.length === 0) return nothingLeft(leftOut);
  const savings = { items, leftOut: leftOut.toSorted((a, b) => a.number - b.number) };
  const own = narrowTo(
    inputs,
    items.map(({ number }) => number),
  );
  return { ok: true, value: { inputs: own, savings, requirements } };
};
