import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { executionRole, logGroupName, logsOf, taskRole } from './access.ts';
import { LEAST_SIZE, sizeIn, sizeOf } from './size.ts';

/** The type of a task definition. */
export const DEFINITION = 'AWS::ECS::TaskDefinition';

/** Fields that say what a task is; each other one says how many run, and where. */
export const DEFINITION_SETTINGS: readonly string[] = [
  'architecture',
  'cpu',
  'environment',
  'healthCheck',
  'image',
  'memoryMb',
  'port',
];

/** Logical ids of a family and what stands beside it. */
export const definitionIds = (name: string) => ({
  definition: logicalIdOf(name, 'Task'),
  execution: logicalIdOf(name, 'Execution'),
  role: logicalIdOf(name, 'Role'),
  logs: logicalIdOf(name, 'Logs'),
});

/** What a family is made of, beside the task. */
export interface DefinitionParts {
  readonly name: string;
  /** ARN of a role of the program that was named; undefined when it gets one of its own. */
  readonly roleArn: string | undefined;
  readonly hasLogGroup: boolean;
}

const SECONDS = { Interval: 30, Timeout: 5, Retries: 3, StartPeriod: 60 } as const;

const variablesIn = (rows: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    listOf(rows)
      .filter(isJsonObject)
      .map((row) => [textIn(row['Name']), textIn(row['Value'])]),
  );

const environmentOf = (before: JsonObject, task: MutationTask): JsonObject => {
  const asked = task.parameters['environment'];
  if (typeof asked !== 'object' || Array.isArray(asked)) return {};
  const all = { ...variablesIn(before['Environment']), ...(asked as Record<string, string>) };
  return {
    Environment: Object.entries(all)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([Name, Value]) => ({ Name, Value })),
  };
};

const containerWith = (before: JsonObject, task: MutationTask): JsonObject => {
  const [image, port] = [textOf(task, 'image'), numberOf(task, 'port')];
  const check = textOf(task, 'healthCheck');
  return {
    ...before,
    ...(image === undefined ? {} : { Image: image }),
    ...(port === undefined ? {} : { PortMappings: [{ ContainerPort: port, Protocol: 'tcp' }] }),
    ...(check === undefined ? {} : { HealthCheck: { Command: ['CMD-SHELL', check], ...SECONDS } }),
    ...environmentOf(before, task),
  };
};

const platformOf = (task: MutationTask): JsonObject => {
  const architecture = textOf(task, 'architecture');
  if (architecture === undefined) return {};
  return {
    RuntimePlatform: {
      CpuArchitecture: architecture.toUpperCase(),
      OperatingSystemFamily: 'LINUX',
    },
  };
};

/** Properties of a definition with what the task asks set over them, in its first container. */
export const withDefinition = (properties: JsonObject, task: MutationTask): JsonObject => {
  const [first, ...others] = listOf(properties['ContainerDefinitions']);
  const size = sizeOf(task, sizeIn(properties));
  return {
    ...properties,
    Cpu: String(size.cpu),
    Memory: String(size.memoryMb),
    ...platformOf(task),
    ContainerDefinitions: [
      containerWith(isJsonObject(first ?? null) ? (first as JsonObject) : {}, task),
      ...others,
    ],
  };
};

const containerOf = (context: DraftContext, parts: DefinitionParts): JsonObject => {
  const ids = definitionIds(parts.name);
  return {
    Name: parts.name,
    Essential: true,
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: {
        'awslogs-group': parts.hasLogGroup ? logGroupName(parts.name) : { Ref: ids.logs },
        'awslogs-region': context.region,
        'awslogs-stream-prefix': parts.name,
      },
    },
  };
};

const definitionOf = (context: DraftContext, parts: DefinitionParts): TemplateResource => {
  const ids = definitionIds(parts.name);
  const base = {
    Family: parts.name,
    RequiresCompatibilities: ['FARGATE'],
    NetworkMode: 'awsvpc',
    Cpu: String(LEAST_SIZE.cpu),
    Memory: String(LEAST_SIZE.memoryMb),
    RuntimePlatform: { CpuArchitecture: 'X86_64', OperatingSystemFamily: 'LINUX' },
    ExecutionRoleArn: { 'Fn::GetAtt': [ids.execution, 'Arn'] },
    TaskRoleArn: parts.roleArn ?? { 'Fn::GetAtt': [ids.role, 'Arn'] },
    ContainerDefinitions: [containerOf(context, parts)],
  };
  return {
    Type: DEFINITION,
    Properties: {
      ...withDefinition(base, context.task),
      Tags: tagList(context.tagsFor(parts.name)),
    },
  };
};

/** The family, its log group, and the two roles of its tasks unless one was named. */
export const definitionResources = (
  context: DraftContext,
  parts: DefinitionParts,
): Template['Resources'] => {
  const { name, roleArn, hasLogGroup } = parts;
  const ids = definitionIds(name);
  return {
    [ids.execution]: executionRole(context, name, textOf(context.task, 'image') ?? ''),
    ...(roleArn === undefined ? { [ids.role]: taskRole(context, name) } : {}),
    ...(hasLogGroup ? {} : { [ids.logs]: logsOf(context, name) }),
    [ids.definition]: definitionOf(context, parts),
  };
};

/** Logical id of the family in a template; undefined where it holds none. */
export const definitionIn = (template: Template): string | undefined =>
  Object.entries(template.Resources).find(([, one]) => one.Type === DEFINITION)?.[0];
