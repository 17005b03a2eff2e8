import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a log group with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const days = numberOf(task, 'retentionDays');
  const key = textOf(task, 'kmsKey');
  return {
    ...properties,
    ...(days === undefined ? {} : { RetentionInDays: days }),
    ...(key === undefined ? {} : { KmsKeyId: key }),
  };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const logGroupTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Log group ${name}`,
  Resources: {
    [logicalIdOf(name, 'Logs')]: {
      Type: 'AWS::Logs::LogGroup',
      Properties: {
        LogGroupName: name,
        ...withFields({}, context.task),
        Tags: tagList(context.tagsFor(name)),
      },
    },
  },
});
