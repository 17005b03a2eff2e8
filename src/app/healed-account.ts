import { classifyAgain } from '../config/classify-account.ts';
import type { Config } from '../config/config.ts';
import type { PlanAccount } from '../plan/plan.ts';
import type { LookAnswered } from './health-look.ts';
import { parseAccounts } from './plan-inputs.ts';

/**
 * Whether a plan gives an account the tier that it has as the reader listed it, by this worker's
 * own rules. The account in the plan comes through rows that others write: its unit, its name and
 * its tags could be any.
 */
export const isSameTier = (
  config: Config,
  { healable }: Pick<LookAnswered, 'healable'>,
  told: Pick<PlanAccount, 'id' | 'tier'> | undefined,
): boolean => {
  const accounts = healable === undefined ? [] : parseAccounts(healable);
  const seen = accounts.find(({ id }) => id === told?.id);
  return seen !== undefined && classifyAgain(seen, config).tier === told?.tier;
};
