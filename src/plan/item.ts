import type { PlanDigest, TaskId } from '../task/ids.ts';

/** Items that one plan of savings holds at most: what is shown fits one comment. */
export const MOST_ITEMS = 20;

/** What a search for savings claims of one resource, with what shows it. */
export interface Claim {
  /** The kind of waste, such as `idle-instance`. */
  readonly kind: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly name: string;
  readonly evidence: readonly { readonly what: string; readonly value: string }[];
  /** US dollars in a month of 730 hours, or why nobody can say. */
  readonly worth:
    | { readonly monthlyUsd: number; readonly assumption: string }
    | { readonly unpriced: string };
  readonly risk: { readonly level: 'low' | 'medium' | 'high'; readonly because: string };
}

/** A saving and the task that brings it. */
export interface ClaimedSaving {
  readonly taskId: TaskId;
  readonly saving: Claim;
}

/** One saving of a plan: approved by itself or together with others, carried out once. */
export interface PlanItem extends Claim {
  /** Counted from 1 over everything that was asked; the same in the plan and in a part of it. */
  readonly number: number;
  readonly taskId: TaskId;
  /**
   * Digest of the plan of this item alone. Absent in a part of a plan, whose own digest binds it.
   */
  readonly digest?: PlanDigest;
}

/** A saving that the plan does not bring, and why not. */
export interface LeftOut {
  readonly number: number;
  readonly name: string;
  readonly because: string;
}

/** US dollars a month that some items claim together; what is not priced claims nothing. */
export const claimedUsdMonthly = (items: readonly Pick<Claim, 'worth'>[]): number =>
  items.reduce((sum, { worth }) => sum + ('unpriced' in worth ? 0 : worth.monthlyUsd), 0);

/** What the plan says of one saving: the members that people are shown, and no other. */
export const itemOf = (number: number, { taskId, saving }: ClaimedSaving): PlanItem => ({
  number,
  taskId,
  kind: saving.kind,
  resourceType: saving.resourceType,
  resourceId: saving.resourceId,
  name: saving.name,
  evidence: saving.evidence.map(({ what, value }) => ({ what, value })),
  worth: saving.worth,
  risk: saving.risk,
});

/** The items that one approval is about; their plan's digest binds them. */
export const itemsOfPart = (inputs: {
  readonly savings?: readonly ClaimedSaving[];
  readonly onlyItems?: readonly number[];
}): readonly PlanItem[] =>
  (inputs.onlyItems ?? []).flatMap((number) => {
    const claimed = inputs.savings?.[number - 1];
    return claimed === undefined ? [] : [itemOf(number, claimed)];
  });
