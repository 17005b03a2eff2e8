import { dayAfter } from '../cost/window.ts';
import type { Receipt } from './receipt.ts';

/** Days after which a saving is judged. Source: organization, cost and health, section 1. */
export const MARKS = [7, 14, 30] as const;
export type Mark = (typeof MARKS)[number];

/** The last day on which a saving is looked at, counted from the day it was carried out. */
const LAST_DAY = 30;

/** The UTC day on which a plan was carried out. */
export const doneDay = ({ doneAt }: Pick<Receipt, 'doneAt'>): string => doneAt.slice(0, 10);

/** The UTC day of a mark. */
export const dayOfMark = (receipt: Pick<Receipt, 'doneAt'>, mark: Mark): string =>
  dayAfter(doneDay(receipt), mark);

/**
 * True when a receipt is to be looked at on a day: once a day, from the one after it was carried
 * out to the thirtieth, until it ends.
 */
export const isDue = (receipt: Receipt, today: string): boolean =>
  receipt.ended === undefined &&
  doneDay(receipt) < today &&
  today <= dayAfter(doneDay(receipt), LAST_DAY) &&
  receipt.looks.every(({ day }) => day < today);
