import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import { keptResource } from '../guarding/kept.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a trail with what the task asks set over them; nothing is ever turned off. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const bucket = textOf(task, 'bucket');
  const key = textOf(task, 'kmsKey');
  return {
    ...properties,
    ...(bucket === undefined ? {} : { S3BucketName: bucket }),
    ...(key === undefined ? {} : { KMSKeyId: key }),
    ...(booleanOf(task, 'multiRegion') === true ? { IsMultiRegionTrail: true } : {}),
    ...(booleanOf(task, 'logFileValidation') === true ? { EnableLogFileValidation: true } : {}),
  };
};

/** A trail of every region that is on, whose records can be proven; it stays whatever happens. */
export const trailTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Trail ${name}`,
  Resources: {
    [logicalIdOf(name, 'Trail')]: keptResource('AWS::CloudTrail::Trail', {
      TrailName: name,
      ...withFields({}, context.task),
      IsLogging: true,
      IsMultiRegionTrail: true,
      EnableLogFileValidation: true,
      IncludeGlobalServiceEvents: true,
      Tags: tagList(context.tagsFor(name)),
    }),
  },
});
