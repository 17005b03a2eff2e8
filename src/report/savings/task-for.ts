import type { AwsAccount } from '../../task/account.ts';
import { wayTo } from './ask-for.ts';
import type { Saving } from './saving.ts';
import { taskOf, type SavingTask } from './saving-task.ts';

/**
 * The task that brings a saving: the very one that intake reads from the issue text of `wayTo`.
 * Undefined where no issue may ask for it: no task does it, no plan of the tier has a route, or a
 * name in it could be read as something else. It plans nothing and approves nothing.
 */
export const taskFor = (saving: Saving, accounts: readonly AwsAccount[]): SavingTask | undefined =>
  wayTo(saving, accounts).by === 'issue' ? taskOf(saving) : undefined;
