import { typeWords } from '../reply/markdown.ts';
import { readOnlyServiceOf, serviceOf } from '../services/registry.ts';
import { isAudited } from '../report/audit/gather/sources.ts';
import { isSearched } from '../report/savings/gather/gather.ts';
import { isNewAccount } from '../task/about-account.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';

type Type = NonNullable<AwsTask['resourceType']>;

const isKnown = (taskType: AwsTask['taskType'], type: Type): boolean => {
  if (taskType === 'OptimizeCosts') return isSearched(type);
  return taskType === 'SecurityAudit' ? isAudited(type) : serviceOf(type) !== undefined;
};

const unsearched = (type: Type): Refusal => ({
  code: 'unsupported-service',
  because: `No savings are looked for in the type ${typeWords(type)} yet.`,
  next: 'Name no service, and all that can be judged is searched: "Find savings in athena-dev".',
});

const unaudited = (type: Type): Refusal => ({
  code: 'unsupported-service',
  because: `The type ${typeWords(type)} can not be audited yet.`,
  next: 'Name no service, and all that can be judged is: "Audit the security of athena-dev".',
});

/** What is understood but not done yet is said before any AWS call, and never planned. */
export const refuseUnsupported = (tasks: readonly AwsTask[]): Refusal | undefined => {
  const foreign = tasks.find(
    (task) =>
      task.resourceType !== undefined &&
      !isNewAccount(task) &&
      !isKnown(task.taskType, task.resourceType),
  );
  if (foreign?.resourceType === undefined) return undefined;
  const readOnly = isMutation(foreign) ? readOnlyServiceOf(foreign.resourceType) : undefined;
  if (readOnly !== undefined && isMutation(foreign)) return readOnly.refuses[foreign.taskType];
  if (foreign.taskType === 'OptimizeCosts') return unsearched(foreign.resourceType);
  if (foreign.taskType === 'SecurityAudit') return unaudited(foreign.resourceType);
  return {
    code: 'unsupported-service',
    because: `The type ${typeWords(foreign.resourceType)} can not be planned or listed yet.`,
    next: isMutation(foreign)
      ? 'Give a CloudFormation template for it in a fenced block, or leave this task out.'
      : 'Ask for a service of the list in `/help`.',
  };
};
