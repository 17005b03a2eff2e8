import type { AccountId } from '../../../task/ids.ts';
import type { Evidence } from '../saving.ts';
import { mean } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';

/** What an account was charged for a service on demand, day by day, as Cost Explorer names it. */
export interface DailySpend {
  readonly accountId: AccountId;
  readonly service: string;
  /** US dollars a day, the oldest first; whole days only. */
  readonly usdDaily: readonly number[];
  /** What the savings found would take away from each day. */
  readonly savedUsdDaily: number;
}

/** A commitment that could be made. A person decides on it; what it saves AWS has to quote. */
export interface Commitment {
  readonly accountId: AccountId;
  readonly service: string;
  readonly what: string;
  /** On-demand dollars an hour that a commitment would have covered in every hour of the days. */
  readonly steadyUsdHourly: number;
  readonly evidence: readonly Evidence[];
}

/** What can be committed to, by the service of the bill. Source: the Savings Plans User Guide. */
const PLANS: Readonly<Record<string, string>> = {
  'Amazon Elastic Compute Cloud - Compute': 'Compute Savings Plan',
  'AWS Lambda': 'Compute Savings Plan',
  'Amazon Relational Database Service': 'reserved DB instances or a Database Savings Plan',
};

const { days: DAYS, usdDaily: LEAST, ofMean: OF_MEAN } = THRESHOLDS.steadySpend;

const usdWords = (usd: number): string => `$${usd.toFixed(2)}`;

/**
 * Steady use of 30 days: the cheapest day came to four fifths of the mean. Waste is taken off
 * first, so that nobody commits to what should be turned off. Undefined where nothing is steady.
 */
export const judgeSteadySpend = (spend: DailySpend): Commitment | undefined => {
  const what = Object.hasOwn(PLANS, spend.service) ? PLANS[spend.service] : undefined;
  if (what === undefined || spend.usdDaily.length < DAYS) return undefined;
  const days = spend.usdDaily.slice(-DAYS);
  const [least, average] = [Math.min(...days), mean(days)];
  const steady = least - spend.savedUsdDaily;
  if (!(least >= average * OF_MEAN) || !(steady >= LEAST)) return undefined;
  return {
    accountId: spend.accountId,
    service: spend.service,
    what,
    steadyUsdHourly: steady / 24,
    evidence: [
      { what: 'cheapest day', value: `${usdWords(least)} of ${DAYS} days` },
      { what: 'mean', value: `${usdWords(average)} a day` },
      ...(spend.savedUsdDaily > 0
        ? [{ what: 'taken off', value: `${usdWords(spend.savedUsdDaily)} a day of waste` }]
        : []),
    ],
  };
};
