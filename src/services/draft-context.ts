import type { Config } from '../config/config.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { MutationTask } from '../task/aws-task.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { strictest } from '../task/tier.ts';
import type { DraftContext } from './service.ts';
import { stackNameOf } from './stack-name.ts';
import { decideTags } from './tags.ts';

/** What of the inputs is known before anything was read from AWS. */
export type ContextInputs = Pick<PlanInputs, 'issue' | 'tasks' | 'accounts' | 'choices'>;

/**
 * The same context for reading facts and for drafting. Refuses what can be refused before the
 * first call: an account that is not among the inputs, tags that do not fit.
 */
export const contextOf = (
  inputs: ContextInputs,
  config: Config,
  task: MutationTask,
): Decided<DraftContext> => {
  const account = inputs.accounts.find((row) => row.id === task.accountId);
  const region = task.region ?? account?.regions[0];
  if (account === undefined || region === undefined)
    return refused({
      code: 'unknown-account',
      because: `The account of ${task.id}, or a region of it, is not known.`,
      next: 'Name the account by its id, name or persona, then edit the issue.',
    });
  if (!account.regions.includes(region))
    return refused({
      code: 'region-not-allowed',
      because: `The account ${account.id} does not allow ${region}.`,
      next: 'Name a region that `config/organization.yml` allows there, then edit the issue.',
    });
  const tags = decideTags({ task, account, issue: inputs.issue, config });
  if (!tags.ok) return tags;
  return accepted({
    task,
    account,
    tier: strictest(account.tier, task.tierRaisedTo ?? account.tier),
    region,
    issue: inputs.issue,
    config,
    choices: inputs.choices,
    tagsFor: tags.value,
    stackName: stackNameOf(inputs.issue.ref.number, task, inputs.tasks),
  });
};
