import { centsOfSaving } from '../savings/saving.ts';
import { confidenceOf, type Confidence, type Moved } from './confidence.ts';
import { dayOfMark, doneDay, type Mark } from './due.ts';
import type { Look, Receipt } from './receipt.ts';

/** Days of a month of 730 hours, as savings are priced. */
const DAYS_A_MONTH = 730 / 24;

/** How a saving stood so many days after it was carried out. */
export interface Observation {
  readonly after: Mark;
  /** Days on which the resource was seen as the plan left it, or gone. */
  readonly heldDays: number;
  /** Days on which anything could be told. */
  readonly toldDays: number;
  /** What these days were claimed to save, in whole cents. */
  readonly claimedCents: number;
  /** The claim for each day on which it held: an unseen day counts as nothing. */
  readonly observedCents: number;
  /** What was seen last by then; absent when nothing was. */
  readonly last?: Look;
  readonly confidence: Confidence;
}

const isHeld = ({ seen }: Look): boolean => seen === 'holds' || seen === 'gone';

/** What a claim comes to in some days, in whole cents. */
export const centsInDays = ({ claim }: Pick<Receipt, 'claim'>, days: number): number =>
  Math.round((centsOfSaving(claim) * days) / DAYS_A_MONTH);

/** The last look that told anything; undefined when none did. */
export const lastTold = (looks: readonly Look[]): Look | undefined =>
  looks.findLast(({ seen }) => seen !== 'unknown');

/**
 * What was observed of a saving at a mark; undefined before that day. Only days on which somebody
 * looked are counted: the claim is never taken for granted.
 */
export const observe = (
  receipt: Receipt,
  mark: Mark,
  at: { readonly today: string; readonly moved: Moved },
): Observation | undefined => {
  const end = dayOfMark(receipt, mark);
  if (at.today < end) return undefined;
  const looks = receipt.looks.filter(({ day }) => doneDay(receipt) < day && day <= end);
  const heldDays = looks.filter(isHeld).length;
  const toldDays = looks.filter(({ seen }) => seen !== 'unknown').length;
  const last = lastTold(looks);
  return {
    after: mark,
    heldDays,
    toldDays,
    claimedCents: centsInDays(receipt, mark),
    observedCents: centsInDays(receipt, heldDays),
    ...(last === undefined ? {} : { last }),
    confidence: confidenceOf({ heldDays, toldDays, ofDays: mark, moved: at.moved }),
  };
};

/**
 * True for a saving that did not come: a week has passed, and the resource costs again by what was
 * seen last. One that was taken back by a plan, or told already, is not.
 */
export const didNotCome = (receipt: Receipt, today: string): boolean =>
  receipt.ended === undefined &&
  receipt.toldAt === undefined &&
  today >= dayOfMark(receipt, 7) &&
  lastTold(receipt.looks)?.seen === 'undone';
