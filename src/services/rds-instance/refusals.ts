import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { majorOf } from '../databases/engines.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import type { RdsFacts, RdsInstanceFact } from './facts-schema.ts';
import { EDIT } from '../edit-issue.ts';

const refusal = (code: Refusal['code'], because: string, next: string): Refusal => ({
  code,
  because,
  next,
});

/** RDS is never public: not of a new database, not of one that exists. */
export const publicRefusal = (task: MutationTask): Refusal | undefined =>
  booleanOf(task, 'publiclyAccessible') === true
    ? refusal(
        'never-do',
        'A database is never publicly accessible.',
        'Take this out of the issue; reach the database from its VPC, or through Session Manager.',
      )
    : undefined;

/** Encryption is decided at creation; afterwards only a copy is encrypted. */
const encryptionRefusal = (task: MutationTask, { name, isEncrypted }: RdsInstanceFact) =>
  booleanOf(task, 'encrypted') === true && !isEncrypted
    ? refusal(
        'replaces-named-resource',
        `\`${name}\` was created without encryption, and a database is encrypted only then.`,
        'Ask for a snapshot of it here. Copy that snapshot with a KMS key, restore the copy as a ' +
          'new instance, and let the applications move to it.',
      )
    : undefined;

/** RDS grows storage by a tenth at least; a smaller step it would make larger by itself. */
const leastGrowth = (has: number): number => Math.ceil((has * 11) / 10);

const storageRefusal = (task: MutationTask, { name, sizeGb, status }: RdsInstanceFact) => {
  const asked = numberOf(task, 'sizeGb');
  if (asked === undefined || asked === sizeGb) return undefined;
  if (asked < sizeGb)
    return refusal(
      'malformed-value',
      `Storage never shrinks: \`${name}\` has ${sizeGb} GB, and ${asked} are asked for.`,
      `Keep its size, or move the data to a smaller instance by a dump. ${EDIT}`,
    );
  if (asked < leastGrowth(sizeGb))
    return refusal(
      'malformed-value',
      `RDS grows storage by a tenth at least: from ${sizeGb} GB to ${leastGrowth(sizeGb)} or more.`,
      EDIT,
    );
  return status === 'storage-optimization'
    ? refusal(
        'stack-not-ready',
        `The storage of \`${name}\` grew not long ago and is still being rearranged.`,
        'Wait until it is available again, at least six hours, then `/plan`.',
      )
    : undefined;
};

const versionRefusal = (task: MutationTask, { engine, engineVersion }: RdsInstanceFact) => {
  const asked = textOf(task, 'engineVersion');
  if (asked === undefined) return undefined;
  const [from, to] = [majorOf(engine, engineVersion), majorOf(engine, asked)];
  return from === to
    ? undefined
    : refusal(
        'unsupported-task',
        `From ${from} to ${to} is another major version: it can not be undone, and the ` +
          'parameter group must change with it.',
        'Restore a snapshot as a new instance, upgrade and test that one, then move to it.',
      );
};

/** Only what has come to rest is changed, backed up or deleted. */
export const unrestRefusal = (
  { name, status }: RdsInstanceFact,
  allowed: readonly string[],
): Refusal | undefined =>
  allowed.includes(status)
    ? undefined
    : refusal(
        'stack-not-ready',
        `The database \`${name}\` is ${status === '' ? 'in an unknown state' : status}.`,
        status === 'stopped'
          ? 'Start it first: RDS changes, backs up and deletes only what runs. Then `/plan`.'
          : 'Wait until it is available, then `/plan`.',
      );

/** A member of Aurora has no storage and no backup of its own. */
export const memberRefusal = ({ name, cluster }: RdsInstanceFact): Refusal | undefined =>
  cluster === ''
    ? undefined
    : refusal(
        'unsupported-task',
        `\`${name}\` is a member of the Aurora cluster \`${cluster}\`.`,
        `Ask for the same of the Aurora cluster \`${cluster}\`.`,
      );

/** Why what is asked of an instance that exists can not be done to it. */
export const updateRefusal = (task: MutationTask, instance: RdsInstanceFact): Refusal | undefined =>
  publicRefusal(task) ??
  encryptionRefusal(task, instance) ??
  storageRefusal(task, instance) ??
  versionRefusal(task, instance) ??
  unrestRefusal(instance, ['available', 'storage-optimization']);

/** What must be gone before an instance can be deleted, each with the next step. */
export const deleteRefusal = (facts: RdsFacts, instance: RdsInstanceFact): Refusal | undefined => {
  const { name, isProtected, replicas } = instance;
  if (isProtected)
    return refusal(
      'aws-refused',
      `The database \`${name}\` is protected against deletion.`,
      'Ask in an issue of its own to update it with `Deletion protection: no`; when that is ' +
        'done, `/plan` here again.',
    );
  if (replicas.length > 0) {
    const isOne = replicas.length === 1;
    return refusal(
      'still-in-use',
      `${replicas.map((one) => `\`${one}\``).join(', ')} ${isOne ? 'replicates' : 'replicate'} ` +
        `\`${facts.name}\`, and would stand alone without it.`,
      `Ask for ${isOne ? 'its' : 'their'} deletion first, or promote ${isOne ? 'it' : 'them'} ` +
        'where replicas are managed; then `/plan`.',
    );
  }
  return unrestRefusal(instance, ['available', 'storage-optimization']);
};
