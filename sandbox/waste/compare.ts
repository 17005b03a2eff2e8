import { monthlyUsdOf, type Saving } from '../../src/report/savings/saving.ts';
import type { Truth } from './sown.ts';

/** How what was found stands beside the truth. */
export interface Accuracy {
  /** Of what was found, the part that is waste. */
  readonly precision: number;
  /** Of what is waste, the part that was found. */
  readonly recall: number;
  readonly claimedUsd: number;
  readonly trueUsd: number;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
  /** Right findings whose price is off by more than 5 % and a dollar, or that have none. */
  readonly mispriced: readonly string[];
}

const keyOfTruth = ({ kind, account, region, id }: Truth): string =>
  [kind, account, region, id].join(' ');

const keyOfSaving = ({ kind, accountId, region, resourceId }: Saving): string =>
  [kind, accountId, region, resourceId].join(' ');

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

const isMispriced = (saving: Saving, { monthlyUsd }: Truth): boolean => {
  if (monthlyUsd === null) return false;
  if ('unpriced' in saving.worth) return true;
  const off = Math.abs(saving.worth.monthlyUsd - monthlyUsd);
  return off > 1 && off > monthlyUsd * 0.05;
};

/** A finding is right when kind, account, region and resource all are. */
export const compareToTruth = (savings: readonly Saving[], truths: readonly Truth[]): Accuracy => {
  const [found, true_] = [savings.map(keyOfSaving), truths.map(keyOfTruth)];
  const [isFound, isTrue] = [new Set(found), new Set(true_)];
  const byKey = new Map(truths.map((one) => [keyOfTruth(one), one]));
  const right = found.filter((key) => isTrue.has(key)).length;
  return {
    precision: share(right, found.length),
    recall: share(right, true_.length),
    claimedUsd: savings.reduce((sum, one) => sum + monthlyUsdOf(one), 0),
    trueUsd: truths.reduce((sum, one) => sum + (one.monthlyUsd ?? 0), 0),
    wrong: found.filter((key) => !isTrue.has(key)),
    missed: true_.filter((key) => !isFound.has(key)),
    mispriced: savings
      .filter((one) => {
        const truth = byKey.get(keyOfSaving(one));
        return truth !== undefined && isMispriced(one, truth);
      })
      .map(keyOfSaving),
  };
};
