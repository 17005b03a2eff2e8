import { isMutationDraft } from './assemble.ts';
import { draftOrder } from './draft-free.ts';
import type { Antecedent, FreeText } from './free-text.ts';
import type { Order, Orders } from './read-orders.ts';
import type { TaskDraft } from './task-draft.ts';

/** An order with what was read from it. */
export interface PlacedDraft {
  readonly order: Order;
  readonly draft: TaskDraft;
}

const word = (draft: TaskDraft, field: 'name' | 'id'): string | undefined => {
  const value = draft.parameters.get(field);
  return typeof value === 'string' ? value : undefined;
};

const antecedentOf = (draft: TaskDraft | undefined): Antecedent | undefined => {
  if (draft?.resourceType === undefined) return undefined;
  const name = word(draft, 'name');
  const id = word(draft, 'id');
  return {
    type: draft.resourceType,
    ...(name === undefined ? {} : { name }),
    ...(id === undefined ? {} : { id }),
  };
};

/** Two words for one look at something: "check whether …: run a security audit of …". */
const isEcho = (draft: TaskDraft, order: Order, last: PlacedDraft | undefined): boolean =>
  last !== undefined &&
  !isMutationDraft(draft) &&
  last.order.unit === order.unit &&
  last.draft.taskType === draft.taskType &&
  last.draft.resourceType === draft.resourceType &&
  (draft.parameters.size === 0 || last.draft.parameters.size === 0);

/** Drafts each order with what stands before it. */
export const placeOrders = (read: Orders, free: FreeText): readonly PlacedDraft[] => {
  const placed: PlacedDraft[] = [];
  for (const [index, order] of read.orders.entries()) {
    const antecedent = antecedentOf(placed.at(-1)?.draft);
    const before = read.orders[index - 1]?.text ?? '';
    const isOnly = read.orders.length === 1;
    const drafts = draftOrder(order, {
      ...free,
      before,
      isOnly,
      ...(antecedent === undefined ? {} : { antecedent }),
    });
    for (const draft of drafts)
      if (!isEcho(draft, order, placed.at(-1))) placed.push({ order, draft });
  }
  return placed;
};
