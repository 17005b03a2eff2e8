import { unitsOf } from '../cost/money.ts';
import type { Anomaly } from '../cost/outlook.ts';
import { dayAfter } from '../cost/window.ts';

/** AWS tells days late and finds anomalies a day later: this long nothing more came of one. */
const QUIET_DAYS = 3;

/** Issues that are opened in one look; the next day opens the rest. */
const MOST_OPENED = 20;

/** Why an issue is done with. */
export type AnomalyEnd = 'ended' | 'judged';

/** One thing to do to the issue of one anomaly. */
export type AnomalyAction =
  | { readonly act: 'open'; readonly anomaly: Anomaly }
  | { readonly act: 'update'; readonly anomaly: Anomaly }
  | { readonly act: 'close'; readonly anomaly: Anomaly; readonly end: AnomalyEnd };

/** What issues are about. */
export interface AnomalyRules {
  readonly leastUsd: number;
  readonly accounts: readonly string[] | 'all';
  /** `2026-11-29`. */
  readonly today: string;
}

/** Nobody needs to look at what somebody judged as none, or as planned. */
const isDismissed = ({ feedback }: Anomaly): boolean =>
  feedback === 'NO' || feedback === 'PLANNED_ACTIVITY';

/** True when AWS saw nothing more of it for some days. */
export const hasEnded = ({ until }: Pick<Anomaly, 'until'>, today: string): boolean =>
  until !== '' && dayAfter(until, QUIET_DAYS) <= today;

const isWanted = (anomaly: Anomaly, { leastUsd, accounts }: AnomalyRules): boolean => {
  const { account } = anomaly.cause;
  const isOurs = accounts === 'all' || account === '' || accounts.includes(account);
  return isOurs && unitsOf(anomaly.impact) >= leastUsd;
};

const endOf = (anomaly: Anomaly, today: string): AnomalyEnd | undefined => {
  if (isDismissed(anomaly)) return 'judged';
  return hasEnded(anomaly, today) ? 'ended' : undefined;
};

const byImpact = (a: Anomaly, b: Anomaly): number =>
  a.impact === b.impact ? (a.id < b.id ? -1 : 1) : a.impact > b.impact ? -1 : 1;

/**
 * What is to be done to the issues of the anomalies of a look: one issue for each that matters and
 * goes on, the largest first; one that has ended or was judged closes, and gets none anew.
 */
export const planAnomalyIssues = (
  anomalies: readonly Anomaly[],
  known: ReadonlySet<string>,
  rules: AnomalyRules,
): readonly AnomalyAction[] => {
  const sorted = anomalies.toSorted(byImpact);
  const followed = sorted
    .filter(({ id }) => known.has(id))
    .map((anomaly): AnomalyAction => {
      const end = endOf(anomaly, rules.today);
      return end === undefined ? { act: 'update', anomaly } : { act: 'close', anomaly, end };
    });
  const opened = sorted
    .filter((one) => !known.has(one.id) && isWanted(one, rules))
    .filter((one) => endOf(one, rules.today) === undefined)
    .slice(0, MOST_OPENED)
    .map((anomaly): AnomalyAction => ({ act: 'open', anomaly }));
  return [...followed, ...opened];
};
