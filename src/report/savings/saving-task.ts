import { parseIssue } from '../../intake/parse-issue.ts';
import type { AwsAccount } from '../../task/account.ts';
import { isMutation, type MutationTask } from '../../task/aws-task.ts';
import { canonicalJson } from '../../task/json.ts';
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
    case 'delete-volume':
    case 'delete-snapshot':
      // A snapshot has no type of its own: the service of volumes keeps both.
      return {
        taskType: 'DeleteResource',
        resourceType: 'AWS::EC2::Volume',
        parameters: { id: resourceId },
      };
    case 'release-address':
      return {
        taskType: 'DeleteResource',
        resourceType: 'AWS::EC2::EIP',
        parameters: { id: resourceId },
      };
    case 'set-retention':
      return {
        taskType: 'UpdateResource',
        resourceType: 'AWS::Logs::LogGroup',
        parameters: { name: resourceId, retentionDays: remedy.days },
      };
    case 'resize-database':
    case 'delete-nat-gateway':
    case 'delete-load-balancer':
    case 'propose':
      return undefined;
  }
};

/** The task that brings a saving, wherever it is; undefined where no task does it. */
export const taskOf = (saving: Saving): SavingTask | undefined => {
  const change = changeOf(saving);
  if (change === undefined) return undefined;
  return { ...change, accountId: saving.accountId, region: saving.region };
};

/**
 * True where intake reads an issue text as exactly one task, and as this one. A name may hold a
 * word, such as that of a tier, which makes the same text mean more than it says.
 */
export const isReadAs = (
  text: string,
  task: SavingTask,
  accounts: readonly AwsAccount[],
): boolean => {
  const issue = { title: '', body: text, labels: ['aws-task'] };
  const read = parseIssue(issue, { accounts }, { tasksPerIssue: 1 });
  const [one, ...others] = read.kind === 'tasks' ? read.tasks : [];
  if (one === undefined || others.length > 0 || !isMutation(one)) return false;
  const { id: _id, assignedAgent: _agent, dependencies: _none, ...said } = one;
  return canonicalJson(said) === canonicalJson(task);
};
