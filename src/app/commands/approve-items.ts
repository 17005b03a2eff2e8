import { sha256 } from '../../plan/digest.ts';
import type { PlanRow, ShownRow } from '../../store/store.ts';
import { parsePlanId, shortDigest, type PlanDigest, type PlanId } from '../../task/ids.ts';
import { Fault } from '../../task/fault.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { computePlan, sourceOf, type ComputedPlan } from '../compute-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { computeShown, type ShownPlan } from '../shown-plan.ts';
import type { CommandCall } from './command-call.ts';

/** A plan that may be approved, and what was on screen of it. */
export interface Approvable {
  readonly row: PlanRow;
  readonly shown: ShownRow;
  readonly computed: ComputedPlan;
  readonly shownAs: ShownPlan;
}

/** The same plan of the same items is the same part, whoever approves it and however often. */
const partIdOf = (planId: PlanId, digest: PlanDigest): PlanId => {
  const id = parsePlanId(`${planId}-${sha256(digest).slice(0, 12)}`);
  if (id === undefined) throw new Fault('broken-promise', 'the id of a part is no plan id');
  return id;
};

const noSuchItem = (digest: PlanDigest, open: readonly number[]): Decided<never> => {
  const line = `/approve ${shortDigest(digest)} ${open.slice(0, 2).join()}`;
  return refused({
    code: 'unknown-plan-item',
    because: `The items of this plan are ${open.join(', ')}.`,
    next: `Name some of them, such as \`${line}\`.`,
  });
};

/** What the command names, where that is the plan on screen or one item of it. */
const numbersOf = (
  { command }: Pick<CommandCall, 'command'>,
  { plan, digest }: ComputedPlan,
): readonly number[] | undefined => {
  if (command.name !== 'approve' || command.digest === undefined) return undefined;
  const named = command.digest;
  if (command.items !== undefined) return digest.startsWith(named) ? command.items : undefined;
  const own = plan.items?.filter((item) => item.digest?.startsWith(named) === true) ?? [];
  return own.length === 1 ? own.map(({ number }) => number) : undefined;
};

const partOf = (
  deps: OrchestratorDeps,
  { row, shown }: Pick<Approvable, 'row' | 'shown'>,
  numbers: readonly number[],
): Decided<Approvable> => {
  if (!isJsonObject(row.inputs)) throw new Fault('broken-promise', 'a plan without inputs');
  const inputs: JsonObject = { ...row.inputs, onlyItems: numbers };
  const computed = computePlan(deps, sourceOf({ inputs, handles: row.handles }));
  if (!computed.ok) return computed;
  const planId = partIdOf(row.planId, computed.value.digest);
  const own = { ...row, planId, inputs, digest: computed.value.digest, partOf: row.planId };
  const shownAs = computeShown(deps, own, computed.value);
  if (!shownAs.ok) return shownAs;
  return accepted({
    row: own,
    shown: { ...shown, planId },
    computed: computed.value,
    shownAs: shownAs.value,
  });
};

/**
 * What an approval is about: the plan on screen, or of savings the plan of the items it names. One
 * that names none stays with the whole, which nobody can approve.
 */
export const approvableOf = (
  call: Pick<CommandCall, 'deps' | 'command'>,
  whole: Omit<Approvable, 'shownAs'>,
): Decided<Approvable> => {
  const { computed } = whole;
  const numbers = computed.plan.purpose === 'savings' ? numbersOf(call, computed) : undefined;
  if (numbers === undefined) return accepted({ ...whole, shownAs: { shown: computed } });
  const known = computed.plan.items?.map(({ number }) => number) ?? [];
  if (!numbers.every((number) => known.includes(number))) {
    return noSuchItem(computed.digest, known);
  }
  return partOf(call.deps, whole, numbers);
};

/** Writes down a part before its approval: the deployer makes it again from there. */
export const keepPart = async (
  { store }: Pick<OrchestratorDeps, 'store'>,
  { row, shown }: Approvable,
): Promise<void> => {
  if (row.partOf === undefined) return;
  const { createdAt: _, ...plan } = row;
  await store.insertPlan(plan);
  await store.insertShown(shown);
};
