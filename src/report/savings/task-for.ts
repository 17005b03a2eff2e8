import type { MutationTask } from '../../task/aws-task.ts';
import type { AwsAccount } from '../../task/account.ts';
import { wayTo } from './ask-for.ts';
import type { Saving } from './saving.ts';

/** What of a task a saving says; its id, its agent and its order are given where it is planned. */
export type SavingTask = Pick<
  MutationTask,
  'taskType' | 'resourceType' | 'accountId' | 'region' | 'parameters'
>;

type Change = Pick<SavingTask, 'taskType' | 'resourceType' | 'parameters'>;

const changeOf = ({ remedy, resourceId }: Saving): Change | undefined => {
  switch (remedy.do) {
    case 'stop-instance':
      return {
        taskType: 'UpdateResource',
        resourceType: 'AWS::EC2::Instance',
        parameters: { id: resourceId, action: 'stop' },
      };
    case 'resize-instance':
      return {
        taskType: 'UpdateResource',
        resourceType: 'AWS::EC2::Instance',
        parameters: { id: resourceId, instanceType: remedy.to },
      };
    case 'add-tiering':
      return {
        taskType: 'UpdateResource',
        resourceType: 'AWS::S3::Bucket',
        parameters: {
          name: resourceId,
          storageClass: 'INTELLIGENT_TIERING',
          transitionDays: 0,
        },
      };
    case 'resize-database':
    case 'delete-volume':
    case 'release-address':
    case 'delete-nat-gateway':
    case 'delete-load-balancer':
    case 'delete-snapshot':
    case 'set-retention':
    case 'propose':
      return undefined;
  }
};

/**
 * The task that brings a saving: the very one that intake reads from the issue text of `wayTo`.
 * Undefined where no issue may ask for it: no task does it, no plan of the tier has a route, or a
 * name in it could be read as something else. It plans nothing and approves nothing.
 */
export const taskFor = (
  saving: Saving,
  accounts: readonly AwsAccount[],
): SavingTask | undefined => {
  const change = wayTo(saving, accounts).by === 'issue' ? changeOf(saving) : undefined;
  if (change === undefined) return undefined;
  return { ...change, accountId: saving.accountId, region: saving.region };
};
