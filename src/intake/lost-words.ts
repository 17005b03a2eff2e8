import type { AwsResourceType } from '../task/resource-type.ts';
import { leftoversOf } from './find-leftovers.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import type { OwnReading } from './own-fields.ts';
import type { Order } from './read-orders.ts';
import { serviceDoubts } from './service-doubts.ts';
import { statesWish } from './stated-values.ts';
import type { Problem, TaskDraft } from './task-draft.ts';

/** An order with all that was made of it. */
export interface ReadOrder {
  readonly order: Order;
  readonly reading: OwnReading;
  readonly parameters: TaskDraft['parameters'];
  readonly free: FreeText;
  /** Names of all targets of the order. */
  readonly names: readonly string[];
  readonly type: AwsResourceType;
}

/** "It must be deleted on termination": no order of now, and a wish that nothing takes. */
const LATER_LOSS = /\bdelet\w*[^.;\n]{0,40}?\bon (?:the )?(?:instance(?:'s)? )?termination\b/i;

/** Lines that order: the order's own, and those that say what is to be. */
const orderingLines = (text: string, own: string): string => {
  const later = text.slice(own.length).split('\n');
  return (
    text.slice(0, own.length) +
    later.map((line) => (statesWish(line) ? line : ' '.repeat(line.length))).join('\n')
  );
};

/** Something that was ordered and stands in nothing that was read. */
export const lostWords = ({
  order,
  reading,
  parameters,
  free,
  names,
  type,
}: ReadOrder): readonly Problem[] => {
  const isDelete = order.verb.taskType === 'DeleteResource';
  const left = leftoversOf({
    text: orderingLines(reading.text, order.text),
    length: order.text.length,
    said: names,
    spans: reading.spans,
    measured: reading.measured,
    parameters,
    isAccount: isAccountWord(free),
    ...(isDelete ? {} : { type }),
  });
  const later = order.more.filter((line) => statesWish(line) && !reading.text.includes(line));
  const unread = { text: later.join('\n'), spans: [], parameters: new Map<string, never>() };
  const lost = [
    ...left,
    ...(isDelete ? [] : serviceDoubts(type, unread)),
    ...order.more.flatMap((line) => LATER_LOSS.exec(line)?.[0] ?? []),
  ];
  return lost.length === 0 ? [] : [{ field: 'details', unread: lost.slice(0, 5) }];
};
