import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { boundaryArn, IAM_PATH } from '../acts.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { CodeFact } from './facts-schema.ts';

/** Neither default of Lambda: the baseline asks for both to be set, and not to 3 and 128. */
const DEFAULT_TIMEOUT_SECONDS = 30;
const DEFAULT_MEMORY_MB = 256;
const DEFAULT_RETENTION_DAYS = 30;

/** Where Lambda writes the log of a function. */
export const logGroupName = (name: string): string => `/aws/lambda/${name}`;

/** Logical ids of a function's template. */
export const idsOf = (name: string) => ({
  fn: logicalIdOf(name, 'Function'),
  role: logicalIdOf(name, 'Role'),
  logs: logicalIdOf(name, 'Logs'),
});

const mapOf = (task: MutationTask, name: string): Readonly<Record<string, string>> | undefined => {
  const value = task.parameters[name];
  const isMap = typeof value === 'object' && !Array.isArray(value);
  return isMap ? (value as Readonly<Record<string, string>>) : undefined;
};

const present = (rows: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const withEnvironment = (properties: JsonObject, task: MutationTask): Json | undefined => {
  const asked = mapOf(task, 'environment');
  if (asked === undefined) return undefined;
  const before = isJsonObject(properties['Environment'])
    ? properties['Environment']['Variables']
    : undefined;
  return { Variables: { ...(isJsonObject(before) ? before : {}), ...asked } };
};

const codeOf = (code: CodeFact | null): JsonObject | undefined =>
  code === null
    ? undefined
    : { S3Bucket: code.bucket, S3Key: code.key, S3ObjectVersion: code.versionId };

const tracingOf = (task: MutationTask): JsonObject | undefined => {
  const tracing = booleanOf(task, 'tracing');
  return tracing === undefined ? undefined : { Mode: tracing ? 'Active' : 'PassThrough' };
};

const deadLetterOf = (task: MutationTask): JsonObject | undefined => {
  const target = textOf(task, 'deadLetter');
  return target === undefined ? undefined : { TargetArn: target };
};

/** Properties of a function with what the task asks set over them; the rest stays as it is. */
export const withFields = (
  properties: JsonObject,
  task: MutationTask,
  code: CodeFact | null,
): JsonObject => {
  const architecture = textOf(task, 'architecture');
  return {
    ...properties,
    ...present({
      Runtime: textOf(task, 'runtime'),
      Handler: textOf(task, 'handler'),
      MemorySize: numberOf(task, 'memoryMb'),
      Timeout: numberOf(task, 'timeoutSeconds'),
      Code: codeOf(code),
      Environment: withEnvironment(properties, task),
      TracingConfig: tracingOf(task),
      Architectures: architecture === undefined ? undefined : [architecture],
      ReservedConcurrentExecutions: numberOf(task, 'reservedConcurrency'),
      DeadLetterConfig: deadLetterOf(task),
      KmsKeyArn: textOf(task, 'kmsKey'),
    }),
  };
};

const allow = (sid: string, actions: readonly string[], resource: Json): JsonObject => ({
  Sid: sid,
  Effect: 'Allow',
  Action: [...actions],
  Resource: resource,
});

/** Writes into the function's own log group and nowhere else. */
const logStatement = (context: DraftContext, name: string): JsonObject =>
  allow(
    'OwnLogs',
    ['logs:CreateLogStream', 'logs:PutLogEvents'],
    `arn:aws:logs:${context.region}:${context.account.id}:log-group:${logGroupName(name)}:*`,
  );

/** The two actions of X-Ray name no resource in IAM; the statement's id says so to the review. */
export const TRACE_STATEMENT: JsonObject = allow(
  'ReasonXRayTakesNoResource',
  ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
  '*',
);

const deadLetterStatement = (task: MutationTask): readonly JsonObject[] => {
  const target = textOf(task, 'deadLetter');
  if (target === undefined) return [];
  const action = target.startsWith('arn:aws:sqs:') ? 'sqs:SendMessage' : 'sns:Publish';
  return [allow('FailedEvents', [action], target)];
};

const keyStatement = (task: MutationTask): readonly JsonObject[] => {
  const key = textOf(task, 'kmsKey');
  return key === undefined ? [] : [allow('OwnEnvironment', ['kms:Decrypt'], key)];
};

const roleOf = (context: DraftContext, name: string): TemplateResource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: IAM_PATH,
    PermissionsBoundary: boundaryArn(context.account.id),
    Description: `What the function ${name} may do`,
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'lambda.amazonaws.com' },
          Action: 'sts:AssumeRole',
        },
      ],
    },
    Policies: [
      {
        PolicyName: 'function',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            logStatement(context, name),
            ...deadLetterStatement(context.task),
            ...keyStatement(context.task),
            ...(booleanOf(context.task, 'tracing') === true ? [TRACE_STATEMENT] : []),
          ],
        },
      },
    ],
    Tags: tagList(context.tagsFor(`${name}-role`)),
  },
});

const logsOf = (context: DraftContext, name: string): TemplateResource => ({
  Type: 'AWS::Logs::LogGroup',
  Properties: {
    LogGroupName: logGroupName(name),
    RetentionInDays: numberOf(context.task, 'logRetentionDays') ?? DEFAULT_RETENTION_DAYS,
    Tags: tagList(context.tagsFor(`${name}-logs`)),
  },
});

/** What a function's template is made of, beside the task. */
export interface FunctionParts {
  readonly name: string;
  readonly code: CodeFact;
  /** ARN of a role that was named; undefined when the function gets one of its own. */
  readonly roleArn: string | undefined;
  readonly hasLogGroup: boolean;
}

const functionOf = (context: DraftContext, parts: FunctionParts): TemplateResource => {
  const { name, code, roleArn, hasLogGroup } = parts;
  const ids = idsOf(name);
  const base = {
    FunctionName: name,
    Timeout: DEFAULT_TIMEOUT_SECONDS,
    MemorySize: DEFAULT_MEMORY_MB,
  };
  return {
    Type: 'AWS::Lambda::Function',
    // Without it Lambda could make the log group first, without retention, at the first call.
    ...(hasLogGroup ? {} : { DependsOn: ids.logs }),
    Properties: {
      ...withFields(base, context.task, code),
      Role: roleArn ?? { 'Fn::GetAtt': [ids.role, 'Arn'] },
      Tags: tagList(context.tagsFor(name)),
    },
  };
};

/** The function, its log group with a retention, and its role unless one was named. */
export const functionTemplate = (context: DraftContext, parts: FunctionParts): Template => {
  const ids = idsOf(parts.name);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Function ${parts.name}`,
    Resources: {
      ...(parts.roleArn === undefined ? { [ids.role]: roleOf(context, parts.name) } : {}),
      ...(parts.hasLogGroup ? {} : { [ids.logs]: logsOf(context, parts.name) }),
      [ids.fn]: functionOf(context, parts),
    },
  };
};
