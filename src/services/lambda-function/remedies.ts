import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { patchAlarms, patchAlias, patchKey, patchMetricFilter } from './companions.ts';
import { arnIn, hasOwnRole, retagged, withStatement } from './own-role.ts';
import { TRACE_STATEMENT } from './template.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const LAMBDA_TEMPLATE_TYPES = [
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::IAM::Role',
  'AWS::SQS::Queue',
  'AWS::CloudWatch::Alarm',
  'AWS::KMS::Key',
  'AWS::Lambda::Version',
  'AWS::Lambda::Alias',
  'AWS::Logs::MetricFilter',
] as const;

const FAILURES_DAYS = 14;

/** A queue of its own for failed events, which the function's own role may write to. */
const patchDeadLetter = (template: Template, logicalId: string): Template => {
  const queueId = `${logicalId}Failures`;
  const made = withResource(template, queueId, {
    Type: 'AWS::SQS::Queue',
    Properties: {
      MessageRetentionPeriod: FAILURES_DAYS * 86_400,
      SqsManagedSseEnabled: true,
      Tags: retagged(template, logicalId, '-failures'),
    },
  });
  const allowed = withStatement(made, logicalId, {
    Sid: 'FailedEvents',
    Effect: 'Allow',
    Action: ['sqs:SendMessage'],
    Resource: arnIn(queueId),
  });
  return withProperties(allowed, logicalId, { DeadLetterConfig: { TargetArn: arnIn(queueId) } });
};

/** A given function may lack the right to trace; ours gets the two actions that it needs. */
const patchTracing = (template: Template, logicalId: string): Template =>
  withProperties(withStatement(template, logicalId, TRACE_STATEMENT), logicalId, {
    TracingConfig: { Mode: 'Active' },
  });

/** Enough to start with; people tune it by the next request. */
const RESERVED = 10;

const lacks =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] === undefined;

const set =
  (properties: JsonObject) =>
  (template: Template, logicalId: string): Template =>
    withProperties(template, logicalId, properties);

const fn = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: 'AWS::Lambda::Function', ...remedy });

const needsQueue = (template: Template, logicalId: string): boolean =>
  lacks('DeadLetterConfig')(template, logicalId) && hasOwnRole(template, logicalId);

const needsKey = (template: Template, logicalId: string): boolean =>
  lacks('KmsKeyArn')(template, logicalId) &&
  hasOwnRole(template, logicalId) &&
  propertiesOf(template, logicalId)['Environment'] !== undefined;

const needsTracing = (template: Template, logicalId: string): boolean =>
  JSON.stringify(propertiesOf(template, logicalId)['TracingConfig'] ?? '') !== '{"Mode":"Active"}';

/** In the order of application; companions come last, so that they see the finished function. */
export const lambdaRemedies: readonly Remedy[] = [
  fn({ item: 'LAMBDA-04', isNeeded: lacks('Timeout'), patch: set({ Timeout: 30 }) }),
  fn({ item: 'LAMBDA-05', isNeeded: lacks('MemorySize'), patch: set({ MemorySize: 256 }) }),
  fn({
    item: 'LAMBDA-06',
    defaultFrom: 'development',
    isNeeded: needsQueue,
    patch: patchDeadLetter,
  }),
  fn({
    item: 'LAMBDA-08',
    defaultFrom: 'development',
    isNeeded: needsTracing,
    patch: patchTracing,
  }),
  fn({ item: 'LAMBDA-09', defaultFrom: 'staging', isNeeded: needsKey, patch: patchKey }),
  fn({
    item: 'LAMBDA-11',
    defaultFrom: 'staging',
    isNeeded: lacks('ReservedConcurrentExecutions'),
    patch: set({ ReservedConcurrentExecutions: RESERVED }),
  }),
  fn({ item: 'LAMBDA-16', defaultFrom: 'production', patch: patchAlias }),
  fn({ item: 'LAMBDA-17', patch: set({ Architectures: ['arm64'] }) }),
  fn({ item: 'LAMBDA-18', defaultFrom: 'production', patch: patchAlarms }),
  fn({ item: 'LAMBDA-19', defaultFrom: 'production', patch: patchMetricFilter }),
  fn({
    item: 'LAMBDA-24',
    defaultFrom: 'production',
    isNeeded: needsQueue,
    patch: patchDeadLetter,
  }),
];
