import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Json, JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The type where none is asked: cheaper than gp2, and its speed does not hang on its size. */
export const DEFAULT_TYPE = 'gp3';

const given = (rows: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Properties of a volume with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => ({
  ...properties,
  ...given({
    Size: numberOf(task, 'sizeGb'),
    VolumeType: textOf(task, 'volumeType'),
    Iops: numberOf(task, 'iops'),
    Throughput: numberOf(task, 'throughputMbps'),
  }),
});

/** An encrypted volume in the zone that was named. */
export const volumeTemplate = (context: DraftContext, name: string): Template => {
  const { task } = context;
  const Properties = {
    ...withFields({ VolumeType: DEFAULT_TYPE }, task),
    ...given({
      AvailabilityZone: textOf(task, 'availabilityZone'),
      KmsKeyId: textOf(task, 'kmsKey'),
    }),
    Encrypted: true,
    Tags: tagList(context.tagsFor(name)),
  };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Volume ${name}`,
    Resources: { [logicalIdOf(name, 'Volume')]: { Type: 'AWS::EC2::Volume', Properties } },
  };
};
