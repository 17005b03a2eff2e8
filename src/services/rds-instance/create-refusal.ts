import type { Refusal } from '../../task/refusal.ts';
import { ENGINES, engineOf } from '../databases/engines.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { RdsFacts } from './facts-schema.ts';
import { EDIT } from '../edit-issue.ts';

const list = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

const engineRefusal = (asked: string): Refusal | undefined => {
  const engine = engineOf(asked);
  if (engine?.isAurora === true)
    return {
      code: 'contradictory',
      because: `${engine.title} runs in a cluster, not in an instance of its own.`,
      next: `Ask for an Aurora cluster with the engine \`${asked}\`.`,
    };
  if (engine !== undefined) return undefined;
  const known = list(ENGINES.filter((one) => !one.isAurora).map((one) => one.name));
  return {
    code: asked === '' ? 'missing-field' : 'malformed-value',
    because:
      asked === ''
        ? 'The engine of the database is not named.'
        : `No database of the engine \`${asked}\` is made here.`,
    next:
      `Name one of ${known}. Engines with a licence of their own come by a CloudFormation ` +
      'template.',
  };
};

/** One session holds either a key of the customer's or a security group of the plan's own. */
const keyRefusal = ({ task }: DraftContext): Refusal | undefined =>
  textOf(task, 'kmsKey') === undefined || textOf(task, 'securityGroup') !== undefined
    ? undefined
    : {
        code: 'missing-field',
        because: 'With a key of your own a plan can not also make the security group.',
        next:
          'Edit the issue and name a group that exists, in a line `Security group: sg-…`, or ' +
          'leave the key out: RDS then encrypts with its own.',
      };

/** Why a new instance can not be made as asked, beside where it stands. */
export const createRefusal = (context: DraftContext, facts: RdsFacts): Refusal | undefined => {
  const { task, region } = context;
  const asked = textOf(task, 'engine') ?? '';
  const engine = engineRefusal(asked);
  if (engine !== undefined) return engine;
  const type = textOf(task, 'instanceType');
  if (type === undefined)
    return {
      code: 'missing-field',
      because: 'The class of the database is not named.',
      next: 'Edit the issue and add a line `Instance type: db.t4g.medium`.',
    };
  const version = textOf(task, 'engineVersion');
  if (facts.version === null)
    return {
      code: 'malformed-value',
      because: `RDS has no ${asked} ${version ?? ''} in ${region}.`.replace('  ', ' '),
      next: `Leave the version out, and AWS takes its usual one. ${EDIT}`,
    };
  if (facts.version.runsOnClass) return keyRefusal(context);
  return {
    code: 'malformed-value',
    because: `RDS does not run ${asked} ${facts.version.version} on \`${type}\` in ${region}.`,
    next: `Name another class, such as \`db.t4g.medium\`. ${EDIT}`,
  };
};

/** Why a read replica can not be made: RDS replicates by the backups of what runs. */
export const replicaRefusal = (context: DraftContext, facts: RdsFacts): Refusal | undefined => {
  const named = textOf(context.task, 'replicaOf') ?? '';
  const { source } = facts;
  if (source === null)
    return {
      code: 'target-not-found',
      because: `There is no database instance \`${named}\` that could be replicated.`,
      next: `Mend its name, the account or the region. ${EDIT}`,
    };
  if (source.cluster !== '')
    return {
      code: 'unsupported-task',
      because: `\`${named}\` is a member of the Aurora cluster \`${source.cluster}\`.`,
      next: `Ask the Aurora cluster \`${source.cluster}\` for one reader more.`,
    };
  if (!source.isEncrypted)
    return {
      code: 'never-do',
      because: `\`${named}\` is not encrypted, so its replica would not be either.`,
      next: 'Move the source to an encrypted copy first, then replicate that one.',
    };
  if (source.backupRetentionDays === 0)
    return {
      code: 'stack-not-ready',
      because: `\`${named}\` keeps no automated backups, and RDS replicates by them.`,
      next: 'Ask first to update it with `Backup retention days: 7`, then `/plan`.',
    };
  if (source.status === 'available') return undefined;
  return {
    code: 'stack-not-ready',
    because: `\`${named}\` is ${source.status === '' ? 'in an unknown state' : source.status}.`,
    next: 'Wait until it is available, then `/plan`.',
  };
};
