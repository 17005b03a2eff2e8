/** Table of how sure an observation is, by what was seen of the resource and of the bill. */

/**
 * How the daily cost of the account and service moved, the week before against the last week by a
 * mark. `fell`: by half of what is claimed or more. `rose`: by more than what is claimed. `little`:
 * anything between. `unknown`: the bill does not tell it.
 */
export type Moved = 'fell' | 'little' | 'rose' | 'unknown';

export type Confidence = 'high' | 'medium' | 'low';

/** Other things move in the same account and service, so that the bill alone decides nothing. */
export const CONFIDENCE: Readonly<Record<Moved, Confidence>> = {
  fell: 'high',
  little: 'medium',
  unknown: 'medium',
  rose: 'low',
};

/** Of this share of the days something must have been told; below it nobody is sure. */
export const LEAST_TOLD = 0.8;

/** By half of a claim and more a cost fell; by more than all of it it rose. */
const FELL = 0.5;

/** What was seen of a resource and of the bill. */
interface Seen {
  readonly heldDays: number;
  readonly toldDays: number;
  readonly ofDays: number;
  readonly moved: Moved;
}

/** Low where it did not hold on every day that was told, or too few were; else by the bill. */
export const confidenceOf = ({ heldDays, toldDays, ofDays, moved }: Seen): Confidence =>
  heldDays < toldDays || toldDays < ofDays * LEAST_TOLD ? 'low' : CONFIDENCE[moved];

/** How a daily cost moved, beside what is claimed of a day. Nothing is compared with no claim. */
export const movedBy = (
  daily: { readonly before: number; readonly after: number },
  claimedDaily: number,
): Moved => {
  if (!(claimedDaily > 0)) return 'unknown';
  const fall = daily.before - daily.after;
  if (fall >= claimedDaily * FELL) return 'fell';
  return -fall > claimedDaily ? 'rose' : 'little';
};
