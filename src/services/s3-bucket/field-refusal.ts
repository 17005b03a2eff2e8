import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';

/** S3 keeps objects at least so long in the standard class before these. */
const INFREQUENT_DAYS = 30;

const transitionRefusal = (task: MutationTask): Refusal | undefined => {
  const [days, target] = [numberOf(task, 'transitionDays'), textOf(task, 'storageClass')];
  if (target !== undefined && days === undefined)
    return {
      code: 'missing-field',
      because: `Objects shall move to ${target}, but not after how many days.`,
      next: 'Edit the issue and add the line `Transition: 30 days`.',
    };
  const isInfrequent = target === 'STANDARD_IA' || target === 'ONEZONE_IA';
  if (!isInfrequent || days === undefined || days >= INFREQUENT_DAYS) return undefined;
  return {
    code: 'malformed-value',
    because: `S3 moves objects to ${target} after ${INFREQUENT_DAYS} days at the earliest.`,
    next: `Edit the issue: \`Transition: ${INFREQUENT_DAYS} days\` or more.`,
  };
};

const expirationRefusal = (task: MutationTask): Refusal | undefined => {
  const [moves, ends] = [numberOf(task, 'transitionDays'), numberOf(task, 'expirationDays')];
  if (moves === undefined || ends === undefined || ends > moves) return undefined;
  return {
    code: 'contradictory',
    because: `Objects would expire after ${ends} days and move only after ${moves}.`,
    next: 'Edit the issue: expiration must come after the transition.',
  };
};

const encryptionRefusal = (task: MutationTask): Refusal | undefined => {
  if (textOf(task, 'encryption') !== 'AES256' || textOf(task, 'kmsKey') === undefined)
    return undefined;
  return {
    code: 'contradictory',
    because: 'A KMS key is named, and encryption without KMS is asked for.',
    next: 'Edit the issue: leave the key out, or ask for `aws:kms`.',
  };
};

const retentionRefusal = (task: MutationTask): Refusal | undefined => {
  if (numberOf(task, 'retentionDays') === undefined) return undefined;
  if (task.taskType === 'UpdateResource')
    return {
      code: 'replaces-named-resource',
      because: 'Object lock is decided when a bucket is made; to change it replaces the bucket.',
      next: 'Ask for a new bucket with retention, copy the objects, then delete this one.',
    };
  if (booleanOf(task, 'versioning') !== false) return undefined;
  return {
    code: 'contradictory',
    because: 'Retention needs versioning, which the request denies.',
    next: 'Edit the issue: leave one of the two out.',
  };
};

/** Why the fields of a bucket task do not fit each other or S3; undefined when they do. */
export const fieldRefusal = (task: MutationTask): Refusal | undefined =>
  transitionRefusal(task) ??
  expirationRefusal(task) ??
  encryptionRefusal(task) ??
  retentionRefusal(task);
