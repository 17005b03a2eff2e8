import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { given } from '../given.ts';

/** Where the mount targets of a new file system stand. */
export interface EfsPlace {
  /** One private subnet in each of at most three zones. */
  readonly subnetIds: readonly string[];
  /** Zones that get no mount target. */
  readonly leftZones: readonly string[];
  readonly securityGroup: string;
}

const DEFAULT_DAYS = 30;

const lifecycle = (days: number): Json => [
  { TransitionToIA: days === 1 ? 'AFTER_1_DAY' : `AFTER_${days}_DAYS` },
  { TransitionToPrimaryStorageClass: 'AFTER_1_ACCESS' },
];

/** Properties of a file system with what the task asks set over them; the rest stays. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const [days, backups] = [numberOf(task, 'transitionDays'), booleanOf(task, 'backups')];
  return {
    ...properties,
    ...given({
      BackupPolicy:
        backups === undefined ? undefined : { Status: backups ? 'ENABLED' : 'DISABLED' },
      LifecyclePolicies: days === undefined ? undefined : lifecycle(days),
      ThroughputMode: textOf(task, 'throughputMode'),
    }),
  };
};

const filesOf = (context: DraftContext, name: string): TemplateResource => {
  const base = {
    Encrypted: true,
    ThroughputMode: 'elastic',
    BackupPolicy: { Status: 'ENABLED' },
    LifecyclePolicies: lifecycle(DEFAULT_DAYS),
    ...given({ KmsKeyId: textOf(context.task, 'kmsKey') }),
  };
  return {
    Type: 'AWS::EFS::FileSystem',
    Properties: {
      ...withFields(base, context.task),
      FileSystemTags: tagList(context.tagsFor(name)),
    },
  };
};

/** The reference to the file system is why mount targets come after it, and go before it. */
export const efsTemplate = (context: DraftContext, name: string, place: EfsPlace): Template => {
  const id = logicalIdOf(name, 'Files');
  const targets = place.subnetIds.map((SubnetId, index) => [
    logicalIdOf(name, `Mount${index + 1}`),
    {
      Type: 'AWS::EFS::MountTarget',
      Properties: {
        FileSystemId: { Ref: id },
        SubnetId,
        SecurityGroups: [place.securityGroup],
      },
    },
  ]);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `File system ${name}`,
    Resources: {
      [id]: filesOf(context, name),
      ...(Object.fromEntries(targets) as Readonly<Record<string, TemplateResource>>),
    },
  };
};
