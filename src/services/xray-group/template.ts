import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a group with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const filter = textOf(task, 'filterExpression');
  const insights = booleanOf(task, 'insights');
  return {
    ...properties,
    ...(filter === undefined ? {} : { FilterExpression: filter }),
    ...(insights === undefined ? {} : { InsightsConfiguration: { InsightsEnabled: insights } }),
  };
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const groupTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `Group of traces ${name}`,
  Resources: {
    [logicalIdOf(name, 'Traces')]: {
      Type: 'AWS::XRay::Group',
      Properties: {
        GroupName: name,
        ...withFields({}, context.task),
        Tags: tagList(context.tagsFor(name)),
      },
    },
  },
});
