import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** The settings of a cluster with Container Insights turned on or off; the rest stays. */
export const withInsights = (properties: JsonObject, isOn: boolean): JsonObject => ({
  ...properties,
  ClusterSettings: [
    ...listOf(properties['ClusterSettings']).filter(
      (row) => !(isJsonObject(row) && row['Name'] === 'containerInsights'),
    ),
    { Name: 'containerInsights', Value: isOn ? 'enhanced' : 'disabled' },
  ],
});

/** Properties of a cluster with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const insights = booleanOf(task, 'containerInsights');
  return insights === undefined ? properties : withInsights(properties, insights);
};

/** What was asked and no more, tagged: Fargate needs neither machines nor capacity providers. */
export const ecsClusterTemplate = (context: DraftContext, name: string): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `ECS cluster ${name}`,
  Resources: {
    [logicalIdOf(name, 'Cluster')]: {
      Type: 'AWS::ECS::Cluster',
      Properties: {
        ClusterName: name,
        ...withFields({}, context.task),
        Tags: tagList(context.tagsFor(name)),
      },
    },
  },
});
