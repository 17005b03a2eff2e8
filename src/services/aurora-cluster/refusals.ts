import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { engineOf, majorOf } from '../databases/engines.ts';
import type { DraftContext } from '../service.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import type { AuroraFacts, ClusterFact } from './facts-schema.ts';
import { classOf } from './template.ts';
import { EDIT } from '../edit-issue.ts';

const refusal = (code: Refusal['code'], because: string, next: string): Refusal => ({
  code,
  because,
  next,
});

const capacityRefusal = (task: MutationTask): Refusal | undefined => {
  const [least, most] = [numberOf(task, 'minCapacity'), numberOf(task, 'maxCapacity')];
  if (least === undefined || most === undefined || least <= most) return undefined;
  return refusal(
    'contradictory',
    `The least capacity, ${least} ACUs, is more than the most, ${most}.`,
    EDIT,
  );
};

const engineRefusal = ({ task, region }: DraftContext, facts: AuroraFacts): Refusal | undefined => {
  const asked = textOf(task, 'engine') ?? '';
  if (engineOf(asked)?.isAurora !== true)
    return refusal(
      asked === '' ? 'missing-field' : 'malformed-value',
      asked === '' ? 'The engine of the cluster is not named.' : `\`${asked}\` is not Aurora.`,
      'Name `aurora-postgresql` or `aurora-mysql`; for other engines ask for an RDS instance.',
    );
  if (facts.version !== null) return undefined;
  return refusal(
    'malformed-value',
    `RDS has no ${asked} ${textOf(task, 'engineVersion') ?? ''} in ${region}.`.replace('  ', ' '),
    `Leave the version out, and AWS takes its usual one. ${EDIT}`,
  );
};

/** Why a new cluster can not be made as asked, beside where it stands. */
export const createRefusal = (context: DraftContext, facts: AuroraFacts): Refusal | undefined => {
  const { task } = context;
  const engine = engineRefusal(context, facts) ?? capacityRefusal(task);
  if (engine !== undefined) return engine;
  const type = classOf(task);
  if (type === undefined)
    return refusal(
      'missing-field',
      'Neither a class nor a serverless capacity is named.',
      'Edit the issue: `Instance type: db.r6g.large`, or `Min capacity: 0.5` and ' +
        '`Max capacity: 4`.',
    );
  if (type === 'db.serverless' && numberOf(task, 'maxCapacity') === undefined)
    return refusal(
      'missing-field',
      'A serverless cluster needs the most capacity that it may take.',
      'Edit the issue: `Min capacity: 0.5` and `Max capacity: 4`.',
    );
  if (facts.version?.runsOnClass === false)
    return refusal(
      'malformed-value',
      `Aurora does not run ${facts.version.version} on \`${type}\` here.`,
      `Name another class, such as \`db.r6g.large\`. ${EDIT}`,
    );
  if (textOf(task, 'securityGroup') !== undefined) return undefined;
  return refusal(
    'missing-field',
    'Which security group lets the applications in to the cluster is not said.',
    'Edit the issue and add a line `Security group: sg-…`: one that admits only the group of the ' +
      'application.',
  );
};

/** Only what has come to rest is changed, backed up or deleted. */
export const unrestRefusal = (
  { name, status }: ClusterFact,
  allowed: readonly string[],
): Refusal | undefined =>
  allowed.includes(status)
    ? undefined
    : refusal(
        'stack-not-ready',
        `The cluster \`${name}\` is ${status === '' ? 'in an unknown state' : status}.`,
        status === 'stopped'
          ? 'Start it first: RDS changes, backs up and deletes only what runs. Then `/plan`.'
          : 'Wait until it is available, then `/plan`.',
      );

/** Instances of a cluster that no stack owns are made where they are managed. */
const countRefusal = (task: MutationTask, facts: AuroraFacts, cluster: ClusterFact) => {
  const asked = numberOf(task, 'instances');
  if (asked === undefined || facts.owner.owner === 'ours') return undefined;
  if (asked === cluster.members.length) return undefined;
  return refusal(
    'unsupported-task',
    `No stack of this application owns \`${cluster.name}\`, so its instances are not counted here.`,
    'Add or delete the instance where the cluster is managed.',
  );
};

/** Why what is asked of a cluster that exists can not be done to it. */
export const updateRefusal = (
  task: MutationTask,
  facts: AuroraFacts,
  cluster: ClusterFact,
): Refusal | undefined => {
  if (booleanOf(task, 'encrypted') === true && !cluster.isEncrypted)
    return refusal(
      'replaces-named-resource',
      `\`${cluster.name}\` was created without encryption, and a cluster is encrypted only then.`,
      'Ask for a snapshot of it here. Restore that snapshot with a KMS key as a new cluster, and ' +
        'let the applications move to it.',
    );
  const version = textOf(task, 'engineVersion');
  if (version !== undefined)
    return refusal(
      'unsupported-task',
      `From ${majorOf(cluster.engine, cluster.engineVersion)} to ${version} the whole cluster ` +
        'changes its engine, which can not be undone.',
      'Make a blue/green deployment of it where it is managed, test that, then switch over.',
    );
  return (
    capacityRefusal(task) ??
    countRefusal(task, facts, cluster) ??
    unrestRefusal(cluster, ['available'])
  );
};

/** What must be so before a cluster can be deleted, each with the next step. */
export const deleteRefusal = (facts: AuroraFacts, cluster: ClusterFact): Refusal | undefined => {
  if (cluster.isProtected)
    return refusal(
      'aws-refused',
      `The cluster \`${facts.name}\` is protected against deletion.`,
      'Ask in an issue of its own to update it with `Deletion protection: no`; when that is ' +
        'done, `/plan` here again.',
    );
  return unrestRefusal(cluster, ['available']);
};
