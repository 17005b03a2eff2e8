import { typeWords } from '../reply/markdown.ts';
import { serviceOf } from '../services/registry.ts';
import { isMutation, type AwsTask } from '../task/aws-task.ts';
import type { Refusal } from '../task/refusal.ts';

const NOT_YET: ReadonlySet<AwsTask['taskType']> = new Set(['OptimizeCosts', 'SecurityAudit']);

const WISHES: Readonly<Partial<Record<AwsTask['taskType'], string>>> = {
  OptimizeCosts: 'A search for savings',
  SecurityAudit: 'An audit',
};

/** What is understood but not done yet is said before any AWS call, and never planned. */
export const refuseUnsupported = (tasks: readonly AwsTask[]): Refusal | undefined => {
  const notYet = tasks.find((task) => NOT_YET.has(task.taskType));
  if (notYet !== undefined) {
    return {
      code: 'unsupported-task',
      because: `${WISHES[notYet.taskType] ?? notYet.taskType} can not be asked for yet.`,
      next: 'Ask for a change, or for an inventory ("list the S3 buckets in athena-dev").',
    };
  }
  const foreign = tasks.find(
    (task) => task.resourceType !== undefined && serviceOf(task.resourceType) === undefined,
  );
  if (foreign === undefined) return undefined;
  return {
    code: 'unsupported-service',
    because: `The type ${typeWords(foreign.resourceType ?? '')} can not be planned or listed yet.`,
    next: isMutation(foreign)
      ? 'Give a CloudFormation template for it in a fenced block, or leave this task out.'
      : 'Ask for a service of the list in `/help`.',
  };
};
