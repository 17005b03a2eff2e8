import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { findDrifted, planOnDrift } from './plan-on-drift.ts';

/**
 * `/adopt`: plans to record in the template of a drifted stack what is there. It is an ordinary
 * plan: approved here where this application executes, a pull request in staging and production.
 */
export const adopt = async (call: CommandCall): Promise<CommandAnswer> => {
  const found = await findDrifted(call, 'adopt');
  return found.ok ? planOnDrift(call, { ...found.value, name: 'adopt' }) : refuse(found.refusal);
};
