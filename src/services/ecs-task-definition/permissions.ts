import { iamArn, onSet, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { generatedName, tableOf, type Act } from '../type-table.ts';

const FAMILY = /^[A-Za-z0-9_-]{1,255}$/;

/** The family of `family`, of an ARN with a revision, or as CloudFormation will make one up. */
const familyOf = (input: NeedInput): string => {
  const present = /task-definition\/([^:/]+)/.exec(input.physicalId ?? '')?.[1];
  const given = input.properties['Family'];
  const named = typeof given === 'string' && FAMILY.test(given) ? given : undefined;
  return named ?? present ?? generatedName(input);
};

/** Nobody knows the number of a revision before it is registered. */
const revisions = (input: NeedInput): readonly string[] => [
  regionalArn('ecs', input, `task-definition/${familyOf(input)}:*`),
];

const roles = (input: NeedInput): readonly string[] => {
  const names = ['ExecutionRoleArn', 'TaskRoleArn'].map((name) =>
    referredName(input.properties[name], input)?.split('/').at(-1),
  );
  return [...new Set(names)].flatMap((name) =>
    name === undefined ? [] : [iamArn('role', input, name)],
  );
};

const pass: Act = {
  action: 'iam:PassRole',
  resources: roles,
  when: (input) => roles(input).length > 0,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } }),
};

const passes = onSet([pass]);

/** Source: schema of AWS::ECS::TaskDefinition, cut with the list of IAM. */
export const taskDefinitionTable: TypeTable = tableOf({
  type: 'AWS::ECS::TaskDefinition',
  arns: revisions,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: [
    'ContainerDefinitions',
    'Cpu',
    'EnableFaultInjection',
    'EphemeralStorage',
    'ExecutionRoleArn',
    'Family',
    'InferenceAccelerators',
    'IpcMode',
    'Memory',
    'NetworkMode',
    'PidMode',
    'PlacementConstraints',
    'ProxyConfiguration',
    'RequiresCompatibilities',
    'RuntimePlatform',
    'TaskRoleArn',
    'Volumes',
  ],
  sensitiveProperties: ['ExecutionRoleArn', 'TaskRoleArn'],
  create: ['ecs:RegisterTaskDefinition'],
  // IAM gives these two no resource.
  remove: [{ action: 'ecs:DeregisterTaskDefinition', resources: () => ['*'] }],
  read: [{ action: 'ecs:DescribeTaskDefinition', resources: () => ['*'] }],
  properties: {
    ExecutionRoleArn: passes,
    TaskRoleArn: passes,
    Tags: tagActs('ecs:TagResource', 'ecs:UntagResource'),
  },
});

/** The reviewed table of a task definition. */
export const TASK_DEFINITION_TYPES: readonly TypeTable[] = [taskDefinitionTable];
