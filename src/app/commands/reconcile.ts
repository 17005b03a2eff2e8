import { renderByHand } from '../../reply/reconcile.ts';
import { isExecuteTier } from '../../task/tier.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { findDrifted, planOnDrift } from './plan-on-drift.ts';

/**
 * `/reconcile`: plans to set a drifted stack back to its own template, with the ordinary approval.
 * In staging and production no pull request could do it, because the template is what it was: there
 * it says what a person has to run.
 */
export const reconcile = async (call: CommandCall): Promise<CommandAnswer> => {
  const found = await findDrifted(call, 'reconcile');
  if (!found.ok) return refuse(found.refusal);
  if (isExecuteTier(found.value.account.tier)) {
    return planOnDrift(call, { ...found.value, name: 'reconcile' });
  }
  const { maskAccountIds } = call.deps.config;
  return { kind: 'said', body: renderByHand({ ...found.value, maskAccountIds }) };
};
