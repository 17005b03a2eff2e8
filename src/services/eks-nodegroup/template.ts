import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { eksRole, NODE_POLICIES } from '../eks/roles.ts';
import type { DraftContext } from '../service.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';

const DEFAULT_TYPE = 't3.medium';

const idsOf = (name: string) => ({
  nodes: logicalIdOf(name, 'Nodes'),
  role: logicalIdOf(name, 'Role'),
});

/** What a node group's template is made of, beside the task. */
export interface NodegroupParts {
  readonly name: string;
  readonly cluster: string;
  readonly subnets: readonly string[];
  /** ARN of a role that was named; undefined when the nodes get one of their own. */
  readonly roleArn: string | undefined;
}

/** Sizes and version as the task asks, set over the present ones; the rest stays. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const sizes = { MinSize: 'minSize', MaxSize: 'maxSize', DesiredSize: 'desiredSize' };
  const asked = Object.entries(sizes).flatMap(([name, field]) => {
    const value = numberOf(task, field);
    return value === undefined ? [] : [[name, value] as const];
  });
  const present = properties['ScalingConfig'] ?? null;
  const before = isJsonObject(present) ? present : {};
  const version = textOf(task, 'version');
  return {
    ...properties,
    ...(asked.length === 0 ? {} : { ScalingConfig: { ...before, ...Object.fromEntries(asked) } }),
    ...(version === undefined ? {} : { Version: version }),
  };
};

const GRAVITON = /^[a-z]+\d+g/;

/** The image of nodes by the processor of their type. */
const imageOf = (type: string): string =>
  GRAVITON.test(type) ? 'AL2023_ARM_64_STANDARD' : 'AL2023_x86_64_STANDARD';

const nodesOf = (context: DraftContext, parts: NodegroupParts): TemplateResource => {
  const { task } = context;
  const { name, cluster, subnets, roleArn } = parts;
  const type = textOf(task, 'instanceType') ?? DEFAULT_TYPE;
  const disk = numberOf(task, 'sizeGb');
  const least = numberOf(task, 'minSize') ?? 0;
  const base = {
    ClusterName: cluster,
    NodegroupName: name,
    NodeRole: roleArn ?? { 'Fn::GetAtt': [idsOf(name).role, 'Arn'] },
    Subnets: [...subnets],
    InstanceTypes: [type],
    AmiType: imageOf(type),
    CapacityType: 'ON_DEMAND',
    ...(disk === undefined ? {} : { DiskSize: disk }),
    ScalingConfig: { MinSize: least, DesiredSize: least },
    UpdateConfig: { MaxUnavailable: 1 },
  };
  return {
    Type: 'AWS::EKS::Nodegroup',
    Properties: { ...withFields(base, task), Tags: context.tagsFor(name) },
  };
};

/** Nodes that EKS looks after, and their role unless one was named. Nobody gets a key to them. */
export const nodegroupTemplate = (context: DraftContext, parts: NodegroupParts): Template => {
  const { name, roleArn } = parts;
  const ids = idsOf(name);
  const role = eksRole(context, {
    tag: `${name}-role`,
    service: 'ec2.amazonaws.com',
    policies: NODE_POLICIES,
    description: `What nodes of ${name} may do`,
  });
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `EKS node group ${name}`,
    Resources: {
      ...(roleArn === undefined ? { [ids.role]: role } : {}),
      [ids.nodes]: nodesOf(context, parts),
    },
  };
};
