import type { PolicyException } from '../config/config.ts';
import type { AccountId } from '../task/ids.ts';

/** Exceptions that a review may use, and the day on which it is asked. */
export interface ExceptionContext {
  readonly exceptions: readonly PolicyException[];
  readonly accountId?: AccountId | undefined;
  /**
   * ISO date of the day on which the review is asked. The caller reads the clock; the review is
   * asked again at approval and at release, so an exception that has ended blocks again.
   */
  readonly today: string;
}

/** The exception that covers a rule in this account today; the last day is included. */
export const exceptionFor = (
  rule: string,
  context: ExceptionContext,
): PolicyException | undefined => {
  const { accountId, today } = context;
  return context.exceptions.find(
    (one) =>
      one.rule === rule &&
      one.until.slice(0, 10) >= today.slice(0, 10) &&
      (one.accounts === 'all' || (accountId !== undefined && one.accounts.includes(accountId))),
  );
};
