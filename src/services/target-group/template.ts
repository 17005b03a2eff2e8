import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import type { VpcFact } from '../ec2-instance/facts-schema.ts';
import { healthCheckOf } from '../load-balancer/template.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

/** Properties of a target group with what the task asks set over them; the rest stays. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const path = textOf(task, 'healthCheckPath');
  return path === undefined ? properties : { ...properties, HealthCheckPath: path };
};

/** A target group without targets: tasks and instances register themselves where they are made. */
export const targetGroupTemplate = (
  context: DraftContext,
  name: string,
  vpc: VpcFact,
): Template => {
  const { task } = context;
  const Protocol = textOf(task, 'protocol') ?? 'HTTP';
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Target group ${name}`,
    Resources: {
      [logicalIdOf(name, 'Targets')]: {
        Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
        Properties: {
          Name: name,
          Protocol,
          Port: numberOf(task, 'port') ?? 80,
          TargetType: textOf(task, 'targetType') ?? 'ip',
          VpcId: vpc.id,
          ...healthCheckOf(task, Protocol),
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
};
